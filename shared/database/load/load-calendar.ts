// Loading a calendar in one snapshot: which one, how much of it, and for a query.
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { WINDOWS_BEHIND_DAYS } from '../../contract/schedule.ts'
import type { ProfessionalId } from '../../contract/values/ids.ts'
import type { Calendar } from '../../scheduling/model/calendar.ts'
import type { OwnBooking } from '../../scheduling/model/own-booking.ts'
import type { Taker } from '../../scheduling/model/taker.ts'
import type { Span } from '../../time/span.ts'
import { LOAD_MARGIN_MILLIS } from '../../scheduling/free/plan.ts'
import { DAY, type Instant } from '../../time/instant.ts'
import { rawStatement } from '../connection/raw-statement.ts'
import { calendarColumns } from '../rows/calendar-columns.ts'
import { CALENDAR, parseCalendar } from '../rows/calendar-row.ts'
import { timestamp } from '../rows/instants.ts'
import { LOAD_MARGIN } from '../rows/load-margin.ts'
import type { Database } from '../connection/connection.ts'
import { OWN, ownColumn, toOwn } from './own-bookings.ts'
import { type Locator, findPlaceFirst } from './place.ts'

/**
 * The professional of a locator, with a booking's id and start where that is the locator. `place` is what a place of theirs
 * says, where Postgres is distributed.
 */
export function target(locator: Locator, place?: ProfessionalId): RawBuilder<unknown> {
  if (place !== undefined) return targetAt(locator, sql`${place}::uuid`)
  if ('professionalId' in locator)
    return sql`select professional_id from calendars where professional_id = ${locator.professionalId}::uuid`
  if ('serviceId' in locator)
    return sql`select professional_id from services where service_id = ${locator.serviceId}::uuid`
  if ('bookingId' in locator)
    return sql`select professional_id, booking_id, start_at from bookings where booking_id = ${locator.bookingId}::uuid`
  return sql`select professional_id from professionals where owner_uid = ${locator.ownerUid}`
}

function targetAt(locator: Locator, id: RawBuilder<unknown>): RawBuilder<unknown> {
  if ('bookingId' in locator)
    return sql`select professional_id, booking_id, start_at from bookings
      where professional_id = ${id} and booking_id = ${locator.bookingId}::uuid`
  return sql`select professional_id from calendars where professional_id = ${id}`
}

/** From when to when appointments are loaded: the range with what reaches into it, around a booking's own start too. */
export function bounds({
  locator,
  range,
}: {
  readonly locator: Locator
  readonly range?: Span
}): readonly [RawBuilder<unknown>, RawBuilder<unknown>] {
  const given = range && [
    timestamp(range.start - LOAD_MARGIN_MILLIS),
    timestamp(range.end + LOAD_MARGIN_MILLIS),
  ]
  if (!('bookingId' in locator)) {
    if (!given?.[0] || !given[1])
      throw new Error('a calendar is loaded for a range, or around a booking')
    return [given[0], given[1]]
  }
  // Nulls are passed over.
  const [from = sql`null`, to = sql`null`] = given ?? []
  return [
    sql`least(t.start_at - ${LOAD_MARGIN}, ${from})`,
    sql`greatest(t.start_at + ${LOAD_MARGIN}, ${to})`,
  ]
}

/** A professional as every part of a statement names it; undefined where each part finds it in the one before. */
const idOf = (place: ProfessionalId | undefined): RawBuilder<unknown> | undefined =>
  place === undefined ? undefined : sql`${place}::uuid`

const readCalendar = rawStatement('read-calendar', CALENDAR)
const readForTaker = rawStatement('read-calendar-for-taker', { ...CALENDAR, ...OWN })

async function loadOne(
  db: Kysely<Database>,
  locator: Locator,
  range: Span,
  appointments: Span,
): Promise<Calendar | undefined> {
  const place = await findPlaceFirst(db, locator)
  if (place === null) return undefined
  const [from, to] = bounds({ locator, range })
  const [first, last] = bounds({ locator, range: appointments })
  const [row] = await readCalendar(
    db,
    sql`with t as (${target(locator, place)})
    select ${calendarColumns(from, to, { from: first, to: last }, idOf(place))}
    from t join calendars c on c.professional_id = t.professional_id
      join professionals p on p.professional_id = t.professional_id`,
  )
  return row && parseCalendar(row, appointments)
}

/** Loads a calendar for a query; undefined where there is none. */
export function loadCalendar(
  db: Kysely<Database>,
  locator: Locator,
  range: Span,
): Promise<Calendar | undefined> {
  return loadOne(db, locator, range, range)
}

/** A calendar, and what limits per client count of whoever asks. */
export interface LoadedFor {
  readonly calendar: Calendar
  readonly own: readonly OwnBooking[]
}

/** Loads a calendar for a query of what somebody may take, in one snapshot with what is theirs; undefined where there is none. */
export async function loadCalendarFor(
  db: Kysely<Database>,
  locator: Locator,
  range: Span,
  { taker, now }: { readonly taker: Taker; readonly now: Instant },
): Promise<LoadedFor | undefined> {
  const place = await findPlaceFirst(db, locator)
  if (place === null) return undefined
  const [from, to] = bounds({ locator, range })
  const id = idOf(place)
  const [row] = await readForTaker(
    db,
    sql`with t as (${target(locator, place)})
    select ${calendarColumns(from, to, { from, to }, id)}, ${ownColumn(taker, now, id)}
    from t join calendars c on c.professional_id = t.professional_id
      join professionals p on p.professional_id = t.professional_id`,
  )
  return row && { calendar: parseCalendar(row, range), own: toOwn(row.own, taker) }
}

/**
 * Loads the schedule of a range and of now, and appointments around now and of what of the range is past, as far back as
 * anything is told of it: enough to say what is being done, and what delays take or took.
 */
export function loadSchedule(
  db: Kysely<Database>,
  locator: Locator,
  range: Span,
  now: Instant,
): Promise<Calendar | undefined> {
  const whole = { start: Math.min(range.start, now), end: Math.max(range.end, now) }
  const past = Math.max(now - WINDOWS_BEHIND_DAYS * DAY, Math.min(range.start, now))
  return loadOne(db, locator, whole, { start: past, end: now })
}
