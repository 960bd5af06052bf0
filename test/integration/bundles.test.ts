// Bundles in processes of their own, as they are deployed (all of them: test/e2e/deployed.test.ts): what cannot start says
// why, and what ends lets its requests end first.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it, test } from 'vitest'
import { ensureTopics } from '../../dev/parts/pubsub-setup.ts'
import { makeTopics } from '../../dev/topics.ts'
import type { FunctionName } from '../../functions/manifest.ts'
import { CHANGES_TOPIC } from '../../shared/contract/messages/change.ts'
import { type Bundles, type RunningFunction, buildBundles } from '../support/bundles.ts'

let bundles: Bundles
let environment: Record<string, string>

beforeAll(async () => {
  bundles = await buildBundles([
    'health',
    'relay-changes',
    'fan-out-availability',
    'reconcile-availability',
  ])
  const { postgres, database, firestoreHost, pubsubHost, authHost } = inject('parts')
  await makeTopics(pubsubHost, 'demo-bundles', 'http://127.0.0.1:1')
  environment = {
    GOOGLE_CLOUD_PROJECT: 'demo-bundles',
    DATABASE_URL: `${postgres}${database}`,
    PUBSUB_EMULATOR_HOST: pubsubHost,
    FIRESTORE_EMULATOR_HOST: firestoreHost,
    FIREBASE_AUTH_EMULATOR_HOST: authHost,
    METADATA_SERVER_DETECTION: 'none',
    JOB_SECONDS: '1',
  }
})
afterAll(() => bundles.remove())

/** Starts a function for as long as it is used. */
async function during<T>(
  name: FunctionName,
  use: (running: RunningFunction) => Promise<T>,
): Promise<T> {
  const running = await bundles.start(name, environment)
  try {
    return await use(running)
  } finally {
    await running.stop()
  }
}

const post = (url: string, body: string) =>
  fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })

async function answerOf(
  name: FunctionName,
  body: string,
): Promise<{ status: number; body: string; log: string }> {
  return during(name, async ({ url, output }) => {
    const response = await post(url, body)
    return { status: response.status, body: await response.text(), log: output() }
  })
}

describe('the bundle of', () => {
  test('relay-changes looks into the outbox', async () => {
    const { status, body, log } = await answerOf('relay-changes', '{}')
    expect({ status, body }).toEqual({ status: 200, body: '{"published":0}' })
    expect(log).toContain('"outboxWaiting":0,"outboxMillis":0')
  })

  test('relay-changes publishes by a client that is bundled', async () => {
    const { postgres, database, pubsubHost } = inject('parts')
    const relayed = { name: 'relayed', ordering: true, ackDeadlineSeconds: 10 }
    const topics = [{ topic: CHANGES_TOPIC, subscriptions: [relayed] }]
    await ensureTopics(pubsubHost, 'demo-bundles', topics)
    const professionalId = randomUUID()
    const client = new pg.Client(`${postgres}${database}`)
    await client.connect()
    try {
      await client.query(
        `with calendar as (insert into calendars (professional_id, revision) values ($1, 1)),
          change as (insert into changes (professional_id, revision, change_id, type, at, by_kind, cause_id)
            values ($1, 1, gen_random_uuid(), 'schedule.changed', now(), 'system', gen_random_uuid()))
        insert into unpublished (professional_id, revision, at) values ($1, 1, now() - interval '1 minute')`,
        [professionalId],
      )
      const { status, body, log } = await answerOf('relay-changes', '{}')
      expect({ status, body }, log).toEqual({ status: 200, body: '{"published":1}' })
      const subscription = `http://${pubsubHost}/v1/projects/demo-bundles/subscriptions/relayed`
      const pulled = await post(`${subscription}:pull`, '{"maxMessages":10}')
      expect(await pulled.json()).toMatchObject({
        receivedMessages: [{ message: { orderingKey: professionalId } }],
      })
    } finally {
      for (const table of ['unpublished', 'changes', 'calendars'])
        await client.query(`delete from ${table} where professional_id = $1`, [professionalId])
      await client.end()
    }
  })

  test('reconcile-availability compares by a client that is bundled', async () => {
    const { postgres, database } = inject('parts')
    const professionalId = randomUUID()
    const client = new pg.Client(`${postgres}${database}`)
    await client.connect()
    try {
      await client.query('insert into calendars (professional_id, revision) values ($1, 1)', [
        professionalId,
      ])
      const { status, body, log } = await answerOf('reconcile-availability', '{}')
      expect({ status, body }).toEqual({ status: 200, body: '{"professionals":1,"repaired":0}' })
      expect(log).not.toContain('could not be compared')
    } finally {
      await client.query('delete from calendars where professional_id = $1', [professionalId])
      await client.end()
    }
  })

  test('fan-out-availability hands what it cannot read to the dead letters', async () => {
    const { status, body } = await answerOf('fan-out-availability', '{"message":{"data":"!"}}')
    expect({ status, body }).toEqual({ status: 200, body: '{}' })
  })

  test('health says that all is up', async () => {
    await during('health', async ({ url }) => {
      const response = await fetch(url)
      expect(response.status).toBe(200)
      expect(await response.json()).toMatchObject({ status: 'up', parts: { database: 'up' } })
    })
  })
})

