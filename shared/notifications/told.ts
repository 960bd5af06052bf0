// What one message is made of: who is told, by whom the time is offered, and what happened to which bookings.
import type { Status } from '../contract/status.ts'
import type { Instant } from '../time/instant.ts'
import type { Happening } from './happening.ts'
import type { Role } from './who-hears.ts'

/** Who is told. */
export interface Recipient {
  readonly role: Role
  readonly name?: string
  /** Their own zone; the professional's where nobody knows it. */
  readonly timeZone: string
  readonly locale?: string
}

/** Whose calendar it is. */
export interface Offering {
  readonly professionalId: string
  readonly name: string
  readonly timeZone: string
  readonly address?: string
  readonly phone?: string
}

/** A booking as it stands when the message is made. */
export interface ToldBooking {
  readonly bookingId: string
  readonly version: number
  readonly status: Status
  readonly start: Instant
  readonly end: Instant
  readonly expectedStart?: Instant
  readonly seats: number
  readonly serviceName: string
  readonly clientName: string
  readonly clientTimeZone?: string
  readonly cancelReason?: string
  /** Unset where it is over, or where there is nothing to cancel. */
  readonly cancelUntil?: Instant
}

/** One thing that a message tells of. */
export interface Item {
  readonly happening: Happening
  /** Unset where it is about the calendar itself. */
  readonly booking?: ToldBooking
  /** Where a booking was before it moved. */
  readonly before?: { readonly start: Instant; readonly end: Instant }
}

/** Where a message leads. */
export interface Links {
  /** The web app; without one, mails to accounts have no link. */
  readonly app?: string
  /** A guest's own booking. */
  readonly guest?: string
  readonly unsubscribe?: string
}

/** Everything that one message is made of. */
export interface Told {
  readonly recipient: Recipient
  readonly offering: Offering
  /** At least one, in the order of `HAPPENINGS`, then by start. */
  readonly items: readonly [Item, ...Item[]]
  readonly links: Links
}
