// Pub/Sub and Firestore go away while bookings are made: nothing is lost, and nobody has to help afterwards.
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import type { Config } from '../../shared/runtime/world/config.ts'
import { type Backend, plain, startBackend } from '../support/backend.ts'
import { type Line, layLine } from '../support/line.ts'
import { runs } from '../support/long.ts'
import type { User } from '../support/users.ts'

// ---- A practice, and bookings in it ----

interface Practice {
  readonly owner: User
  readonly professionalId: string
  readonly serviceId: string
  readonly revision: number
}

interface Slot {
  readonly start: string
  readonly seatsLeft: number
}

const lines: Line[] = []
let backend: Backend
/** How far the backend's clock is ahead: the relay looks at changes only after ten seconds. */
let aheadMillis = 0

async function start(config: Partial<Config>): Promise<void> {
  backend = await startBackend({
    config: { publishMillis: 300, ...config },
    now: () => Date.now() + aheadMillis,
  })
}

async function post<T>(name: string, user: User | undefined, body: object): Promise<T> {
  const reply = await backend.post(name, user, body)
  expect(reply).toMatchObject({ status: 200 })
  return reply.body as T
}

async function openPractice(): Promise<Practice> {
  const owner = await backend.user('Ana Owner')
  const profile = { name: 'Ana', timeZone: 'UTC', policy: { horizonDays: 7 } }
  const { professional } = await post<{ professional: { professionalId: string } }>(
    'save-professional',
    owner,
    profile,
  )
  const offer = { name: 'Check-up', durationMinutes: 30 }
  const { service } = await post<{ service: { serviceId: string } }>('save-service', owner, offer)
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '09:00', end: '17:00' }))
  const { revision } = await post<{ revision: number }>('set-working-hours', owner, { hours })
  const { professionalId } = professional
  await backend.mirrored(professionalId, revision)
  return { owner, professionalId, serviceId: service.serviceId, revision }
}

const DAY = 86_400_000
const dateIn = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10)

/** What is free on the day after tomorrow, by the search and by the day's document. */
async function freeSlots({ owner, professionalId, serviceId }: Practice): Promise<readonly Slot[]> {
  const query = {
    professionalId,
    serviceId,
    from: `${dateIn(2)}T00:00:00Z`,
    to: `${dateIn(3)}T00:00:00Z`,
  }
  const reply = await backend.get('search-availability', owner, query)
  const { slots } = reply.body as { slots: readonly Slot[] }
  return slots.map(({ start: at, seatsLeft }) => ({ start: at, seatsLeft }))
}

async function mirroredSlots({ professionalId, serviceId }: Practice): Promise<readonly Slot[]> {
  const day = await backend.firestore.doc(`professionals/${professionalId}/days/${dateIn(2)}`).get()
  return (plain(day.data()) as { slots: Record<string, readonly Slot[]> }).slots[serviceId] ?? []
}

/** Books the first so many free slots; returns how long the slowest answer took, in milliseconds. */
async function book(practice: Practice, count: number): Promise<number> {
  let slowest = 0
  for (const { start: at } of (await freeSlots(practice)).slice(0, count)) {
    const began = performance.now()
    await post('create-booking', practice.owner, {
      serviceId: practice.serviceId,
      start: at,
      client: { name: 'Guest' },
    })
    slowest = Math.max(slowest, performance.now() - began)
  }
  return slowest
}

async function waiting(): Promise<number> {
  const found = await backend.database.query<{ count: string }>('select count(*) from unpublished')
  return Number(found.rows[0]?.count)
}

/** The same once nothing is being marked any more: nobody waits for a mark. */
async function waitingAtRest(): Promise<number> {
  let before = -1
  for (;;) {
    const now = await waiting()
    if (now === before) return now
    before = now
    await backend.world.sleep(200)
  }
}

async function expectMirrored(practice: Practice, bookings: number): Promise<void> {
  await backend.mirrored(practice.professionalId, practice.revision + bookings)
  const slots = await freeSlots(practice)
  expect(slots).toHaveLength(16 - bookings)
  expect(await mirroredSlots(practice)).toEqual(slots)
  const agenda = await backend.firestore.collection(`accounts/${practice.owner.uid}/agenda`).get()
  expect(agenda.size).toBe(bookings)
}

