// `npm run schema`, after a change of migrations/: writes migrations/schema.sql and shared/database/connection/tables.ts anew, from a
// scratch database on a Postgres of its own.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../shared/database/connection/migrate.ts'
import { freePort } from './parts/ports.ts'
import { startPostgres } from './parts/postgres.ts'
import { readSnapshot } from './schema/snapshot.ts'
import { makeTypes } from './schema/types.ts'

const ROOT = join(import.meta.dirname, '..')

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
  writeFileSync(join(ROOT, 'migrations/schema.sql'), await readSnapshot(url))
  writeFileSync(join(ROOT, 'shared/database/connection/tables.ts'), await makeTypes(url))
  console.log(
    'migrations/schema.sql and shared/database/connection/tables.ts are as the migrations make them.',
  )
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true })
}
