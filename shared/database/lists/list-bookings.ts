// Bookings of a client, or of a professional, by start, page by page. Of a professional's, a page is read by an index in
// each status, however many there ever were.
import type { ExpressionBuilder, Kysely } from 'kysely'
import type { Status } from '../../contract/status.ts'
import type { Booking } from '../../scheduling/model/calendar.ts'
import type { Instant } from '../../time/instant.ts'
import { BOOKING, parseBooking } from '../rows/booking-row.ts'
import { timestamp } from '../rows/instants.ts'
import { ofBooking, selectBookings } from '../rows/select-bookings.ts'
import { isAlwaysShownAs, isShownAs, storedFor } from '../rows/status-at.ts'
import { isDistributed } from '../connection/distributed.ts'
import type { Database } from '../connection/connection.ts'

/** Whose bookings. */
export type Whose =
  | { readonly clientUid: string; readonly professionalId?: string }
  | { readonly professionalId: string }

/** Where a page ended. */
export interface Position {
  readonly start: Instant
  readonly bookingId: string
}

export interface Listing {
  readonly whose: Whose
  readonly from?: Instant
  readonly to?: Instant
  /** At least one. */
  readonly status: readonly Status[]
  readonly order: 'asc' | 'desc'
  readonly now: Instant
  readonly after?: Position
  readonly limit: number
}

/** In which calendars alone there can be anything, where Postgres is distributed and asks for them; else undefined. */
async function calendarsOf(
  db: Kysely<Database>,
  whose: Whose,
): Promise<readonly string[] | undefined> {
  if (!isDistributed(db)) return undefined
  if (!('clientUid' in whose)) return [whose.professionalId]
  if (whose.professionalId !== undefined) return [whose.professionalId]
  const rows = await db
    .selectFrom('client_bookings')
    .select('professional_id')
    .distinct()
    .where('client_uid', '=', whose.clientUid)
    .execute()
  return rows.map((row) => row.professional_id)
}

/** A listing, and in which calendars alone there can be anything of it. */
type Narrowed = Listing & { readonly within: readonly string[] | undefined }

type Stored = ExpressionBuilder<{ b: Database['bookings'] }, 'b'>

function conditions(eb: Stored, { whose, from, to, order, after, within }: Narrowed) {
  const { professionalId } = whose
  const all = []
  if ('clientUid' in whose) all.push(eb('b.client_uid', '=', whose.clientUid))
  if (professionalId !== undefined) all.push(eb('b.professional_id', '=', professionalId))
  else if (within) all.push(eb('b.professional_id', '=', eb.fn.any(eb.val([...within]))))
  if (from !== undefined) all.push(eb('b.start_at', '>=', timestamp(from)))
  if (to !== undefined) all.push(eb('b.start_at', '<', timestamp(to)))
  if (after)
    all.push(
      eb(
        eb.refTuple('b.start_at', 'b.booking_id'),
        order === 'asc' ? '>' : '<',
        eb.tuple(timestamp(after.start), after.bookingId),
      ),
    )
  return eb.and(all)
}

/** Whether what is stored in these statuses must have begun to be listed: it is shown as something else then. */
const mustHaveBegun = (stored: readonly Status[], { status }: Listing): boolean =>
  stored.every((one) => one !== 'held' && !status.includes(one))

/** Of one status alone, an index has them in the order of the list; of any of several it has not. */
function isStoredAs(eb: Stored, stored: readonly Status[]) {
  const [only, ...others] = stored
  return only !== undefined && others.length === 0
    ? eb('b.status', '=', only)
    : eb('b.status', '=', eb.fn.any(eb.val<string[]>([...stored])))
}

/** The first of those that are stored in one of these statuses, in the order of the list. */
function firstStored(db: Kysely<Database>, listing: Narrowed, stored: readonly Status[]) {
  const { order, limit, now, status } = listing
  const first = db
    .selectFrom('bookings as b')
    .where((eb) => isStoredAs(eb, stored))
    .where((eb) => conditions(eb, listing))
    .$if(mustHaveBegun(stored, listing), (query) => query.where('b.start_at', '<=', timestamp(now)))
    .$if(!isAlwaysShownAs(stored, status), (query) =>
      query.innerJoin('appointments as a', ofBooking).where((eb) => isShownAs(eb, status, now)),
    )
    .select(['b.professional_id', 'b.booking_id', 'b.start_at'])
    .orderBy('b.start_at', order)
    .orderBy('b.booking_id', order)
    .limit(limit)
  return db.selectFrom(first.as('first')).selectAll()
}

/** One page of bookings with whose calendars they are in, ordered by start and id. */
export async function listBookings(
  db: Kysely<Database>,
  listing: Listing,
): Promise<readonly (Booking & { readonly professionalId: string })[]> {
  const { whose, status, order, limit } = listing
  const stored = storedFor(status)
  const within = await calendarsOf(db, whose)
  if (within?.length === 0) return []
  // The index of a client's bookings does not know their status: one walk along it, rather than one for each.
  const groups = 'clientUid' in whose ? [stored] : stored.map((one) => [one])
  const [first, ...others] = groups.map((group) => firstStored(db, { ...listing, within }, group))
  if (!first) return []
  const all = others.reduce((union, one) => union.unionAll(one), first)
  // Of a page for each status, one page is left before anything else of a booking is read.
  const page = db
    .selectFrom(all.as('all'))
    .selectAll()
    .orderBy('start_at', order)
    .orderBy('booking_id', order)
    .limit(limit)
  const rows = await selectBookings(db)
    .innerJoin(page.as('page'), (join) =>
      join
        .onRef('page.professional_id', '=', 'b.professional_id')
        .onRef('page.booking_id', '=', 'b.booking_id'),
    )
    .$if(within !== undefined, (query) =>
      query.where((eb) => {
        const inThem = eb.fn.any(eb.val([...(within ?? [])]))
        return eb.and([eb('b.professional_id', '=', inThem), eb('a.professional_id', '=', inThem)])
      }),
    )
    .select(BOOKING.as('booking'))
    .orderBy('b.start_at', order)
    .orderBy('b.booking_id', order)
    .limit(limit)
    .execute()
  return rows.map(({ booking }) => ({
    ...parseBooking(booking),
    professionalId: booking.professionalId,
  }))
}
