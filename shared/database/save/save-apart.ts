// The save where Postgres is distributed: what is the calendar's goes to its shard in one statement, and what is kept by account or by a
// key of its own in statements of their own behind it, in the same transaction. Rows are locked in one order: the calendar, the
// idempotency key, places and bookings that nobody else may write, and last of all accounts by their uid: an account's is the one row
// that saves of other calendars wait for, and it is locked for the commit alone.
import { type Expression, type Kysely, type Transaction, sql } from 'kysely'
import type { Booking } from '../../scheduling/model/calendar.ts'
import { type Instant, SECOND, formatInstant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { namedAhead, withCommit } from '../connection/statement-name.ts'
import { timestamp } from '../rows/instants.ts'
import { type CalendarSave, accountsOf } from './calendar-save.ts'
import { type AccountWrite, accountWrites } from './save-accounts.ts'
import { saveByFunction, saveCalendarAlone } from './save-by-function.ts'

type Db = Kysely<Database> | Transaction<Database>

/** The places of what a save makes; what has a place keeps it. */
function placesOf({ professionalId, revision, ownerUid, effects }: CalendarSave) {
  const { newBookings = [], services = [] } = effects
  const place = (kind: 'booking' | 'service' | 'owner') => (key: string) => ({
    kind,
    key,
    professional_id: professionalId,
  })
  return {
    owner: revision === undefined ? [place('owner')(ownerUid)] : [],
    others: [
      ...newBookings.map(({ bookingId }) => bookingId).map(place('booking')),
      ...services.map(({ serviceId }) => serviceId).map(place('service')),
    ],
  }
}

/** A statement behind the calendar's; how it is sent is said at its end. */
type Behind = (db: Db, how: Expression<unknown>) => { readonly execute: () => Promise<unknown> }

function keyBehind({ kept, at }: CalendarSave): readonly Behind[] {
  if (!kept) return []
  const row = {
    account: kept.account,
    function: kept.function,
    key: kept.key,
    body_hash: kept.bodyHash,
    answer: JSON.stringify(kept.answer),
    created_at: timestamp(at),
  }
  return [(db, how) => db.insertInto('idempotency_keys').values(row).modifyEnd(how)]
}

/**
 * Deletes what there is not. `places` is a table that Citus knows: what writes it and a shard is committed in two phases. Else it is
 * committed at the shard first, and a coordinator that dies in between keeps nothing of it.
 */
const noPlaceBehind: Behind = (db, how) =>
  db.deleteFrom('places').where('kind', '=', 'booking').where('key', '=', '').modifyEnd(how)

function placesBehind(save: CalendarSave): readonly Behind[] {
  const { owner, others } = placesOf(save)
  const made: Behind[] = []
  // Plainly: an owner has one calendar, and a second one fails here (23505).
  if (owner.length > 0) made.push((db, how) => db.insertInto('places').values(owner).modifyEnd(how))
  if (others.length > 0)
    made.push((db, how) =>
      db
        .insertInto('places')
        .values(others)
        .onConflict((conflict) => conflict.columns(['kind', 'key']).doNothing())
        .modifyEnd(how),
    )
  return made
}

/** What `client_bookings` has of a booking that is made. */
function clientBooking(professionalId: string, one: Booking) {
  const { uid } = one.client
  const { bookingId, start, status, holdExpiresAt } = one
  return uid === undefined
    ? []
    : [
        {
          client_uid: uid,
          booking_id: bookingId,
          professional_id: professionalId,
          start_at: formatInstant(start),
          status,
          hold_expires_at: holdExpiresAt === undefined ? null : formatInstant(holdExpiresAt),
        },
      ]
}

/** A client's bookings as they are after the save: where they lie, and what is counted of them. */
function clientBookingsBehind({
  professionalId,
  effects: { newBookings = [], bookingSteps = [] },
}: CalendarSave): readonly Behind[] {
  const behind: Behind[] = []
  const rows = newBookings.flatMap((one) => clientBooking(professionalId, one))
  if (rows.length > 0)
    behind.push((db, how) => db.insertInto('client_bookings').values(rows).modifyEnd(how))
  // Of whom it was for before, nothing stays.
  const handedOn = bookingSteps.filter(({ booked, erases }) => booked ?? erases)
  const goneIds = handedOn.map(({ bookingId }) => bookingId)
  if (goneIds.length > 0)
    behind.push((db, how) =>
      db
        .deleteFrom('client_bookings')
        .where((eb) => eb('booking_id', '=', eb.fn.any(eb.val(goneIds))))
        .modifyEnd(how),
    )
  const steppedIds = bookingSteps.map(({ bookingId }) => bookingId)
  if (steppedIds.length > 0)
    behind.push((db, how) => steppedOn(db, professionalId, steppedIds).modifyEnd(how))
  return behind
}

/** Of bookings that took a step, what their shard has of them now. */
const steppedOn = (db: Db, professionalId: string, ids: readonly string[]) =>
  db
    .insertInto('client_bookings')
    .columns([
      'client_uid',
      'booking_id',
      'professional_id',
      'start_at',
      'status',
      'hold_expires_at',
    ])
    .expression((from) =>
      from
        .selectFrom('bookings')
        .select((eb) => eb.ref('client_uid').$notNull().as('client_uid'))
        .select(['booking_id', 'professional_id', 'start_at', 'status', 'hold_expires_at'])
        .where('professional_id', '=', professionalId)
        .where((eb) => eb('booking_id', '=', eb.fn.any(eb.val(ids))))
        .where('client_uid', 'is not', null),
    )
    .onConflict((conflict) =>
      conflict.columns(['client_uid', 'booking_id']).doUpdateSet((eb) => ({
        start_at: eb.ref('excluded.start_at'),
        status: eb.ref('excluded.status'),
        hold_expires_at: eb.ref('excluded.hold_expires_at'),
      })),
    )

function accountBehind(write: AccountWrite, at: Instant): Behind {
  if ('version' in write) {
    const { uid, version } = write
    // Where the version is another, it becomes null, which the column refuses: all is undone.
    const next = sql<number>`case when version = ${version}::bigint then version + 1 end`
    return (db, how) =>
      db.updateTable('accounts').set({ version: next }).where('uid', '=', uid).modifyEnd(how)
  }
  const { uid, name = null, email = null, phone = null } = write.row
  // As one Postgres writes it: rows that people see have whole seconds.
  const second = timestamp(Math.floor(at / SECOND) * SECOND)
  const row = { uid, name, email, phone, created_at: second, updated_at: second }
  return (db, how) =>
    db
      .insertInto('accounts')
      .values(row)
      .$if(!write.isCounted, (insert) =>
        insert.onConflict((conflict) => conflict.column('uid').doNothing()),
      )
      .modifyEnd(how)
}

/** All that is behind the calendar's part, in the order in which rows are locked. */
function allBehind(save: CalendarSave): readonly Behind[] {
  const places = placesBehind(save)
  const accounts = accountWrites(accountsOf(save)).map((write) => accountBehind(write, save.at))
  const others = [...clientBookingsBehind(save), ...accounts]
  const key = keyBehind(save)
  const isPlaceless = places.length === 0 && key.length + others.length > 0
  return [...key, ...(isPlaceless ? [noPlaceBehind] : places), ...others]
}

/** Sends statements together, and the commit with the last of them. */
async function sendTogether(db: Db, statements: readonly Behind[]): Promise<void> {
  for (const [index, statement] of statements.entries()) {
    const isLast = index === statements.length - 1
    // Those before the last are answered at once, by nobody: what one fails for is told by the next.
    await statement(db, isLast ? withCommit() : namedAhead('save-behind')).execute()
  }
}

/**
 * Saves a decision in a transaction of several statements: two round trips, or one where all of it is the calendar's.
 *
 * @returns as `saveDecision` does
 */
export async function saveApart(db: Db, save: CalendarSave): Promise<number | undefined> {
  const behind = allBehind(save)
  if (behind.length === 0) return saveByFunction(db, save)
  const { kept: _kept, newAccount: _new, countedFor: _counted, ...alone } = save
  const run = async (on: Db): Promise<number | undefined> => {
    const revision = await saveCalendarAlone(on, alone)
    if (revision !== undefined) await sendTogether(on, behind)
    return revision
  }
  return db.isTransaction ? run(db) : db.transaction().execute(run)
}
