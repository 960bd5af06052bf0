// `npm run migrate`: brings the database of DATABASE_URL, or else of the running local stack, to the newest schema.
import { join } from 'node:path'
import { runCommand } from './command/run.ts'
import { findRunningStack } from './stack-file.ts'

function findDatabase(): string {
  const url = process.env.DATABASE_URL || findRunningStack()?.database
  if (url !== undefined) return url
  throw new Error(
    'There is no database to migrate: set DATABASE_URL, or start the local stack with `npm run dev`.',
  )
}

await runCommand(
  {
    name: 'npm run migrate',
    does:
      'Brings a database to the newest schema: that of the environment variable DATABASE_URL or, without it, that of the local stack ' +
      'that runs. DATABASE_DISTRIBUTED=true says that its tables are distributed (docs/guides/past-one-primary.md).',
    examples: [
      ['npm run migrate', 'after a new migration, with `npm run dev` beside it'],
      [
        'DATABASE_URL=postgres://me@127.0.0.1/shop npm run migrate',
        'some other database; a deployment migrates its own',
      ],
    ],
  },
  async () => {
    const url = findDatabase()
    const { migrate } = await import('../shared/database/connection/migrate.ts')
    const { foldDatabase } = await import('./migration-job/fold.ts')
    const isDistributed = process.env['DATABASE_DISTRIBUTED'] === 'true'
    const migrations = join(import.meta.dirname, '..', 'migrations')
    const migrated = await migrate(url, migrations, isDistributed)
    for (const name of migrated) console.log(`${name}: done`)
    const folded = await foldDatabase({ config: { connectionString: url }, isDistributed })
    if (folded > 0) console.log(`${folded} professionals and services: folded for searches`)
    if (isDistributed && migrated.length > 0)
      console.log('Send `npm run distribute` now: it distributes what these migrations made.')
    if (migrated.length === 0) console.log('The database has the newest schema already.')
  },
)
