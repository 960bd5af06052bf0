// The one statement that saves a decision: it holds only at the revision that was decided on, or writes nothing.
// Its shape was proven; see docs/decisions/0002-one-statement-saves-a-decision.md before changing a line.
import { type Kysely, type RawBuilder, type Transaction, sql } from 'kysely'
import type { Booking, By } from '../scheduling/calendar.ts'
import type { AppointmentState, Effects } from '../scheduling/decided.ts'
import { type Instant, formatInstant } from '../time/instant.ts'
import type { Database } from './connection.ts'
import { scheduleParts } from './save-schedule.ts'

/** The first answer to a command, kept for its twins. */
export interface KeptAnswer {
  readonly account: string
  readonly function: string
  readonly key: string
  readonly bodyHash: string
  readonly answer: unknown
}

/** What an account's first command tells of it: what stands in the ID token. */
export interface NewAccount {
  readonly uid: string
  readonly name?: string
  readonly email?: string
  readonly phone?: string
}

/** A decision and what it was decided on. */
export interface Decided {
  readonly professionalId: string
  /** The revision of the calendar that was decided on; undefined where this save creates it. */
  readonly revision: number | undefined
  readonly ownerUid: string
  readonly at: Instant
  readonly by: By
  readonly effects: Effects
  readonly kept?: KeptAnswer
  /** The caller's account, where this is its first command. */
  readonly newAccount?: NewAccount
}

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`
const text = (at: Instant | undefined) => (at === undefined ? undefined : formatInstant(at))

const APPOINTMENT = sql`x(appointment_id uuid, service_id uuid, start_at timestamptz, end_at timestamptz,
  occupied_from timestamptz, occupied_to timestamptz, capacity int, seats_taken int, state text)`

function appointmentRows(appointments: readonly AppointmentState[] = []): RawBuilder<unknown> {
  return json(
    appointments.map((one) => ({
      appointment_id: one.appointmentId,
      service_id: one.serviceId,
      start_at: formatInstant(one.start),
      end_at: formatInstant(one.end),
      occupied_from: formatInstant(one.occupies.start),
      occupied_to: formatInstant(one.occupies.end),
      capacity: one.capacity,
      seats_taken: one.seatsTaken,
      state: one.state,
    })),
  )
}

function bookingRows(bookings: readonly Booking[] = []): RawBuilder<unknown> {
  return json(
    bookings.map((one) => ({
      booking_id: one.bookingId,
      appointment_id: one.appointmentId,
      service_id: one.serviceId,
      status: one.status,
      start_at: formatInstant(one.start),
      end_at: formatInstant(one.end),
      seats: one.seats,
      client_uid: one.client.uid,
      client_name: one.client.name,
      client_email: one.client.email,
      client_phone: one.client.phone,
      client_time_zone: one.timeZone,
      note: one.note,
      price: one.price,
      hold_expires_at: text(one.holdExpiresAt),
      created_at: formatInstant(one.createdAt),
      updated_at: formatInstant(one.updatedAt),
    })),
  )
}

/** `r`: the calendar row, if it is still at the revision that was decided on. */
function revisionPart({ professionalId, revision, effects }: Decided): RawBuilder<unknown> {
  const count = effects.changes.length
  if (revision === undefined)
    return sql`r as (insert into calendars (professional_id, revision)
      values (${professionalId}::uuid, ${count}::int) returning professional_id, revision)`
  return sql`r as (update calendars set revision = revision + ${count}::int
    where professional_id = ${professionalId}::uuid and revision = ${revision}::bigint
    returning professional_id, revision)`
}

// A plain insert: a taken key fails the whole statement (23505), and the twin's answer stands.
function keyPart({ kept, at }: Decided): RawBuilder<unknown>[] {
  if (!kept) return []
  return [
    sql`k as (insert into idempotency_keys (account, function, key, body_hash, answer, created_at)
      select ${kept.account}, ${kept.function}, ${kept.key}, ${kept.bodyHash}, ${JSON.stringify(kept.answer)}::json,
        ${formatInstant(at)}::timestamptz from r)`,
  ]
}

// Two first commands at once may both bring the account; either row will do.
function accountPart({ newAccount, at }: Decided): RawBuilder<unknown>[] {
  if (!newAccount) return []
  const { uid, name, email, phone } = newAccount
  const now = sql`${formatInstant(at)}::timestamptz`
  return [
    sql`n as (insert into accounts (uid, name, email, phone, created_at, updated_at)
      select ${uid}, ${name ?? null}, ${email ?? null}, ${phone ?? null}, ${now}, ${now} from r
      on conflict (uid) do nothing)`,
  ]
}

// The order of CTEs is undefined: what inserts counts what updates, so that freed time is free before it is taken.
function bookingParts({ at, effects }: Decided): RawBuilder<unknown>[] {
  const { newAppointments, changedAppointments, newBookings, bookingSteps } = effects
  if (!newAppointments && !changedAppointments && !newBookings && !bookingSteps) return []
  return [
    sql`u as (update appointments a set during = tstzrange(x.start_at, x.end_at),
        occupies = tstzrange(x.occupied_from, x.occupied_to), capacity = x.capacity,
        seats_taken = x.seats_taken, state = x.state
      from r, jsonb_to_recordset(${appointmentRows(changedAppointments)}) as ${APPOINTMENT}
      where a.professional_id = r.professional_id and a.appointment_id = x.appointment_id returning 1)`,
    sql`i as (insert into appointments
        (professional_id, appointment_id, service_id, during, occupies, capacity, seats_taken, state)
      select r.professional_id, x.appointment_id, x.service_id, tstzrange(x.start_at, x.end_at),
        tstzrange(x.occupied_from, x.occupied_to), x.capacity, x.seats_taken, x.state
      from r, jsonb_to_recordset(${appointmentRows(newAppointments)}) as ${APPOINTMENT}
      where (select count(*) from u) >= 0)`,
    sql`b as (insert into bookings (professional_id, booking_id, appointment_id, service_id, status, start_at, end_at,
        seats, client_uid, client_name, client_email, client_phone, client_time_zone, note, price, hold_expires_at,
        created_at, updated_at)
      select r.professional_id, x.* from r, jsonb_to_recordset(${bookingRows(newBookings)}) as x(booking_id uuid,
        appointment_id uuid, service_id uuid, status text, start_at timestamptz, end_at timestamptz, seats int,
        client_uid text, client_name text, client_email text, client_phone text, client_time_zone text, note text,
        price jsonb, hold_expires_at timestamptz, created_at timestamptz, updated_at timestamptz))`,
    sql`bs as (update bookings b set status = x.status, cancelled_by = coalesce(x."cancelledBy", b.cancelled_by),
        cancel_reason = coalesce(x."cancelReason", b.cancel_reason),
        updated_at = ${formatInstant(at)}::timestamptz, version = b.version + 1
      from r, jsonb_to_recordset(${json(bookingSteps ?? [])}) as x("bookingId" uuid, status text,
        "cancelledBy" text, "cancelReason" text)
      where b.professional_id = r.professional_id and b.booking_id = x."bookingId")`,
  ]
}

function changeParts({ revision = 0, at, by, effects }: Decided): RawBuilder<unknown>[] {
  const drafts = effects.changes.map(({ dates, ...draft }) => ({
    ...draft,
    dates: dates === 'all' ? undefined : dates,
  }))
  return [
    sql`c as (insert into changes (professional_id, revision, change_id, type, at, by_kind, dates, booking_id,
        appointment_id, service_id, override)
      select r.professional_id, ${revision}::bigint + x.n, x."changeId", x.type, ${formatInstant(at)}::timestamptz,
        ${by.kind}, x.dates, x."bookingId", x."appointmentId", x."serviceId", x.override
      from r, rows from (jsonb_to_recordset(${json(drafts)}) as ("changeId" uuid, type text, dates text[],
        "bookingId" uuid, "appointmentId" uuid, "serviceId" uuid, override text[])) with ordinality
        as x("changeId", type, dates, "bookingId", "appointmentId", "serviceId", override, n)
      returning professional_id, revision)`,
    sql`o as (insert into unpublished (professional_id, revision, at)
      select c.professional_id, c.revision, ${formatInstant(at)}::timestamptz from c)`,
  ]
}

/**
 * Saves a decision together with its changes, its outbox rows and the answer kept for twins.
 *
 * @param db the database, or the transaction of a retry that holds the calendar row locked
 * @returns the new revision; undefined where somebody was faster, then nothing was written
 * @throws the driver's error: 23505 on a kept answer or the owner's calendar (a twin won), 23P01 on an overlap
 */
export async function saveDecision(
  db: Kysely<Database> | Transaction<Database>,
  decided: Decided,
): Promise<number | undefined> {
  const parts = [
    revisionPart(decided),
    ...keyPart(decided),
    ...accountPart(decided),
    ...scheduleParts(decided.effects, decided.ownerUid, decided.at),
    ...bookingParts(decided),
    ...changeParts(decided),
  ]
  const statement = sql<{
    revision: number
  }>`/* save-decision */ with ${sql.join(parts, sql`, `)} select revision from r`
  const { rows } = await statement.execute(db)
  return rows[0]?.revision
}
