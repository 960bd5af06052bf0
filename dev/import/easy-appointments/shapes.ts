// Answers of Easy!Appointments' REST API v1, as far as they are read. Written after its openapi.yml (1.5) and what its models
// encode; fields beyond these are let be. Its numbers come as numbers or as text, by version and database driver.
import * as z from 'zod'
import { parseWallEnd } from '../../../shared/time/date.ts'

const number = z.union([
  z.number(),
  z
    .string()
    .trim()
    .regex(/^-?\d+([.]\d+)?$/)
    .transform(Number),
])
const id = number.pipe(z.int())
const text = z.string().nullish()
const flag = z.union([z.boolean(), z.number(), z.string()]).nullish()

/** `09:00` or `09:00:00`. */
const time = z
  .string()
  .transform((value) => value.replace(/^(\d\d:\d\d):\d\d$/, '$1'))
  .refine((value) => parseWallEnd(value) !== undefined, {
    error: ({ input }) => `${JSON.stringify(input)} is not a time HH:MM`,
  })

const Day = z.looseObject({
  start: time,
  end: time,
  breaks: z.array(z.looseObject({ start: time, end: time })).nullish(),
})
export type Day = z.infer<typeof Day>

/** Some versions answer plans as text. */
const jsonOr = <T extends z.ZodType>(inner: T) =>
  z.preprocess((value, context) => {
    if (typeof value !== 'string') return value
    try {
      return JSON.parse(value === '' ? 'null' : value) as unknown
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' })
      return z.NEVER
    }
  }, inner)

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

// PHP writes an empty map as [].
const exceptions = z.union([z.record(z.string(), Day.nullable()), z.tuple([])])

export const Provider = z.looseObject({
  id,
  firstName: text,
  lastName: text,
  email: text,
  mobile: text,
  phone: text,
  address: text,
  city: text,
  state: text,
  zip: text,
  isPrivate: flag,
  timezone: text,
  services: z.array(id).nullish(),
  settings: z
    .looseObject({
      workingPlan: jsonOr(z.partialRecord(z.enum(WEEKDAYS), Day.nullable()).nullish()),
      workingPlanExceptions: jsonOr(exceptions.nullish()),
    })
    .nullish(),
})
export type Provider = z.infer<typeof Provider>

export const Service = z.looseObject({
  id,
  name: z.string(),
  duration: number,
  price: number.nullish(),
  currency: text,
  description: text,
  location: text,
  slotInterval: number.nullish(),
  attendantsNumber: number.nullish(),
  isPrivate: flag,
})
export type Service = z.infer<typeof Service>

export const Appointment = z.looseObject({
  id,
  start: z.string(),
  end: z.string(),
  status: text,
  location: text,
  meetingLink: text,
  notes: text,
  customerId: id.nullable(),
  providerId: id.nullable(),
  serviceId: id.nullable(),
})
export type Appointment = z.infer<typeof Appointment>

export const Customer = z.looseObject({
  id,
  firstName: text,
  lastName: text,
  email: text,
  phone: text,
  timezone: text,
  notes: text,
})
export type Customer = z.infer<typeof Customer>

export const Unavailability = z.looseObject({
  id,
  start: z.string(),
  end: z.string(),
  notes: text,
  providerId: id.nullable(),
})
export type Unavailability = z.infer<typeof Unavailability>

export const BlockedPeriod = z.looseObject({
  id,
  name: text,
  start: z.string(),
  end: z.string(),
  notes: text,
})
export type BlockedPeriod = z.infer<typeof BlockedPeriod>

export const WorkingPlanException = z.looseObject({
  id,
  startDate: z.string(),
  endDate: z.string(),
  startTime: time.nullish(),
  endTime: time.nullish(),
  breaks: jsonOr(z.array(z.looseObject({ start: time, end: time })).nullish()),
  providerId: id.nullable(),
})
export type WorkingPlanException = z.infer<typeof WorkingPlanException>

export const Setting = z.looseObject({
  name: z.string(),
  value: z.union([z.string(), z.number()]).nullish(),
})
export type Setting = z.infer<typeof Setting>
