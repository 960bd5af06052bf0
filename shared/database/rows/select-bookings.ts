// Where bookings are selected from: each with its appointment.
import type { JoinBuilder, Kysely } from 'kysely'
import type { Database } from '../connection/connection.ts'

type Joined = { a: Database['appointments']; b: Database['bookings'] }

/** Joins the appointment `a` of a booking `b`. */
export const ofBooking = (join: JoinBuilder<Joined, 'a' | 'b'>) =>
  join
    .onRef('a.professional_id', '=', 'b.professional_id')
    .onRef('a.appointment_id', '=', 'b.appointment_id')

/** Bookings `b`, each joined to its appointment `a`. */
export const selectBookings = (db: Kysely<Database>) =>
  db.selectFrom('bookings as b').innerJoin('appointments as a', ofBooking)
