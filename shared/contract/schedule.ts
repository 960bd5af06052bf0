// Requests about exceptions from the weekly hours: single dates, time off, busy time that other calendars report.
import * as z from 'zod'
import { DAY } from '../time/instant.ts'
import * as v from './values.ts'

const calendar = { professionalId: v.id.optional(), validateOnly: z.boolean().default(false) }

/** Dates of one request, and intervals of one source. */
const DATES = 366
const INTERVALS = 1000
const TIME_OFF_DAYS = 731

export const SetDateHours = z
  .strictObject({
    ...calendar,
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
    ...calendar,
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

export const RemoveTimeOff = z.strictObject({ ...calendar, timeOffId: v.id })
export type RemoveTimeOff = z.infer<typeof RemoveTimeOff>

export const SetExternalBusy = z
  .strictObject({
    ...calendar,
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
