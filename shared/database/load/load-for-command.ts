// What a command decides on, in one snapshot: state and revision together, the caller's limits and a twin's answer.
import { type Kysely, type RawBuilder, type Transaction, sql } from 'kysely'
import type { Booking, Calendar } from '../../scheduling/model/calendar.ts'
import type { Span } from '../../time/span.ts'
import type { StoredClient } from '../../scheduling/model/client.ts'
import { LOAD_MARGIN } from '../../scheduling/free/plan.ts'
import { DAY, type Instant } from '../../time/instant.ts'
import { BOOKING, BOOKINGS_JOINED, type BookingRow, toBooking } from '../rows/booking-row.ts'
import {
  type CalendarRow,
  calendarColumns,
  millis,
  timestamp,
  toCalendar,
} from '../rows/calendar-row.ts'
import type { Database } from '../connection/connection.ts'
import { type Locator, bounds, target } from './load-calendar.ts'

/** What to load. */
export interface CalendarPart {
  readonly locator: Locator
  /** The starts that matter; with a booking as the locator, its own start too, or alone if unset. */
  readonly range?: Span
  /** Also the whole bookings of appointments that begin at or after this instant. */
  readonly bookingsFrom?: Instant
  /** Also the open holds of this account: whole in this calendar, wherever they lie, and how many elsewhere. */
  readonly holdsOf?: string
}

/** The caller of a command and what is asked about them. */
export interface CallerWanted {
  readonly uid: string
  /** The account that the command is about: the caller's, or a client's whom the caller books for. */
  readonly about: string
  readonly now: Instant
  /** Counts this command; a repetition within one request does not count again. */
  readonly count: boolean
  readonly attempt?: { readonly function: string; readonly key: string }
}

/** How long a first answer is given again. */
export const REPLAY_MILLIS = DAY

/** What a command finds. */
export interface Found {
  readonly calendar?: Calendar
  /** The booking that was the locator. */
  readonly booking?: Booking
  /** In the calendar: from `bookingsFrom` on, or the holds of `holdsOf`. */
  readonly bookings: readonly Booking[]
  readonly holdsElsewhere: number
  readonly caller: Caller
}

/** The caller's account and limits. */
export interface Caller {
  readonly account?: StoredClient
  /** The account that the command is about. */
  readonly about?: StoredClient
  /** Of the account that the command is about, with anybody. */
  readonly upcomingBookings: number
  /** Commands of the present minute, this one included; unset where it was not counted. */
  readonly commands?: number
  /** What a twin of this command was answered. */
  readonly twin?: { readonly bodyHash: string; readonly answer: unknown; readonly isStale: boolean }
}

const ACCOUNT = sql`json_build_object('name', name, 'email', email, 'phone', phone)`

function callerColumns({ uid, about, now, attempt, count }: CallerWanted): RawBuilder<unknown> {
  const twin = attempt
    ? sql`(select json_build_object('bodyHash', k.body_hash, 'answer', k.answer,
        'isStale', k.created_at <= ${timestamp(now - REPLAY_MILLIS)})
      from idempotency_keys k where k.account = ${uid} and k.function = ${attempt.function} and k.key = ${attempt.key})`
    : sql`null`
  return sql`
    ${count ? sql`(select commands from rate)` : sql`null`} as commands,
    ${twin} as twin,
    (select ${ACCOUNT} from accounts where uid = ${uid}) as account,
    (select ${ACCOUNT} from accounts where uid = ${about}) as about,
    (select count(*) from bookings where client_uid = ${about} and start_at > ${timestamp(now)}
      and status in ('pending', 'confirmed')) as "upcomingBookings"`
}

// An unlogged row of its own, so that counting costs no flush of the log.
function rate({ uid, now }: CallerWanted): RawBuilder<unknown> {
  const minute = timestamp(Math.floor(now / 60_000) * 60_000)
  return sql`rate as (insert into command_rates as r (account, minute, commands) values (${uid}, ${minute}, 1)
    on conflict (account) do update set minute = excluded.minute,
      commands = case when r.minute = excluded.minute then r.commands + 1 else 1 end returning commands), `
}

