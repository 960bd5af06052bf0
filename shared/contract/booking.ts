// Requests about free slots and bookings (contract, section 2, "Clients").
import * as z from 'zod'
import { DAY, HOUR, type Instant } from '../time/instant.ts'
import { STATUSES } from './status.ts'
import * as v from './values.ts'

/** The longest range of a search: so many local days, whose clocks may change in it, by three hours at the most. */
export const SEARCH_DAYS = 62
export const SEARCH_MILLIS = SEARCH_DAYS * DAY + 3 * HOUR

/** Refuses a range that is longer than what is searched. */
export function refuseLongerThanSearched(
  { from, to }: { readonly from?: Instant | undefined; readonly to?: Instant | undefined },
  context: z.core.$RefinementCtx,
): void {
  if (from !== undefined && to !== undefined && to - from > SEARCH_MILLIS)
    context.addIssue({
      code: 'custom',
      path: ['to'],
      message: `must be at most ${SEARCH_DAYS} days after from`,
    })
}

export const SearchAvailability = z
  .strictObject({
    professionalId: v.id,
    serviceId: v.id,
    from: v.bound,
    to: v.bound,
    seats: v.seats.default(1),
    reschedulingBookingId: v.id.optional(),
    timeZone: v.timeZone.optional(),
  })
  .superRefine(v.refuseBackwards)
  .superRefine(refuseLongerThanSearched)
export type SearchAvailability = z.infer<typeof SearchAvailability>

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

export const CreateBooking = z
  .strictObject({
    holdId: v.id.optional().meta({
      description:
        'A hold of the caller’s own, which becomes the booking under its id. The notice counts as of when it was placed.',
    }),
    serviceId: v.id.optional(),
    start: v.instant.optional(),
    seats: v.seats.optional(),
    note: v.note.optional(),
    client: guest.optional(),
    clientUid: v.uid.optional(),
    timeZone: v.timeZone.optional(),
    override: overrides.optional(),
  })
  .superRefine(({ holdId, serviceId, start }, context) => {
    if (holdId !== undefined) return
    const required = { code: 'custom', message: 'is required unless holdId is given' } as const
    if (serviceId === undefined) context.addIssue({ ...required, path: ['serviceId'] })
    if (start === undefined) context.addIssue({ ...required, path: ['start'] })
  })
export type CreateBooking = z.infer<typeof CreateBooking>

const HOLD_MINUTES = 15

export const HoldSlot = z.strictObject({
  serviceId: v.id,
  start: v.instant,
  seats: v.seats.default(1),
  holdMinutes: v.whole(1, HOLD_MINUTES).default(10).meta({
    description:
      'From now. The same start again renews the hold, with the seats of the newer request, up to 15 minutes after it was placed.',
  }),
})
export type HoldSlot = z.infer<typeof HoldSlot>

export const RescheduleBooking = z.strictObject({
  bookingId: v.id,
  start: v.instant,
  version: v.version.optional(),
  override: overrides.optional(),
})
export type RescheduleBooking = z.infer<typeof RescheduleBooking>

export const CancelBooking = z.strictObject({
  bookingId: v.id,
  reason: v.note.optional(),
  version: v.version.optional(),
})
export type CancelBooking = z.infer<typeof CancelBooking>

export const ExplainAvailability = z.strictObject({
  professionalId: v.id.optional(),
  serviceId: v.id,
  start: v.instant,
  seats: v.seats.default(1),
})
export type ExplainAvailability = z.infer<typeof ExplainAvailability>

export const GetBooking = z.strictObject({ bookingId: v.id })
export type GetBooking = z.infer<typeof GetBooking>

export const ListBookings = z
  .strictObject({
    as: z.enum(['client', 'professional']),
    professionalId: v.id.optional(),
    from: v.bound.optional(),
    to: v.bound.optional(),
    status: z.array(z.enum(STATUSES)).max(STATUSES.length).optional(),
    order: z.enum(['asc', 'desc']).default('asc'),
    ...v.page,
  })
  .superRefine(v.refuseBackwards)
export type ListBookings = z.infer<typeof ListBookings>

export const GetAccount = z.strictObject({})
