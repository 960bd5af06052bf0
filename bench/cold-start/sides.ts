// Cold starts of bundled functions, each beside an empty one. The first answer is a real one: a token is verified by keys that are fetched,
// Postgres is connected to and read, a booking is committed and published, a professional's documents are read and written.
import pg from 'pg'
import { ensureTopics } from '../../dev/parts/pubsub-setup.ts'
import type { FunctionName } from '../../functions/manifest.ts'
import { CHANGES_TOPIC } from '../../shared/contract/messages/change.ts'
import {
  Closing,
  type Figure,
  type Opened,
  type Sample,
  type Setting,
} from '../common/benchmark.ts'
import { cpuMillisOf } from '../common/cpu.ts'
import { openEmulators } from '../common/emulators.ts'
import { buildAll, type Functions, HELLO } from '../common/functions.ts'
import { askOnce, toWire } from '../common/load.ts'
import {
  freeStarts,
  makeCalendar,
  openPlace,
  type Place,
  PROJECT,
  rangeOf,
} from '../common/place.ts'

/** What a function is asked first. */
interface Asked {
  readonly name: FunctionName | typeof HELLO
  /** How many times hello's time it may take. */
  readonly goal?: number
  readonly request: () => string
  /** What must be there before. */
  readonly prepare?: () => Promise<unknown>
}

/** A push that makes the fan-out read, compare and write everything: it hints at more than is mirrored. */
function toPush(professionalId: string, revision: number): string {
  const change = {
    changeId: '01900000-0000-7000-8000-000000000000',
    causeId: '01900000-0000-7000-8000-000000000001',
    type: 'schedule.changed',
    professionalId,
    revision,
    at: new Date().toISOString(),
    by: { kind: 'system' },
    dates: 'all',
  }
  const data = Buffer.from(JSON.stringify(change)).toString('base64')
  return toWire(
    'POST',
    '/',
    { 'Content-Type': 'application/json' },
    JSON.stringify({ message: { data } }),
  )
}

async function toAsked(place: Place, database: pg.Pool): Promise<readonly Asked[]> {
  const calendar = await makeCalendar(place, 'owner', { start: '00:00', end: '24:00' })
  const { professionalId, serviceId } = calendar
  const starts = [...(await freeStarts(place, calendar, 30))]
  const headers = {
    Authorization: `Bearer ${await place.google.tokenOf('client')}`,
    'Content-Type': 'application/json',
  }
  const range = new URLSearchParams({ professionalId, serviceId, ...rangeOf(30) })
  let revision = 1_000_000
  const get = (path: string) => () => toWire('GET', path, headers)
  return [
    { name: HELLO, request: get('/') },
    {
      name: 'create-booking',
      goal: 1.5,
      request: () =>
        toWire('POST', '/', headers, JSON.stringify({ serviceId, start: starts.shift() })),
    },
    { name: 'search-availability', goal: 1.5, request: get(`/?${range.toString()}`) },
    { name: 'get-account', goal: 1.5, request: get('/') },
    { name: 'health', request: get('/') },
    {
      name: 'fan-out-availability',
      goal: 2.2,
      request: () => toPush(professionalId, revision++),
    },
    {
      name: 'relay-changes',
      goal: 2.5,
      request: () => toWire('POST', '/', { 'Content-Type': 'application/json' }, '{}'),
      // One change back into the outbox.
      prepare: () =>
        database.query(`insert into unpublished (professional_id, revision, at)
          select professional_id, revision, now() - interval '1 minute' from changes limit 1
          on conflict do nothing`),
    },
  ]
}

async function startAndAsk(
  functions: Functions,
  { name, request, prepare }: Asked,
  environment: Readonly<Record<string, string>>,
): Promise<Sample> {
  await prepare?.()
  const asked = request()
  const began = performance.now()
  const running = await functions.start(name, environment)
  try {
    const answer = await askOnce(running.port, asked)
    const millis = performance.now() - began
    if (!answer.startsWith('HTTP/1.1 200'))
      throw new Error(`${name} answered ${answer}; it wrote: ${running.tail()}`)
    return { millis, cpuMillis: cpuMillisOf(running.pid) }
  } finally {
    await running.stop()
  }
}

const toFigure = ({ name, goal }: Asked): Figure => ({
  name,
  side: name,
  beside: HELLO,
  measure: 'millis',
  unit: 'ms',
  ...(goal !== undefined && { goal: { most: goal } }),
})

/** Builds the functions and starts what they need. */
export async function openColdStarts(setting: Setting): Promise<Opened> {
  const closing = new Closing()
  try {
    const emulators = await openEmulators(setting)
    closing.add(emulators.close)
    await ensureTopics(emulators.pubsubHost, PROJECT, [{ topic: CHANGES_TOPIC, subscriptions: [] }])
    const place = await openPlace(setting)
    closing.add(place.close)
    const database = new pg.Pool({ connectionString: place.databaseUrl, max: 1 })
    database.on('error', () => {}) // Postgres ends its sessions before the pool is closed, where something fails
    closing.add(() => database.end())
    const all = await toAsked(place, database)
    const names = all.flatMap(({ name }) => (name === HELLO ? [] : [name]))
    const functions = await buildAll(setting, names)
    closing.add(functions.close)
    const environment = { ...place.environment, ...emulators.environment, JOB_SECONDS: '1' }
    return {
      sides: Object.fromEntries(
        all.map((asked) => [asked.name, () => startAndAsk(functions, asked, environment)]),
      ),
      figures: all.filter(({ name }) => name !== HELLO).map(toFigure),
      close: () => closing.close(),
    }
  } catch (error) {
    await closing.close()
    throw error
  }
}
