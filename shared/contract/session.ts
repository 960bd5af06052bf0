// What happens now, as its professional tells it: set-activity, report-progress.
import * as z from 'zod'
import { DAY, HOUR } from '../time/instant.ts'
import { OneBooking, changed } from './booking.ts'
import * as shown from './values/shown.ts'
import { type InstantMark, type WithInstants, at } from './values/shown.ts'
import { ACTIVITY_STATES } from './status.ts'
import * as v from './values/values.ts'

/** How far ahead an activity may last. */
export const ACTIVITY_AHEAD_MILLIS = 30 * DAY
/** How late a session may run. */
export const LATE_AHEAD_MILLIS = 12 * HOUR

export const SetActivity = z
  .strictObject({
    ...v.calendar,
    state: z.enum(['available', 'busy', 'away']),
    until: v.instant.optional(),
    message: v.freeText(140).optional(),
  })
  .refine(({ state, until }) => state !== 'available' || until === undefined, {
    path: ['until'],
    error: 'goes with busy and away only',
  })
export type SetActivity = z.infer<typeof SetActivity>

export const ReportProgress = z
  .strictObject({
    ...v.calendar,
    bookingId: v.bookingId,
    step: z.enum(['started', 'running-late', 'finished', 'no-show']),
    expectedStart: v.instant.optional(),
    expectedEnd: v.instant.optional(),
  })
  .superRefine(({ step, expectedStart, expectedEnd }, context) => {
    const issue = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (step !== 'running-late') {
      if (expectedStart !== undefined) issue('expectedStart', 'goes with running-late only')
      if (expectedEnd !== undefined) issue('expectedEnd', 'goes with running-late only')
    } else if (expectedStart !== undefined && expectedEnd !== undefined)
      issue('expectedStart', 'goes without expectedEnd: the end moves along')
  })
export type ReportProgress = z.infer<typeof ReportProgress>

/** What a professional is shown to be doing. */
export const activityFields = <At extends z.ZodType>(instant: At) => ({
  state: z.enum(ACTIVITY_STATES),
  until: z.exactOptional(instant),
  message: z.string().exactOptional(),
})

export const Activity = z.object(activityFields(at))

/** What a professional is shown to be doing, its instant as `At`. */
export type ShownActivity<At> = WithInstants<
  z.infer<z.ZodObject<ReturnType<typeof activityFields<z.ZodType<InstantMark>>>>>,
  At
>

export const SetTheActivity = z.object({ activity: Activity, ...changed })

export const ReportedProgress = OneBooking.extend(changed).extend({
  delayed: z.array(z.object({ bookingId: shown.bookingId, expectedStart: at })).readonly(),
})
