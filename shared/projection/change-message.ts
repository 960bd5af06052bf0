// A change as its message and answers show it.
import type { ChangeMessage } from '../contract/change.ts'
import type { Render } from './answers.ts'

/** A change with its instant rendered. */
export function toChange<T>(change: ChangeMessage, render: Render<T>) {
  return { ...change, at: render(change.at) }
}
