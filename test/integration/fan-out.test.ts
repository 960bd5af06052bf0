// The fan-out on the real parts: what it costs, what it rebuilds, and where it puts what it can never handle.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { clearDocuments } from '../../dev/parts/firestore.ts'
import { rebuildMirror } from '../../dev/mirror/rebuild.ts'
import { openFanOut } from '../../shared/runtime/jobs/mirror/open-fan-out.ts'
import { type FanOut, type Hint, fanOut } from '../../shared/realtime/fan-out.ts'
import type { Mirror } from '../../shared/realtime/mirror.ts'
import { DEAD_LETTER_TOPIC } from '../../shared/messaging/publish.ts'
import { type Backend, plain, startBackend } from '../support/backend.ts'
import { expectAsContracted, readDocuments } from '../support/documents.ts'
import type { User } from '../support/users.ts'
import { runs } from '../support/long.ts'

interface Slot {
  readonly start: string
  readonly seatsLeft: number
}

interface Booking {
  readonly bookingId: string
  readonly start: string
}

interface Practice {
  readonly owner: User
  readonly professionalId: string
  readonly serviceId: string
  readonly revision: number
}

// ---- A practice, and what is done with it ----

async function post<T>(backend: Backend, name: string, user: User, body: object): Promise<T> {
  const reply = await backend.post(name, user, body)
  expect(reply).toMatchObject({ status: 200 })
  return reply.body as T
}

/** A professional in Berlin, open every day from 09:00 to 17:00, with one service. */
async function openPractice(backend: Backend, service: object = {}): Promise<Practice> {
  const owner = await backend.user('Ana Owner')
  const profile = { name: 'Ana', timeZone: 'Europe/Berlin', policy: { horizonDays: 20 } }
  const { professional } = await post<{ professional: { professionalId: string } }>(
    backend,
    'save-professional',
    owner,
    profile,
  )
  const offer = { name: 'Check-up', durationMinutes: 60, ...service }
  const saved = await post<{ service: { serviceId: string } }>(
    backend,
    'save-service',
    owner,
    offer,
  )
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '09:00', end: '17:00' }))
  const { revision } = await post<{ revision: number }>(backend, 'set-working-hours', owner, {
    hours,
  })
  return {
    owner,
    professionalId: professional.professionalId,
    serviceId: saved.service.serviceId,
    revision,
  }
}

/** The free slots from tomorrow on, for a week. */
async function freeSlots(
  backend: Backend,
  { owner, professionalId, serviceId }: Practice,
): Promise<readonly Slot[]> {
  const [from, to] = [1, 8].map((days) =>
    new Date(backend.world.now() + days * 86_400_000).toISOString(),
  )
  const query = { professionalId, serviceId, from: from ?? '', to: to ?? '' }
  const reply = await backend.get('search-availability', owner, query)
  return (reply.body as { slots: readonly Slot[] }).slots
}

function slotAt(slots: readonly Slot[], index: number): Slot {
  const slot = slots[index % slots.length]
  if (!slot) throw new Error('nothing is free')
  return slot
}

async function book(
  backend: Backend,
  user: User,
  practice: Practice,
  start: string,
): Promise<Booking> {
  const input = {
    serviceId: practice.serviceId,
    start,
    ...(user === practice.owner && { client: { name: 'Guest' } }),
  }
  return (await post<{ booking: Booking }>(backend, 'create-booking', user, input)).booking
}

async function revisionOf(backend: Backend, professionalId: string): Promise<number> {
  const found = await backend.database.query<{ revision: string }>(
    'select revision from calendars where professional_id = $1',
    [professionalId],
  )
  return Number(found.rows[0]?.revision)
}

// ---- A mirror that counts ----

interface Counts {
  reads: number
  commits: number
  /** The kinds of documents written: `days`, `bookings`, … */
  readonly writes: string[]
}

const kindOf = (path: string) => path.split('/').at(-2) ?? path

/** The mirror of a fan-out with its bill; a ticket looks old, so that a lone fan-out of a test does not wait. */
function counted(
  parts: FanOut,
  counts: Counts,
  options: { readonly waits?: boolean } = {},
): FanOut {
  const { mirror } = parts
  const counting: Mirror = {
    async readTicket(id) {
      counts.reads += 1
      const ticket = await mirror.readTicket(id)
      return ticket && (options.waits ? ticket : { ...ticket, writtenAt: 0 })
    },
    readDays(id, dates) {
      counts.reads += dates.length
      return mirror.readDays(id, dates)
    },
    async listDates(id) {
      const dates = await mirror.listDates(id)
      counts.reads += Math.max(1, dates.length)
      return dates
    },
    async commit(id, ticket, next, writes) {
      const written = await mirror.commit(id, ticket, next, writes)
      if (!written) return written
      counts.commits += 1
      counts.writes.push('mirrors', ...writes.map(({ path }) => kindOf(path)))
      return written
    },
  }
  return { ...parts, mirror: counting }
}

