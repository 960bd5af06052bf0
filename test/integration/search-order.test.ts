// The order of search-professionals is what asking search-availability about everybody comes to: over random professionals
// in several zones, whether their openings are exact, out of date, or some of each.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE, formatInstant } from '../../shared/time/instant.ts'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { type Found, findAll, insertHold, makeExact, makeStale } from '../support/search.ts'
import type { User } from '../support/users.ts'
import { runs } from '../support/long.ts'

const NOW = '2027-03-10T10:20:30Z'
const ZONES = [
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
]

let backend: Backend
let client: User
let other: User

const inMillis = (millis: number) => formatInstant(Date.parse(NOW) + millis)

// ---- Random professionals ----

const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values)
const hour = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((at) => `${String(at).padStart(2, '0')}:00`)
const interval = fc.record({ start: hour(0, 11), end: hour(12, 23) })
const onDay = fc
  .tuple(fc.integer({ min: 1, max: 7 }), interval)
  .map(([weekday, hours]) => ({ weekday, ...hours }))
const weekly = fc.oneof(
  fc.array(onDay, { maxLength: 6 }),
  interval.map(({ start, end }) => f.everyDay(start, end)),
)
const service = fc.record({
  durationMinutes: pick(30, 60, 90),
  bufferAfterMinutes: pick(0, 15),
  capacity: pick(1, 3),
  minNoticeMinutes: pick(0, 0, 90, 3 * 1440),
  horizonDays: pick(0, 3, 20, 60),
})
const professionals = fc.record({
  timeZone: pick(...ZONES),
  policy: fc.record({ slotStepMinutes: pick(15, 30, 60), maxBookingsPerDay: pick(2, 3, 100) }),
  services: fc.array(service, { minLength: 1, maxLength: 3 }),
  hours: weekly,
  busy: fc.array(fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 1, max: 40 })), {
    maxLength: 3,
  }),
  bookings: fc.integer({ min: 0, max: 2 }),
  isAway: pick(false, false, false, true),
  isHeld: pick(false, false, true),
})
type Random = typeof professionals extends fc.Arbitrary<infer T> ? T : never

async function lay(random: Random): Promise<string> {
  const { timeZone, policy, services, hours, busy, bookings, isAway, isHeld } = random
  const owner = await backend.user('Olga Owner')
  const profile = { name: 'Olga', timeZone, policy }
  const made = f.granted(await f.post(backend, 'save-professional', owner, profile))
  const { professionalId } = made.professional
  const rule = { hours, effectiveFrom: '2027-01-01' }
  f.granted(await f.post(backend, 'set-working-hours', owner, rule))
  const intervals = busy.map(([from, length]) => ({
    start: inMillis(from * HOUR),
    end: inMillis((from + length) * HOUR),
  }))
  const range = { from: NOW, to: inMillis(10 * DAY) }
  const told = { source: 'other', ...range, intervals }
  f.granted(await f.post(backend, 'set-external-busy', owner, told))
  const serviceIds: string[] = []
  for (const one of services) {
    const saved = f.granted(await f.post(backend, 'save-service', owner, { name: 'Offer', ...one }))
    serviceIds.push(saved.service.serviceId)
  }
  const serviceId = f.nth(serviceIds, 0)
  const free = () => f.slotsOf(backend, owner, { professionalId, serviceId }, { from: 0, to: 60 })
  for (let count = 0; count < bookings; count++) {
    const [slot] = await free()
    if (slot) await f.book(backend, owner, serviceId, slot.start, { seats: slot.seatsLeft })
  }
  const [slot] = await free()
  if (isHeld && slot)
    await insertHold(backend, client, { professionalId, serviceId }, slot, inMillis(10 * MINUTE))
  if (isAway)
    await backend.database.query(`insert into activities values ($1, 'away', $2, $3, null)`, [
      professionalId,
      inMillis(-HOUR),
      inMillis(5 * MINUTE),
    ])
  return professionalId
}

// ---- What the list must be ----

interface Wish {
  readonly from?: string
  readonly to?: string
  readonly durationMinutes?: string
  readonly availableNow?: 'true'
}

