// Health is true, bounded in time, cheap to ask, and says nothing of what it looks at.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { type Backend, startBackend } from '../support/backend.ts'
import { type Line, layLine } from '../support/line.ts'

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
  expect(await response.json()).toEqual({
    status: 'up',
    parts: { database: 'up' },
    channels: { mail: 'off', push: 'off' },
  })
})

it('says by which channels people are told', async () => {
  const config = { isMailSet: true, fcmEmulatorHost: '127.0.0.1:9' }
  const telling = await startBackend({ subscribe: false, config })
  const { channels } = (await (await ask(telling)).json()) as { readonly channels: object }
  await telling.stop()
  expect(channels).toEqual({ mail: 'on', push: 'on' })
})

it('refuses what it is not asked', async () => {
  const told = await backend.get('health', undefined, { verbose: '1' })
  expect(told).toMatchObject({ status: 400, body: { reason: 'invalid-request' } })
})

/** A backend whose database is at the other end of a line. */
async function startOverLine(line: Line, later: () => number): Promise<Backend> {
  const url = new URL(`${inject('parts').postgres}${inject('parts').database}`)
  url.host = line.host
  return startBackend({ subscribe: false, config: { database: { url: url.href } }, now: later })
}

describe('behind a line to the database', () => {
  let line: Line
  let over: Backend
  let later = Date.now()

  beforeEach(async () => {
    line = await layLine(new URL(inject('parts').postgres).host)
    over = await startOverLine(line, () => later)
  })
  afterEach(async () => {
    await over.stop()
    await line.cut('refuse')
  })

  it('is 200 on a new instance whose way to the database comes late', async () => {
    await line.cut('refuse')
    const answer = ask(over)
    await sleep(1_000)
    await line.mend()
    expect((await answer).status).toBe(200)
  })

  it('is 503 while the database is silent, and 200 once it answers again', async () => {
    expect((await ask(over)).status).toBe(200)
    await line.cut('swallow')
    later += 5_000
    const response = await ask(over)
    const text = await response.text()
    expect(response.status).toBe(503)
    expect(JSON.parse(text)).toEqual({
      status: 'down',
      parts: { database: 'down' },
      channels: { mail: 'off', push: 'off' },
    })
    // It is kept for five seconds, so that nobody can make us knock again and again.
    await line.mend()
    expect((await ask(over)).status).toBe(503)
    later += 5_000
    expect((await ask(over)).status).toBe(200)
    const warnings = over.log.filter(({ severity }) => severity === 'WARNING')
    expect(warnings).toHaveLength(1)
    expect(JSON.stringify(warnings)).not.toContain(
      new URL(inject('parts').postgres).password || '@',
    )
  })
})

it('asks the database once, however many ask', async () => {
  now += 5_000
  const before = await pings()
  const answers = await Promise.all(Array.from({ length: 200 }, () => ask(backend)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  // Postgres counts late, and its own upkeep too: what matters is that it is not 200.
  expect((await pings()) - before).toBeLessThan(20)
})
