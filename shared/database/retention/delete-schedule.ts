// What is deleted of schedules once it is over: busy time of other calendars, dates with own hours, time off.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../connection/connection.ts'
import { named } from '../connection/statement-name.ts'
import { timestamp } from '../rows/instants.ts'
import { type Whose, atTheirShards, isOf, isOfShard } from './at-their-shards.ts'
import { ROWS_A_BATCH, type AgeRange } from './kind.ts'

const oldExternalBusy = (db: Kysely<Database>, whose: Whose, { before }: AgeRange) =>
  db
    .selectFrom('external_busy')
    .where(isOf('professional_id', whose))
    .where((eb) => eb(eb.fn<Date>('upper', ['during']), '<', timestamp(before)))

/** Deletes busy time that another calendar reported. @returns how many intervals */
export const deleteExternalBusy = atTheirShards({
  find: (...of) =>
    oldExternalBusy(...of)
      .select('professional_id')
      .distinct(),
  deleteOf: async (db, whose, span) => {
    const { numDeletedRows } = await db
      .with('old', () =>
        oldExternalBusy(db, whose, span)
          .select(['professional_id', 'source', 'during'])
          .limit(sql.lit(ROWS_A_BATCH))
          .forUpdate()
          .skipLocked(),
      )
      .deleteFrom('external_busy as e')
      .using('old')
      .where(isOfShard('e.professional_id', whose))
      .whereRef('e.professional_id', '=', 'old.professional_id')
      .whereRef('e.source', '=', 'old.source')
      .whereRef('e.during', '=', 'old.during')
      .modifyEnd(named('delete-external-busy'))
      .executeTakeFirst()
    return Number(numDeletedRows)
  },
})

const oldDateHours = (db: Kysely<Database>, whose: Whose, { before }: AgeRange) =>
  db
    .selectFrom('date_hours')
    .where(isOf('professional_id', whose))
    .where('date', '<', sql<string>`(${timestamp(before)} at time zone 'UTC')::date`)

/** Deletes hours of single dates. @returns how many dates */
export const deleteDateHours = atTheirShards({
  find: (...of) =>
    oldDateHours(...of)
      .select('professional_id')
      .distinct(),
  deleteOf: async (db, whose, span) => {
    const { numDeletedRows } = await db
      .with('old', () =>
        oldDateHours(db, whose, span)
          .select(['professional_id', 'date'])
          .limit(sql.lit(ROWS_A_BATCH))
          .forUpdate()
          .skipLocked(),
      )
      .deleteFrom('date_hours as d')
      .using('old')
      .where(isOfShard('d.professional_id', whose))
      .whereRef('d.professional_id', '=', 'old.professional_id')
      .whereRef('d.date', '=', 'old.date')
      .modifyEnd(named('delete-date-hours'))
      .executeTakeFirst()
    return Number(numDeletedRows)
  },
})

const oldTimeOff = (db: Kysely<Database>, whose: Whose, { before }: AgeRange) =>
  db
    .selectFrom('time_off')
    .where(isOf('professional_id', whose))
    .where((eb) => eb(eb.fn<Date>('upper', ['during']), '<', timestamp(before)))

/** Deletes time off, with its note. @returns how many entries */
export const deleteTimeOff = atTheirShards({
  find: (...of) =>
    oldTimeOff(...of)
      .select('professional_id')
      .distinct(),
  deleteOf: async (db, whose, span) => {
    const { numDeletedRows } = await db
      .with('old', () =>
        oldTimeOff(db, whose, span)
          .select(['professional_id', 'time_off_id'])
          .limit(sql.lit(ROWS_A_BATCH))
          .forUpdate()
          .skipLocked(),
      )
      .deleteFrom('time_off as f')
      .using('old')
      .where(isOfShard('f.professional_id', whose))
      .whereRef('f.professional_id', '=', 'old.professional_id')
      .whereRef('f.time_off_id', '=', 'old.time_off_id')
      .modifyEnd(named('delete-time-off'))
      .executeTakeFirst()
    return Number(numDeletedRows)
  },
})
