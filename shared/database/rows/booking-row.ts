// A booking as a row of JSON, joined to its appointment, and how it becomes the core's Booking.
import type {
  AccountUid,
  AppointmentId,
  BookingId,
  ProfessionalId,
  ServiceId,
} from '../../contract/values/ids.ts'
import { type RawBuilder, sql } from 'kysely'
import type { ActorKind, Status } from '../../contract/status.ts'
import { withoutUnset } from '../../contract/values/unset.ts'
import { type Booking, type Client, toStanding } from '../../scheduling/model/calendar.ts'
import type { Instant } from '../../time/instant.ts'
import { millis } from './instants.ts'
import { type Stored, parsePrice } from './stored.ts'

const at = (name: string) => millis(sql.raw(name))

/** One booking `b` with its appointment `a` as a JSON object. */
export const BOOKING: RawBuilder<BookingRow> = sql`json_build_object(
  'bookingId', b.booking_id, 'professionalId', b.professional_id, 'appointmentId', b.appointment_id,
  'serviceId', b.service_id, 'status', b.status, 'start', ${at('b.start_at')}, 'end', ${at('b.end_at')},
  'seats', b.seats, 'version', b.version,
  'client', json_build_object('uid', b.client_uid, 'name', b.client_name, 'email', b.client_email, 'phone', b.client_phone),
  'holderUid', b.holder_uid, 'timeZone', b.client_time_zone, 'note', b.note, 'price', b.price,
  'expectedStart', ${at('b.expected_start')}, 'expectedEnd', ${at('b.expected_end')}, 'endedAt', ${at('a.ended_at')},
  'holdExpiresAt', ${at('b.hold_expires_at')}, 'cancelledBy', b.cancelled_by, 'cancelReason', b.cancel_reason,
  'createdAt', ${at('b.created_at')}, 'updatedAt', ${at('b.updated_at')})`

/** The tables of {@link BOOKING}. */
export const BOOKINGS_JOINED = sql`bookings b join appointments a
  on a.professional_id = b.professional_id and a.appointment_id = b.appointment_id`

/** What {@link BOOKING} selects. */
export interface BookingRow {
  readonly bookingId: BookingId
  readonly professionalId: ProfessionalId
  readonly appointmentId: AppointmentId
  readonly serviceId: ServiceId
  readonly status: Status
  readonly start: Instant
  readonly end: Instant
  readonly seats: number
  readonly version: number
  readonly client: Stored<Client>
  readonly holderUid: AccountUid | null
  readonly note: string | null
  readonly timeZone: string | null
  readonly price: unknown
  readonly expectedStart: Instant | null
  readonly expectedEnd: Instant | null
  readonly endedAt: Instant | null
  readonly holdExpiresAt: Instant | null
  readonly cancelledBy: ActorKind | null
  readonly cancelReason: string | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

/** The booking of a row. */
export function parseBooking(row: BookingRow): Booking {
  const { bookingId, appointmentId, serviceId, status, start, end, seats, version, client } = row
  const { holderUid, note, timeZone, price, expectedStart, expectedEnd, endedAt } = row
  const { holdExpiresAt, cancelledBy, cancelReason, createdAt, updatedAt } = row
  const { uid, name, email, phone } = client
  return {
    bookingId,
    appointmentId,
    serviceId,
    ...toStanding(status, holdExpiresAt ?? undefined),
    start,
    end,
    seats,
    version,
    client: { name, ...withoutUnset({ uid, email, phone }) },
    ...withoutUnset({ holderUid, note, timeZone, price: parsePrice(price) }),
    ...withoutUnset({ expectedStart, expectedEnd, endedAt }),
    ...withoutUnset({ cancelledBy, cancelReason }),
    createdAt,
    updatedAt,
  }
}
