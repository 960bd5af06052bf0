// The present time for what is drawn, by the server's clock.
import { useEffect, useState } from 'react'
import { serverNow } from '../../app/backend.ts'

/** Now, again each so many milliseconds. */
export function useNow(everyMillis = 10_000): Date {
  const [now, setNow] = useState(() => new Date(serverNow()))
  useEffect(() => {
    const look = () => setNow(new Date(serverNow()))
    look()
    const timer = setInterval(look, everyMillis)
    return () => clearInterval(timer)
  }, [everyMillis])
  return now
}
