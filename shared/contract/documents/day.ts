// `professionals/{professionalId}/days/{YYYY-MM-DD}`: what is free on one local date, service by service.
import * as z from 'zod'
import * as shown from '../values/shown.ts'
import { type InstantMark, type WithInstants, localDate, revision } from '../values/shown.ts'

/** The document, its instants as `instant`. */
export const dayDocument = <At extends z.ZodType>(instant: At) =>
  z.object({
    date: localDate,
    timeZone: z.string(),
    /** A key for every active service; starts that have passed stay in today's document. */
    slots: z.record(
      shown.serviceId,
      z.array(z.object({ start: instant, seatsLeft: z.int().min(1) })).readonly(),
    ),
    revision,
    updatedAt: instant,
    expireAt: instant,
  })

export type DayDocument<At> = WithInstants<
  z.infer<ReturnType<typeof dayDocument<z.ZodType<InstantMark>>>>,
  At
>
