// When a professional works: set-working-hours, set-date-hours, add-time-off, remove-time-off, set-external-busy, get-schedule.
import * as z from 'zod'
import { DAY } from '../time/instant.ts'
import { changed } from './booking.ts'
import { ShownProfessional } from './professional.ts'
import { PAST_SCHEDULE_DAYS } from './retention.ts'
import { Service } from './service.ts'
import { activityFields } from './session.ts'
import * as shown from './values/shown.ts'
import { type InstantMark, type WithInstants, at, localDate, revision } from './values/shown.ts'
import * as v from './values/values.ts'

/** Dates of one request, and intervals of one source. */
const DATES = 366
export const INTERVALS = 1000
/** The longest time off, and range of busy time. */
export const TIME_OFF_DAYS = 731
/** How far from now windows are told: as long as what was entered is kept, and as far as anybody may book. */
export const WINDOWS_BEHIND_DAYS = PAST_SCHEDULE_DAYS
export const WINDOWS_AHEAD_DAYS = 732

export const SetWorkingHours = z.strictObject({
  ...v.calendar,
  hours: v.weeklyHours.nullable(),
  effectiveFrom: v.date.optional(),
})
export type SetWorkingHours = z.infer<typeof SetWorkingHours>

export const SetDateHours = z
  .strictObject({
    ...v.calendar,
    date: v.date.optional(),
    dates: z.array(v.date).min(1).max(DATES).optional(),
    intervals: z.array(v.wallInterval).max(v.INTERVALS_A_DAY).nullable(),
  })
  .superRefine(({ date, dates }, context) => {
    if ((date === undefined) === (dates === undefined))
      context.addIssue({
        code: 'custom',
        path: ['date'],
        message: 'either date or dates is required',
      })
  })
export type SetDateHours = z.infer<typeof SetDateHours>

export const AddTimeOff = z
  .strictObject({
    ...v.calendar,
    start: v.instant.optional(),
    end: v.instant.optional(),
    startDate: v.date.optional(),
    endDate: v.date.optional(),
    note: v.note.optional(),
    onConflict: z.enum(['keep', 'cancel']).default('keep'),
    reasonForClients: v.note.optional(),
  })
  .superRefine(({ start, end, startDate, endDate }, context) => {
    const issue = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    const isDated = startDate !== undefined || endDate !== undefined
    if (isDated && (start !== undefined || end !== undefined))
      return issue('startDate', 'goes without start and end')
    if (isDated) {
      if (startDate === undefined) return issue('startDate', 'is required with endDate')
      if (endDate === undefined) return issue('endDate', 'is required with startDate')
      if (endDate < startDate)
        issue('endDate', `must not be before startDate, got ${v.quote(endDate)}`)
      return
    }
    if (start === undefined) return issue('start', 'is required unless startDate is given')
    if (end === undefined) return issue('end', 'is required with start')
    if (end <= start) issue('end', 'must be after start')
    else if (end - start > TIME_OFF_DAYS * DAY)
      issue('end', 'must be at most two years after start')
  })
export type AddTimeOff = z.infer<typeof AddTimeOff>

export const RemoveTimeOff = z.strictObject({ ...v.calendar, timeOffId: v.timeOffId })
export type RemoveTimeOff = z.infer<typeof RemoveTimeOff>

export const SetExternalBusy = z
  .strictObject({
    ...v.calendar,
    source: v.line(100),
    from: v.instant,
    to: v.instant,
    intervals: z.array(z.strictObject({ start: v.instant, end: v.instant })).max(INTERVALS),
  })
  .superRefine(({ from, to, intervals }, context) => {
    const issue = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message })
    if (to <= from) issue(['to'], 'must be after from')
    else if (to - from > TIME_OFF_DAYS * DAY) issue(['to'], 'must be at most two years after from')
    intervals.forEach(({ start, end }, index) => {
      if (end <= start) issue(['intervals', index, 'end'], 'must be after start')
      else if (start < from || end > to)
        issue(['intervals', index, 'start'], 'must lie within from and to')
    })
  })
export type SetExternalBusy = z.infer<typeof SetExternalBusy>

export const GetSchedule = z
  .strictObject({
    professionalId: v.professionalId.optional(),
    from: v.bound.optional(),
    to: v.bound.optional(),
  })
  .superRefine(v.refuseBackwards)
export type GetSchedule = z.infer<typeof GetSchedule>

/** Time off as its owner sees it, its instants as `instant`. */
export const timeOffFields = <At extends z.ZodType>(instant: At) => ({
  timeOffId: shown.timeOffId,
  start: instant,
  end: instant,
  startDate: localDate.exactOptional(),
  endDate: localDate.exactOptional(),
  note: z.string().exactOptional(),
})

const TimeOff = z.object(timeOffFields(at))

/** Time off with its instants as `At`. */
export type ShownTimeOff<At> = WithInstants<
  z.infer<z.ZodObject<ReturnType<typeof timeOffFields<z.ZodType<InstantMark>>>>>,
  At
>

export const AddedTimeOff = z.object({ timeOff: TimeOff, ...changed })

const weeklyRule = z.object({ effectiveFrom: localDate, hours: v.weeklyHours.readonly() })
const dateHours = z.object({ date: localDate, intervals: z.array(v.wallInterval).readonly() })

/** A schedule as its owner sees it, apart from whose it is. */
export const scheduleFields = <At extends z.ZodType>(instant: At) => ({
  services: z.array(Service).readonly(),
  workingHours: z.array(weeklyRule).readonly(),
  dateHours: z.array(dateHours).readonly(),
  timeOff: z.array(z.object(timeOffFields(instant))).readonly(),
  externalBusy: z.array(z.object({ source: z.string(), start: instant, end: instant })).readonly(),
  windows: z.array(z.object({ start: instant, end: instant })).readonly(),
  activity: z.object(activityFields(instant)),
})

/** A schedule with its instants as `At`. */
export type ShownSchedule<At> = WithInstants<
  z.infer<z.ZodObject<ReturnType<typeof scheduleFields<z.ZodType<InstantMark>>>>>,
  At
>

export const FoundSchedule = z.object({
  professional: ShownProfessional,
  ...scheduleFields(at),
  truncated: z.literal(true).exactOptional(),
  revision,
})
