// A professional's calendar as the pure core sees it: loaded at one revision, instants in epoch milliseconds.
import type {
  AccountUid,
  AppointmentId,
  BookingId,
  ProfessionalId,
  ServiceId,
  TimeOffId,
} from '../../contract/values/ids.ts'
import type { Policy } from '../../contract/policy.ts'
import type { Professional } from '../../contract/professional.ts'
import type { Service } from '../../contract/service.ts'
import type { ActorKind, Status } from '../../contract/status.ts'
import type { Price, WallInterval, WeeklyInterval } from '../../contract/values/values.ts'
import type { DateText } from '../../time/date.ts'
import type { Instant } from '../../time/instant.ts'
import type { Span } from '../../time/span.ts'
import type { Zone } from '../../time/zone.ts'

/** Weekly hours in force from a date until the next rule's. */
export interface WeeklyRule {
  readonly effectiveFrom: DateText
  readonly hours: readonly WeeklyInterval[]
}

/** What replaces the weekly hours of one date; no interval closes it. */
export interface DateHours {
  readonly date: DateText
  readonly intervals: readonly WallInterval[]
}

export interface TimeOff extends Span {
  readonly timeOffId: TimeOffId
  readonly startDate?: DateText
  readonly endDate?: DateText
  readonly note?: string
}

export interface ExternalBusy extends Span {
  readonly source: string
}

/** What the professional said to be doing: `busy` and `away` take `[since, until)` out of the offer. */
export type Activity = { readonly since: Instant; readonly message?: string } & (
  | { readonly state: 'available' }
  | { readonly state: 'busy' | 'away'; readonly until: Instant }
)

/** The time that an activity takes out of the offer; none where it keeps nobody from their work. */
export function takenByActivity(activity: Activity | undefined): Span | undefined {
  if (!activity || activity.state === 'available') return undefined
  return { start: activity.since, end: activity.until }
}

/** Everything that decides when somebody could be booked, bookings aside. */
export interface Schedule {
  readonly zone: Zone
  readonly policy: Policy
  /** Sorted by `effectiveFrom`. */
  readonly weeklyRules: readonly WeeklyRule[]
  readonly dateHours: readonly DateHours[]
  readonly timeOff: readonly Span[]
  readonly externalBusy: readonly Span[]
  readonly activity?: Activity
}

export interface Client {
  readonly uid?: AccountUid
  readonly name: string
  readonly email?: string
  readonly phone?: string
}

/** Where a booking stands: a hold has an end, also once it has come; nothing else has one. */
export type Standing =
  | { readonly status: 'held'; readonly holdExpiresAt: Instant }
  | { readonly status: 'expired'; readonly holdExpiresAt?: Instant }
  | { readonly status: Exclude<Status, 'held' | 'expired'>; readonly holdExpiresAt?: never }

/**
 * Where a booking stands that is in a status.
 *
 * @param holdExpiresAt the end of what is or was a hold
 * @throws for a hold without an end: the database takes none
 */
export function toStanding(status: Status, holdExpiresAt: Instant | undefined): Standing {
  if (status === 'expired') return { status, ...(holdExpiresAt !== undefined && { holdExpiresAt }) }
  if (status !== 'held') return { status }
  if (holdExpiresAt === undefined) throw new Error('a hold has an end')
  return { status, holdExpiresAt }
}

/** A client's claim to seats of one appointment. */
export type Booking = Standing & BookingFields

interface BookingFields {
  readonly bookingId: BookingId
  readonly appointmentId: AppointmentId
  readonly serviceId: ServiceId
  readonly start: Instant
  readonly end: Instant
  readonly seats: number
  readonly version: number
  readonly client: Client
  /** Whose hold it was, where it was booked for somebody else. */
  readonly holderUid?: AccountUid
  /** The zone that the client booked in, for what is written to them. */
  readonly timeZone?: string
  readonly note?: string
  readonly price?: Price
  /** What is expected given all that stands before it, where that is later than agreed. */
  readonly expectedStart?: Instant
  readonly expectedEnd?: Instant
  readonly endedAt?: Instant
  readonly cancelledBy?: ActorKind
  readonly cancelReason?: string
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

/** What is known of every booking of a loaded calendar; the rest is loaded for those that are answered. */
export type Claim = Standing &
  Pick<BookingFields, 'bookingId' | 'seats' | 'expectedStart' | 'expectedEnd'> & {
    readonly uid?: AccountUid
  }

/** A block of taken time: one service, one start, `capacity` seats. */
export interface Appointment extends Span {
  readonly appointmentId: AppointmentId
  readonly serviceId: ServiceId
  /** With the buffers it was booked with, and shortened where it ended early. */
  readonly occupies: Span
  readonly capacity: number
  /** What the professional reported of this very appointment: when it began or will begin, and will end. */
  readonly expectedStart?: Instant
  readonly expectedEnd?: Instant
  readonly endedAt?: Instant
  /** Its live bookings; an appointment without any is gone. */
  readonly claims: readonly Claim[]
}

/** One calendar at one revision. */
export interface Calendar extends Schedule {
  readonly professionalId: ProfessionalId
  readonly ownerUid: AccountUid
  readonly revision: number
  readonly professional: Professional
  /** Set where the owner is erased: nothing of it is shown any more. */
  readonly isErased?: true
  readonly services: readonly Service[]
  readonly timeOff: readonly TimeOff[]
  readonly externalBusy: readonly ExternalBusy[]
  /** Those that may matter to `range`, sorted by start. */
  readonly appointments: readonly Appointment[]
  /** The stretch of starts for which `appointments`, `timeOff` and `externalBusy` are complete. */
  readonly range: Span
}

/** Who acts on a calendar, and as what. */
export interface By {
  readonly kind: ActorKind
  readonly uid?: AccountUid
}

/** The appointment of a calendar, or undefined. */
export function findAppointment(
  calendar: Pick<Calendar, 'appointments'>,
  appointmentId: AppointmentId,
): Appointment | undefined {
  return calendar.appointments.find((one) => one.appointmentId === appointmentId)
}

/** The service of a calendar, or undefined. */
export function findService(
  calendar: Pick<Calendar, 'services'>,
  serviceId: ServiceId,
): Service | undefined {
  return calendar.services.find((service) => service.serviceId === serviceId)
}
