// What a command is: which calendar it decides on, who may, the pure decision, and the answer.
import type * as z from 'zod'
import type { Input } from '../world/definition.ts'
import type { About, CalendarPart } from '../../database/load/command/found.ts'
import type { Reason } from '../../contract/faults/reasons.ts'
import type { BlockKey } from '../../contract/block.ts'
import type { Actor, Role } from '../../identity/actor.ts'
import type { Booking, By, Calendar } from '../../scheduling/model/calendar.ts'
import type { KnownBlocks } from '../../scheduling/model/block.ts'
import type { KeptHold } from '../../scheduling/booking/hold-budget.ts'
import type { Circumstances } from '../../scheduling/model/circumstances.ts'
import type { Decision, Founding } from '../../scheduling/effects/decision.ts'
import type { Instant } from '../../time/instant.ts'

/** What a decision is made on. */
export interface Given<I> extends Circumstances {
  readonly input: I
  readonly actor: Actor
  /** The account that the input names, or the caller's. */
  readonly about: About
  readonly maxUpcomingBookings: number
  readonly booking: Booking | undefined
  readonly bookings: readonly Booking[]
  /** Blocks that may be for the taker, where one was wanted. */
  readonly blockedAs: readonly BlockKey[]
  /** What there is of blocks, where `blockOf` was wanted. */
  readonly blocks: KnownBlocks
  /** Open holds of the caller with other professionals, where `holdsOf` was wanted. */
  readonly holdsElsewhere: number
  /** What the caller's holds kept in this calendar lately, where `holdsOf` was wanted. */
  readonly kept: readonly KeptHold[]
}

/** What an answer is made of, beside what was decided. */
export interface Outcome<I> {
  readonly input: I
  readonly by: By
  readonly now: Instant
  /** As loaded; undefined where the command made it. */
  readonly before: Calendar | undefined
  /** As saved, or as it would be. */
  readonly after: Calendar
  readonly bookings: readonly Booking[]
  readonly revision: number
}

/** A command on one calendar. */
export interface Command<S extends Input, A, O extends z.ZodObject = z.ZodObject> {
  readonly name: string
  readonly input: S
  /** What is answered; the type of the answer, and its description. */
  readonly output: O
  /** For which reasons of its own it refuses, beside those of every function of its kind. */
  readonly refuses: readonly Reason[]
  /** Which calendar it decides on, and how much of it. */
  readonly calendar: (input: z.infer<S>, actor: Actor, now: Instant) => CalendarPart
  /** Who may do this; from anybody else the calendar is hidden (`not-found`). */
  readonly as: Role
  /** Whose account the input is about, if not the caller's. */
  readonly account?: (input: z.infer<S>) => string | undefined
  /** Whether to answer what it would, revision included, and change nothing. */
  readonly isRehearsal?: (input: z.infer<S>) => boolean
  /** The start for which a refusal names alternatives; the booking is the one that was named. */
  readonly wishes?: (input: z.infer<S>, booking: Booking | undefined) => Instant | undefined
  readonly decide: (calendar: Calendar, given: Given<z.infer<S>>) => Decision<A>
  /** Decides where there is no such calendar yet; unset, that is `not-found`. */
  readonly create?: (given: Given<z.infer<S>>) => Founding<A>
  readonly answer: (decided: A, outcome: Outcome<z.infer<S>>) => z.infer<O>
}
