// How far a walk over all calendars has come: a run that ends goes on in the next one, and a whole walk a day is enough.
import { type Kysely, sql } from 'kysely'
import { DAY, HOUR, type Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { named } from '../connection/statement-name.ts'
import { millis, timestamp } from '../rows/instants.ts'
import type { AgeRange } from './kind.ts'

/** Less than a day, so that a job of every hour comes back at the same one. */
const EVERY_MILLIS = DAY - HOUR
const CALENDARS_A_BATCH = 50

/** A walk that begins, or goes on. */
export interface Pass extends AgeRange {
  /** The last calendar that was done; unset at the beginning. */
  readonly after?: string
}

/** The walk of a kind that begins, or goes on; undefined where the last whole one is not a day ago. */
export async function findPass(
  db: Kysely<Database>,
  kind: string,
  keptMillis: number,
  now: Instant,
): Promise<Pass | undefined> {
  const row = await db
    .selectFrom('retention_passes')
    .where('kind', '=', kind)
    .select((eb) => [
      'after',
      millis(eb.ref('reached')).as('reached'),
      millis(eb.ref('before')).as('before'),
      millis(eb.ref('at')).as('at'),
    ])
    .executeTakeFirst()
  if (!row) return { from: 0, before: now - keptMillis }
  const { after, reached: from, before, at } = row
  if (after !== null) return { from, before, after }
  return at > now - EVERY_MILLIS ? undefined : { from, before: now - keptMillis }
}

/** The next calendars of a walk, after the last that was done; nothing is behind them where there are fewer than a batch has. */
export async function nextCalendars(
  db: Kysely<Database>,
  after: string | undefined,
): Promise<{ readonly professionalIds: readonly string[]; readonly isLast: boolean }> {
  const calendars = db.selectFrom('calendars').select('professional_id')
  const rows = await (
    after === undefined ? calendars : calendars.where('professional_id', '>', after)
  )
    .orderBy('professional_id')
    .limit(sql.lit(CALENDARS_A_BATCH))
    .modifyEnd(named('next-calendars'))
    .execute()
  return {
    professionalIds: rows.map((row) => row.professional_id),
    isLast: rows.length < CALENDARS_A_BATCH,
  }
}

/** Keeps how far a walk has come; without a calendar, it is whole. */
export async function savePass(
  db: Kysely<Database>,
  kind: string,
  { from, before, after }: Pass,
  now: Instant,
): Promise<void> {
  const row = {
    after: after ?? null,
    reached: timestamp(after === undefined ? before : from),
    before: timestamp(before),
    at: timestamp(now),
  }
  await db
    .insertInto('retention_passes')
    .values({ kind, ...row })
    .onConflict((conflict) => conflict.column('kind').doUpdateSet(row))
    .execute()
}
