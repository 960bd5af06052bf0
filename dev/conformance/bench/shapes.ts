// What checks read of answers: a part of what the description says, which holds the whole against its schemas.
import * as z from 'zod'

export const Slot = z.object({ start: z.string(), end: z.string(), seatsLeft: z.int() })
export type Slot = z.infer<typeof Slot>

export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  reason: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  alternatives: z.array(Slot).optional(),
})
export type Problem = z.infer<typeof Problem>

export const CallableResult = z.strictObject({ result: z.unknown() })
export const CallableError = z.strictObject({
  error: z.object({ status: z.string(), message: z.string(), details: z.unknown() }),
})

export const Booking = z.looseObject({
  bookingId: z.string(),
  professionalId: z.string(),
  serviceId: z.string(),
  status: z.string(),
  start: z.string(),
  end: z.string(),
  seats: z.int(),
  version: z.int(),
  client: z.looseObject({ uid: z.string().optional(), name: z.string() }),
  note: z.string().optional(),
  expectedStart: z.string().optional(),
  expectedEnd: z.string().optional(),
  endedAt: z.string().optional(),
  holdExpiresAt: z.string().optional(),
  cancelUntil: z.string().optional(),
  rescheduleUntil: z.string().optional(),
})
export type Booking = z.infer<typeof Booking>

export const Booked = z.object({ booking: Booking })
export const Bookings = z.object({
  bookings: z.array(Booking),
  nextPageToken: z.string().optional(),
})
export const BookingWithHistory = z.object({
  booking: Booking,
  history: z.array(
    z.object({
      at: z.string(),
      type: z.string(),
      by: z.string(),
      override: z.unknown().optional(),
    }),
  ),
})
export const Found = z.object({ revision: z.int(), timeZone: z.string(), slots: z.array(Slot) })
export const Explained = z.object({
  bookable: z.boolean(),
  reasons: z.array(z.object({ reason: z.string(), source: z.unknown().optional() })),
})
export const Revision = z.looseObject({ revision: z.int() })
export const Saved = z.object({ revision: z.int(), conflicts: z.array(Booking) })
export const SavedProfessional = z.object({
  professional: z.looseObject({ professionalId: z.string(), name: z.string() }),
  revision: z.int(),
})
export const SavedService = z.object({
  service: z.looseObject({ serviceId: z.string() }),
  revision: z.int(),
})
export const Activity = z.object({
  state: z.string(),
  until: z.string().optional(),
  message: z.string().optional(),
})
export const Anything = z.looseObject({})
