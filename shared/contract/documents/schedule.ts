// `accounts/{uid}/schedules/{professionalId}`: the owner's schedule, today and the 60 days after.
import * as z from 'zod'
import { ShownProfessional } from '../professional.ts'
import { scheduleFields } from '../schedule.ts'
import { type InstantMark, type WithInstants, revision } from '../values/shown.ts'

/** The document, its instants as `instant`. */
export const scheduleDocument = <At extends z.ZodType>(instant: At) =>
  z.object({
    professional: ShownProfessional,
    ...scheduleFields(instant),
    /** Where it holds more than one document does: what is furthest from now is left out. */
    truncated: z.literal(true).exactOptional(),
    revision,
    updatedAt: instant,
  })

export type ScheduleDocument<At> = WithInstants<
  z.infer<ReturnType<typeof scheduleDocument<z.ZodType<InstantMark>>>>,
  At
>
