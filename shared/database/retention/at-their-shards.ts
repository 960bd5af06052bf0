// How rows of calendars are deleted on either engine: on one Postgres those of many calendars in one statement; where it is distributed,
// calendars that have any are found in all shards without a lock, and each one's rows are deleted at its own shard, where the
// condition is looked at once more under the rows' locks.
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../connection/connection.ts'
import { isDistributed } from '../connection/distributed.ts'
import { type OfCalendars, ROWS_A_BATCH, type AgeRange } from './kind.ts'

/** Many calendars, or one at its shard: then every part of a statement names it. */
export type Whose = readonly string[] | string

/** Whether a row is of these. @param column the one of its professional */
export const isOf = (column: string, whose: Whose): RawBuilder<boolean> =>
  typeof whose === 'string'
    ? sql`${sql.ref(column)} = ${whose}::uuid`
    : sql`${sql.ref(column)} = any (${[...whose]}::uuid[])`

/** Whether a row that another part has chosen already is of these: asked again where that tells the shard, and for nothing else. */
export const isOfShard = (column: string, whose: Whose): RawBuilder<boolean> =>
  typeof whose === 'string' ? isOf(column, whose) : sql`true`

interface Deleting {
  /** Which of these calendars have any; all are asked where it is unset. */
  readonly find?: (
    db: Kysely<Database>,
    professionalIds: readonly string[],
    span: AgeRange,
  ) => { readonly execute: () => Promise<readonly { readonly professional_id: string }[]> }
  /** Deletes a batch of them. @returns how many */
  readonly deleteOf: (db: Kysely<Database>, whose: Whose, span: AgeRange) => Promise<number>
}

/** A batch of rows of calendars on either engine; at shards, less than a second batch more. */
export const atTheirShards =
  ({ find, deleteOf }: Deleting): OfCalendars =>
  async (db, professionalIds, span) => {
    if (!isDistributed(db)) return deleteOf(db, professionalIds, span)
    const found = await find?.(db, professionalIds, span).execute()
    const ids = found?.map((row) => row.professional_id).toSorted() ?? professionalIds
    let rows = 0
    for (const id of ids) {
      rows += await deleteOf(db, id, span)
      if (rows >= ROWS_A_BATCH) break
    }
    return rows
  }
