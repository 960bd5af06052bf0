// `npm run distribute`: cuts the database of DATABASE_URL, on a coordinator of Citus, by professional.
import { join } from 'node:path'
import { flag } from './command/option.ts'
import { runCommand } from './command/run.ts'

await runCommand(
  {
    name: 'npm run distribute',
    does:
      'Cuts a database by professional on Citus (docs/guides/past-one-primary.md): that of the environment variable DATABASE_URL, a ' +
      "coordinator's with its workers added and the newest schema. Says how far it is; what is done already is left as it is, so " +
      'that it may be interrupted and sent again. Nobody may save meanwhile, but with --ahead.',
    options: {
      ahead: flag(
        'only fills what leads to calendars, while others write or replication does, and keeps it true until the cut, which is the shorter for it',
      ),
    },
    examples: [
      [
        'DATABASE_URL=postgres://me@127.0.0.1/shop npm run distribute -- --ahead',
        'while rows are replicated into it',
      ],
      [
        'DATABASE_URL=postgres://me@127.0.0.1/shop npm run distribute',
        'after npm run migrate, and after each migration of a database that is cut',
      ],
    ],
  },
  async ({ ahead }) => {
    const url = process.env['DATABASE_URL']
    if (!url)
      throw new Error(
        'There is no database to distribute: set DATABASE_URL to that of a Citus coordinator.',
      )
    const { distribute, fillAhead } = await import('./distribute/distribute.ts')
    const started = Date.now()
    const run = ahead ? fillAhead : distribute
    await run(url, join(import.meta.dirname, '../migrations'), (line) => console.log(line))
    const done = ahead ? 'What leads to calendars is filled' : 'The database is cut'
    console.log(`${done}, in ${((Date.now() - started) / 1000).toFixed(1)} s.`)
  },
)
