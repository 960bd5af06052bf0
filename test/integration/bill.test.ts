// What a booking costs from being made to its end, counted where it is billed: requests of functions, statements, documents read and written,
// messages. docs/costs.md and docs/scale.md are made of these numbers.
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import {
  BOOKING,
  COMPARISON,
  MESSAGE_BYTES,
  PASSING,
  VIEW,
  type Bill,
  type Step,
} from '../../dev/catalogue/bill.ts'
import { ensureTopics } from '../../dev/parts/pubsub-setup.ts'
import { TOPICS, subscriptionName, topicsOf } from '../../dev/catalogue/topics.ts'
import { type Entry, type FunctionName, type Topic, manifest } from '../../functions/manifest.ts'
import { fanOut } from '../../shared/realtime/fan-out.ts'
import { openFanOut } from '../../shared/runtime/jobs/mirror/open-fan-out.ts'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { type Gone, type Metered, meter } from '../support/metered.ts'
import { type Recorded, recording } from '../support/recorded.ts'
import type { User } from '../support/users.ts'

interface Message {
  readonly data: string
  readonly attributes: Readonly<Record<string, string>>
}

const SETUP = '2027-03-09T06:00:00Z'
/** On the one day of the week on which the practice is open. */
const SLOT = '2027-03-11T08:30:00Z'
const JOBS = ['tick', 'retry-deliveries'] as const

let backend: Backend
let clock: f.Clock
let owner: User
let client: User
let made: f.Made
const meters: Metered[] = []
const statements: Recorded[] = []
const documents: Gone[] = []
const published: { readonly topic: string; readonly message: Message }[] = []
/** Bytes of each message that was handed on, in the text that it was published in, which is more than what is billed. */
const told: number[] = []

function publish({ path, asked }: Gone): void {
  const topic = /topics\/([^:]+):publish$/.exec(path)?.[1]
  if (topic === undefined) return
  const { messages } = asked as { readonly messages: readonly Message[] }
  published.push(...messages.map((message) => ({ topic, message })))
}

beforeAll(async () => {
  const { firestoreHost, pubsubHost } = inject('parts')
  const firestore = await meter(firestoreHost, (one) => documents.push(one))
  const pubsub = await meter(pubsubHost, publish)
  meters.push(firestore, pubsub)
  ;({ backend, clock } = await f.startClocked(SETUP, {
    worldOf: (_, world) => ({
      ...world,
      database: recording(world.database, statements),
      firestore: { ...world.firestore, baseUrl: firestore.baseUrl },
      pubsub: { ...world.pubsub, baseUrl: pubsub.baseUrl },
    }),
  }))
  // Nobody listens: what is published is handed on below, one after the other.
  const topics = Object.values(TOPICS).map((topic) => ({ topic, subscriptions: [] }))
  await ensureTopics(pubsubHost, backend.projectId, topics)
  ;[owner, client] = [await backend.user('Ana'), await backend.user('Carl')]
  made = await f.makeProfessional(backend, owner, {
    professional: { policy: { horizonDays: 200 } },
    hours: [{ weekday: 4, start: '09:00', end: '17:00' }],
  })
  await deliver()
})
afterAll(async () => {
  await backend.stop()
  for (const one of meters) one.stop()
})

/** Who gets the messages of a topic. */
const subscribersOf = (topic: string) =>
  (Object.entries(manifest) as [FunctionName, Entry][]).flatMap(([name, entry]) =>
    topicsOf(entry)
      .filter((one: Topic) => TOPICS[one] === topic)
      .map((one) => ({ name, subscription: subscriptionName(name, one) })),
  )

/** Hands on what was published, as Pub/Sub does. @returns how many pushes that were */
async function deliver(): Promise<number> {
  let pushes = 0
  for (const { topic, message } of published.splice(0)) {
    told.push(bytesOf(message))
    for (const { name, subscription } of subscribersOf(topic)) {
      pushes += 1
      const pushed = { message: { ...message, messageId: '1' }, subscription }
      expect((await backend.post(name, undefined, pushed)).status, name).toBe(200)
    }
  }
  // What the subscribers published in their turn.
  return published.length > 0 ? pushes + (await deliver()) : pushes
}

const runJobs = async () => {
  for (const job of JOBS) await backend.post(job, undefined, {})
}