const none = (): Counts => ({ reads: 0, commits: 0, writes: [] })

// ---- All documents of a project ----

type Documents = Readonly<Record<string, unknown>>

const OF_ITS_WRITING = ['revision', 'updatedAt']

/** What a document says, apart from when and at which revision that was written. */
function contentOf(path: string, data: Record<string, unknown>): Record<string, unknown> {
  if (/\/(?:bookings|agenda)\//.test(path)) return data
  const kept = Object.entries(data).filter(([key]) => !OF_ITS_WRITING.includes(key))
  const { professional, ...content } = Object.fromEntries(kept)
  if (professional === undefined) return content
  return { ...content, professional: contentOf('', professional as Record<string, unknown>) }
}

const isEmptyDay = (data: Record<string, unknown>) =>
  Object.values((data['slots'] ?? { none: [1] }) as Record<string, unknown[]>).every(
    ({ length }) => length === 0,
  )

/**
 * Every document by its path, each as the contract has it; a day on which nothing is free counts as none, as it does for
 * apps.
 */
async function allDocuments(backend: Backend): Promise<Documents> {
  const documents: Record<string, unknown> = {}
  const written = await readDocuments(backend)
  expectAsContracted(written)
  for (const { path, data } of written)
    if (kindOf(path) !== 'days' || !isEmptyDay(data))
      documents[path] = contentOf(path, plain(data) as Record<string, unknown>)
  return documents
}

// ---- Tests ----

describe('what a fan-out costs', () => {
  let backend: Backend
  let client: User
  const parts = (counts: Counts, options = {}) =>
    counted(openFanOut(backend.world), counts, options)

  /** One fan-out and its bill. */
  async function bill(professionalId: string, hint: Hint = {}): Promise<Counts> {
    const counts = none()
    await fanOut(parts(counts), professionalId, hint)
    return counts
  }

  beforeAll(async () => {
    backend = await startBackend({ subscribe: false })
    client = await backend.user('Carl Client')
  })
  afterAll(() => backend.stop())

  it('is two reads and four writes for a booking that changes none of the soonest starts', async () => {
    const practice = await openPractice(backend)
    const { professionalId, revision } = practice
    await bill(professionalId, { revision })
    await book(backend, client, practice, slotAt(await freeSlots(backend, practice), 12).start)
    const { reads, commits, writes } = await bill(professionalId, { revision: revision + 1 })
    expect({ reads, commits }).toEqual({ reads: 2, commits: 1 })
    expect(writes.toSorted()).toEqual(['agenda', 'bookings', 'days', 'mirrors'])
  })

  it('is the professional as well where that changes', async () => {
    const practice = await openPractice(backend)
    const { professionalId, revision, serviceId, owner } = practice
    await bill(professionalId, { revision })
    const query = {
      professionalId,
      serviceId,
      from: new Date().toISOString(),
      to: new Date(Date.now() + 3 * 86_400_000).toISOString(),
    }
    const found = await backend.get('search-availability', owner, query)
    const first = slotAt((found.body as { slots: readonly Slot[] }).slots, 0)
    await book(backend, client, practice, first.start)
    const { reads, writes } = await bill(professionalId, { revision: revision + 1 })
    expect(reads).toBe(2)
    expect(writes.toSorted()).toEqual(['agenda', 'bookings', 'days', 'mirrors', 'professionals'])
  })

  it('is one read and three writes for a session that begins or ends', async () => {
    const practice = await openPractice(backend)
    const { professionalId, serviceId, owner } = practice
    const start = new Date(Date.now() - 60_000).toISOString()
    const override = ['too-soon', 'off-grid', 'outside-hours']
    await book(backend, client, practice, slotAt(await freeSlots(backend, practice), 0).start)
    await post(backend, 'create-booking', owner, {
      serviceId,
      start,
      override,
      clientUid: client.uid,
      client: { name: 'Carl' },
    })
    await bill(professionalId)
    const before = await revisionOf(backend, professionalId)
    await backend.post('tick', undefined, {})
    expect(await revisionOf(backend, professionalId)).toBe(before + 1)
    const { reads, writes } = await bill(professionalId, { revision: before + 1 })
    expect(reads).toBe(1)
    expect(writes.toSorted()).toEqual(['agenda', 'bookings', 'mirrors'])
  })

  it('is one read for a duplicate', async () => {
    const practice = await openPractice(backend)
    const { professionalId, revision } = practice
    await bill(professionalId, { revision })
    expect(await bill(professionalId, { revision })).toEqual({ reads: 1, commits: 0, writes: [] })
    expect(await bill(professionalId, { revision: 1 })).toEqual({
      reads: 1,
      commits: 0,
      writes: [],
    })
  })

  it('is one write where nothing visible changed', async () => {
    const practice = await openPractice(backend)
    const { professionalId, revision, owner } = practice
    await bill(professionalId, { revision })
    const effectiveFrom = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10)
    // A rule beyond what is mirrored, and its end: two changes that leave every document as it was.
    await post(backend, 'set-working-hours', owner, { hours: [], effectiveFrom })
    await post(backend, 'set-working-hours', owner, { hours: null, effectiveFrom })
    const after = await revisionOf(backend, professionalId)
    expect(after).toBe(revision + 2)
    expect((await bill(professionalId, { revision: after })).writes).toEqual(['mirrors'])
  })

  it('stays under twenty writes for a hundred changes of one day within about a second', async () => {
    const practice = await openPractice(backend, { capacity: 100 })
    const { professionalId, revision, owner } = practice
    await bill(professionalId, { revision })
    const { start } = slotAt(await freeSlots(backend, practice), 12)
    const counts = none()
    const shared = parts(counts, { waits: true })
    const messages: number[] = []
    const made: number[] = []
    // One message at a time, as the ordered subscription delivers those of one professional.
    const subscription = (async () => {
      while (made.length < 100 || messages.length > 0) {
        const next = messages.shift()
        if (next === undefined) await sleep(2)
        else await fanOut(shared, professionalId, { revision: next })
      }
    })()
    const started = performance.now()
    const booker = async (times: number) => {
      for (let count = 0; count < times; count++) {
        await book(backend, owner, practice, start)
        made.push(revision + made.length + 1)
        messages.push(revision + made.length)
      }
    }
    await Promise.all([booker(25), booker(25), booker(25), booker(25)])
    const millis = performance.now() - started
    await subscription
    const visible = counts.writes.filter((kind) =>
      ['mirrors', 'days', 'professionals'].includes(kind),
    )
    expect(counts.writes.filter((kind) => kind === 'agenda').length).toBeGreaterThanOrEqual(100)
    expect(counts.commits).toBeLessThanOrEqual(Math.ceil(millis / 250) + 2)
    const perSecond = visible.length / Math.max(1, millis / 1000)
    expect(perSecond).toBeLessThan(20)
    expect((await backend.firestore.doc(`mirrors/${professionalId}`).get()).get('revision')).toBe(
      revision + 100,
    )
  })
})

