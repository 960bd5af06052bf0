// Why a request is not carried out, as a value.
import type { Reason } from '../../contract/faults/reasons.ts'
import type { Slot } from './slot.ts'

/** Why a request is not carried out. */
export interface Refusal {
  readonly reason: Reason
  readonly detail: string
  /** Free slots near the wished start, sorted. */
  readonly alternatives?: readonly Slot[]
  readonly errors?: readonly { readonly path: string; readonly message: string }[]
  /** How many errors there are, where `errors` names only the first. */
  readonly errorCount?: number
  /** When to ask again, where that is known. */
  readonly retryAfterSeconds?: number
}

/** A refusal as a decision. */
export function refuse(
  reason: Reason,
  detail: string,
  more: Partial<Refusal> = {},
): { readonly refused: Refusal } {
  return { refused: { reason, detail, ...more } }
}

/** Said of whatever is not there, and of what is others' alike. */
export const NOT_THERE = 'there is no such calendar, service or booking'

/** Said of a calendar that is not there, and of what is another owner's alike. */
export const NO_CALENDAR = 'there is no such calendar, or it is not yours'

/** A field that is wrong in view of the calendar, as an `invalid-request`. */
export function refuseField(path: string, message: string): { readonly refused: Refusal } {
  return refuse('invalid-request', `${path}: ${message}`, { errors: [{ path, message }] })
}
