// The bookings of whoever asks that limits per client count: loaded beside a calendar that has such limits, and only there.
import { type RawBuilder, sql } from 'kysely'
import { isSameContact, toContactKeys, toDigits } from '../../contract/values/contact.ts'
import type { BookingId, ServiceId } from '../../contract/values/ids.ts'
import type { Status } from '../../contract/status.ts'
import { toStanding } from '../../scheduling/model/calendar.ts'
import type { OwnBooking } from '../../scheduling/model/own-booking.ts'
import type { Taker } from '../../scheduling/model/taker.ts'
import { LOAD_MARGIN_MILLIS } from '../../scheduling/free/plan.ts'
import type { Instant } from '../../time/instant.ts'
import { json, nullable } from '../connection/raw-statement.ts'
import { millis, timestamp } from '../rows/instants.ts'

type OwnTuple = readonly [
  bookingId: BookingId,
  serviceId: ServiceId,
  start: Instant,
  status: Status,
  /** Whether it is of their account; else it is a guest's. */
  isOfAccount: boolean,
  email: string | null,
  phone: string | null,
]

/** The column {@link ownColumn}, as a raw statement declares it. */
export const OWN = { own: nullable(json<readonly OwnTuple[]>()) }

/** An address before its @ as it is looked up, of a column or of a key. */
const LOCAL_PART = sql.raw(`lower(split_part(b.client_email, '@', 1))`)
const DIGITS = sql.raw(`regexp_replace(b.client_phone, '[^0-9]', '', 'g')`)

/** What an index finds: a few guests too many, who are told apart by their keys. */
function bookingsOf({ uid, verified: { email, phone } }: Taker): readonly RawBuilder<unknown>[] {
  const digits = phone === undefined ? undefined : toDigits(phone)
  return [
    sql`b.client_uid = ${uid}`,
    ...(email === undefined
      ? []
      : [
          sql`b.client_uid is null and b.client_email is not null and ${LOCAL_PART} = ${email.slice(0, email.lastIndexOf('@'))}`,
        ]),
    ...(digits === undefined
      ? []
      : [
          sql`b.client_uid is null and b.client_phone is not null and ${DIGITS} = any (${[digits, `00${digits}`]}::text[])`,
        ]),
  ]
}

/**
 * The bookings of somebody in the calendar `c` of the professional `p`, from the week of now on, as a column; null where
 * nobody's are counted.
 */
export function ownColumn(
  taker: Taker | undefined,
  now: Instant,
  id: RawBuilder<unknown> = sql`c.professional_id`,
): RawBuilder<unknown> {
  if (!taker) return sql`null::json as own`
  // A candidate begins from now on, and its week at most seven days before.
  const selects = bookingsOf(taker).map(
    (
      which,
    ) => sql`select b.booking_id, b.service_id, b.start_at, b.status, b.client_uid, b.client_email, b.client_phone
      from bookings b where ${which} and b.professional_id = ${id} and b.start_at > ${timestamp(now - LOAD_MARGIN_MILLIS)}
        and b.status in ('pending', 'confirmed', 'in-progress', 'completed', 'no-show')`,
  )
  return sql`case when p.policy -> 'perClient' is not null
      or exists (select from services s where s.professional_id = ${id} and s.per_client is not null)
    then (select json_agg(json_build_array(o.booking_id, o.service_id, ${millis(sql.raw('o.start_at'))}, o.status,
        o.client_uid is not null, o.client_email, o.client_phone))
      from (${sql.join(selects, sql` union all `)}) o) end as own`
}

/** The bookings of a row that are the taker's, each once. */
export function toOwn(
  rows: readonly OwnTuple[] | null,
  { verified }: Taker,
): readonly OwnBooking[] {
  const own = new Map<BookingId, OwnBooking>()
  for (const [bookingId, serviceId, start, status, isOfAccount, email, phone] of rows ?? [])
    if (isOfAccount || isSameContact(toContactKeys({ email, phone }), verified))
      own.set(bookingId, { bookingId, serviceId, start, ...toStanding(status, undefined) })
  return [...own.values()]
}