describe('what a fan-out writes', () => {
  // A clock that stands still: what it alone would change is the same in every comparison.
  const now = Date.now()

  async function wipeAndRebuild(backend: Backend): Promise<Documents> {
    await clearDocuments(inject('parts').firestoreHost, backend.projectId)
    expect(await allDocuments(backend)).toEqual({})
    await rebuildMirror(backend.world)
    return allDocuments(backend)
  }

  it.each(
    [
      { batchBytes: undefined, batches: 'one batch', commits: 1 },
      { batchBytes: 1_000, batches: 'many batches', commits: 60 },
    ].slice(0, runs(1, 2)),
  )(
    'brought up change by change in $batches, is what a rebuild from nothing makes',
    async ({ batchBytes, commits }) => {
      const backend = await startBackend({ subscribe: false, now: () => now })
      try {
        const practice = await openPractice(backend, { capacity: 2 })
        const { professionalId, owner } = practice
        const users = [owner, await backend.user('Carl Client'), await backend.user('Dora Client')]
        const counts = none()
        // Two that write many batches each keep making the other one begin again; the wait keeps them apart.
        const mirrored = counted(openFanOut(backend.world), counts, {
          waits: batchBytes !== undefined,
        })
        const parts = { ...mirrored, ...(batchBytes && { batchBytes }) }
        const booked: { user: User; bookingId: string }[] = []
        const steps = fc.sample(fc.tuple(fc.nat(9), fc.nat(2), fc.nat(500)), {
          numRuns: 60,
          seed: 7,
        })
        for (const [kind, by, pick] of steps) {
          const user = users[by] ?? owner
          const target = booked[pick % Math.max(1, booked.length)]
          if (kind < 4) {
            // Few starts, so that seats are shared and given back.
            const { start } = slotAt((await freeSlots(backend, practice)).slice(0, 6), pick)
            booked.push({ user, bookingId: (await book(backend, user, practice, start)).bookingId })
          } else if (kind < 6 && target) {
            await post(backend, 'cancel-booking', target.user, { bookingId: target.bookingId })
            booked.splice(booked.indexOf(target), 1)
          } else if (kind === 6 && pick % 3 === 0) {
            await post(backend, 'save-professional', owner, {
              headline: `Edition ${pick}`,
              policy: { horizonDays: 15 + (pick % 7) },
            })
          } else {
            // What a message says is a hint: an old one, a present one or none, sometimes two at once.
            const revision = (await revisionOf(backend, professionalId)) - (pick % 2)
            const hints: Hint[] = pick % 3 === 0 ? [{ revision }, {}] : [{ revision }]
            await Promise.all(hints.map((hint) => fanOut(parts, professionalId, hint)))
          }
        }
        await fanOut(parts, professionalId)
        const incremental = await allDocuments(backend)
        expect(Object.keys(incremental).length).toBeGreaterThan(40)
        expect(counts.commits).toBeGreaterThanOrEqual(commits)
        expect(await wipeAndRebuild(backend)).toEqual(incremental)
      } finally {
        await backend.stop()
      }
    },
  )
})

