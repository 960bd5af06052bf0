// The tables as TypeScript types, made by kysely-codegen from a database and formatted like the rest.
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const ROOT = join(import.meta.dirname, '../..')
const PROGRAMS = join(ROOT, 'node_modules/.bin')

/** What `shared/database/connection/tables.ts` should be for this database. */
export async function makeTypes(connectionString: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tables-'))
  const file = join(folder, 'tables.ts')
  try {
    await promisify(execFile)(
      process.execPath,
      [
        join(PROGRAMS, 'kysely-codegen'),
        '--dialect=postgres',
        `--url=${connectionString}`,
        '--date-parser=string',
        '--type-mapping={"int8":"number"}', // as shared/database/connection/connection.ts reads them
        '--exclude-pattern=kysely_*',
        `--out-file=${file}`,
      ],
      { cwd: ROOT },
    )
    return format(readFileSync(file, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function format(text: string): string {
  const run = spawnSync(
    process.execPath,
    [join(PROGRAMS, 'oxfmt'), '--stdin-filepath=shared/database/connection/tables.ts'],
    { cwd: ROOT, encoding: 'utf8', input: text },
  )
  if (run.status !== 0) throw new Error(`oxfmt: ${run.error?.message ?? run.stderr}`)
  return run.stdout
}
