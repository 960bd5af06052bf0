// What one save writes: rows with their final values, and the changes that tell of them.
import type { AppointmentId, BookingId, ChangeId, ServiceId } from '../../contract/values/ids.ts'
import type { BlockKey } from '../../contract/block.ts'
import type { Override } from '../../contract/booking.ts'
import type { ChangeType, ChangedDates } from '../../contract/messages/change.ts'
import type { Professional } from '../../contract/professional.ts'
import type { Service } from '../../contract/service.ts'
import type { ActorKind, Status } from '../../contract/status.ts'
import type { WallInterval, WeeklyInterval } from '../../contract/values/values.ts'
import type { DateText } from '../../time/date.ts'
import type { Instant } from '../../time/instant.ts'
import type { Block } from '../model/block.ts'
import type {
  Activity,
  Appointment,
  Booking,
  Client,
  ExternalBusy,
  TimeOff,
} from '../model/calendar.ts'
import type { Span } from '../../time/span.ts'

/** What of a schedule or a professional a change is about, where it is not what the type is mostly about. */
export type ChangeSubject = 'external-busy' | 'block'

/** A change before the save gives it its revision. */
export interface ChangeDraft {
  readonly changeId: ChangeId
  readonly type: ChangeType
  /** Who made it, if not whoever acts: the clock's steps are the system's. */
  readonly by?: ActorKind
  readonly dates: ChangedDates
  readonly bookingId?: BookingId
  readonly appointmentId?: AppointmentId
  readonly serviceId?: ServiceId
  readonly override?: readonly Override[]
  /** Where a booking was before it moved. */
  readonly before?: Span
  /** What it is about, where the type alone does not say. */
  readonly subject?: ChangeSubject
}

/** An appointment as it is to be stored. */
export interface AppointmentState extends Span {
  readonly appointmentId: AppointmentId
  readonly serviceId: ServiceId
  readonly occupies: Span
  readonly capacity: number
  readonly seatsTaken: number
  readonly state: 'active' | 'gone'
  readonly expectedStart?: Instant
  readonly expectedEnd?: Instant
  readonly endedAt?: Instant
}

/** An appointment as it is stored with so many of its seats taken; without any it is gone. */
export function toState(appointment: Appointment, seatsTaken: number): AppointmentState {
  const { claims: _, ...kept } = appointment
  return { ...kept, seatsTaken, state: seatsTaken > 0 ? 'active' : 'gone' }
}

/** What of a booking goes for ever: whom it is for with what they said, who had held it, why it was cancelled. */
export type ErasedOfBooking = 'client' | 'holder' | 'reason'

/** A step of a booking that is there already; what is unset stays as it is. */
export interface BookingStep {
  readonly bookingId: BookingId
  readonly status?: Status
  readonly seats?: number
  /** The appointment that it is in from now on. */
  readonly moved?: Span & { readonly appointmentId: AppointmentId }
  /** What a hold is told of when it becomes a booking. */
  readonly booked?: {
    readonly client: Client
    readonly note?: string
    readonly timeZone?: string
  }
  /** When it is expected now; an unset end of it is as agreed. */
  readonly expected?: { readonly start?: Instant; readonly end?: Instant }
  readonly holdExpiresAt?: Instant
  readonly cancelledBy?: ActorKind
  readonly cancelReason?: string
  readonly erases?: readonly ErasedOfBooking[]
}

/** What one save writes. Each row appears once, with its final values. */
export interface Effects {
  readonly changes: readonly ChangeDraft[]
  readonly newAppointments?: readonly AppointmentState[]
  readonly changedAppointments?: readonly AppointmentState[]
  readonly newBookings?: readonly Booking[]
  readonly bookingSteps?: readonly BookingStep[]
  readonly professional?: Professional
  /** Nothing of the professional is shown any more, for ever. */
  readonly isErased?: true
  readonly services?: readonly Service[]
  /** `null` hours drop the rule of that date. */
  readonly weeklyRules?: readonly {
    readonly effectiveFrom: DateText
    readonly hours: readonly WeeklyInterval[] | null
  }[]
  /** `null` intervals clear the exception of that date. */
  readonly dateHours?: readonly {
    readonly date: DateText
    readonly intervals: readonly WallInterval[] | null
  }[]
  readonly activity?: Activity
  /** `null` takes a block back. */
  readonly blocks?: readonly (BlockKey & { readonly block: Block | null })[]
  readonly newTimeOff?: readonly TimeOff[]
  readonly removedTimeOff?: readonly TimeOff[]
  /** Busy time to add and, named by its very start and end, to take away. */
  readonly externalBusy?: {
    readonly added: readonly ExternalBusy[]
    readonly removed: readonly ExternalBusy[]
  }
}

export const NOTHING: Effects = { changes: [] }
