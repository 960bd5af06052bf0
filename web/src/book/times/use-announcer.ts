// What changes live is said to who cannot see it: one message in five seconds at most, the newest.
import { useEffect, useRef, useState } from 'react'

const QUIET_MILLIS = 5_000

/** @returns what is said now, and how to say something */
export function useAnnouncer(): readonly [string, (text: string) => void] {
  const [said, setSaid] = useState('')
  const state = useRef<{ last: number; timer?: ReturnType<typeof setTimeout> }>({ last: 0 })
  const [say] = useState(() => (text: string) => {
    const { last, timer } = state.current
    clearTimeout(timer)
    const wait = Math.max(0, last + QUIET_MILLIS - Date.now())
    const now = () => {
      state.current = { last: Date.now() }
      setSaid(text)
    }
    state.current = { last, timer: setTimeout(now, wait) }
  })
  useEffect(() => () => clearTimeout(state.current.timer), [])
  return [said, say]
}
