// The simulator's input: one professional's day as data.
import * as z from 'zod'
import { perClient, policy } from './policy.ts'
import { approval } from './service.ts'
import * as v from './values/values.ts'

const span = z
  .strictObject({ start: v.bound, end: v.bound })
  .refine(({ start, end }) => end > start, { path: ['end'], error: 'must be after start' })

const weeklyRule = z.strictObject({ effectiveFrom: v.date, hours: v.weeklyHours })

const appointment = z
  .strictObject({
    serviceKey: z.enum(['same', 'other']).default('same'),
    start: v.bound,
    end: v.bound,
    bufferBeforeMinutes: v.whole(0, 480).optional(),
    bufferAfterMinutes: v.whole(0, 480).optional(),
    seatsTaken: v.whole(0, 500).default(1),
    capacity: v.seats.optional(),
    holdExpiresAt: v.bound.optional(),
    own: z.union([z.literal(true), v.whole(0, 500)]).optional(),
    expectedStart: v.bound.optional(),
    expectedEnd: v.bound.optional(),
    endedAt: v.bound.optional(),
  })
  .refine(({ start, end }) => end > start, { path: ['end'], error: 'must be after start' })

export const Scenario = z
  .strictObject({
    now: v.bound,
    professional: z.strictObject({
      timeZone: v.timeZone,
      active: z.boolean().default(true),
      policy: policy.prefault({}),
      workingHours: z.union([v.weeklyHours, z.array(weeklyRule)]).default([]),
      dateHours: z
        .array(z.strictObject({ date: v.date, intervals: z.array(v.wallInterval).max(12) }))
        .default([]),
      timeOff: z.array(span).default([]),
      activity: z
        .strictObject({ state: z.enum(['available', 'busy', 'away']), until: v.bound.optional() })
        .refine(({ state, until }) => state === 'available' || until !== undefined, {
          path: ['until'],
          error: 'is required for busy and away',
        })
        .optional(),
    }),
    service: z.strictObject({
      name: v.name.exactOptional(),
      durationMinutes: v.whole(5, 1440),
      bufferBeforeMinutes: v.whole(0, 480).default(0),
      bufferAfterMinutes: v.whole(0, 480).default(0),
      capacity: v.seats.default(1),
      hours: v.weeklyHours.exactOptional(),
      slotStepMinutes: v.whole(5, 1440).exactOptional(),
      minNoticeMinutes: v.whole(0, 525_600).exactOptional(),
      horizonDays: v.whole(0, 730).exactOptional(),
      approval: approval.exactOptional(),
      active: z.boolean().default(true),
      // A scenario asks for nobody in particular: it is not counted.
      perClient: perClient.exactOptional(),
      // What says nothing of when: a service as it is answered or saved may be pasted whole.
      serviceId: v.serviceId.exactOptional(),
      professionalId: v.professionalId.exactOptional(),
      description: v.freeText(4000).exactOptional(),
      price: v.price.exactOptional(),
    }),
    appointments: z.array(appointment).default([]),
    externalBusy: z.array(span).default([]),
    from: v.bound,
    to: v.bound,
    seats: v.seats.default(1),
  })
  .refine(({ from, to }) => to > from, { path: ['to'], error: 'must be after from' })
export type Scenario = z.infer<typeof Scenario>
