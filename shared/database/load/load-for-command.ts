// What a command decides on, in one snapshot: state and revision together, the caller's limits and a twin's answer.
import type { ProfessionalId } from '../../contract/values/ids.ts'
import { type Kysely, type RawBuilder, type Transaction, sql } from 'kysely'
import type { Booking, Calendar } from '../../scheduling/model/calendar.ts'
import type { Span } from '../../time/span.ts'
import type { BlockKey } from '../../contract/block.ts'
import type { KnownBlocks } from '../../scheduling/model/block.ts'
import { LOAD_MARGIN } from '../../scheduling/free/plan.ts'
import type { KeptHold } from '../../scheduling/booking/hold-budget.ts'
import type { OwnBooking } from '../../scheduling/model/own-booking.ts'
import type { Taker } from '../../scheduling/model/taker.ts'
import { BOOKING, BOOKINGS_JOINED, type BookingRow, parseBooking } from '../rows/booking-row.ts'
import {
  CALENDAR,
  calendarColumns,
  millis,
  timestamp,
  parseCalendar,
} from '../rows/calendar-row.ts'
import {
  bool,
  int8,
  json,
  nullable,
  rawStatement,
  type RowOf,
  text,
} from '../connection/raw-statement.ts'
import type { Database } from '../connection/connection.ts'
import { namedAhead } from '../connection/statement-name.ts'
import { type Locator, bounds, target } from './load-calendar.ts'
import { KEPT, keptColumn, toKept } from './kept-holds.ts'
import { BLOCKS, blockColumns, toKnownBlocks, upcomingOf } from './load-blocks.ts'
import { OWN, ownColumn, toOwn } from './own-bookings.ts'
import {
  type Caller,
  CALLER,
  type CallerWanted,
  type VersionedAccount,
  accountOf,
  callerColumns,
  countCommand,
  isErasing,
  toCaller,
} from './load-caller.ts'

/** What to load. */
export interface CalendarPart {
  readonly locator: Locator
  /** The starts that matter; with a booking as the locator, its own start too, or alone if unset. */
  readonly range?: Span
  /** Also the whole bookings still to come that begin in this stretch; appointments are loaded around it alone. */
  readonly upcoming?: Span
  /** With a booking as the locator: also the whole bookings behind it, as far as appointments are loaded. */
  readonly isWithBehind?: boolean
  /** Also the open holds of this account: whole in this calendar, wherever they lie, and how many elsewhere. */
  readonly holdsOf?: string
  /** Whoever takes time with it: also what limits per client count of theirs, and blocks that may be for them. */
  readonly taker?: Taker
  /** Also the block of whom this names, and the bookings of theirs that are still to come. */
  readonly blockOf?: BlockKey
}

/** The caller of a command on a calendar, and whom it is about. */
export interface AskedWith extends CallerWanted {
  /** The account that the command is about: the caller's, or a client's whom the caller books for. */
  readonly about: string
}

/** What a command finds. */
export interface Found {
  readonly calendar?: Calendar
  /** The booking that was the locator. */
  readonly booking?: Booking
  /** In the calendar: those of `upcoming`, behind the one that was the locator, or the holds of `holdsOf`. */
  readonly bookings: readonly Booking[]
  readonly holdsElsewhere: number
  /** What holds of `holdsOf` kept in this calendar lately. */
  readonly kept: readonly KeptHold[]
  /** Of the taker, where limits per client count them. */
  readonly own?: readonly OwnBooking[]
  /** Blocks that may be for the taker. */
  readonly blockedAs: readonly BlockKey[]
  readonly blocks: KnownBlocks
  readonly caller: Caller
  readonly about: About
}

/** The account that a command is about, with what is counted of it at its version. */
export interface About {
  /** Undefined where it has no row. */
  readonly account: VersionedAccount | undefined
  /** With anybody. */
  readonly upcomingBookings: number
  /** Whether it is the caller, or has or had a booking in this calendar, holds aside. */
  readonly isClient: boolean
}

// A hold that came to nothing has an expiry still; a request that did has none.
const isClient = ({ uid, about, now }: AskedWith) =>
  about === uid
    ? sql`true`
    : sql`exists (select from bookings b where b.professional_id = t.professional_id and b.client_uid = ${about}
        and b.status <> 'held' and not (b.status = 'expired' and b.hold_expires_at is not null))
        and not ${isErasing(about, now)}`

function aboutColumns(asked: AskedWith): RawBuilder<unknown> {
  const { about, now } = asked
  return sql`${accountOf(about)} as about,
    (select count(*) from bookings where client_uid = ${about} and start_at > ${timestamp(now)}
      and status in ('pending', 'confirmed')) as "upcomingBookings",
    ${isClient(asked)} as "isClient"`
}

/** Which calendar, named `t`; none for a caller who has no more commands in this minute. */
function allowed(caller: AskedWith, which: RawBuilder<unknown>): RawBuilder<unknown> {
  const { maxCommands } = caller
  if (maxCommands === undefined) return sql`t as (${which})`
  return sql`${countCommand(caller)}, t as (select * from (${which}) as named
    where (select commands from rate) <= ${maxCommands})`
}

