// The time by the server's clock, looked at again every so often.
import { useEffect, useState } from 'react'
import { serverNow } from '../app/backend.ts'

const TICK_MILLIS = 10_000

/** Milliseconds since 1970; what shows it is drawn anew every ten seconds. */
export function useNow(): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), TICK_MILLIS)
    return () => clearInterval(timer)
  }, [])
  return now
}
