// Idempotency keys: the same for the same command until something else is sent, so that trying again does it once.
import { newRandomKey } from '../../../../client/platform.ts'

/** @returns what gives the key of a command's input */
export function openKeys(): (input: unknown) => string {
  let last = { text: '', key: '' }
  return (input) => {
    const text = JSON.stringify(input)
    if (text !== last.text) last = { text, key: newRandomKey() }
    return last.key
  }
}