/** Documents that a request read; one that is not there is paid for as well. */
function readsOf({ path, asked, told }: Gone): number {
  if (path.endsWith(':batchGet')) return (asked as { documents: unknown[] }).documents.length
  if (!path.endsWith(':runQuery')) return 0
  return Math.max(1, (told as { document?: unknown }[]).filter((one) => one.document).length)
}
const writesOf = ({ path, asked }: Gone): number =>
  path.endsWith(':commit') ? (asked as { writes: unknown[] }).writes.length : 0

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

/** What something costs, with all that it sets off. */
async function billOf(requests: number, work: () => Promise<unknown>): Promise<Bill> {
  statements.length = 0
  documents.length = 0
  await work()
  const messages = published.length
  const pushes = await deliver()
  return {
    requests,
    pushes,
    messages,
    statements: statements.length,
    reads: sum(documents.map(readsOf)),
    writes: sum(documents.map(writesOf)),
  }
}

/** What the clock sets off at an instant, less what its jobs ask where nothing is due. */
async function billAt(now: string): Promise<Bill> {
  // What the time since has made of the calendar beside the booking is told before.
  clock.now = Date.parse(now) - 20_000
  await runJobs()
  await deliver()
  statements.length = 0
  await runJobs()
  const idle = statements.length
  clock.now = Date.parse(now)
  const bill = await billOf(0, runJobs)
  return { ...bill, statements: bill.statements - idle }
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))

/** No more, and not much less. */
function expectNear(bytes: number, most: number): void {
  expect(bytes).toBeLessThanOrEqual(most)
  expect(bytes).toBeGreaterThan(most * 0.8)
}

describe('what the tables of costs and scale are made of', () => {
  it('is a booking, from being made to its end', async () => {
    const bills: Record<Step, Bill> = {
      made: await billOf(1, () => f.book(backend, client, made.serviceId, SLOT)),
      'reminded a day before': await billAt('2027-03-10T08:30:05Z'),
      'reminded an hour before': await billAt('2027-03-11T07:30:05Z'),
      begun: await billAt('2027-03-11T08:30:05Z'),
      ended: await billAt('2027-03-11T09:00:05Z'),
    }
    expect(bills).toEqual(BOOKING)
  })

  it('is a free start that goes by', async () => {
    expect(await billAt('2027-03-11T12:00:05Z')).toEqual(PASSING)
  })

  it('is the daily comparison of a calendar with as many days as are mirrored', async () => {
    clock.now = Date.parse('2027-03-12T01:00:00Z')
    const { world } = backend
    const firestore = { ...world.firestore, baseUrl: f.nth(meters, 0).baseUrl }
    const parts = openFanOut({ ...world, firestore })
    const compare = () => fanOut(parts, made.professionalId, { extraDates: 'horizon' })
    // The day that is new comes with the first one.
    await compare()
    const { reads, writes } = await billOf(0, compare)
    expect({ reads, writes }).toEqual(COMPARISON)
  })

  it('is messages that are billed as the least that there is', () => {
    expect(told.length).toBeGreaterThanOrEqual(Object.keys(BOOKING).length)
    expect(told.filter((bytes) => bytes > MESSAGE_BYTES)).toEqual([])
  })

  it('is a day that is looked at, as a document and as an answer', async () => {
    const { professionalId, serviceId } = made
    const { baseUrl } = backend.world.firestore
    const root = `${baseUrl}/v1/projects/${backend.projectId}/databases/(default)/documents`
    const document = await fetch(`${root}/professionals/${professionalId}/days/2027-03-18`, {
      headers: { Authorization: 'Bearer owner' },
    })
    const day = { from: '2027-03-18T00:00:00+01:00', to: '2027-03-19T00:00:00+01:00' }
    const query = { professionalId, serviceId, ...day }
    const answer = f.granted(await f.get(backend, 'search-availability', client, query))
    expect(answer.slots).toHaveLength(16)
    expect(document.status).toBe(200)
    expectNear(bytesOf(await document.json()), VIEW.documentBytes)
    expectNear(bytesOf(answer), VIEW.answerBytes)
    statements.length = 0
    await f.get(backend, 'search-availability', client, query)
    expect(statements).toHaveLength(VIEW.statementsASearch)
  })
})
