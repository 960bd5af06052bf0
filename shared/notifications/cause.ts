// What one save did, with what is known of it now: the changes that share a cause, their bookings, and the accounts concerned.
import type { ChangeType } from '../contract/messages/change.ts'
import type { ActorKind, Status } from '../contract/status.ts'
import type { Instant } from '../time/instant.ts'
import type { ChangeSubject } from '../scheduling/effects/effects.ts'
import type { Switches } from './who-hears.ts'

/** A change of the save. */
export interface CausedChange {
  readonly type: ChangeType
  readonly by: ActorKind
  readonly revision: number
  readonly bookingId?: string
  readonly subject?: ChangeSubject
  /** Where a booking was before it moved. */
  readonly before?: { readonly start: Instant; readonly end: Instant }
}

/** A booking that the save was about, as it stands now. */
export interface CausedBooking {
  readonly bookingId: string
  readonly status: Status
  readonly start: Instant
  readonly expectedStart?: Instant
  readonly clientUid?: string
  /** Of a guest: the address in one form, lower case. Unset where none is known. */
  readonly guestAddress?: string
  /** Whether it never was more than a hold. */
  readonly isHold: boolean
  /** Its changes with their revisions, ascending. */
  readonly history: readonly {
    readonly revision: number
    readonly type: ChangeType
    readonly at?: Instant
  }[]
}

/** What an account wants to hear. */
export interface AccountSettings extends Switches {
  readonly reminderMinutes: readonly number[]
}

/** Everything that a message about one save is decided from. */
export interface Cause {
  readonly causeId: string
  readonly professionalId: string
  readonly ownerUid: string
  readonly at: Instant
  readonly changes: readonly CausedChange[]
  readonly bookings: ReadonlyMap<string, CausedBooking>
  /** The settings of every account concerned; one that is not in it hears nothing. */
  readonly accounts: ReadonlyMap<string, AccountSettings>
}
