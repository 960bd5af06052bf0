// What is deleted of schedules once it is over: busy time of other calendars, dates with own hours, time off.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../connection/connection.ts'
import { named } from '../connection/statement-name.ts'
import { timestamp } from '../rows/calendar-row.ts'
import { ROWS_A_BATCH, type Span } from './kind.ts'

/** Deletes busy time that another calendar reported. @returns how many intervals */
export async function deleteExternalBusy(
  db: Kysely<Database>,
  professionalIds: readonly string[],
  { before }: Span,
): Promise<number> {
  const { numDeletedRows } = await db
    .with('old', (cte) =>
      cte
        .selectFrom('external_busy')
        .select(['professional_id', 'source', 'during'])
        .where((eb) => eb('professional_id', '=', eb.fn.any(eb.val([...professionalIds]))))
        .where((eb) => eb(eb.fn<Date>('upper', ['during']), '<', timestamp(before)))
        .limit(sql.lit(ROWS_A_BATCH))
        .forUpdate()
        .skipLocked(),
    )
    .deleteFrom('external_busy as e')
    .using('old')
    .whereRef('e.professional_id', '=', 'old.professional_id')
    .whereRef('e.source', '=', 'old.source')
    .whereRef('e.during', '=', 'old.during')
    .modifyEnd(named('delete-external-busy'))
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Deletes hours of single dates. @returns how many dates */
export async function deleteDateHours(
  db: Kysely<Database>,
  professionalIds: readonly string[],
  { before }: Span,
): Promise<number> {
  const { numDeletedRows } = await db
    .with('old', (cte) =>
      cte
        .selectFrom('date_hours')
        .select(['professional_id', 'date'])
        .where((eb) => eb('professional_id', '=', eb.fn.any(eb.val([...professionalIds]))))
        .where('date', '<', sql<string>`(${timestamp(before)} at time zone 'UTC')::date`)
        .limit(sql.lit(ROWS_A_BATCH))
        .forUpdate()
        .skipLocked(),
    )
    .deleteFrom('date_hours as d')
    .using('old')
    .whereRef('d.professional_id', '=', 'old.professional_id')
    .whereRef('d.date', '=', 'old.date')
    .modifyEnd(named('delete-date-hours'))
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Deletes time off, with its note. @returns how many entries */
export async function deleteTimeOff(
  db: Kysely<Database>,
  professionalIds: readonly string[],
  { before }: Span,
): Promise<number> {
  const { numDeletedRows } = await db
    .with('old', (cte) =>
      cte
        .selectFrom('time_off')
        .select(['professional_id', 'time_off_id'])
        .where((eb) => eb('professional_id', '=', eb.fn.any(eb.val([...professionalIds]))))
        .where((eb) => eb(eb.fn<Date>('upper', ['during']), '<', timestamp(before)))
        .limit(sql.lit(ROWS_A_BATCH))
        .forUpdate()
        .skipLocked(),
    )
    .deleteFrom('time_off as f')
    .using('old')
    .whereRef('f.professional_id', '=', 'old.professional_id')
    .whereRef('f.time_off_id', '=', 'old.time_off_id')
    .modifyEnd(named('delete-time-off'))
    .executeTakeFirst()
  return Number(numDeletedRows)
}
