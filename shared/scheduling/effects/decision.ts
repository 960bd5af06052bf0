// What a decision comes to: a refusal as a value, or the effects that one statement saves together.
import type { Refusal } from '../model/refusal.ts'
import type { Calendar } from '../model/calendar.ts'
import type { Effects } from './effects.ts'

/** A decision: refused, or effects to save and what to answer. */
export type Decision<A> =
  | { readonly refused: Refusal }
  | {
      readonly refused?: undefined
      readonly effects: Effects
      readonly answer: A
      /** The account to whose open holds or upcoming bookings this adds. */
      readonly addsTo?: string | undefined
    }

/** A decision that makes the calendar which it is saved to. */
export type Founding<A> = Decision<A> & { readonly made?: Calendar }
