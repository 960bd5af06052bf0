// Health is true, bounded in time, cheap to ask, and says nothing of what it looks at.
import { createServer } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Backend, startBackend } from '../support/backend.ts'

let backend: Backend
let now = Date.UTC(2030, 0, 7)

beforeAll(async () => {
  backend = await startBackend({ subscribe: false, now: () => now })
})
afterAll(() => backend.stop())

const ask = (at: Backend) => fetch(`${at.url}/health`)

async function pings(): Promise<number> {
  const { rows } = await backend.database.query<{ calls: string }>(
    `select coalesce(sum(xact_commit), 0) as calls from pg_stat_database where datname = current_database()`,
  )
  return Number(rows[0]?.calls)
}

it('is 200 to anybody while the database answers', async () => {
  const response = await ask(backend)
  expect(response.status).toBe(200)
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  expect(await response.json()).toEqual({ status: 'up', parts: { database: 'up' } })
})

it('refuses what it is not asked', async () => {
  const told = await backend.get('health', undefined, { verbose: '1' })
  expect(told).toMatchObject({ status: 400, body: { reason: 'invalid-request' } })
})

it('is 503 within three seconds while the database is silent, and 200 once it answers again', async () => {
  const silent = createServer(() => {})
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  // A TCP server's address is an object.
  const { port } = silent.address() as { port: number }
  let later = Date.now()
  const database = { url: `postgres://nobody:secret@127.0.0.1:${port}/nowhere` }
  const cut = await startBackend({ subscribe: false, config: { database }, now: () => later })
  try {
    const began = Date.now()
    const response = await ask(cut)
    expect(Date.now() - began).toBeLessThan(3_000)
    const text = await response.text()
    expect([response.status, text]).toEqual([503, '{"status":"down","parts":{"database":"down"}}'])
    // It is kept for five seconds, so that nobody can make us knock again and again.
    const again = Date.now()
    expect((await ask(cut)).status).toBe(503)
    expect(Date.now() - again).toBeLessThan(500)
    later += 5_000
    expect((await ask(cut)).status).toBe(503)
    const warnings = cut.log.filter(({ severity }) => severity === 'WARNING')
    expect(warnings).toHaveLength(2)
    expect(JSON.stringify(warnings)).not.toContain('secret')
  } finally {
    await cut.stop()
    silent.close()
  }
})

it('asks the database once, however many ask', async () => {
  now += 5_000
  const before = await pings()
  const answers = await Promise.all(Array.from({ length: 200 }, () => ask(backend)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  // Postgres counts late, and its own upkeep too: what matters is that it is not 200.
  expect((await pings()) - before).toBeLessThan(20)
})
