// Whether Postgres answers.
import { type Kysely, sql } from 'kysely'
import type { Database } from './connection.ts'

/** @throws where it does not */
export async function ping(db: Kysely<Database>): Promise<void> {
  await db.selectNoFrom(sql.lit(1).as('one')).execute()
}
