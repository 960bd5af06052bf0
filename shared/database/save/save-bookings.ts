// The save statement's parts for appointments and bookings, each row once and with its final values.
import { type RawBuilder, sql } from 'kysely'
import type { Booking } from '../../scheduling/model/calendar.ts'
import type { AppointmentState, BookingStep, Effects } from '../../scheduling/effects/effects.ts'
import { type Instant, formatInstant } from '../../time/instant.ts'
import { json } from '../rows/json.ts'
import { toAppointmentRows, toBookingRows, toStepRows } from './booking-rows.ts'

const APPOINTMENT = sql`x(appointment_id uuid, service_id uuid, start_at timestamptz, end_at timestamptz,
  occupied_from timestamptz, occupied_to timestamptz, capacity int, seats_taken int, state text,
  expected_start timestamptz, expected_end timestamptz, ended_at timestamptz)`

// What a step leaves unset is null in its row, and keeps what stands there.
const KEPT_UNLESS_SET = sql.raw(
  ['status', 'seats', 'appointment_id', 'start_at', 'end_at', 'cancelled_by']
    .map((column) => `${column} = coalesce(x.${column}, b.${column})`)
    .join(', '),
)

/** The same, unless what stands there is erased. */
const keptUnlessErased = (flag: string, ...columns: readonly string[]) =>
  sql.raw(
    columns
      .map(
        (column) =>
          `${column} = case when not x.${flag} then coalesce(x.${column}, b.${column}) end`,
      )
      .join(', '),
  )

/** Columns that are set together, also to nothing. */
const setWhere = (flag: string, ...columns: readonly string[]) =>
  sql.raw(
    columns
      .map((column) => `${column} = case when x.${flag} then x.${column} else b.${column} end`)
      .join(', '),
  )

/** A hold keeps its seats to its end, or until it is none any more, whichever comes first; of what was none it stays null. */
const heldUntil = (at: Instant) => sql`case when b.status = 'held' then coalesce(x.hold_expires_at,
    case when x.status <> 'held' then least(b.hold_expires_at, ${formatInstant(at)}::timestamptz) end, b.held_until)
  else b.held_until end`

const updateAppointments = (changed: readonly AppointmentState[]) =>
  sql`u as (update appointments a set during = tstzrange(x.start_at, x.end_at),
        occupies = tstzrange(x.occupied_from, x.occupied_to), capacity = x.capacity, seats_taken = x.seats_taken,
        state = x.state, expected_start = x.expected_start, expected_end = x.expected_end, ended_at = x.ended_at
      from r, jsonb_to_recordset(${json(toAppointmentRows(changed))}) as ${APPOINTMENT}
      where a.professional_id = r.professional_id and a.appointment_id = x.appointment_id returning 1)`

const insertAppointments = (added: readonly AppointmentState[], after: RawBuilder<unknown>) =>
  sql`i as (insert into appointments
        (professional_id, appointment_id, service_id, during, occupies, capacity, seats_taken, state)
      select r.professional_id, x.appointment_id, x.service_id, tstzrange(x.start_at, x.end_at),
        tstzrange(x.occupied_from, x.occupied_to), x.capacity, x.seats_taken, x.state
      from r, jsonb_to_recordset(${json(toAppointmentRows(added))}) as ${APPOINTMENT}
      where ${after})`

const insertBookings = (added: readonly Booking[]) =>
  sql`b as (insert into bookings (professional_id, booking_id, appointment_id, service_id, status, start_at, end_at,
        seats, client_uid, client_name, client_email, client_phone, client_time_zone, note, price, hold_expires_at,
        held_until, expected_start, expected_end, cancelled_by, cancel_reason, created_at, updated_at)
      select r.professional_id, x.* from r, jsonb_to_recordset(${json(toBookingRows(added))}) as x(booking_id uuid,
        appointment_id uuid, service_id uuid, status text, start_at timestamptz, end_at timestamptz, seats int,
        client_uid text, client_name text, client_email text, client_phone text, client_time_zone text, note text,
        price jsonb, hold_expires_at timestamptz, held_until timestamptz, expected_start timestamptz, expected_end timestamptz,
        cancelled_by text, cancel_reason text, created_at timestamptz, updated_at timestamptz))`

const updateBookings = (steps: readonly BookingStep[], at: Instant) =>
  sql`bs as (update bookings b set ${KEPT_UNLESS_SET},
        ${keptUnlessErased('erases_client', 'client_time_zone', 'note')},
        ${keptUnlessErased('erases_reason', 'cancel_reason')},
        ${setWhere('has_expected', 'expected_start', 'expected_end')},
        ${setWhere('has_client', 'client_uid', 'client_name', 'client_email', 'client_phone')},
        hold_expires_at = case when x.has_client and not x.erases_client then null
          else coalesce(x.hold_expires_at, b.hold_expires_at) end,
        held_until = ${heldUntil(at)},
        holder_uid = case when x.erases_holder then null
          when x.has_client and x.client_uid is distinct from b.client_uid then b.client_uid
          else b.holder_uid end,
        updated_at = ${formatInstant(at)}::timestamptz, version = b.version + 1
      from r, jsonb_to_recordset(${json(toStepRows(steps))}) as x(booking_id uuid, status text, seats int,
        appointment_id uuid, start_at timestamptz, end_at timestamptz, has_client boolean, client_uid text,
        client_name text, client_email text, client_phone text, client_time_zone text, note text, has_expected boolean, expected_start timestamptz,
        expected_end timestamptz, hold_expires_at timestamptz, cancelled_by text, cancel_reason text,
        erases_client boolean, erases_holder boolean, erases_reason boolean)
      where b.professional_id = r.professional_id and b.booking_id = x.booking_id)`

/**
 * The parts that write appointments and bookings, and none that would write nothing: a part opens its table with all its indexes,
 * whether or not it has a row.
 */
export function bookingParts(effects: Effects, at: Instant): RawBuilder<unknown>[] {
  const {
    newAppointments = [],
    changedAppointments = [],
    newBookings = [],
    bookingSteps = [],
  } = effects
  const hasChanged = changedAppointments.length > 0
  // The order of CTEs is undefined: what inserts counts what updates, so that freed time is free before it is taken.
  const after = hasChanged ? sql`(select count(*) from u) >= 0` : sql`true`
  return [
    ...(hasChanged ? [updateAppointments(changedAppointments)] : []),
    ...(newAppointments.length > 0 ? [insertAppointments(newAppointments, after)] : []),
    ...(newBookings.length > 0 ? [insertBookings(newBookings)] : []),
    ...(bookingSteps.length > 0 ? [updateBookings(bookingSteps, at)] : []),
  ]
}
