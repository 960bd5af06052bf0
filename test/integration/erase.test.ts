// An erased person is nowhere any more: no table, document, kept answer, log or message names them; history and counts stay.
import { PubSub } from '@google-cloud/pubsub'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { ACCOUNTS_TOPIC } from '../../shared/contract/messages/account-change.ts'
import { CHANGES_TOPIC } from '../../shared/contract/messages/change.ts'
import { markErasure } from '../../shared/database/save/erasures.ts'
import { DEAD_LETTER_TOPIC } from '../../shared/messaging/publish.ts'
import { deleteAccountDocuments } from '../../shared/realtime/account-documents.ts'
import { fanOut } from '../../shared/realtime/fan-out.ts'
import { emptyNotifications } from '../../shared/realtime/notification-documents.ts'
import { eraseAccounts } from '../../shared/runtime/jobs/erasure/erase-accounts.ts'
import { openFanOut } from '../../shared/runtime/jobs/mirror/open-fan-out.ts'
import type { World } from '../../shared/runtime/world/world.ts'
import { MINUTE } from '../../shared/time/instant.ts'
import * as f from '../support/fixtures.ts'
import { runs } from '../support/long.ts'
import { type PostOffice, startPostOffice } from '../support/post-office.ts'
import type { User } from '../support/users.ts'

const DAY = 86_400_000
let office: PostOffice
/** Turned ahead by a test; else the real one, which Firestore's own goes by too. */
let ahead = 0
const now = () => Date.now() + ahead
/** Everything that was published, as it was, by topic. */
const TOPICS = [CHANGES_TOPIC, ACCOUNTS_TOPIC, DEAD_LETTER_TOPIC]
const published = new Map<string, string[]>(TOPICS.map((topic) => [topic, []]))
let pubsub: PubSub

beforeAll(async () => {
  office = await startPostOffice({ now })
  const { pubsubHost } = inject('parts')
  pubsub = new PubSub({
    projectId: office.backend.projectId,
    apiEndpoint: pubsubHost,
    emulatorMode: true,
  })
  for (const topic of TOPICS) {
    const [subscription] = await pubsub.topic(topic).createSubscription(`all-of-${topic}`)
    subscription.on('message', (message) => {
      published.get(topic)?.push(JSON.stringify([message.attributes, message.data.toString()]))
      message.ack()
    })
    subscription.on('error', () => {})
  }
})
afterAll(async () => {
  await pubsub.close()
  await office.stop()
})

let taken = 0
/** A start of its own, so many days ahead. */
const startIn = (days: number): string => {
  const midnight = Math.ceil(Date.now() / DAY) * DAY
  return new Date(midnight + days * DAY + taken++ * 3_600_000).toISOString().replace('.000Z', 'Z')
}

const query = async (text: string, values: unknown[] = []) =>
  (await office.backend.database.query<Record<string, unknown>>(text, values)).rows

/** Makes a booking one that was completed, so many days before it was. */
async function completeBefore({ bookingId }: f.Booked, days: number): Promise<void> {
  const [row] = await query(
    'select professional_id, start_at, end_at from bookings where booking_id = $1',
    [bookingId],
  )
  const { professional_id: id, start_at: start, end_at: end } = row as Record<string, Date>
  const before = (at: Date | undefined) => new Date((at?.getTime() ?? 0) - days * DAY)
  await query(
    `update bookings set status = 'completed', start_at = $3, end_at = $4
      where professional_id = $1 and booking_id = $2`,
    [id, bookingId, before(start), before(end)],
  )
  // Where Postgres is distributed, it is listed by its client too.
  await query(
    `update client_bookings set status = 'completed', start_at = $2 where booking_id = $1`,
    [bookingId, before(start)],
  )
}

