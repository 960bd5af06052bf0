// The least statement that books: the calendar's revision, an appointment, its booking, the answer kept for twins, a change and its row in
// the outbox, in the same tables as the product's. It can save nothing else, and asks nothing of an account.

export const YARDSTICK = `
with r as (update calendars set revision = revision + 1 where professional_id = $1 and revision = $2
    returning professional_id, revision),
  k as (insert into idempotency_keys (account, function, key, body_hash, answer, created_at)
    select $3, 'create-booking', $4, $5, $6::json, $7 from r),
  i as (insert into appointments (professional_id, appointment_id, service_id, during, occupies, capacity, seats_taken, state)
    select professional_id, $8, $9, tstzrange($10, $11), tstzrange($10, $11), 1, 1, 'active' from r),
  b as (insert into bookings (professional_id, booking_id, appointment_id, service_id, status, start_at, end_at, seats,
      client_uid, client_name, created_at, updated_at)
    select professional_id, $12, $8, $9, 'confirmed', $10, $11, 1, $3, 'Client', $7, $7 from r),
  c as (insert into changes (professional_id, revision, change_id, cause_id, type, at, by_kind, dates, booking_id, appointment_id, service_id)
    select professional_id, revision, $13, $14, 'booking.confirmed', $7, 'client', $15::text[], $12, $8, $9 from r),
  o as (insert into unpublished (professional_id, revision, at) select professional_id, revision, $7 from r)
select revision from r`

/** What is saved, in the order of its parameters. */
export interface Booked {
  readonly professionalId: string
  readonly revision: number
  readonly uid: string
  readonly key: string
  readonly bodyHash: string
  readonly answer: string
  readonly now: string
  readonly appointmentId: string
  readonly serviceId: string
  readonly start: string
  readonly end: string
  readonly bookingId: string
  readonly changeId: string
  readonly causeId: string
  readonly dates: readonly string[]
}

/** The parameters of {@link YARDSTICK}. */
export const toParameters = (one: Booked): readonly unknown[] => [
  one.professionalId,
  one.revision,
  one.uid,
  one.key,
  one.bodyHash,
  one.answer,
  one.now,
  one.appointmentId,
  one.serviceId,
  one.start,
  one.end,
  one.bookingId,
  one.changeId,
  one.causeId,
  one.dates,
]
