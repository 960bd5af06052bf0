// Answers of Cal.com's API v2, as far as they are read: me and schedules (2024-06-11), event types (2024-06-14), bookings
// (2024-08-13), out-of-office entries. Written after https://cal.com/docs/api-reference/v2; fields beyond these are let be.
import * as z from 'zod'
import { parseDate, parseWallEnd, parseWallTime } from '../../../shared/time/date.ts'
import { parseInstant } from '../../../shared/time/instant.ts'

const whole = z.int()
const text = z.string().nullish()
const time = z
  .string()
  .refine((value) => parseWallTime(value) !== undefined || parseWallEnd(value) !== undefined, {
    error: ({ input }) => `${JSON.stringify(input)} is not a time HH:MM`,
  })
const instant = z.string().refine((value) => parseInstant(value) !== undefined, {
  error: ({ input }) => `${JSON.stringify(input)} is not an instant such as 2026-12-01T09:00:00Z`,
})

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const

export const Me = z.looseObject({
  id: whole,
  name: text,
  username: text,
  email: z.string(),
  bio: text,
  timeZone: z.string(),
  weekStart: text,
  defaultScheduleId: whole.nullish(),
})
export type Me = z.infer<typeof Me>

export const Schedule = z.looseObject({
  id: whole,
  name: z.string(),
  timeZone: z.string(),
  isDefault: z.boolean(),
  availability: z.array(
    z.looseObject({ days: z.array(z.enum(WEEKDAYS)), startTime: time, endTime: time }),
  ),
  overrides: z.array(
    z.looseObject({
      date: z
        .string()
        .refine((value) => parseDate(value) !== undefined, 'is not a date YYYY-MM-DD'),
      startTime: time,
      endTime: time,
    }),
  ),
})
export type Schedule = z.infer<typeof Schedule>

/** What may be switched off: `{disabled: true}`. */
const disabled = z.boolean().optional()

export const EventType = z.looseObject({
  id: whole,
  title: z.string(),
  slug: z.string(),
  description: text,
  lengthInMinutes: whole,
  lengthInMinutesOptions: z.array(whole).nullish(),
  slotInterval: whole.nullish(),
  minimumBookingNotice: whole.nullish(),
  beforeEventBuffer: whole.nullish(),
  afterEventBuffer: whole.nullish(),
  offsetStart: whole.nullish(),
  price: z.number().nullish(),
  currency: text,
  seatsPerTimeSlot: whole.nullish(),
  seats: z.looseObject({ seatsPerTimeSlot: whole.optional(), disabled }).nullish(),
  scheduleId: whole.nullish(),
  recurrence: z.looseObject({ disabled }).nullish(),
  confirmationPolicy: z.looseObject({ type: z.string().optional(), disabled }).nullish(),
  bookingWindow: z
    .looseObject({
      type: z.string().optional(),
      value: z.union([z.number(), z.array(z.string())]).optional(),
      rolling: z.boolean().optional(),
      disabled,
    })
    .nullish(),
  bookingLimitsCount: z.looseObject({ disabled }).nullish(),
  bookingLimitsDuration: z.looseObject({ disabled }).nullish(),
  bookingFields: z
    .array(z.looseObject({ slug: z.string().optional(), isDefault: z.boolean().optional() }))
    .nullish(),
  requiresBookerEmailVerification: z.boolean().nullish(),
  isInstantEvent: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
  schedulingType: text,
})
export type EventType = z.infer<typeof EventType>

const Attendee = z.looseObject({
  name: z.string(),
  email: text,
  displayEmail: text,
  phoneNumber: text,
  timeZone: text,
  seatUid: text,
  bookingFieldsResponses: z.record(z.string(), z.unknown()).nullish(),
})
export type Attendee = z.infer<typeof Attendee>

const STATUSES = ['accepted', 'pending', 'cancelled', 'rejected'] as const

export const Booking = z.looseObject({
  id: whole,
  uid: z.string().min(1),
  title: text,
  hosts: z.array(z.looseObject({ id: whole, name: text })),
  status: z.enum(STATUSES),
  start: instant,
  end: instant,
  eventTypeId: whole.nullish(),
  eventType: z.looseObject({ id: whole }).nullish(),
  attendees: z.array(Attendee),
  guests: z.array(z.string()).nullish(),
  location: text,
  bookingFieldsResponses: z.record(z.string(), z.unknown()).nullish(),
})
export type Booking = z.infer<typeof Booking>

export const OutOfOffice = z.looseObject({
  id: whole,
  uuid: z.string(),
  start: instant,
  end: instant,
  notes: text,
  reason: text,
})
export type OutOfOffice = z.infer<typeof OutOfOffice>
