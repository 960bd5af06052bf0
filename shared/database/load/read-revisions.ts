// At which revision calendars are now, by their primary key: what a kept answer is held against.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../connection/connection.ts'
import { int8, rawStatement, uuid } from '../connection/raw-statement.ts'

const read = rawStatement('read-revisions', { professionalId: uuid, revision: int8 })

/** The revisions of calendars by their professionals; those that are not there are not in the map. */
export async function readRevisions(
  db: Kysely<Database>,
  professionalIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await read(
    db,
    sql`select professional_id as "professionalId", revision from calendars
    where professional_id = any (${professionalIds}::uuid[])`,
  )
  return new Map(rows.map(({ professionalId, revision }) => [professionalId, revision]))
}
