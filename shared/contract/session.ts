// Requests of a professional about what happens now: their activity, the progress of a session, a request decided on.
import * as z from 'zod'
import { DAY, HOUR } from '../time/instant.ts'
import * as v from './values.ts'

const calendar = { professionalId: v.id.optional(), validateOnly: z.boolean().default(false) }

/** How far ahead an activity may last. */
export const ACTIVITY_AHEAD = 30 * DAY
/** How late a session may run. */
export const LATE_AHEAD = 12 * HOUR

export const SetActivity = z
  .strictObject({
    ...calendar,
    state: z.enum(['available', 'busy', 'away']),
    until: v.instant.optional().meta({
      description:
        'With busy and away. Unset: the end of the hours that now is in, else of the next ones today.',
    }),
    message: v.freeText(140).optional(),
  })
  .refine(({ state, until }) => state !== 'available' || until === undefined, {
    path: ['until'],
    error: 'goes with busy and away only',
  })
export type SetActivity = z.infer<typeof SetActivity>

export const ReportProgress = z
  .strictObject({
    ...calendar,
    bookingId: v.id,
    step: z.enum(['started', 'running-late', 'finished', 'no-show']).meta({
      description:
        'A running-late that is not later than agreed takes a delay back. A no-show before the start ends the appointment at its start.',
    }),
    expectedStart: v.instant.optional().meta({
      description: 'With running-late, before the session has begun: its end moves along.',
    }),
    expectedEnd: v.instant.optional().meta({
      description: 'With running-late, once the session has begun.',
    }),
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

export const DecideBooking = z.strictObject({
  ...calendar,
  bookingId: v.id,
  decision: z.enum(['approve', 'decline']),
  reason: v.note.optional(),
})
export type DecideBooking = z.infer<typeof DecideBooking>
