// What a command loads of a calendar, as columns: the calendar itself, and the bookings, holds and blocks beside it.
import { type RawBuilder, sql } from 'kysely'
import { LOAD_MARGIN_MILLIS } from '../../../scheduling/free/plan.ts'
import { bool, int8, json, nullable, text } from '../../connection/raw-statement.ts'
import { BOOKING, BOOKINGS_JOINED, type BookingRow } from '../../rows/booking-row.ts'
import { calendarColumns } from '../../rows/calendar-columns.ts'
import { CALENDAR } from '../../rows/calendar-row.ts'
import { millis, timestamp } from '../../rows/instants.ts'
import { KEPT, keptColumn } from '../kept-holds.ts'
import { BLOCKS, type StoredContact, blockColumns, upcomingOf } from '../load-blocks.ts'
import { bounds } from '../load-calendar.ts'
import { OWN, ownColumn } from '../own-bookings.ts'
import { WHOSE } from './account-columns.ts'
import type { AskedWith, CalendarPart } from './found.ts'

/** What is the calendar's. */
export const OF_CALENDAR = {
  ...CALENDAR,
  // Where there is no such calendar, all of it is null.
  revision: nullable(int8),
  ownerUid: nullable(text),
  isErased: nullable(bool),
  isClient: bool,
  booking: nullable(json<BookingRow>()),
  bookings: nullable(json<readonly BookingRow[]>()),
  ...KEPT,
  ...OWN,
  ...BLOCKS,
  loadedFrom: nullable(int8),
  loadedTo: nullable(int8),
}

function whichBookings(
  { upcoming, isWithBehind, holdsOf, blockOf }: CalendarPart,
  to: RawBuilder<unknown>,
  { now }: AskedWith,
  id: RawBuilder<unknown>,
): RawBuilder<unknown> | undefined {
  if (isWithBehind === true)
    return sql`b.start_at > t.start_at and b.start_at < ${to} and b.status in ('pending', 'confirmed')`
  if (upcoming !== undefined)
    return sql`b.start_at >= ${timestamp(upcoming.start)} and b.start_at < ${timestamp(upcoming.end)}
      and b.status in ('held', 'pending', 'confirmed', 'in-progress')`
  if (blockOf !== undefined) return upcomingOf(blockOf, now, id)
  if (holdsOf !== undefined) return sql`b.client_uid = ${holdsOf} and b.status = 'held'`
  return undefined
}

function bookings(
  part: CalendarPart,
  to: RawBuilder<unknown>,
  asked: AskedWith,
  id: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const which = whichBookings(part, to, asked, id)
  if (!which) return sql`null::json`
  return sql`(select json_agg(${BOOKING} order by b.start_at, b.booking_id) from ${BOOKINGS_JOINED}
    where b.professional_id = ${id} and ${which})`
}

/** What is selected of a calendar for a command. `id` and `contact` are its professional and how the taker is reached, where these are known before. */
export function columnsOfCalendar(
  wanted: CalendarPart,
  caller: AskedWith,
  id?: RawBuilder<unknown>,
  contact?: StoredContact,
): RawBuilder<unknown> {
  const [from, to] = bounds(wanted)
  const { locator, holdsOf, upcoming, taker, blockOf } = wanted
  const whose = id ?? WHOSE
  const appointments = upcoming
    ? {
        from: timestamp(upcoming.start - LOAD_MARGIN_MILLIS),
        to: timestamp(upcoming.end + LOAD_MARGIN_MILLIS),
      }
    : { from, to }
  const booking =
    'bookingId' in locator
      ? sql`(select ${BOOKING} from ${BOOKINGS_JOINED} where b.booking_id = t.booking_id${id ? sql` and b.professional_id = ${id} and a.professional_id = ${id}` : sql``})`
      : sql`null::json`
  return sql`${booking} as booking, ${bookings(wanted, to, caller, whose)} as bookings,
      ${keptColumn(holdsOf, caller.now, whose)}, ${ownColumn(taker, caller.now, id)},
      ${blockColumns(taker, blockOf, whose, contact, 'bookingId' in locator ? sql`t.booking_id` : undefined)},
      ${millis(from)} as "loadedFrom", ${millis(to)} as "loadedTo",
      ${calendarColumns(from, to, { ...appointments, ...(holdsOf !== undefined && { holdsOf }) }, id)}`
}

export const FROM_T = sql`from (select) as one
      left join t on true
      left join calendars c on c.professional_id = t.professional_id
      left join professionals p on p.professional_id = t.professional_id`
