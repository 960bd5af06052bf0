// What is free, and why a start is not: search-availability, explain-availability.
import * as z from 'zod'
import { DAY, HOUR, type Instant } from '../time/instant.ts'
import { TIME_REASONS } from './faults/reasons.ts'
import * as shown from './values/shown.ts'
import { at, revision } from './values/shown.ts'
import * as v from './values/values.ts'

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
    professionalId: v.professionalId,
    serviceId: v.serviceId,
    from: v.bound,
    to: v.bound,
    seats: v.seats.default(1),
    reschedulingBookingId: v.bookingId.optional(),
    timeZone: v.timeZone.optional(),
  })
  .superRefine(v.refuseBackwards)
  .superRefine(refuseLongerThanSearched)
export type SearchAvailability = z.infer<typeof SearchAvailability>

/** The soonest starts that are named of a professional, over all services. */
export const NEXT_SLOTS = 3

export const Slot = z.object({ start: at, end: at, seatsLeft: z.int().min(1) })

export const FoundSlots = z.object({
  professionalId: shown.professionalId,
  serviceId: shown.serviceId,
  timeZone: z.string(),
  displayTimeZone: z.string().optional(),
  revision,
  slots: z.array(Slot).readonly(),
})

export const ExplainAvailability = z.strictObject({
  professionalId: v.professionalId.optional(),
  serviceId: v.serviceId,
  start: v.instant,
  seats: v.seats.default(1),
})
export type ExplainAvailability = z.infer<typeof ExplainAvailability>

const SOURCES = [
  'appointment',
  'time-off',
  'date-hours',
  'working-hours',
  'service-hours',
  'activity',
  'delay',
  'external',
  'limit',
] as const

export const ExplainedAvailability = z.object({
  bookable: z.boolean(),
  reasons: z
    .array(
      z.object({
        reason: z.enum(TIME_REASONS),
        detail: z.string().optional(),
        source: z
          .object({
            kind: z.enum(SOURCES),
            id: z.string().optional(),
            start: at.optional(),
            end: at.optional(),
          })
          .optional(),
      }),
    )
    .readonly(),
})