const COLUMNS = {
  ...CALENDAR,
  ...CALLER,
  // Where there is no such calendar, all of it is null.
  revision: nullable(int8),
  ownerUid: nullable(text),
  isErased: nullable(bool),
  about: nullable(json<VersionedAccount>()),
  upcomingBookings: int8,
  isClient: bool,
  booking: nullable(json<BookingRow>()),
  bookings: nullable(json<readonly BookingRow[]>()),
  holdsElsewhere: int8,
  ...KEPT,
  ...OWN,
  ...BLOCKS,
  loadedFrom: nullable(int8),
  loadedTo: nullable(int8),
}
const loadFound = rawStatement('load-calendar', COLUMNS)

function toFound(row: RowOf<typeof COLUMNS>, { taker }: CalendarPart): Found {
  const { about, upcomingBookings, isClient, holdsElsewhere, loadedFrom, loadedTo } = row
  const { revision, ownerUid } = row
  const found = {
    caller: toCaller(row),
    about: { account: about ?? undefined, upcomingBookings, isClient },
    bookings: row.bookings?.map(parseBooking) ?? [],
    holdsElsewhere,
    kept: toKept(row.kept),
    ...(taker && { own: toOwn(row.own, taker) }),
    ...toKnownBlocks(row),
  }
  if (revision === null || ownerUid === null || loadedFrom === null || loadedTo === null)
    return found
  const range = { start: loadedFrom + LOAD_MARGIN, end: loadedTo - LOAD_MARGIN }
  return {
    ...found,
    calendar: parseCalendar({ ...row, revision, ownerUid, isErased: row.isErased === true }, range),
    ...(row.booking && { booking: parseBooking(row.booking) }),
  }
}

function whichBookings(
  { upcoming, isWithBehind, holdsOf, blockOf }: CalendarPart,
  to: RawBuilder<unknown>,
  { now }: AskedWith,
): RawBuilder<unknown> | undefined {
  if (isWithBehind === true)
    return sql`b.start_at > t.start_at and b.start_at < ${to} and b.status in ('pending', 'confirmed')`
  if (upcoming !== undefined)
    return sql`b.start_at >= ${timestamp(upcoming.start)} and b.start_at < ${timestamp(upcoming.end)}
      and b.status in ('held', 'pending', 'confirmed', 'in-progress')`
  if (blockOf !== undefined) return upcomingOf(blockOf, now)
  if (holdsOf !== undefined) return sql`b.client_uid = ${holdsOf} and b.status = 'held'`
  return undefined
}

function bookings(
  part: CalendarPart,
  to: RawBuilder<unknown>,
  asked: AskedWith,
): RawBuilder<unknown> {
  const which = whichBookings(part, to, asked)
  if (!which) return sql`null::json`
  return sql`(select json_agg(${BOOKING} order by b.start_at, b.booking_id) from ${BOOKINGS_JOINED}
    where b.professional_id = t.professional_id and ${which})`
}

function holdsElsewhere({ holdsOf }: CalendarPart, { now }: AskedWith): RawBuilder<unknown> {
  if (holdsOf === undefined) return sql`0::bigint`
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
  caller: AskedWith,
): Promise<Found> {
  const [from, to] = bounds(wanted)
  const { locator, holdsOf, upcoming, taker } = wanted
  const appointments = upcoming
    ? {
        from: timestamp(upcoming.start - LOAD_MARGIN),
        to: timestamp(upcoming.end + LOAD_MARGIN),
      }
    : { from, to }
  const booking =
    'bookingId' in locator
      ? sql`(select ${BOOKING} from ${BOOKINGS_JOINED} where b.booking_id = t.booking_id)`
      : sql`null::json`
  const [row] = await loadFound(
    db,
    sql`with ${allowed(caller, target(locator))}
    select ${callerColumns(caller)}, ${aboutColumns(caller)}, ${booking} as booking, ${bookings(wanted, to, caller)} as bookings,
      ${holdsElsewhere(wanted, caller)} as "holdsElsewhere", ${keptColumn(holdsOf, caller.now)}, ${ownColumn(taker, caller.now)},
      ${blockColumns(taker, wanted.blockOf)},
      ${millis(from)} as "loadedFrom", ${millis(to)} as "loadedTo",
      ${calendarColumns(from, to, { ...appointments, ...(holdsOf !== undefined && { holdsOf }) })}
    from (select) as one
      left join t on true
      left join calendars c on c.professional_id = t.professional_id
      left join professionals p on p.professional_id = t.professional_id`,
  )
  if (!row) throw new Error('a load answers exactly one row')
  return toFound(row, wanted)
}

/** Locks a calendar's row until the transaction ends; the state is loaded by a statement after it. */
export async function lockCalendar(
  db: Transaction<Database>,
  professionalId: ProfessionalId,
): Promise<void> {
  await db
    .selectFrom('calendars')
    .modifyEnd(namedAhead('lock-calendar'))
    .select('revision')
    .where('professional_id', '=', professionalId)
    .forUpdate()
    .execute()
}
