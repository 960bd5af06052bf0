// What a fan-out projects, in one select and one snapshot: the calendar as far as its documents reach, and what changed since.
import type { ProfessionalId } from '../../contract/values/ids.ts'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { NEXT_SLOTS } from '../../contract/availability.ts'
import { BOOKING_DOCUMENT_DAYS } from '../../contract/retention.ts'
import type { MirrorState } from '../../projection/mirror-state.ts'
import { OFFERED_MILLIS, rulesOf } from '../../scheduling/free/plan.ts'
import { findSoonest, isOffered } from '../../scheduling/free/search.ts'
import type { Calendar } from '../../scheduling/model/calendar.ts'
import { DAY, type Instant, formatInstant } from '../../time/instant.ts'
import { BOOKING, BOOKINGS_JOINED, type BookingRow, parseBooking } from '../rows/booking-row.ts'
import { type RowOf, json, nullable, rawStatement } from '../connection/raw-statement.ts'
import { calendarColumns } from '../rows/calendar-columns.ts'
import { CALENDAR, parseCalendar } from '../rows/calendar-row.ts'
import type { Database } from '../connection/connection.ts'

/** With more changes than this, every date is looked at rather than each change's. */
const CHANGES_READ = 500
/** Behind all days that have documents (daysThrough), and what limits and delays see from there. */
const NEAR_MILLIS = 150 * DAY
/** Up to here what is free is known for sure of a calendar that is loaded so far. */
const SURE_MILLIS = 125 * DAY
const BEHIND_MILLIS = 10 * DAY
/** Longer ago than this no booking has a document. */
const KEPT_MILLIS = BOOKING_DOCUMENT_DAYS * DAY

const COLUMNS = {
  ...CALENDAR,
  changes: nullable(json<readonly (readonly string[] | null)[]>()),
  bookings:
    nullable(json<readonly { readonly booking: BookingRow; readonly capacity: number }[]>()),
}
const loadState = rawStatement('load-mirror-state', COLUMNS)

/** No booking is longer. */
const LONGEST_MILLIS = DAY

// A change of a professional or service shows in every booking still to come, an owner's erasure in all, and an appointment's early end in
// all that are in it, of which only those that it completes are told; without a watermark, all are written. Ids are gathered first, each
// part by an index: a condition with `or` would read every booking that there ever was.
function touched(id: RawBuilder<unknown>, since: number | undefined, now: Instant) {
  if (since === undefined) return sql`b.end_at > ${formatInstant(now - KEPT_MILLIS)}::timestamptz`
  return sql`b.booking_id = any (array(
    select booking_id from changes where professional_id = ${id}
      and revision > ${since}::bigint and revision <= c.revision and booking_id is not null
    union all select n.booking_id from bookings n where n.professional_id = ${id}
      and n.start_at > ${formatInstant(now - LONGEST_MILLIS)}::timestamptz and n.end_at > ${formatInstant(now)}::timestamptz
      and exists (select 1 from changes where professional_id = ${id} and revision > ${since}::bigint
        and revision <= c.revision and type in ('professional.changed', 'service.changed'))
    union all select n.booking_id from bookings n where n.professional_id = ${id} and n.appointment_id = any (array(
      select h.appointment_id from changes h join appointments e
        on e.professional_id = h.professional_id and e.appointment_id = h.appointment_id
      where h.professional_id = ${id} and e.professional_id = ${id} and h.revision > ${since}::bigint and h.revision <= c.revision
        and h.type in ('booking.completed', 'booking.no-show') and h.at < e.ended_at + interval '1 second'))
    union all select n.booking_id from bookings n where p.erased and n.professional_id = ${id}
      and n.start_at > ${formatInstant(now - KEPT_MILLIS - LONGEST_MILLIS)}::timestamptz
      and exists (select 1 from changes where professional_id = ${id} and revision > ${since}::bigint
        and revision <= c.revision and type = 'professional.changed')))`
}

function toDates(
  changes: RowOf<typeof COLUMNS>['changes'],
  since: number | undefined,
): MirrorState['dates'] {
  if (since === undefined || (changes && changes.length > CHANGES_READ)) return 'all'
  const dates = new Set<string>()
  for (const changed of changes ?? []) {
    if (changed === null) return 'all'
    for (const date of changed) dates.add(date)
  }
  return [...dates]
}

/** Whether what is free soonest of every service lies where the calendar is known, or nowhere. */
function isFarEnough(calendar: Calendar, now: Instant): boolean {
  const sure = now + SURE_MILLIS
  return calendar.services.every((service) => {
    const soonest = findSoonest(calendar, service, now, NEXT_SLOTS)
    if (soonest.length === NEXT_SLOTS) return soonest.every(({ start }) => start < sure)
    return (
      !isOffered(calendar, service) || rulesOf(calendar, service).horizonDays * DAY < SURE_MILLIS
    )
  })
}

/**
 * The state to mirror, with what changed after revision `since` (unset: everything); undefined for no such professional.
 * Documents reach 120 days: the rest of the horizon is loaded only where a service is not free before.
 */
export async function loadMirrorState(
  db: Kysely<Database>,
  professionalId: ProfessionalId,
  since: number | undefined,
  now: Instant,
): Promise<MirrorState | undefined> {
  const near = await loadAhead(db, professionalId, since, now, NEAR_MILLIS)
  if (!near || isFarEnough(near.calendar, now)) return near
  return loadAhead(db, professionalId, since, now, OFFERED_MILLIS)
}

async function loadAhead(
  db: Kysely<Database>,
  professionalId: ProfessionalId,
  since: number | undefined,
  now: Instant,
  ahead: number,
): Promise<MirrorState | undefined> {
  const range = { start: now - BEHIND_MILLIS, end: now + ahead }
  const id = sql`${professionalId}::uuid`
  const at = (instant: Instant) => sql`${formatInstant(instant)}::timestamptz`
  const [row] = await loadState(
    db,
    sql`select ${calendarColumns(at(range.start), at(range.end), undefined, id)},
      (select json_agg(n.dates) from (select dates from changes
        where professional_id = ${id} and revision > ${since ?? -1}::bigint and revision <= c.revision
        order by revision limit ${CHANGES_READ + 1}) n) as changes,
      (select json_agg(json_build_object('booking', ${BOOKING}, 'capacity', a.capacity)) from ${BOOKINGS_JOINED}
        where b.professional_id = ${id} and a.professional_id = ${id} and ${touched(id, since, now)}) as bookings
    from calendars c join professionals p on p.professional_id = c.professional_id
    where c.professional_id = ${id} and p.professional_id = ${id}`,
  )
  if (!row) return undefined
  const read = row.changes?.length ?? 0
  // Old changes are deleted: what they would have named is not known any more.
  if (since !== undefined && read < Math.min(row.revision - since, CHANGES_READ + 1))
    return loadAhead(db, professionalId, undefined, now, ahead)
  return {
    calendar: parseCalendar(row, range),
    dates: toDates(row.changes, since),
    bookings:
      row.bookings?.map(({ booking, capacity }) => ({
        booking: parseBooking(booking),
        capacity,
      })) ?? [],
  }
}
