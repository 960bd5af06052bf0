// What is deleted of bookings: those that came to nothing, whom old ones were for, and what was told of them.
import { type Kysely, sql } from 'kysely'
import { DELETED_CLIENT } from '../../contract/retention.ts'
import { DAY } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { named } from '../connection/statement-name.ts'
import { timestamp } from '../rows/instants.ts'
import { type Whose, atTheirShards, isOf, isOfShard } from './at-their-shards.ts'
import { forgetBookings, forgetClients } from './forget-bookings.ts'
import { ROWS_A_BATCH, type AgeRange } from './kind.ts'

/** At a shard in a transaction, since what leads to a booking lies elsewhere; on one Postgres it is one statement. */
const together = <T>(
  db: Kysely<Database>,
  whose: Whose,
  run: (on: Kysely<Database>) => Promise<T>,
): Promise<T> => (typeof whose === 'string' ? db.transaction().execute(run) : run(db))

const oldCameToNothing = (db: Kysely<Database>, whose: Whose, { before }: AgeRange) =>
  db
    .selectFrom('bookings')
    .where(isOf('professional_id', whose))
    .where('status', 'in', [sql.lit('expired'), sql.lit('declined')])
    .where('updated_at', '<', timestamp(before))

/**
 * Deletes bookings that were a hold, or a request that was declined or lapsed, and appointments that nobody else was in. No
 * command touches these any more: there is no step out of their statuses. @returns how many bookings
 */
export const deleteCameToNothing = atTheirShards({
  find: (...of) =>
    oldCameToNothing(...of)
      .select('professional_id')
      .distinct(),
  deleteOf: (db, whose, span) =>
    together(db, whose, async (on) => {
      const rows = await on
        .with('old', () =>
          oldCameToNothing(on, whose, span)
            .select(['professional_id', 'booking_id', 'appointment_id'])
            .limit(sql.lit(ROWS_A_BATCH))
            .forUpdate()
            .skipLocked(),
        )
        .deleteFrom('bookings as b')
        .using('old')
        .where(isOfShard('b.professional_id', whose))
        .whereRef('b.professional_id', '=', 'old.professional_id')
        .whereRef('b.booking_id', '=', 'old.booking_id')
        .returning(['b.professional_id', 'b.booking_id', 'b.appointment_id'])
        .modifyEnd(named('delete-came-to-nothing'))
        .execute()
      if (rows.length === 0) return 0
      await deleteEmptied(on, whose, rows)
      if (typeof whose === 'string')
        await forgetBookings(
          on,
          rows.map((row) => row.booking_id),
        )
      return rows.length
    }),
})

/** Deletes those of these appointments that are gone and have no booking left. One that stays behind does no harm. */
async function deleteEmptied(
  db: Kysely<Database>,
  whose: Whose,
  rows: readonly { readonly professional_id: string; readonly appointment_id: string }[],
): Promise<void> {
  await db
    .deleteFrom('appointments as a')
    .where(
      isOf(
        'a.professional_id',
        typeof whose === 'string' ? whose : rows.map((row) => row.professional_id),
      ),
    )
    .where((eb) =>
      eb('a.appointment_id', '=', eb.fn.any(eb.val(rows.map((row) => row.appointment_id)))),
    )
    .where('a.state', '=', 'gone')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('bookings as b')
            .select('b.booking_id')
            .where(isOfShard('b.professional_id', whose))
            .whereRef('b.professional_id', '=', 'a.professional_id')
            .whereRef('b.appointment_id', '=', 'a.appointment_id'),
        ),
      ),
    )
    .modifyEnd(named('delete-emptied-appointments'))
    .execute()
}

const oldOfSomebody = (db: Kysely<Database>, whose: Whose, { from, before }: AgeRange) =>
  db
    .selectFrom('bookings')
    .where(isOf('professional_id', whose))
    // By the index of starts, a day wider: no booking is longer.
    .where('start_at', '>=', timestamp(from - DAY))
    .where('start_at', '<', timestamp(before))
    .where('end_at', '<', timestamp(before))
    .where('client_name', '<>', DELETED_CLIENT)