describe('what a fan-out can never handle', () => {
  let backend: Backend
  beforeAll(async () => {
    backend = await startBackend()
  })
  afterAll(() => backend.stop())

  interface Letter {
    readonly data: string
    readonly attributes: Readonly<Record<string, string>>
  }

  async function pullDeadLetters(): Promise<readonly Letter[]> {
    const subscription = `projects/${backend.projectId}/subscriptions/dead-letters`
    const response = await fetch(`http://${inject('parts').pubsubHost}/v1/${subscription}:pull`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ maxMessages: 10 }),
    })
    const { receivedMessages = [] } = (await response.json()) as {
      receivedMessages?: readonly { readonly message: Letter }[]
    }
    return receivedMessages.map(({ message }) => message)
  }

  const publish = (topic: string, data: string, orderingKey: string) =>
    fetch(
      `http://${inject('parts').pubsubHost}/v1/projects/${backend.projectId}/topics/${topic}:publish`,
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          messages: [{ data: Buffer.from(data).toString('base64'), orderingKey }],
        }),
      },
    )

  const answered = () =>
    backend.log
      .filter((entry) => entry.function === 'fan-out-availability')
      .map(({ status }) => status)

  it('is acknowledged and put among the dead letters: an unknown professional', async () => {
    const professionalId = randomUUID()
    const change = {
      changeId: randomUUID(),
      causeId: randomUUID(),
      type: 'booking.confirmed',
      professionalId,
      revision: 1,
      at: '2026-11-23T15:00:00Z',
      by: { kind: 'client' },
      dates: ['2026-11-24'],
    }
    await publish('calendar-changes', JSON.stringify(change), professionalId)
    const letters: Letter[] = []
    await expect
      .poll(async () => letters.push(...(await pullDeadLetters())), { timeout: 10_000 })
      .toBe(1)
    const [letter] = letters
    expect(letter?.attributes).toMatchObject({ subscriber: 'fan-out-availability' })
    expect(letter?.attributes['reason']).toContain(professionalId)
    expect(Buffer.from(letter?.data ?? '', 'base64').toString()).toContain('message')
    expect(answered()).toEqual([200])
    expect(backend.log.filter(({ alarm }) => alarm === 'dead-letter')).toHaveLength(1)
  })

  it('is acknowledged and put among the dead letters: what is no change', async () => {
    const before = answered().length
    for (const body of ['no json', '{}', '{"message":{"data":"bm8ganNvbg=="}}'])
      expect((await backend.post('fan-out-availability', undefined, body)).status).toBe(200)
    const letters: Letter[] = []
    await expect
      .poll(async () => letters.push(...(await pullDeadLetters())), { timeout: 10_000 })
      .toBe(3)
    expect(letters.map(({ data }) => Buffer.from(data, 'base64').toString())).toContain('no json')
    expect(answered().slice(before)).toEqual([200, 200, 200])
    expect(DEAD_LETTER_TOPIC).toBe('calendar-changes-dead-letter')
  })

  it('is acknowledged and goes nowhere: a message of a type that came later', async () => {
    const before = answered().length
    const alarms = () => backend.log.filter(({ alarm }) => alarm === 'dead-letter').length
    const alarmed = alarms()
    await publish('calendar-changes', '{"type":"account.changed","uid":"someone"}', 'someone')
    await expect.poll(() => answered().length, { timeout: 10_000 }).toBe(before + 1)
    expect(answered().at(-1)).toBe(200)
    expect(alarms()).toBe(alarmed)
  })
})
