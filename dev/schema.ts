// `npm run schema`, after a change of migrations/: writes migrations/schema.sql, migrations/distributed/schema.sql and
// shared/database/connection/tables.ts anew, from a scratch database on a Postgres of its own.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from './command/run.ts'

const ROOT = join(import.meta.dirname, '..')
const SNAPSHOT = 'migrations/schema.sql'
const DISTRIBUTED = 'migrations/distributed/schema.sql'
const TABLES = 'shared/database/connection/tables.ts'

await runCommand(
  {
    name: 'npm run schema',
    does:
      `Rewrites ${SNAPSHOT}, ${DISTRIBUTED} and ${TABLES} as the migrations make them, from a scratch database on a Postgres of its own. Run it after ` +
      'a new migration.',
    examples: [['npm run schema', 'after a new file in migrations/']],
  },
  async () => {
    const { migrate } = await import('../shared/database/connection/migrate.ts')
    const { freePort } = await import('./parts/ports.ts')
    const { startPostgres } = await import('./parts/postgres.ts')
    const { readDistributed } = await import('./distribute/distribute.ts')
    const { readDistributedSnapshot } = await import('./schema/distributed.ts')
    const { readSnapshot } = await import('./schema/snapshot.ts')
    const { makeTypes } = await import('./schema/types.ts')
    const folder = mkdtempSync(join(tmpdir(), 'schema-'))
    chmodSync(folder, 0o755) // started by root, Postgres runs as another user, who must get in
    const postgres = await startPostgres({
      folder,
      port: await freePort(),
      log: join(folder, 'postgres.log'),
      fsync: false,
    })
    try {
      const url = postgres.url('postgres')
      await migrate(url, join(ROOT, 'migrations'))
      writeFileSync(join(ROOT, SNAPSHOT), await readSnapshot(url))
      writeFileSync(join(ROOT, TABLES), await makeTypes(url))
      const files = await readDistributed(join(ROOT, 'migrations'))
      writeFileSync(join(ROOT, DISTRIBUTED), await readDistributedSnapshot(url, files))
      console.log(`${SNAPSHOT}, ${DISTRIBUTED} and ${TABLES} are as the migrations make them.`)
    } finally {
      await postgres.stop()
      rmSync(folder, { recursive: true })
    }
  },
)