beforeEach(() => {
  aheadMillis = 0
})
afterEach(async () => {
  await backend.stop()
  await Promise.all(lines.splice(0).map((line) => line.cut('refuse')))
})

/** How a line fails: what refuses is known at once, what swallows after a patience. */
const WAYS = (['refuse', 'swallow'] as const).slice(0, runs(1, 2))

describe('without Pub/Sub', () => {
  let line: Line
  beforeEach(async () => {
    line = await layLine(inject('parts').pubsubHost)
    lines.push(line)
    await start({ pubsubEmulatorHost: line.host })
  })

  it.each(WAYS)(
    'commands are carried out and the relay publishes what they made (lines that %s)',
    async (how) => {
      const practice = await openPractice()
      // The first publishing of a process may be slower than a command waits, and leave a row that is repeated.
      const before = await waitingAtRest()
      await line.cut(how)
      expect(await book(practice, 5)).toBeLessThan(2_000)
      expect(await waiting()).toBe(before + 5)
      await line.mend()

      // Commands have ten seconds to publish by themselves.
      expect(await post('relay-changes', undefined, {})).toEqual({ published: 0 })
      aheadMillis = 11_000
      expect(await post('relay-changes', undefined, {})).toEqual({ published: before + 5 })
      expect(await waiting()).toBe(0)
      await expectMirrored(practice, 5)
    },
  )

  it('a relay that cannot publish loses nothing either', async () => {
    const practice = await openPractice()
    await line.cut('refuse')
    const before = await waitingAtRest()
    await book(practice, 3)
    aheadMillis = 11_000
    await backend.post('relay-changes', undefined, {})
    expect(await waiting()).toBe(before + 3)
    await line.mend()
    aheadMillis += 31_000 // its lease is over
    expect(await post('relay-changes', undefined, {})).toEqual({ published: before + 3 })
    await expectMirrored(practice, 3)
  })

  it('two relays at once publish every change and leave none', async () => {
    const { pubsubHost } = inject('parts')
    const project = `projects/${backend.projectId}`
    const ask = (method: string, path: string, body: object) =>
      fetch(`http://${pubsubHost}/v1/${project}/${path}`, {
        method,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
    const practices = await Promise.all([openPractice(), openPractice(), openPractice()])
    await line.cut('refuse')
    const before = await waitingAtRest()
    for (const practice of practices) await book(practice, 12)
    expect(await waiting()).toBe(before + 36)
    await line.mend()
    await ask('PUT', 'subscriptions/probe', { topic: `${project}/topics/calendar-changes` })

    aheadMillis = 11_000
    const relays = [1, 2].map(() => post<{ published: number }>('relay-changes', undefined, {}))
    const published = (await Promise.all(relays)).map((one) => one.published)
    expect(published.reduce((sum, one) => sum + one, 0)).toBe(before + 36)
    expect(await waiting()).toBe(0)
    for (const practice of practices) await expectMirrored(practice, 12)
    const seen = new Set<string>()
    await expect
      .poll(async () => {
        const pulled = await ask('POST', 'subscriptions/probe:pull', { maxMessages: 100 })
        const { receivedMessages = [] } = (await pulled.json()) as {
          receivedMessages?: readonly { readonly message: { readonly data: string } }[]
        }
        for (const { message } of receivedMessages) seen.add(message.data)
        return seen.size
      })
      .toBe(before + 36)
  })
})

describe('without Firestore', () => {
  it.each(WAYS)(
    'bookings are made, the fan-out is tried again, and the mirror is right once it is back (lines that %s)',
    async (how) => {
      const line = await layLine(inject('parts').firestoreHost)
      lines.push(line)
      await start({ firestoreEmulatorHost: line.host })
      const practice = await openPractice()
      await line.cut(how)
      expect(await book(practice, 4)).toBeLessThan(2_000)
      const statuses = () =>
        backend.log
          .filter((one) => one.function === 'fan-out-availability')
          .map(({ status }) => status)
      await expect.poll(() => statuses().includes(503), { timeout: 40_000 }).toBe(true)
      await line.mend()
      await expectMirrored(practice, 4)
      expect(statuses().at(-1)).toBe(200)
    },
    90_000,
  )
})
