// When bookings are reminded of: rows planned whenever a booking or its reader's choice changes, claimed when they are due.
import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { type Instant, MINUTE, SECOND } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { isDistributed } from '../connection/distributed.ts'
import { readRevisions } from '../load/read-revisions.ts'
import { int8, rawStatement, uuid } from '../connection/raw-statement.ts'
import { millis, timestamp } from '../rows/instants.ts'

/** The reminders of one booking, as they should be. */
export interface BookingReminders {
  readonly professionalId: string
  readonly bookingId: string
  readonly dueAt: readonly Instant[]
  /** Earlier ones stay if they stand, and are not planned anew: what was sent is not sent again, what passed is no news. */
  readonly from: Instant
}

/** One that is due. */
export interface DueReminder {
  readonly reminderId: string
  readonly professionalId: string
  readonly bookingId: string
  readonly dueAt: Instant
  /** The calendar's present one. */
  readonly revision: number
}

/** The same for the same booking and instant, so that a reminder that is planned again tells nobody twice (RFC 9562, 5.8). */
function reminderIdOf(bookingId: string, dueAt: Instant): string {
  const hex = createHash('sha256').update(`${bookingId} ${dueAt}`).digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`
}

const save = rawStatement('save-reminders', {})

/**
 * Replaces the reminders of these bookings: what is not wanted any more goes. None is due before the database was restored: it may
 * have been sent in what was lost.
 */
export async function saveReminders(
  db: Kysely<Database>,
  bookings: readonly BookingReminders[],
): Promise<void> {
  if (!isDistributed(db)) return saveTogether(db, bookings)
  // Each calendar's at its shard: joined to a list, calendars of several are refused.
  const ids = [...new Set(bookings.map(({ professionalId }) => professionalId))].toSorted()
  for (const id of ids)
    await saveTogether(
      db,
      bookings.filter(({ professionalId }) => professionalId === id),
    )
}

/** In one statement. Bookings in one order: see `moveTold`. */
async function saveTogether(
  db: Kysely<Database>,
  bookings: readonly BookingReminders[],
): Promise<void> {
  if (bookings.length === 0) return
  const wanted = bookings
    .flatMap(({ professionalId, bookingId, dueAt, from }) =>
      dueAt.map((at) => ({
        professionalId,
        bookingId,
        at,
        isNew: at >= from,
        reminderId: reminderIdOf(bookingId, at),
      })),
    )
    .toSorted((a, b) => (a.bookingId < b.bookingId ? -1 : 1))
  const ids = bookings.map(({ bookingId }) => bookingId).toSorted()
  const ofThem = sql`any (${[...new Set(bookings.map(({ professionalId }) => professionalId))]}::uuid[])`
  await save(
    db,
    sql`with w as (select * from unnest(${wanted.map(({ professionalId }) => professionalId)}::uuid[],
        ${wanted.map(({ bookingId }) => bookingId)}::uuid[], ${wanted.map(({ at }) => at / SECOND)}::float8[],
        ${wanted.map(({ reminderId }) => reminderId)}::uuid[], ${wanted.map(({ isNew }) => isNew)}::bool[])
        as x(professional_id, booking_id, at, reminder_id, is_new)),
      d as (delete from reminders r where r.booking_id = any (${ids}::uuid[]) and r.professional_id = ${ofThem}
        and not exists (select 1 from w where w.booking_id = r.booking_id and to_timestamp(w.at) = r.due_at))
    insert into reminders (professional_id, booking_id, due_at, reminder_id)
      select professional_id, booking_id, to_timestamp(at), reminder_id from w
      where is_new and exists (select 1 from bookings b where b.professional_id = w.professional_id and b.booking_id = w.booking_id
          and b.professional_id = ${ofThem})
        and not exists (select 1 from restores o where o.at >= to_timestamp(w.at))
      on conflict do nothing`,
  )
}

const LEASE_MILLIS = 2 * MINUTE

const claim = rawStatement('claim-reminders', {
  reminderId: uuid,
  professionalId: uuid,
  bookingId: uuid,
  dueAt: int8,
  revision: int8,
})

/** The same where Postgres is distributed: found in all shards, and each claimed at its own, if it still is free there. */
async function claimApart(
  db: Kysely<Database>,
  now: Instant,
  limit: number,
): Promise<readonly DueReminder[]> {
  const at = timestamp(now)
  const candidates = await db
    .selectFrom('reminders')
    .select(['reminder_id', 'professional_id', 'booking_id', 'due_at'])
    .where('due_at', '<=', at)
    .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', at)]))
    .orderBy('due_at')
    .limit(sql.lit(limit))
    .execute()
  const claimed: typeof candidates = []
  for (const one of candidates) {
    const row = await db
      .updateTable('reminders')
      .set({ leased_until: timestamp(now + LEASE_MILLIS) })
      .where('professional_id', '=', one.professional_id)
      .where('booking_id', '=', one.booking_id)
      .where('due_at', '=', one.due_at)
      .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', at)]))
      .returning('reminder_id')
      .executeTakeFirst()
    if (row) claimed.push(one)
  }
  if (claimed.length === 0) return []
  const revisions = await readRevisions(db, [
    ...new Set(claimed.map(({ professional_id }) => professional_id)),
  ])
  return claimed.flatMap(({ reminder_id, professional_id, booking_id, due_at }) => {
    const revision = revisions.get(professional_id)
    if (revision === undefined) return []
    return {
      reminderId: reminder_id,
      professionalId: professional_id,
      bookingId: booking_id,
      dueAt: due_at.getTime(),
      revision,
    }
  })
}

/** Claims reminders that are due, under a lease: two at once claim different ones. */
export async function claimReminders(
  db: Kysely<Database>,
  now: Instant,
  limit: number,
): Promise<readonly DueReminder[]> {
  if (isDistributed(db)) return claimApart(db, now, limit)
  return claim(
    db,
    sql`with due as (select booking_id, due_at from reminders
        where due_at <= ${timestamp(now)} and (leased_until is null or leased_until <= ${timestamp(now)})
        order by due_at limit ${limit} for update skip locked),
      leased as (update reminders r set leased_until = ${timestamp(now + LEASE_MILLIS)} from due
        where r.booking_id = due.booking_id and r.due_at = due.due_at
        returning r.reminder_id, r.professional_id, r.booking_id, r.due_at)
    select l.reminder_id as "reminderId", l.professional_id as "professionalId", l.booking_id as "bookingId",
      ${millis(sql`l.due_at`)} as "dueAt", c.revision
    from leased l join calendars c on c.professional_id = l.professional_id order by l.due_at`,
  )
}

/** Takes out what was published. */
export async function deleteReminders(
  db: Kysely<Database>,
  reminders: readonly Pick<DueReminder, 'reminderId' | 'professionalId' | 'bookingId'>[],
): Promise<void> {
  if (reminders.length === 0) return
  await db
    .deleteFrom('reminders')
    .where((eb) =>
      eb(
        'professional_id',
        '=',
        eb.fn.any(eb.val([...new Set(reminders.map(({ professionalId }) => professionalId))])),
      ),
    )
    .where(
      'booking_id',
      'in',
      reminders.map(({ bookingId }) => bookingId),
    )
    .where(
      'reminder_id',
      'in',
      reminders.map(({ reminderId }) => reminderId),
    )
    .execute()
}
