// The columns of the documented CSV files, and what each of their values must be.
import * as z from 'zod'
import { quote } from '../../../shared/contract/values/values.ts'
import { parseDate, parseWallEnd, parseWallTime } from '../../../shared/time/date.ts'
import { whyNoDate } from '../plan/wall.ts'

function text<T>(parse: (value: string) => T | undefined, wanted: string) {
  return z.string().transform((value, context): T => {
    const parsed = parse(value)
    if (parsed !== undefined) return parsed
    context.addIssue({ code: 'custom', message: value === '' ? 'is required' : wanted })
    return z.NEVER
  })
}

/** An empty cell says the same as a column that is not there. */
const optional = <T extends z.ZodType>(inner: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), inner.optional())

const required = text((value) => value || undefined, 'is required')
const whole = text(
  (value) => (/^\d{1,9}$/.test(value) ? Number(value) : undefined),
  'must be a whole number',
)
const wallStart = text(
  (value) => (parseWallTime(padHour(value)) === undefined ? undefined : padHour(value)),
  'must be a time HH:MM, 00:00 to 23:59',
)
const wallEnd = text(
  (value) => (parseWallEnd(padHour(value)) === undefined ? undefined : padHour(value)),
  'must be a time HH:MM, 24:00 for the end of the day',
)
/** Spreadsheets write 9:00 for 09:00, and 09:00:00. */
function padHour(value: string): string {
  const plain = value.replace(/^(\d{1,2}:\d\d):00$/, '$1')
  return /^\d:/.test(plain) ? `0${plain}` : plain
}

const date = z.string().superRefine((value, context) => {
  if (parseDate(value) === undefined)
    context.addIssue({ code: 'custom', message: whyNoDate(value, 'YYYY-MM-DD') })
})

const YES = ['yes', 'true', '1', 'y']
const NO = ['no', 'false', '0', 'n']
const yesNo = text((value) => {
  const word = value.toLowerCase()
  return YES.includes(word) ? true : NO.includes(word) ? false : undefined
}, 'must be yes or no')

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const weekday = text((value) => {
  if (/^[1-7]$/.test(value)) return Number(value)
  const word = value.toLowerCase()
  const index = WEEKDAYS.findIndex((day) => word.length >= 2 && day.startsWith(word))
  return index < 0 ? undefined : index + 1
}, 'must be a weekday, Monday to Sunday, or 1 (Monday) to 7')

const APPROVALS = ['automatic', 'manual'] as const
const approval = text(
  (value) => APPROVALS.find((one) => one === value.toLowerCase()),
  'must be automatic or manual',
)

const policy = {
  slot_step_minutes: optional(whole),
  min_notice_minutes: optional(whole),
  horizon_days: optional(whole),
}

export const ProfessionalRow = z.object({
  id: required,
  name: required,
  time_zone: required,
  email: optional(z.string()),
  owner_uid: optional(z.string()),
  headline: optional(z.string()),
  about: optional(z.string()),
  address: optional(z.string()),
  online: optional(yesNo),
  phone: optional(z.string()),
  public_email: optional(z.string()),
  specialties: optional(z.string()),
  ...policy,
  cancel_notice_minutes: optional(whole),
  reschedule_notice_minutes: optional(whole),
  max_bookings_per_day: optional(whole),
  week_starts_on: optional(weekday),
})
export type ProfessionalRow = z.infer<typeof ProfessionalRow>

const professional = optional(z.string())

export const ServiceRow = z.object({
  professional,
  id: required,
  name: required,
  duration_minutes: whole,
  description: optional(z.string()),
  buffer_before_minutes: optional(whole),
  buffer_after_minutes: optional(whole),
  capacity: optional(whole),
  price: optional(z.string()),
  currency: optional(z.string()),
  approval: optional(approval),
  ...policy,
  active: optional(yesNo),
})
export type ServiceRow = z.infer<typeof ServiceRow>

export const HoursRow = z
  .object({
    professional,
    service: optional(z.string()),
    weekday: optional(weekday),
    date: optional(date),
    start: optional(wallStart),
    end: optional(wallEnd),
    effective_from: optional(date),
  })
  .superRefine(
    ({ weekday: day, date: one, start, end, service, effective_from: from }, context) => {
      const wrong = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: [path], message })
      if ((day === undefined) === (one === undefined))
        return wrong('weekday', 'either weekday or date is required')
      if ((start === undefined) !== (end === undefined))
        return wrong(start === undefined ? 'start' : 'end', 'start and end go together')
      if (day !== undefined && start === undefined)
        return wrong('start', 'is required with weekday')
      if (one !== undefined && service !== undefined)
        return wrong('date', 'a service of its own hours has them by weekday alone')
      if (from !== undefined && (one !== undefined || service !== undefined))
        return wrong('effective_from', 'goes with the weekdays of the working hours alone')
      if (start !== undefined && start === end)
        wrong('end', `${quote(end)} equals the start; a full day is 00:00 to 24:00`)
    },
  )
export type HoursRow = z.infer<typeof HoursRow>

export const TimeOffRow = z.object({
  professional,
  id: optional(z.string()),
  start: required,
  end: required,
  note: optional(z.string()),
})
export type TimeOffRow = z.infer<typeof TimeOffRow>

const BOOKED = ['booked', 'confirmed', 'accepted']
const CANCELLED = ['cancelled', 'canceled', 'declined', 'rejected']
const STATUSES = [...BOOKED, ...CANCELLED, 'pending']
const status = text(
  (value) => {
    const word = value.toLowerCase()
    if (BOOKED.includes(word)) return 'booked' as const
    if (CANCELLED.includes(word)) return 'cancelled' as const
    return word === 'pending' ? ('pending' as const) : undefined
  },
  `must be one of ${STATUSES.join(', ')}`,
)

export const BookingRow = z.object({
  professional,
  id: required,
  service: required,
  start: required,
  duration_minutes: optional(whole),
  end: optional(z.string()),
  seats: optional(whole),
  client_name: required,
  client_email: optional(z.string()),
  client_phone: optional(z.string()),
  note: optional(z.string()),
  status: optional(status),
  time_zone: optional(z.string()),
})
export type BookingRow = z.infer<typeof BookingRow>
