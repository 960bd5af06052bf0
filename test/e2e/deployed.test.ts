// The system as it is deployed: every bundle of the manifest in a process and on a port of its own, told nothing but settings
// and the emulators' addresses. The main path goes through them from the tap to the document, in one trace. Where
// PLANNED_ENVIRONMENT names a file, each function's settings are those that Terraform planned for it. Shortly, of the functions
// off that path one is started of each kind: of those that are called alike, reach the same and have the same secrets.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ensureTopics } from '../../dev/parts/pubsub-setup.ts'
import { type Entry, type FunctionName, manifest } from '../../functions/manifest.ts'
import { CHANGES_TOPIC } from '../../shared/contract/messages/change.ts'
import { DEAD_LETTER_TOPIC } from '../../shared/messaging/publish.ts'
import { openFirestore } from '../../shared/realtime/firestore-mirror.ts'
import { type Bundles, type RunningFunction, buildBundles } from '../support/bundles.ts'
import { type Clone, cloneDatabase } from '../support/clone-database.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { type User, signUp } from '../support/users.ts'

const PATH = [
  'save-professional',
  'save-service',
  'set-working-hours',
  'search-availability',
  'create-booking',
  'fan-out-availability',
] as const satisfies readonly FunctionName[]

const file = process.env['PLANNED_ENVIRONMENT']
// What test/deployment/policy.ts wrote.
const planned = file && (JSON.parse(readFileSync(file, 'utf8')) as Planned)
type Planned = Readonly<Record<FunctionName, Readonly<Record<string, string>>>>

/** The settings of a function, without the way to its database. */
function settingsOf(name: FunctionName): Readonly<Record<string, string>> {
  if (!planned) return SETTINGS
  const {
    CLOUD_SQL_INSTANCE: _,
    DATABASE_NAME: _name,
    DATABASE_USER: _user,
    ...told
  } = planned[name]
  return told
}

const SETTINGS = {
  GOOGLE_CLOUD_PROJECT: `demo-${randomUUID().slice(0, 18)}`,
  DATABASE_CONNECTIONS: '2',
  PUBSUB_REGION: 'europe-west1',
  ALLOWED_ORIGINS: 'https://book.example.com',
  ANONYMOUS_READS: 'false',
  COMMANDS_PER_MINUTE: '60',
  UPCOMING_BOOKINGS: '50',
  APP_CHECK: 'off',
  TRACE_SAMPLE: '0',
}

function kindOf(name: FunctionName): string {
  const { room, caller, reaches = [], secrets = [], sql }: Entry = manifest[name]
  return JSON.stringify([room, caller, reaches, secrets, sql])
}

const all = Object.keys(manifest) as FunctionName[]
const others = all.filter((name) => !(PATH as readonly string[]).includes(name))
/** The last of each kind. */
const ofEachKind = [...new Map(others.map((name) => [kindOf(name), name])).values()]
const alone = planned ? others : ofEachKind

const projectId = settingsOf('create-booking')['GOOGLE_CLOUD_PROJECT'] ?? ''
const TRACE = randomUUID().replaceAll('-', '')
const traceparent = `00-${TRACE}-00f067aa0ba902b7-01`

let bundles: Bundles
let collector: Collector
/** Where the parts of this machine are, and patience. */
let addresses: Record<string, string>
let database: Clone
const running = new Map<FunctionName, RunningFunction>()

/** All functions are built, on a machine that may do other things. */
const BUILD_MILLIS = 400_000

beforeAll(async () => {
  const { firestoreHost, pubsubHost, authHost } = inject('parts')
  ;[bundles, collector, database] = await Promise.all([
    buildBundles([...PATH, ...alone]),
    startCollector(),
    cloneDatabase(),
  ])
  const topics = [CHANGES_TOPIC, DEAD_LETTER_TOPIC]
  await ensureTopics(
    pubsubHost,
    projectId,
    topics.map((topic) => ({ topic, subscriptions: [] })),
  )
  addresses = {
    DATABASE_URL: database.url,
    PUBLISH_MILLIS: '10000',
    TRACE_MILLIS: '10000',
    JOB_SECONDS: '1',
    PUBSUB_EMULATOR_HOST: pubsubHost,
    FIRESTORE_EMULATOR_HOST: firestoreHost,
    FIREBASE_AUTH_EMULATOR_HOST: authHost,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    METADATA_SERVER_DETECTION: 'none',
  }
}, BUILD_MILLIS)
afterAll(async () => {
  await Promise.all([...running.values()].map((one) => one.stop()))
  await database.drop()
  collector.stop()
  bundles.remove()
})

