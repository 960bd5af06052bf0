// A database for a benchmark: on a server of its own, which keeps what it says it keeps, or on one that runs already.
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { freePort } from '../../dev/parts/ports.ts'
import { startPostgres } from '../../dev/parts/postgres.ts'
import { migrate } from '../../shared/database/connection/migrate.ts'
import { Closing, type Setting } from './benchmark.ts'

export interface OwnDatabase {
  readonly url: string
  readonly close: () => Promise<void>
}

async function startServer({ say }: Setting, closing: Closing): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'availability-bench-'))
  closing.add(() => rmSync(folder, { recursive: true, force: true }))
  chmodSync(folder, 0o755)
  const postgres = await startPostgres({
    folder: join(folder, 'postgres'),
    port: await freePort(),
    log: join(folder, 'postgres.log'),
    fsync: true,
    say,
  })
  closing.add(() => postgres.stop())
  return postgres.url('')
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** Makes a database with the newest schema. */
export async function openDatabaseOf(setting: Setting): Promise<OwnDatabase> {
  const closing = new Closing()
  try {
    const server = setting.parts?.postgres ?? (await startServer(setting, closing))
    const name = `bench_${randomUUID().replaceAll('-', '')}`
    await run(`${server}postgres`, `create database ${name}`)
    if (setting.parts)
      closing.add(() => run(`${server}postgres`, `drop database ${name} with (force)`))
    await migrate(`${server}${name}`, join(import.meta.dirname, '../../migrations'))
    return { url: `${server}${name}`, close: () => closing.close() }
  } catch (error) {
    await closing.close()
    throw error
  }
}
