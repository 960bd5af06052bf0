// The same value while it says the same: FullCalendar draws everything anew, and loses the focus, for a new array.
import { useState } from 'react'

export function useUnchanged<T>(value: T): T {
  const text = JSON.stringify(value)
  const [kept, setKept] = useState({ text, value })
  if (kept.text === text) return kept.value
  setKept({ text, value })
  return value
}