/** Tells of every domain that is made in a process. */
const TELLS_OF_DOMAINS = `--import data:text/javascript,${encodeURIComponent(`
  import domain from 'node:domain'
  const { create } = domain
  domain.create = () => { console.log('a domain is made'); return create() }`)}`

test('a request comes to a function past the framework, which would make a domain for each', async () => {
  const running = await bundles.start('health', { ...environment, NODE_OPTIONS: TELLS_OF_DOMAINS })
  for (const path of ['', '%ff', 'favicon.ico'])
    expect((await fetch(`${running.url}${path}`)).status).toBe(200)
  await running.stop()
  expect(running.log()).toHaveLength(3)
  expect(running.output()).not.toContain('a domain is made')
})

describe('a function that is told wrong settings', () => {
  it('names every one of them, and does not start', async () => {
    const wrong = { DATABASE_URL: '', PUBSUB_REGION: 'Belgium', TRACE_SAMPLE: '2', APP_CHECK: 'on' }
    const start = bundles.start('health', { ...environment, ...wrong })
    const said = await start.then(
      () => 'it started',
      (error: unknown) => (error as Error).message,
    )
    expect(said).toMatch(
      /^health ended before it served: \{"severity":"ERROR","message":"the function cannot start: [^]*PUBSUB_REGION must be a region[^]*APP_CHECK[^]*TRACE_SAMPLE[^]*DATABASE_URL is required/,
    )
    // One entry, not the bundle's line that threw.
    expect(said.trim().split('\n')).toHaveLength(1)
    expect(said.length).toBeLessThan(3_000)
  })
})

describe('a function that is ended', () => {
  // The relay looks for work until its time is over: a request that lasts.
  it('answers what it is asked already, takes nothing new, and exits without a fault', async () => {
    const running = await bundles.start('relay-changes', { ...environment, JOB_SECONDS: '3' })
    const asked = post(running.url, '{}')
    await expect.poll(running.output, { timeout: 5_000 }).toContain('outboxMillis')
    const exitCode = running.stop()
    await sleep(200)
    await expect(fetch(running.url)).rejects.toThrow('fetch failed')
    const response = await asked
    expect([response.status, await response.text()]).toEqual([200, '{"published":0}'])
    expect(await exitCode).toBe(0)
    expect(running.log().at(-1)).toMatchObject({ function: 'relay-changes', status: 200 })
  })

  it('ends before Cloud Run kills it, though a request will not', async () => {
    const running = await bundles.start('relay-changes', { ...environment, JOB_SECONDS: '60' })
    const asked = post(running.url, '{}').catch(() => 'cut')
    await expect.poll(running.output, { timeout: 5_000 }).toContain('outboxMillis')
    const began = Date.now()
    expect(await running.stop()).toBe(0)
    expect(Date.now() - began).toBeLessThan(10_000)
    await asked
  })

  it('that was asked nothing exits at once', async () => {
    const running = await bundles.start('health', environment)
    const began = Date.now()
    expect(await running.stop()).toBe(0)
    expect(Date.now() - began).toBeLessThan(1_000)
  })
})
