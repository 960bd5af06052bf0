// `npm run test:distributed`: cuts the database of a cluster, and runs the integration tests on it, but for those that are left out.
import { spawn } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { many, text } from '../../dev/command/option.ts'
import { runCommand } from '../../dev/command/run.ts'
import { LEFT_OUT, TESTS_LEFT_OUT } from './left-out.ts'

const ROOT = join(import.meta.dirname, '../..')

const FOLDER = 'test/integration'
const ENDING = '.test.ts'

/** The files to run: those that were named, or all but those left out. */
async function filesOf(named: readonly string[]): Promise<readonly string[]> {
  const all = (await readdir(join(ROOT, FOLDER)))
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
  const unknown = [...named, ...Object.keys(LEFT_OUT)].filter((name) => !all.includes(name))
  if (unknown.length > 0) throw new Error(`${FOLDER} has no ${unknown.join(', ')}`)
  for (const [name, why] of Object.entries({ ...LEFT_OUT, ...TESTS_LEFT_OUT }))
    if (named.length === 0) console.log(`left out: ${name}: ${why}`)
  const files = named.length > 0 ? named : all.filter((name) => !(name in LEFT_OUT))
  return files.map((name) => `${FOLDER}/${name}${ENDING}`)
}

/** Names of tests that end as none does that is left out. */
const RUN = `^(?!.*(?:${Object.keys(TESTS_LEFT_OUT).join('|')})$)`

await runCommand(
  {
    name: 'npm run test:distributed',
    does:
      'Runs the integration tests on a Citus cluster, but for those that it says are left out. CITUS_URL is a ' +
      'database of its coordinator, with its workers added, which is emptied. Without it nothing is run, and that is a failure.',
    options: { only: many(text('NAME', 'runs this file of test/integration')) },
    examples: [
      ['CITUS_URL=postgres://me@127.0.0.1:5432/empty npm run test:distributed', 'on a cluster'],
      [
        'CITUS_URL=postgres://me@127.0.0.1:5432/empty npm run test:distributed -- --only race --only holds',
        'of all, two',
      ],
    ],
  },
  async ({ only }) => {
    const url = process.env['CITUS_URL']
    if (!url)
      throw new Error(
        'CITUS_URL is not set: nothing was run. Set it to a database of a Citus coordinator that may be emptied.',
      )
    const files = await filesOf(only)
    const { migrate } = await import('../../shared/database/connection/migrate.ts')
    const { distribute } = await import('../../dev/distribute/distribute.ts')
    const { foldDatabase } = await import('../../dev/migration-job/fold.ts')
    const migrations = join(ROOT, 'migrations')
    await migrate(url, migrations, true)
    await distribute(url, migrations, (line) => console.log(line))
    // As each migration does, on a database that is cut.
    await foldDatabase({ config: { connectionString: url }, isDistributed: true })
    const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
    const options = [
      'run',
      '--project',
      'integration',
      '--no-file-parallelism',
      '-t',
      RUN,
      ...files,
    ]
    process.exitCode = await new Promise<number>((resolve) => {
      const child = spawn(process.execPath, [vitest, ...options], { cwd: ROOT, stdio: 'inherit' })
      child.once('close', (code) => resolve(code ?? 1))
    })
  },
)