async function ask(
  { url }: RunningFunction,
  {
    method = 'POST',
    body,
    user,
    search = '',
  }: {
    readonly method?: string
    readonly body?: object
    readonly user?: User
    readonly search?: string
  },
): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const response = await fetch(url + search, {
    method,
    headers: {
      'Content-Type': 'application/json',
      traceparent,
      ...(user && { Authorization: `Bearer ${user.token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const start = (name: FunctionName) => bundles.start(name, { ...settingsOf(name), ...addresses })

/** What a function is asked, and answers to whoever is nobody. */
const FIRST = {
  account: { ask: { body: { data: {} } }, status: 401 },
  public: { ask: { method: 'GET' }, status: 200 },
  link: { ask: { body: { data: {} } }, status: 400 },
  // A job finds nothing to do; a subscriber hands what it cannot read to the dead letters.
  platform: { ask: { body: {} }, status: 200 },
}

describe('every function that is not on the main path', () => {
  it.each(alone)('starts, answers and ends: %s', async (name) => {
    const one = await start(name)
    const first = FIRST[manifest[name].caller]
    const { status } = await ask(one, first.ask)
    expect([status, await one.stop()]).toEqual([first.status, 0])
  })
})

/** How long a visit takes, in ms. */
const VISIT = 30 * 60_000

describe('the main path', () => {
  let owner: User
  let client: User
  let professionalId: string
  let serviceId: string
  let wished: string

  const call = async (name: FunctionName, user: User, body: object) => {
    const one = running.get(name)
    if (!one) throw new Error(`${name} does not run`)
    const answer = await ask(one, { body, user })
    expect(answer).toMatchObject({ status: 200 })
    return answer.body
  }

  it('starts six processes, and Pub/Sub pushes to one of them', async () => {
    const started = PATH.map(async (name) => running.set(name, await start(name)))
    await Promise.all(started)
    const { pubsubHost, authHost } = inject('parts')
    await ensureTopics(pubsubHost, projectId, [
      {
        topic: CHANGES_TOPIC,
        subscriptions: [
          {
            name: 'fan-out-availability',
            pushEndpoint: running.get('fan-out-availability')?.url ?? '',
            ordering: true,
            ackDeadlineSeconds: 60,
          },
        ],
      },
    ])
    ;[owner, client] = await Promise.all([
      signUp(authHost, projectId, 'Ana Owner'),
      signUp(authHost, projectId, 'Carl Client'),
    ])
    expect(running.size).toBe(PATH.length)
  })

  it('opens a practice', async () => {
    const profile = { name: 'Ana Owner', timeZone: 'Europe/Berlin' }
    const saved = await call('save-professional', owner, profile)
    ;({ professionalId } = saved['professional'] as { professionalId: string })
    const visit = { name: 'Visit', durationMinutes: 30 }
    const { service } = await call('save-service', owner, visit)
    ;({ serviceId } = service as { serviceId: string })
    const weekdays = [1, 2, 3, 4, 5, 6, 7]
    const hours = weekdays.map((weekday) => ({ weekday, start: '09:00', end: '17:00' }))
    expect(await call('set-working-hours', owner, { hours })).toMatchObject({ conflicts: [] })
  })

  it('finds a slot and books it', async () => {
    const from = new Date(Date.now() + 2 * 86_400_000).toISOString()
    const to = new Date(Date.now() + 4 * 86_400_000).toISOString()
    const query = { data: { professionalId, serviceId, from, to } }
    const { result } = await call('search-availability', client, query)
    const { slots } = result as { slots: { start: string }[] }
    // One that another follows, which is still shown when this one is gone.
    const starts = new Set(slots.map(({ start }) => Date.parse(start)))
    wished = slots.find(({ start }) => starts.has(Date.parse(start) + VISIT))?.start ?? ''
    const { booking } = await call('create-booking', client, { serviceId, start: wished })
    expect(booking).toMatchObject({ start: wished, status: 'confirmed' })
  })

  it('takes the slot out of the document', async () => {
    const firestore = openFirestore({ projectId, emulatorHost: inject('parts').firestoreHost })
    const days = firestore.collection(`professionals/${professionalId}/days`)
    const startsShown = async () => {
      const shown = await days.get()
      return shown.docs.flatMap((day) => {
        const slots = day.get(`slots.${serviceId}`) as { start: { toMillis: () => number } }[]
        return slots.map((slot) => slot.start.toMillis())
      })
    }
    await expect.poll(startsShown, { timeout: 20_000 }).toContain(Date.parse(wished) + VISIT)
    await expect.poll(startsShown, { timeout: 20_000 }).not.toContain(Date.parse(wished))
    await firestore.terminate()
  })

  it('is one trace in the logs of all of them', async () => {
    for (const [name, one] of running)
      await expect
        .poll(() => one.log().filter(({ message }) => message === `${name} 200`), {
          timeout: 5_000,
        })
        .toContainEqual(
          expect.objectContaining({
            severity: 'INFO',
            'logging.googleapis.com/trace': `projects/${projectId}/traces/${TRACE}`,
            'logging.googleapis.com/trace_sampled': true,
            httpRequest: {
              requestMethod: 'POST',
              requestUrl: `/${name}`,
              status: 200,
              latency: expect.stringMatching(/^\d+(\.\d+)?s$/) as string,
            },
          }),
        )
    const fanOut = running.get('fan-out-availability')?.log() ?? []
    expect(fanOut.some(({ lagMillis }) => typeof lagMillis === 'number')).toBe(true)
  })

  it('is one trace in the spans of all of them, without anything of a person', () => {
    const spans = collector.spans().filter(({ traceId }) => traceId === TRACE)
    for (const name of PATH) expect(spans.map((span) => span.name)).toContain(name)
    const ids = new Map(spans.map((span) => [span.spanId, span]))
    const fanOuts = spans.filter(({ name }) => name === 'fan-out-availability')
    expect(fanOuts.map(({ parentSpanId }) => ids.get(parentSpanId)?.name)).toContain(
      'publish calendar-changes',
    )
    const told = collector.text() + [...running.values()].map((one) => one.output()).join('')
    for (const personal of [owner, client].flatMap(({ uid, email, token }) => [uid, email, token]))
      expect(told).not.toContain(personal)
  })

  it('ends, each without a fault', async () => {
    const codes = await Promise.all([...running.values()].map((one) => one.stop()))
    expect(codes).toEqual(PATH.map(() => 0))
    for (const [name, one] of running)
      expect(
        one.log().filter(({ severity }) => severity !== 'INFO'),
        name,
      ).toEqual([])
  })
})
