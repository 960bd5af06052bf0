// Calendars with bookings, written by statements that a cluster takes too: each is of one table.
import type pg from 'pg'

export const CALENDARS = 5
export const BOOKINGS = 23

const IDS = `(select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid as id, n from generate_series(1, ${CALENDARS}) n) ids`
const DURING = `tstzrange('2027-03-11', '2027-03-12')`

/** Makes a booking of each row of `from`, which has the id of its calendar and, of some, a client. */
export const insertBookings = (from: string): string =>
  `insert into bookings (professional_id, booking_id, appointment_id, service_id, status, start_at, end_at, seats, client_uid,
      client_name, created_at, updated_at)
    select id, gen_random_uuid(), id, id, 'confirmed', timestamptz '2027-03-11', timestamptz '2027-03-12', 1, client, 'C',
      timestamptz '2027-01-01', timestamptz '2027-01-01' from ${from}`

const FILL = [
  `insert into calendars (professional_id, revision) select id, 1 from ${IDS}`,
  `insert into professionals (professional_id, owner_uid, name, specialties, time_zone, active, policy)
    select id, 'owner-' || n, 'P', '{}'::text[], 'UTC', true, '{}'::jsonb from ${IDS}`,
  `insert into services (professional_id, service_id, name, duration_minutes, buffer_before_minutes, buffer_after_minutes,
      capacity, approval, active, created_at)
    select id, id, 'S', 30, 0, 0, 1, 'automatic', true, timestamptz '2027-01-01' from ${IDS}`,
  `insert into appointments (professional_id, appointment_id, service_id, during, occupies, capacity, seats_taken, state)
    select id, id, id, ${DURING}, ${DURING}, 99, 99, 'active' from ${IDS}`,
  insertBookings(
    `(select id, case when m % 2 = 0 then 'carl' end as client from ${IDS}, generate_series(1, ${BOOKINGS}) m) b`,
  ),
]

/** Fills a database that is empty. */
export async function fillCalendars(client: pg.ClientBase): Promise<void> {
  for (const statement of FILL) await client.query(statement)
}