/** A professional as asking about every service comes to. */
async function askAbout(user: User, professionalId: string, wish: Wish): Promise<Found[]> {
  const told = f.granted(await f.get(backend, 'get-professional', user, { professionalId }))
  const { professional, services, activity } = told as unknown as Found
  const counting = services.filter(
    ({ durationMinutes }) =>
      (wish.durationMinutes ?? `${durationMinutes}`) === `${durationMinutes}`,
  )
  if (counting.length === 0) return []
  const slotsFrom = async (from: string, to: string) => {
    const lists = await Promise.all(
      counting.map(async ({ serviceId }) => {
        const query = { professionalId, serviceId, from, to }
        const found = f.granted(await f.get(backend, 'search-availability', user, query))
        return found.slots.map((slot) => ({ serviceId, ...slot }))
      }),
    )
    return lists.flat().toSorted((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))
  }
  const slots = await slotsFrom(wish.from ?? NOW, wish.to ?? inMillis(62 * DAY))
  const soon = await slotsFrom(NOW, inMillis(HOUR + 1000))
  const isBound = wish.from !== undefined || wish.to !== undefined
  if (isBound && slots.length === 0) return []
  if (wish.availableNow && (soon.length === 0 || activity.state !== 'available')) return []
  return [{ professional, services, activity, nextSlots: slots.slice(0, 3) }]
}

const keyOf = ({ professional, nextSlots }: Found) =>
  `${nextSlots[0]?.start ?? '9999'} ${professional.professionalId}`

let ids: readonly string[]

async function ask(user: User, wish: Wish): Promise<readonly Found[]> {
  const found = await Promise.all(ids.map((id) => askAbout(user, id, wish)))
  return found.flat().toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

const asked = new Map<string, Promise<readonly Found[]>>()

/** What asking about everybody comes to: the same for every page size, and whatever is known of openings. */
function expected(user: User, wish: Wish): Promise<readonly Found[]> {
  const key = JSON.stringify([user.uid, wish])
  const known = asked.get(key) ?? ask(user, wish)
  asked.set(key, known)
  return known
}

beforeAll(async () => {
  ;({ backend } = await f.startClocked(NOW))
  ;[client, other] = await Promise.all([backend.user('Carl'), backend.user('Cora')])
  ids = await Promise.all(fc.sample(professionals, { numRuns: 24, seed: 20_270_310 }).map(lay))
})
afterAll(() => backend.stop())

const WISHES: readonly Wish[] = [
  {},
  { durationMinutes: '60' },
  { to: inMillis(DAY) },
  { from: inMillis(-DAY), to: inMillis(3 * DAY) },
  { from: inMillis(5 * HOUR), to: inMillis(2 * DAY) },
  { from: inMillis(20 * DAY) },
  { from: inMillis(30 * DAY), to: inMillis(50 * DAY), durationMinutes: '90' },
  { availableNow: 'true' },
  { availableNow: 'true', from: inMillis(DAY), to: inMillis(5 * DAY) },
  { availableNow: 'true', to: inMillis(20 * MINUTE), durationMinutes: '30' },
]

describe.each([
  { openings: 'out of date', make: () => makeStale(backend) },
  { openings: 'exact', make: () => makeExact(backend) },
  {
    openings: 'partly out of date',
    make: async () => {
      await makeExact(backend)
      await backend.database.query(
        `update calendars set due_at = '-infinity' where get_byte(uuid_send(professional_id), 15) % 2 = 0`,
      )
    },
  },
])('where openings are $openings', ({ make }) => {
  beforeAll(make)

  it.each(WISHES)('everybody stands where they must, for $0', async (wish) => {
    for (const [user, pageSize] of [
      [client, String(runs(7, 1))],
      [client, '100'],
      [other, '5'],
    ] as const) {
      const wanted = await expected(user, wish)
      const found = await findAll(backend, user, { ...wish, pageSize })
      expect(found.map(keyOf)).toEqual(wanted.map(keyOf))
      expect(found).toEqual(wanted)
    }
  })
})

describe('these random professionals', () => {
  it('are such that orders differ, holds matter and every wish finds somebody', async () => {
    for (const wish of WISHES)
      expect((await expected(client, wish)).length, JSON.stringify(wish)).toBeGreaterThan(0)
    const mine = await expected(client, {})
    const theirs = await expected(other, {})
    expect(mine.map(keyOf)).not.toEqual(theirs.map(keyOf))
    expect(new Set(mine.map(({ professional }) => professional.timeZone)).size).toBe(ZONES.length)
    const empty = mine.filter(({ nextSlots }) => nextSlots.length === 0)
    expect(empty.length).toBeGreaterThan(1)
    expect(empty.length).toBeLessThan(mine.length / 2)
  })
})
