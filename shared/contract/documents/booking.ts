// `accounts/{uid}/bookings/{bookingId}`, the client's own, and `accounts/{uid}/agenda/{bookingId}`, the owner's.
import * as z from 'zod'
import { bookingFields, client } from '../booking.ts'
import type { InstantMark, WithInstants } from '../values/shown.ts'
import * as v from '../values/values.ts'

/** The client's document, its instants as `instant`. */
export const bookingDocument = <At extends z.ZodType>(instant: At) =>
  z.object({ ...bookingFields(instant), expireAt: instant })

export type BookingDocument<At> = WithInstants<
  z.infer<ReturnType<typeof bookingDocument<z.ZodType<InstantMark>>>>,
  At
>

/** The owner's document, its instants as `instant`: with the appointment's capacity; a hold is without its client. */
export const agendaDocument = <At extends z.ZodType>(instant: At) =>
  z.object({
    ...bookingFields(instant),
    client: client.exactOptional(),
    capacity: v.seats,
    expireAt: instant,
  })

export type AgendaDocument<At> = WithInstants<
  z.infer<ReturnType<typeof agendaDocument<z.ZodType<InstantMark>>>>,
  At
>
