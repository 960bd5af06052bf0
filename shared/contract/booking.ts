// Bookings as they are asked for and shown: hold-slot, create-booking, reschedule-booking, cancel-booking, decide-booking,
// get-booking, list-bookings.
import type { BookingId, ServiceId } from './values/ids.ts'
import * as z from 'zod'
import type { Instant } from '../time/instant.ts'
import { CHANGE_TYPES } from './messages/change.ts'
import * as shown from './values/shown.ts'
import { type InstantMark, type WithInstants, at, nextPageToken, revision } from './values/shown.ts'
import { ACTOR_KINDS, STATUSES } from './status.ts'
import * as v from './values/values.ts'

/** The rules that an owner or admin may set aside for one booking. */
export const override = z.enum([
  'off-grid',
  'too-soon',
  'too-far-ahead',
  'outside-hours',
  'on-time-off',
  'professional-away',
  'limit-reached',
])
export type Override = z.infer<typeof override>

const overrides = z.array(override).max(7)

const guest = z.strictObject({
  name: v.name.optional(),
  email: v.email.optional(),
  phone: v.phone.optional(),
})

const toldOfBooking = {
  seats: v.seats.optional(),
  note: v.note.optional(),
  client: guest.optional(),
  clientUid: v.uid.optional(),
  timeZone: v.timeZone.optional(),
  override: overrides.optional(),
}
type Told = z.infer<z.ZodObject<typeof toldOfBooking>>

/** The two ways to book: what is held, which need not be named again, or a service at a start. */
type Way =
  | {
      readonly holdId: BookingId
      readonly serviceId?: ServiceId | undefined
      readonly start?: Instant | undefined
    }
  | { readonly holdId?: undefined; readonly serviceId: ServiceId; readonly start: Instant }

export const CreateBooking = z
  .strictObject({
    holdId: v.bookingId.optional(),
    serviceId: v.serviceId.optional(),
    start: v.instant.optional(),
    ...toldOfBooking,
  })
  .transform(({ holdId, serviceId, start, ...told }, context): Told & Way => {
    if (holdId !== undefined) return { ...told, holdId, serviceId, start }
    const required = { code: 'custom', message: 'is required unless holdId is given' } as const
    if (serviceId === undefined) context.addIssue({ ...required, path: ['serviceId'] })
    if (start === undefined) context.addIssue({ ...required, path: ['start'] })
    if (serviceId === undefined || start === undefined) return z.NEVER
    return { ...told, serviceId, start }
  })
export type CreateBooking = z.infer<typeof CreateBooking>

const HOLD_MINUTES = 15

export const HoldSlot = z.strictObject({
  serviceId: v.serviceId,
  start: v.instant,
  seats: v.seats.default(1),
  holdMinutes: v.whole(1, HOLD_MINUTES).default(10),
})
export type HoldSlot = z.infer<typeof HoldSlot>

export const RescheduleBooking = z.strictObject({
  bookingId: v.bookingId,
  start: v.instant,
  version: v.version.optional(),
  override: overrides.optional(),
})
export type RescheduleBooking = z.infer<typeof RescheduleBooking>

export const CancelBooking = z.strictObject({
  bookingId: v.bookingId,
  reason: v.note.optional(),
  version: v.version.optional(),
})
export type CancelBooking = z.infer<typeof CancelBooking>

export const DecideBooking = z.strictObject({
  ...v.calendar,
  bookingId: v.bookingId,
  decision: z.enum(['approve', 'decline']),
  reason: v.note.optional(),
})
export type DecideBooking = z.infer<typeof DecideBooking>

export const GetBooking = z.strictObject({ bookingId: v.bookingId })
export type GetBooking = z.infer<typeof GetBooking>

export const ListBookings = z
  .strictObject({
    as: z.enum(['client', 'professional']),
    professionalId: v.professionalId.optional(),
    from: v.bound.optional(),
    to: v.bound.optional(),
    status: z.array(z.enum(STATUSES)).max(STATUSES.length).optional(),
    order: z.enum(['asc', 'desc']).default('asc'),
    ...v.page,
  })
  .superRefine(v.refuseBackwards)
export type ListBookings = z.infer<typeof ListBookings>

/** Who a booking is for. */
export const client = z.object({
  uid: z.string().exactOptional(),
  name: z.string(),
  email: z.string().exactOptional(),
  phone: z.string().exactOptional(),
})

/** A booking as its parties see it, its instants as `instant`. */
export const bookingFields = <At extends z.ZodType>(instant: At) => ({
  bookingId: shown.bookingId,
  appointmentId: shown.appointmentId,
  professionalId: shown.professionalId,
  professionalName: z.string(),
  serviceId: shown.serviceId,
  serviceName: z.string(),
  status: z.enum(STATUSES),
  start: instant,
  end: instant,
  timeZone: z.string(),
  seats: v.seats,
  version: v.version,
  client,
  note: z.string().exactOptional(),
  price: v.price.exactOptional(),
  expectedStart: z.exactOptional(instant),
  expectedEnd: z.exactOptional(instant),
  endedAt: z.exactOptional(instant),
  holdExpiresAt: z.exactOptional(instant),
  cancelUntil: z.exactOptional(instant),
  rescheduleUntil: z.exactOptional(instant),
  cancelledBy: z.enum(ACTOR_KINDS).exactOptional(),
  cancelReason: z.string().exactOptional(),
  createdAt: instant,
  updatedAt: instant,
})

const Booking = z.object(bookingFields(at))

/** A booking with its instants as `At`. */
export type ShownBooking<At> = WithInstants<
  z.infer<z.ZodObject<ReturnType<typeof bookingFields<z.ZodType<InstantMark>>>>>,
  At
>

export const OneBooking = z.object({ booking: Booking })

/** What every command that changes a schedule answers besides its own. */
export const changed = {
  revision,
  conflicts: z.array(Booking).readonly(),
  conflictCount: z.int().min(0),
}
export const ChangedSchedule = z.object(changed)

export const DecidedBooking = OneBooking.extend(changed)

export const BookingWithHistory = z.object({
  booking: Booking,
  history: z
    .array(
      z.object({
        at,
        type: z.enum(CHANGE_TYPES),
        by: z.enum(ACTOR_KINDS),
        override: z.array(override).readonly().optional(),
      }),
    )
    .readonly(),
})

export const BookingsPage = z.object({
  bookings: z.array(Booking).readonly(),
  nextPageToken,
})
