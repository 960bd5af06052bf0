// `accounts/{uid}/notifications/{notificationId}`: a message as its reader's app shows it.
import * as z from 'zod'
import * as shown from '../values/shown.ts'
import { type InstantMark, type WithInstants } from '../values/shown.ts'

/** The document, its instants as `instant`. */
export const notificationDocument = <At extends z.ZodType>(instant: At) =>
  z.object({
    type: z.string(),
    title: z.string(),
    body: z.string(),
    bookingId: shown.bookingId.exactOptional(),
    professionalId: shown.professionalId.exactOptional(),
    createdAt: instant,
    readAt: z.nullable(instant),
    expireAt: instant,
  })

export type NotificationDocument<At> = WithInstants<
  z.infer<ReturnType<typeof notificationDocument<z.ZodType<InstantMark>>>>,
  At
>
