// What a command asks for of a calendar and of accounts, and what it finds.
import type { BlockKey } from '../../../contract/block.ts'
import type { KeptHold } from '../../../scheduling/booking/hold-budget.ts'
import type { KnownBlocks } from '../../../scheduling/model/block.ts'
import type { Booking, Calendar } from '../../../scheduling/model/calendar.ts'
import type { OwnBooking } from '../../../scheduling/model/own-booking.ts'
import type { Taker } from '../../../scheduling/model/taker.ts'
import type { Span } from '../../../time/span.ts'
import type { Caller, CallerWanted, VersionedAccount } from '../load-caller.ts'
import type { Locator } from '../place.ts'

/** What to load. */
export interface CalendarPart {
  readonly locator: Locator
  /** The starts that matter; with a booking as the locator, its own start too, or alone if unset. */
  readonly range?: Span
  /** Also the whole bookings still to come that begin in this stretch; appointments are loaded around it alone. */
  readonly upcoming?: Span
  /** With a booking as the locator: also the whole bookings behind it, as far as appointments are loaded. */
  readonly isWithBehind?: boolean
  /** Also the open holds of this account: whole in this calendar, wherever they lie, and how many elsewhere. */
  readonly holdsOf?: string
  /** Whoever takes time with it: also what limits per client count of theirs, and blocks that may be for them. */
  readonly taker?: Taker
  /** Also the block of whom this names, and the bookings of theirs that are still to come. */
  readonly blockOf?: BlockKey
}

/** The caller of a command on a calendar, and whom it is about. */
export interface AskedWith extends CallerWanted {
  /** The account that the command is about: the caller's, or a client's whom the caller books for. */
  readonly about: string
}

/** What a command finds. */
export interface Found {
  readonly calendar?: Calendar
  /** The booking that was the locator. */
  readonly booking?: Booking
  /** In the calendar: those of `upcoming`, behind the one that was the locator, or the holds of `holdsOf`. */
  readonly bookings: readonly Booking[]
  readonly holdsElsewhere: number
  /** What holds of `holdsOf` kept in this calendar lately. */
  readonly kept: readonly KeptHold[]
  /** Of the taker, where limits per client count them. */
  readonly own?: readonly OwnBooking[]
  /** Blocks that may be for the taker. */
  readonly blockedAs: readonly BlockKey[]
  readonly blocks: KnownBlocks
  readonly caller: Caller
  readonly about: About
}

/** The account that a command is about, with what is counted of it at its version. */
export interface About {
  /** Undefined where it has no row. */
  readonly account: VersionedAccount | undefined
  /** With anybody. */
  readonly upcomingBookings: number
  /** Whether it is the caller, or has or had a booking in this calendar, holds aside, and stays. */
  readonly isClient: boolean
  /** Whether it is being erased, or was just now: nothing is written for it any more. */
  readonly isGoing: boolean
}