interface Row extends CalendarRow {
  readonly commands: number | null
  readonly twin: Caller['twin'] | null
  readonly account: StoredClient | null
  readonly about: StoredClient | null
  readonly upcomingBookings: number
  readonly booking: BookingRow | null
  readonly bookings: readonly BookingRow[] | null
  readonly holdsElsewhere: number
  readonly loadedFrom: Instant | null
  readonly loadedTo: Instant | null
}

function toFound(row: Row): Found {
  const { commands, twin, account, about, upcomingBookings, loadedFrom, loadedTo } = row
  const { holdsElsewhere } = row
  const caller: Caller = {
    upcomingBookings,
    ...(account && { account }),
    ...(about && { about }),
    ...(commands !== null && { commands }),
    ...(twin && { twin }),
  }
  const bookings = row.bookings?.map(toBooking) ?? []
  const found = { caller, bookings, holdsElsewhere }
  if (row.revision === null || loadedFrom === null || loadedTo === null) return found
  const range = { start: loadedFrom + LOAD_MARGIN, end: loadedTo - LOAD_MARGIN }
  return {
    ...found,
    calendar: toCalendar(row, range),
    ...(row.booking && { booking: toBooking(row.booking) }),
  }
}

function bookings({ bookingsFrom, holdsOf }: CalendarPart): RawBuilder<unknown> {
  const which =
    bookingsFrom !== undefined
      ? sql`b.start_at >= ${timestamp(bookingsFrom)}
          and b.status in ('held', 'pending', 'confirmed', 'in-progress')`
      : holdsOf !== undefined
        ? sql`b.client_uid = ${holdsOf} and b.status = 'held'`
        : undefined
  if (!which) return sql`null`
  return sql`(select json_agg(${BOOKING} order by b.start_at, b.booking_id) from ${BOOKINGS_JOINED}
    where b.professional_id = t.professional_id and ${which})`
}

function holdsElsewhere({ holdsOf }: CalendarPart, { now }: CallerWanted): RawBuilder<unknown> {
  if (holdsOf === undefined) return sql`0`
  return sql`(select count(*) from bookings b where b.client_uid = ${holdsOf} and b.status = 'held'
    and b.hold_expires_at > ${timestamp(now)} and b.professional_id <> t.professional_id)`
}

/**
 * Loads a calendar with its revision, and its caller, in one statement. Never locks, never reads the revision later than
 * the state: either would let a save pass that decided on old state.
 */
export async function loadForCommand(
  db: Kysely<Database> | Transaction<Database>,
  wanted: CalendarPart,
  caller: CallerWanted,
): Promise<Found> {
  const [from, to] = bounds(wanted)
  const { locator, holdsOf } = wanted
  const booking =
    'bookingId' in locator
      ? sql`(select ${BOOKING} from ${BOOKINGS_JOINED} where b.booking_id = t.booking_id)`
      : sql`null`
  const statement = sql<Row>`
    /* load-calendar */ with ${caller.count ? rate(caller) : sql``} t as (${target(locator)})
    select ${callerColumns(caller)}, ${booking} as booking, ${bookings(wanted)} as bookings,
      ${holdsElsewhere(wanted, caller)} as "holdsElsewhere",
      ${millis(from)} as "loadedFrom", ${millis(to)} as "loadedTo",
      ${calendarColumns(from, to, { from, to, ...(holdsOf !== undefined && { holdsOf }) })}
    from (select) as one
      left join t on true
      left join calendars c on c.professional_id = t.professional_id
      left join professionals p on p.professional_id = t.professional_id`
  const { rows } = await statement.execute(db)
  const row = rows[0]
  if (!row) throw new Error('a load answers exactly one row')
  return toFound(row)
}

/** Locks a calendar's row until the transaction ends; the state is loaded by a statement after it. */
export async function lockCalendar(
  db: Transaction<Database>,
  professionalId: string,
): Promise<void> {
  await sql`select 1 from calendars where professional_id = ${professionalId}::uuid for update`.execute(
    db,
  )
}
