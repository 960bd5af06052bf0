// What was shown last, for as long as something that closes is still seen.
import { useState } from 'react'

/** @returns the value while it is open; afterwards the last one that was */
export function useLast<T>(value: T | undefined, isOpen: boolean): T | undefined {
  const [last, setLast] = useState(value)
  if (isOpen && value !== last) setLast(value)
  return isOpen ? value : last
}
