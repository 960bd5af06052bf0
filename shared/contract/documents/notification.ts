// `accounts/{uid}/notifications/{notificationId}`: a message as its reader's app shows it.
import * as z from 'zod'
import { uuid } from '../values/shown.ts'

/** The document, its instants as `instant`. */
export const notificationDocument = <At extends z.ZodType>(instant: At) =>
  z.object({
    type: z.string(),
    title: z.string(),
    body: z.string(),
    bookingId: uuid.exactOptional(),
    professionalId: uuid.exactOptional(),
    createdAt: instant,
    readAt: z.nullable(instant),
    expireAt: instant,
  })
