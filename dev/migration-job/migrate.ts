// What the job does in the database, once it can reach it: migrations, rows that want folding, and who may do what.
import type pg from 'pg'
import { ListeningClient } from '../../shared/database/connection/listening-client.ts'
import {
  applyMigrations,
  type Migrations,
  type Phase,
} from '../../shared/database/connection/migrate.ts'
import { foldDatabase } from './fold.ts'
import { grantParts, type Parts } from './grants.ts'
import { moveOn } from './move-on.ts'
import { grantPeople } from './people.ts'

/** `restored`: after the database was restored from a backup; all migrations run, and every calendar moves on. */
export type JobPhase = Phase | 'restored'

/**
 * Runs a phase as the login of the connection, which must be a member of `roleAdmin`, the owner of the database. Once too often
 * does no harm. `tell` gets a sentence for each thing that was done, `warn` for what could not be, and is worth no failure.
 */
export async function migrate(
  connection: pg.PoolConfig,
  phase: JobPhase,
  migrations: Migrations,
  {
    parts,
    people,
    roleAdmin,
    tell,
    warn,
  }: {
    readonly parts: Parts
    readonly people: readonly string[]
    readonly roleAdmin: string
    readonly tell: (message: string) => void
    readonly warn: (message: string) => void
  },
): Promise<void> {
  const done = await applyMigrations(connection, migrations, phase === 'restored' ? 'all' : phase)
  tell(`${phase}: ${done.length} migrations ran (${done.join(', ')})`)
  tell(
    `${await foldDatabase({ config: connection })} professionals and services folded for searches`,
  )
  const client = new ListeningClient(connection)
  await client.connect()
  try {
    await grantParts(client, parts, roleAdmin)
    const refused = await grantPeople(client, people, roleAdmin)
    if (refused.length > 0)
      warn(
        `people lack ${refused.join(' and ')}: the migrator may not grant that (docs/runbook.md)`,
      )
    if (phase === 'restored') {
      const { calendars, deliveries, reminders } = await moveOn(client)
      tell(`${calendars} calendars moved on`)
      tell(`${deliveries} deliveries and ${reminders} reminders that were due are closed unsent`)
    }
  } finally {
    await client.end()
  }
}