/** Every row of every table, and every document, as text. */
async function everything(): Promise<readonly (readonly [string, string])[]> {
  const found: (readonly [string, string])[] = []
  const tables = await query(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  for (const { name } of tables)
    for (const { row } of await query(`select t::text as row from "${String(name)}" t`))
      found.push([String(name), String(row)])
  const visit = async (
    parent: FirebaseFirestore.Firestore | FirebaseFirestore.DocumentReference,
  ): Promise<void> => {
    const collections = await parent.listCollections()
    await Promise.all(
      collections.map(async (collection) => {
        // Those that are, at once; those that are not may have others below them.
        const [{ docs }, references] = await Promise.all([
          collection.get(),
          collection.listDocuments(),
        ])
        for (const one of docs)
          found.push([one.ref.path, `${one.ref.path} ${JSON.stringify(one.data())}`])
        await Promise.all(references.map(visit))
      }),
    )
  }
  await visit(office.backend.firestore)
  return found
}

/** Where any of these words stands. */
const placesIn = (all: Awaited<ReturnType<typeof everything>>, words: readonly string[]) =>
  all.filter(([, text]) => words.some((word) => text.includes(word))).map(([place]) => place)

const placesOf = async (words: readonly string[]) => placesIn(await everything(), words)

const job = (name: string) => f.post(office.backend, name, undefined, {})

/** Runs the job, past what an erasure waits for, until it is done. */
async function end(user: User): Promise<void> {
  ahead += 4 * MINUTE
  await vi.waitFor(
    async () => {
      f.granted(await job('erase-accounts'))
      ahead += MINUTE
      expect(await query('select step from erasures where uid = $1', [user.uid])).toEqual([
        { step: 'done' },
      ])
    },
    { timeout: 60_000, interval: 100 },
  )
}

interface Life {
  readonly person: User
  readonly owners: readonly User[]
  readonly made: readonly f.Made[]
  readonly upcoming: readonly f.Booked[]
  readonly past: f.Booked
  /** Whatever would tell of them. */
  readonly words: readonly string[]
}

let lives = 0
/** A person with bookings in two calendars, in a group, past and to come; with a device, messages and kept answers. */
async function live(): Promise<Life> {
  const { backend } = office
  const n = ++lives
  const mark = `Zora${n}x`
  const [person, first, second, other] = await Promise.all([
    backend.user(`${mark} Quill`),
    backend.user(`Olga ${n}`),
    backend.user(`Otto ${n}`),
    backend.user(`Gert ${n}`),
  ])
  const hours = f.everyDay('00:00', '24:00')
  const one = await f.makeProfessional(backend, first, { hours, service: { capacity: 3 } })
  const two = await f.makeProfessional(backend, second, { hours })
  const said = { note: `knee of ${mark}`, client: { phone: `+49 170 ${n} ${mark}` } }
  const past = await f.book(backend, person, one.serviceId, startIn(1), said)
  const group = startIn(2)
  const upcoming = [
    await f.book(backend, person, one.serviceId, group, said),
    await f.book(backend, person, two.serviceId, startIn(3), said),
  ]
  await f.book(backend, other, one.serviceId, group, { note: 'stays' })
  const gone = await f.book(backend, person, two.serviceId, startIn(4), said)
  f.granted(
    await f.post(backend, 'cancel-booking', person, { bookingId: gone.bookingId, reason: mark }),
  )
  f.granted(
    await f.post(backend, 'hold-slot', person, { serviceId: one.serviceId, start: startIn(5) }),
  )
  // Blocks name them by their account, by the address of their token, and by what a booking said of them.
  for (const whom of [
    { clientUid: person.uid },
    { email: person.email.toUpperCase() },
    { phone: `0049 170 ${n}${n}` },
  ])
    f.granted(
      await f.post(backend, 'set-block', second, {
        ...whom,
        blocked: true,
        note: `of ${mark}`,
      }),
    )
  // A kept answer of the owner's that shows them.
  f.granted(
    await f.post(
      backend,
      'reschedule-booking',
      first,
      { bookingId: past.bookingId, start: startIn(1) },
      { 'Idempotency-Key': `of ${mark}` },
    ),
  )
  const device = { token: `token ${mark}`, platform: 'ios' }
  f.granted(await f.post(backend, 'register-device', person, device))
  await office.settled()
  // What was booked for tomorrow is over.
  await completeBefore(past, 3)
  return {
    person,
    owners: [first, second],
    made: [one, two],
    upcoming,
    past,
    words: [mark, mark.toLowerCase(), person.email],
  }
}

/** Where alone a uid may still stand: in rows that hold nothing else of the person. */
const EMPTIED = ['accounts', 'erasures']

/** The same of an owner, whose calendar stays. */
const emptiedOfOwner = () => [
  ...EMPTIED,
  'professionals',
  ...(office.backend.world.config.isDatabaseDistributed ? ['places'] : []),
]

async function expectGone(
  { person, words }: Pick<Life, 'person' | 'words'>,
  emptied = EMPTIED,
): Promise<void> {
  const all = await everything()
  expect(placesIn(all, words)).toEqual([])
  expect(new Set(placesIn(all, [person.uid]))).toEqual(new Set(emptied))
  const told = [JSON.stringify(office.backend.log), ...[...published.values()].flat()].join('\n')
  for (const word of words) expect(told).not.toContain(word)
  // What is for inside the system alone says of which account it is, and no more.
  for (const topic of TOPICS.filter((one) => one !== ACCOUNTS_TOPIC))
    expect(published.get(topic)?.join('\n')).not.toContain(person.uid)
}

describe('a client who is erased', () => {
  it('is named what is to come first, and nothing happens', async () => {
    const life = await live()
    const { person, upcoming } = life
    const told = f.expectProblem(
      await f.post(office.backend, 'erase-account', person, { confirm: 'erase' }),
      'not-changeable',
    )
    expect(told.errorCount).toBe(2)
    expect(told.errors.map(({ message }) => message)).toEqual(
      upcoming.map(({ bookingId, start }) => `booking ${bookingId} begins at ${start}`),
    )
    expect(await query('select 1 from erasures where uid = $1', [person.uid])).toEqual([])
    for (const confirm of ['yes', undefined])
      f.expectProblem(
        await f.post(office.backend, 'erase-account', person, { confirm, cancelBookings: true }),
        'invalid-request',
      )
    const body = { confirm: 'erase', cancelBookings: true }
    for (const [user, reason] of [
      [undefined, 'unauthenticated'],
      [await f.anonymousUser(office.backend), 'forbidden'],
    ] as const)
      f.expectProblem(await f.post(office.backend, 'erase-account', user, body), reason)
    for (const wrong of [{ uid: 'a/b' }, { cancelBookings: 'yes' }, { everything: true }])
      f.expectProblem(
        await f.post(office.backend, 'erase-account', person, { ...body, ...wrong }),
        'invalid-request',
      )
    expect(await query('select 1 from erasures where uid = $1', [person.uid])).toEqual([])
  })

  it('is nowhere any more, and what happened stays', async () => {
    const life = await live()
    const { person, owners, made, upcoming, past } = life
    const { backend } = office
    expect(await placesOf(life.words)).not.toEqual([])
    const body = { confirm: 'erase', cancelBookings: true }
    f.granted(await f.post(backend, 'erase-account', person, body))
    f.expectProblem(
      await f.post(backend, 'hold-slot', person, {
        serviceId: made[0]?.serviceId,
        start: startIn(6),
      }),
      'forbidden',
    )
    // Asked again, it answers alike.
    f.granted(await f.post(backend, 'erase-account', person, body))
    await office.settled()
    await end(person)
    await office.settled()
    await expectGone(life)
    expect(published.get(ACCOUNTS_TOPIC)?.join('\n')).toContain(person.uid)
    expect(office.mailbox.of(person.email).at(-1)?.subject).toBe('Your account is being erased')

    const asked = { bookingId: past.bookingId }
    const { booking, history } = f.granted(await f.get(backend, 'get-booking', owners[0], asked))
    expect([booking.client, booking.status]).toEqual([{ name: 'deleted client' }, 'completed'])
    expect(history.at(-1)).toMatchObject({ type: 'booking.erased', by: 'client' })
    for (const [index, { bookingId }] of upcoming.entries()) {
      const told = f.granted(await f.get(backend, 'get-booking', owners[index], { bookingId }))
      expect(told.booking.status).toBe('cancelled')
    }
    // Whoever was in the group with them still is, and both owners were told.
    const agenda = await query(
      `select note, status from bookings where professional_id = $1 and note is not null`,
      [made[0]?.professionalId],
    )
    expect(agenda).toEqual([{ note: 'stays', status: 'confirmed' }])
    for (const owner of owners)
      expect((await office.notes(owner)).map(({ type }) => type)).toContain('booking.cancelled')
    const { authHost } = inject('parts')
    const auth = await fetch(
      `http://${authHost}/identitytoolkit.googleapis.com/v1/projects/${backend.projectId}/accounts:lookup`,
      {
        method: 'POST',
        headers: { Authorization: 'Bearer owner', 'Content-Type': 'application/json' },
        body: JSON.stringify({ localId: [person.uid] }),
      },
    )
    expect(await auth.json()).not.toHaveProperty('users')
  })
})

/** A world that dies after so many calls of its parts: before one is made, or right after it was. */
function dying(world: World, calls: number): World {
  let left = calls
  const live = () => {
    if (left-- <= 0) throw new Error('killed')
  }
  const { sendMail } = world
  return {
    ...world,
    log: () => {},
    database: world.database.withPlugin({
      transformQuery: ({ node }) => {
        live()
        return node
      },
      transformResult: ({ result }) => Promise.resolve(result),
    }),
    firestore: {
      ...world.firestore,
      accessToken: () => {
        live()
        return world.firestore.accessToken()
      },
    },
    ...(sendMail && {
      sendMail: async (mail) => {
        live()
        const sent = await sendMail(mail)
        live()
        return sent
      },
    }),
    deleteAuthAccount: async (uid) => {
      live()
      await world.deleteAuthAccount(uid)
      live()
    },
  }
}

/** One run of the job in a world. */
function runIn(world: World) {
  const parts = openFanOut(world)
  return eraseAccounts(world, {
    mirror: async (professionalId, revision) => {
      const done = await fanOut(parts, professionalId, { revision })
      return done === 'written' || done === 'unchanged'
    },
    emptyMessages: (messages) => emptyNotifications(world.firestore, messages),
    deleteDocuments: (uid) => deleteAccountDocuments(world.firestore, uid),
  })
}

describe('an erasure', () => {
  it('that is killed anywhere, and run again, ends the same', async () => {
    const life = await live()
    const { person } = life
    const { world } = office.backend
    await markErasure(world.database, person.uid, world.now(), 0)
    ahead += 4 * MINUTE
    const steps = new Set<unknown>()
    let kills = 0
    for (let calls = 1; calls < 400; calls += runs(4, 1)) {
      await query('update erasures set leased_until = null, due_at = at where uid = $1', [
        person.uid,
      ])
      try {
        await runIn(dying(world, calls))
      } catch {
        kills++
      }
      ahead += MINUTE / 6
      const [row] = await query('select step from erasures where uid = $1', [person.uid])
      steps.add(row?.['step'])
      if (row?.['step'] === 'done') break
    }
    expect(kills).toBeGreaterThan(runs(5, 10))
    expect(steps).toContain('done')
    // What was saved and not published any more waits in the outbox.
    ahead += MINUTE
    f.granted(await job('relay-changes'))
    await office.settled()
    await expectGone(life)
  }, 180_000)

  it('that is asked for twice at once, while its person books, leaves nothing behind', async () => {
    const life = await live()
    const { person, owners, made } = life
    const { backend } = office
    const erase = () =>
      f.post(backend, 'erase-account', person, { confirm: 'erase', cancelBookings: true })
    const book = (serviceId = '') =>
      f.post(
        backend,
        'create-booking',
        person,
        { serviceId, start: startIn(7), note: life.words[0] },
        { 'Idempotency-Key': `${life.words[0]} ${taken}` },
      )
    const bookFor = ({ serviceId }: f.Made, owner: User) =>
      f.post(backend, 'create-booking', owner, {
        serviceId,
        start: startIn(8),
        clientUid: person.uid,
      })
    const others = made.flatMap((one, index) => {
      const owner = owners[index]
      return [book(one.serviceId), book(one.serviceId), ...(owner ? [bookFor(one, owner)] : [])]
    })
    const [first, second, ...booked] = await Promise.all([erase(), erase(), ...others])
    expect([first.status, second.status]).toEqual([200, 200])
    for (const { status } of booked) expect([200, 403, 404, 409]).toContain(status)
    await office.settled()
    await end(person)
    await office.settled()
    await expectGone(life)
  })

  it('of somebody else is an admin’s to ask for', async () => {
    const life = await live()
    const { backend } = office
    const { person, owners } = life
    const body = { confirm: 'erase', cancelBookings: true, uid: person.uid }
    f.expectProblem(await f.post(backend, 'erase-account', owners[0], body), 'forbidden')
    const admin = await f.adminUser(backend)
    const nobody = { ...body, uid: 'nobody-at-all' }
    f.expectProblem(await f.post(backend, 'erase-account', admin, nobody), 'not-found')
    f.granted(await f.post(backend, 'erase-account', admin, body))
    // Who may act for others writes nothing more for one who goes, either.
    const expectLeftAlone = async () => {
      const { serviceId = '' } = life.made[0] ?? {}
      const client = { name: life.words[0] ?? '' }
      for (const [name, input] of [
        ['create-booking', { serviceId, start: startIn(7), clientUid: person.uid, client }],
        ['save-professional', { ownerUid: person.uid, ...client, timeZone: 'UTC' }],
      ] as const)
        f.expectProblem(await f.post(backend, name, admin, input), 'not-found')
    }
    await expectLeftAlone()
    await end(person)
    await expectLeftAlone()
    await expectGone(life)
  })
})

describe('an owner who is erased', () => {
  it('is a deleted professional to clients, in every booking and nowhere else', async () => {
    const { backend } = office
    const mark = 'Yara7x'
    const [owner, client] = await Promise.all([
      backend.user(`${mark} Owner`),
      backend.user('Carla Client'),
    ])
    const professional = {
      name: `${mark} Owner`,
      headline: `with ${mark}`,
      about: `all of ${mark}`,
      photoUrl: `https://example.com/${mark}.jpg`,
      location: { address: `${mark} street 1` },
      contact: { phone: `call ${mark}`, email: `${mark}@example.com` },
      specialties: [mark],
    }
    const { professionalId, serviceId } = await f.makeProfessional(backend, owner, {
      hours: f.everyDay('00:00', '24:00'),
      professional,
      service: { name: `${mark} massage`, description: `by ${mark}` },
    })
    const command = async (name: string, input: object) =>
      f.granted(await f.post(backend, name, owner, input))
    const past = await f.book(backend, client, serviceId, startIn(1))
    const upcoming = await f.book(backend, client, serviceId, startIn(2))
    const refused = await f.book(backend, client, serviceId, startIn(3))
    const reason = `${mark} is ill`
    await command('cancel-booking', { bookingId: refused.bookingId, reason })
    await command('add-time-off', { start: startIn(10), end: startIn(11), note: `${mark} rests` })
    await command('set-activity', { state: 'busy', message: `${mark} is back soon` })
    const range = { from: startIn(12), to: startIn(14) }
    await command('set-external-busy', {
      source: `calendar of ${mark}`,
      ...range,
      intervals: [{ start: range.from, end: range.to }],
    })
    const asked = { bookingId: past.bookingId, start: startIn(1) }
    const keyed = { 'Idempotency-Key': 'of a client' }
    f.granted(await f.post(backend, 'reschedule-booking', client, asked, keyed))
    await office.settled()
    await completeBefore(past, 9)
    const days = () => backend.firestore.collection(`professionals/${professionalId}/days`).get()
    expect((await days()).size).toBeGreaterThan(0)

    const body = { confirm: 'erase' }
    const first = f.expectProblem(
      await f.post(backend, 'erase-account', owner, body),
      'not-changeable',
    )
    expect(first.errors[0]?.message).toContain(upcoming.bookingId)
    f.granted(await f.post(backend, 'erase-account', owner, { ...body, cancelBookings: true }))
    await office.settled()
    expect((await office.notes(client))[0]).toMatchObject({
      type: 'booking.cancelled',
      bookingId: upcoming.bookingId,
    })
    await end(owner)
    await office.settled()

    const words = [mark, mark.toLowerCase(), owner.email]
    await expectGone({ person: owner, words }, emptiedOfOwner())
    expect((await days()).size).toBe(0)
    const document = await backend.firestore.doc(`professionals/${professionalId}`).get()
    expect(document.exists).toBe(false)
    for (const { bookingId } of [past, upcoming, refused]) {
      const told = f.granted(await f.get(backend, 'get-booking', client, { bookingId }))
      expect(told.booking).toMatchObject({
        professionalName: 'deleted professional',
        client: { uid: client.uid },
      })
      const shown = await backend.firestore
        .doc(`accounts/${client.uid}/bookings/${bookingId}`)
        .get()
      expect(shown.get('professionalName')).toBe('deleted professional')
    }
    const found = f.granted(await f.get(backend, 'get-professional', client, { professionalId }))
    expect(found.professional).toMatchObject({ name: 'deleted professional', active: false })
    // What was told stays, without their name.
    const notes = await office.notes(client)
    expect(notes.map(({ type, body }) => [type, body])).toContainEqual(['booking.cancelled', ''])
    // Whatever the clock or a reconciliation does with the calendar later, nothing comes back.
    f.granted(await job('reconcile-availability'))
    f.granted(await job('tick'))
    await expectGone({ person: owner, words }, emptiedOfOwner())
    // Nor does an admin open it again, or write into what nobody would ever erase.
    const admin = await f.adminUser(backend)
    const named = { professionalId }
    for (const [name, input] of [
      ['save-professional', { ...named, name: mark, active: true }],
      ['save-professional', { ownerUid: owner.uid, name: mark, active: true }],
      ['save-service', { ...named, serviceId, name: mark, active: true }],
      ['save-service', { ...named, name: mark, durationMinutes: 30 }],
      ['set-working-hours', { ...named, hours: [] }],
      ['set-date-hours', { ...named, date: startIn(4).slice(0, 10), intervals: [] }],
      ['add-time-off', { ...named, start: startIn(5), end: startIn(6), note: mark }],
      ['set-external-busy', { ...named, source: mark, ...range, intervals: [] }],
      ['set-activity', { ...named, state: 'busy', until: startIn(1), message: mark }],
      ['set-block', { ...named, clientUid: client.uid, blocked: true, note: mark }],
    ] as const)
      f.expectProblem(await f.post(backend, name, admin, input), 'not-found')
    await office.settled()
    await expectGone({ person: owner, words }, emptiedOfOwner())
  })
})
