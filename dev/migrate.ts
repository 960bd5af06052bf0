// `npm run migrate`: brings the database of DATABASE_URL, or else of the running local stack, to the newest schema.
import { join } from 'node:path'
import { migrate } from '../shared/database/connection/migrate.ts'
import { foldDatabase } from './migration-job/fold.ts'
import { findRunningStack } from './stack-file.ts'

function findDatabase(): string {
  const url = process.env.DATABASE_URL || findRunningStack()?.database
  if (url !== undefined) return url
  throw new Error(
    'There is no database to migrate: set DATABASE_URL, or start the local stack with `npm run dev`.',
  )
}

/** What went wrong, with its causes: Postgres says more than "migration failed". */
function toSentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // A connection refused on IPv4 and IPv6 is an AggregateError without words of its own.
  const words = error.message || ('code' in error ? String(error.code) : error.name)
  return error.cause === undefined ? words : `${words}: ${toSentence(error.cause)}`
}

try {
  const url = findDatabase()
  const migrated = await migrate(url, join(import.meta.dirname, '..', 'migrations'))
  for (const name of migrated) console.log(`${name}: done`)
  const folded = await foldDatabase({ connectionString: url })
  if (folded > 0) console.log(`${folded} professionals and services: folded for searches`)
  if (migrated.length === 0) console.log('The database has the newest schema already.')
} catch (error) {
  console.error(toSentence(error))
  process.exitCode = 1
}