/** Takes from bookings that ended before whom they were for, and what was said with them. @returns how many */
export const stripBookings = atTheirShards({
  find: (...of) =>
    oldOfSomebody(...of)
      .select('professional_id')
      .distinct(),
  deleteOf: (db, whose, span) =>
    together(db, whose, async (on) => {
      const update = on
        .with('old', () =>
          oldOfSomebody(on, whose, span)
            .select(['professional_id', 'booking_id'])
            .limit(sql.lit(ROWS_A_BATCH))
            .forNoKeyUpdate()
            .skipLocked(),
        )
        .updateTable('bookings as b')
        .from('old')
        .set({
          client_name: DELETED_CLIENT,
          client_uid: null,
          client_email: null,
          client_phone: null,
          client_time_zone: null,
          holder_uid: null,
          note: null,
          cancel_reason: null,
        })
        .where(isOfShard('b.professional_id', whose))
        .whereRef('b.professional_id', '=', 'old.professional_id')
        .whereRef('b.booking_id', '=', 'old.booking_id')
        .modifyEnd(named('strip-bookings'))
      if (typeof whose !== 'string') return Number((await update.executeTakeFirst()).numUpdatedRows)
      const rows = await update.returning('b.booking_id').execute()
      if (rows.length > 0)
        await forgetClients(
          on,
          rows.map((row) => row.booking_id),
        )
      return rows.length
    }),
})

/** Of a calendar's oldest changes, so many are looked at: those of bookings that are kept longer are few. */
const LOOKED_AT = 2_000

/**
 * Deletes changes that are older, save those of bookings that ended later, and what is not published yet. The dates that a
 * fan-out misses with them are all dates: it sees the gap in the revisions. @returns how many
 */
export const deleteChanges = atTheirShards({
  // No index says which calendars have any: the oldest of each are looked at.
  deleteOf: async (db, whose, { before }) => {
    const { numDeletedRows } = await db
      .with('old', (cte) =>
        cte
          .selectFrom('calendars as k')
          .innerJoinLateral(
            (eb) =>
              eb
                .selectFrom('changes as n')
                .select(['n.revision', 'n.at', 'n.booking_id'])
                .where(isOfShard('n.professional_id', whose))
                .whereRef('n.professional_id', '=', 'k.professional_id')
                .orderBy('n.revision')
                .limit(sql.lit(LOOKED_AT))
                .as('c'),
            (join) => join.onTrue(),
          )
          .select(['k.professional_id', 'c.revision'])
          .where(isOf('k.professional_id', whose))
          .where('c.at', '<', timestamp(before))
          .where((eb) =>
            eb.not(
              eb.exists(
                eb
                  .selectFrom('bookings as b')
                  .select('b.booking_id')
                  .where(isOfShard('b.professional_id', whose))
                  .whereRef('b.professional_id', '=', 'k.professional_id')
                  .whereRef('b.booking_id', '=', 'c.booking_id')
                  .where('b.end_at', '>=', timestamp(before)),
              ),
            ),
          )
          .where((eb) =>
            eb.not(
              eb.exists(
                eb
                  .selectFrom('unpublished as u')
                  .select('u.revision')
                  .where(isOfShard('u.professional_id', whose))
                  .whereRef('u.professional_id', '=', 'k.professional_id')
                  .whereRef('u.revision', '=', 'c.revision'),
              ),
            ),
          )
          .limit(sql.lit(ROWS_A_BATCH)),
      )
      .deleteFrom('changes as c')
      .using('old')
      .where(isOfShard('c.professional_id', whose))
      .whereRef('c.professional_id', '=', 'old.professional_id')
      .whereRef('c.revision', '=', 'old.revision')
      .modifyEnd(named('delete-changes'))
      .executeTakeFirst()
    return Number(numDeletedRows)
  },
})
