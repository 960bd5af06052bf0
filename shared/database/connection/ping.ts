// Whether Postgres answers.
import { type Kysely, sql } from 'kysely'
import type { Database } from './connection.ts'

/** @throws where it does not */
export async function ping(db: Kysely<Database>): Promise<void> {
  await sql`/* ping */ select 1`.execute(db)
}
