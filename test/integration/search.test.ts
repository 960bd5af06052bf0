// One definition of what is free: the search, the day documents and the simulator agree about the same calendar.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Scenario } from '../../shared/contract/scenario.ts'
import { simulate } from '../../shared/scheduling/free/simulate.ts'
import { formatInstant } from '../../shared/time/instant.ts'
import { type Backend, plain } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { runs } from '../support/long.ts'
import { type Schedule, toScenario } from '../support/to-scenario.ts'
import type { User } from '../support/users.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Within 60 days, the clocks of all the zones below change. */
const NOW = '2027-03-10T10:20:30Z'
const ZONES = [
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/Santiago',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
]

let backend: Backend
let clients: readonly User[]
let stranger: User

beforeAll(async () => {
  ;({ backend } = await f.startClocked(NOW, { subscribe: true }))
  stranger = await backend.user('Sam Stranger')
  clients = await Promise.all(['Carl', 'Cora', 'Cem'].map((name) => backend.user(name)))
})
afterAll(() => backend.stop())

// ---- Random calendars, as requests make them ----

const wall = fc.integer({ min: 0, max: 95 }).map((quarter) => {
  const hour = String(Math.floor(quarter / 4)).padStart(2, '0')
  return `${hour}:${String((quarter % 4) * 15).padStart(2, '0')}`
})
const interval = fc.tuple(wall, fc.oneof(wall, fc.constant('24:00'))).filter(([a, b]) => a !== b)
const dated = interval.map(([start, end]) => ({ start, end }))
const weekly = fc
  .array(
    fc
      .tuple(fc.integer({ min: 1, max: 7 }), dated)
      .map(([weekday, hours]) => ({ weekday, ...hours })),
    { minLength: 4, maxLength: 12 },
  )
  .filter((hours) => hours.length > 0)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const minutes = (values: readonly number[]) => fc.constantFrom(...values)
const date = (days: number) => formatInstant(Date.parse(NOW) + days * DAY).slice(0, 10)

const service = fc.record({
  durationMinutes: minutes([15, 30, 45, 60, 90]),
  bufferBeforeMinutes: minutes([0, 0, 10]),
  bufferAfterMinutes: minutes([0, 5, 15]),
  capacity: minutes([1, 1, 3]),
  hours: maybe(weekly),
  slotStepMinutes: maybe(minutes([15, 20, 60])),
  minNoticeMinutes: maybe(minutes([0, 90, 1440])),
  horizonDays: maybe(minutes([5, 30])),
})

const calendars = fc.record({
  timeZone: fc.constantFrom(...ZONES),
  policy: fc.record({
    slotStepMinutes: maybe(minutes([30, 45])),
    minNoticeMinutes: minutes([0, 60]),
    horizonDays: minutes([20, 60]),
    maxBookingsPerDay: maybe(minutes([2, 3])),
    maxBookingsPerWeek: maybe(minutes([4])),
    maxMinutesPerDay: maybe(minutes([120])),
    weekStartsOn: fc.integer({ min: 1, max: 7 }),
    perClient: maybe(fc.constant({ maxPerDay: 1, maxUpcoming: 3 })),
  }),
  services: fc.tuple(service, service),
  rules: fc.tuple(weekly, fc.tuple(fc.integer({ min: -3, max: 30 }), weekly)),
  dateHours: fc.uniqueArray(
    fc.tuple(fc.integer({ min: 0, max: 40 }), fc.array(dated, { maxLength: 2 })),
    { maxLength: 4, selector: ([day]) => day },
  ),
  timeOff: fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 40 })), {
    maxLength: 3,
  }),
  busy: fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 6 })), {
    maxLength: 3,
  }),
  picks: fc.array(
    fc.record({
      of: fc.integer({ min: 0, max: 1 }),
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
      seats: minutes([1, 1, 2]),
    }),
    { maxLength: 8 },
  ),
})
type Random = typeof calendars extends fc.Arbitrary<infer T> ? T : never

const defined = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

const inHours = (hours: number) => formatInstant(Date.parse(NOW) + hours * 60 * MINUTE)

interface Laid {
  readonly owner: User
  readonly professionalId: string
  readonly serviceIds: readonly string[]
  readonly revision: number
}

/** Makes the calendar by requests; what has no function yet is inserted. */
async function lay({
  timeZone,
  policy,
  services,
  rules,
  dateHours,
  timeOff,
  busy,
}: Random): Promise<Laid> {
  const owner = await backend.user('Olga Owner')
  const profile = { name: 'Olga', timeZone, policy: defined(policy) }
  const { professional } = f.granted(await f.post(backend, 'save-professional', owner, profile))
  const { professionalId } = professional
  const insert = (table: string, values: string, parameters: unknown[]) =>
    backend.database.query(`insert into ${table} values ($1, ${values})`, [
      professionalId,
      ...parameters,
    ])
  for (const [day, intervals] of dateHours)
    await insert('date_hours', '$2, $3', [date(day), JSON.stringify(intervals)])
  for (const [from, length] of timeOff)
    await insert('time_off', 'gen_random_uuid(), tstzrange($2, $3)', [
      inHours(from),
      inHours(from + length),
    ])
  for (const [from, length] of busy)
    await insert('external_busy', `'other', tstzrange($2, $3)`, [
      inHours(from),
      inHours(from + length),
    ])
  const serviceIds: string[] = []
  for (const one of services) {
    const offer = { name: 'Offer', ...defined(one) }
    const saved = f.granted(await f.post(backend, 'save-service', owner, offer))
    serviceIds.push(saved.service.serviceId)
  }
  const [first, [day, second]] = rules
  const rule = { hours: first, effectiveFrom: date(-10) }
  f.granted(await f.post(backend, 'set-working-hours', owner, rule))
  const later = { hours: second, effectiveFrom: date(day) }
  const { revision } = f.granted(await f.post(backend, 'set-working-hours', owner, later))
  return { owner, professionalId, serviceIds, revision }
}

const search = async (user: User, query: Record<string, string>) =>
  f.granted(await f.get(backend, 'search-availability', user, query))

/** Books what the random picks hit; answers how many there are. */
async function bookSome({ professionalId, serviceIds }: Laid, { picks }: Random): Promise<number> {
  let booked = 0
  for (const [index, { of, at, seats }] of picks.entries()) {
    const serviceId = f.nth(serviceIds, of)
    const user = f.nth(clients, index % clients.length)
    const range = { from: NOW, to: inHours(24 * 20) }
    const { slots } = await search(user, { professionalId, serviceId, ...range })
    const slot = slots[Math.floor(at * slots.length)]
    if (!slot) continue
    const wanted = { serviceId, start: slot.start, seats: Math.min(seats, slot.seatsLeft) }
    f.granted(await f.post(backend, 'create-booking', user, wanted))
    booked++
  }
  return booked
}

/** What the simulator is told of a calendar: its schedule and the list of its bookings. */
async function scenarioOf(
  { owner, professionalId }: Laid,
  serviceId: string,
  range: { from: string; to: string },
  seats: number,
): Promise<Scenario> {
  const schedule = f.granted(await f.get(backend, 'get-schedule', owner)) as unknown as Schedule
  const { bookings } = f.granted(
    await f.get(backend, 'list-bookings', owner, { as: 'professional', professionalId }),
  )
  return toScenario(schedule, bookings, { serviceId, now: NOW, seats, ...range })
}

/** What the day documents of a service hold, by start. */
async function mirrored(professionalId: string, serviceId: string) {
  const days = await backend.firestore.collection(`professionals/${professionalId}/days`).get()
  return days.docs
    .flatMap((day) => {
      const { slots } = plain(day.data()) as {
        slots: Record<string, { start: string; seatsLeft: number }[]>
      }
      return slots[serviceId] ?? []
    })
    .toSorted((a, b) => (a.start < b.start ? -1 : 1))
}

const short = ({ start, seatsLeft }: { start: string; seatsLeft: number }) => ({ start, seatsLeft })

describe('the search, the simulator and the day documents', () => {
  const randoms = fc.sample(calendars, { numRuns: runs(5, 14), seed: 20_270_310 })

  it.each(randoms.map((random, index) => ({ index, zone: random.timeZone, random })))(
    'agree about random calendar $index in $zone',
    async ({ random }) => {
      const laid = await lay(random)
      const booked = await bookSome(laid, random)
      const { professionalId, revision, owner } = laid
      await backend.mirrored(professionalId, revision + booked)
      // Whoever has booked may be shown less than everybody.
      const visitor = stranger
      for (const serviceId of laid.serviceIds) {
        const range = { from: inHours(-30), to: inHours(24 * 60) }
        const free: Record<number, readonly f.ShownSlot[]> = {}
        for (const seats of [1, 2]) {
          const told = await search(visitor, {
            professionalId,
            serviceId,
            seats: String(seats),
            ...range,
          })
          const scenario = await scenarioOf(laid, serviceId, range, seats)
          const simulated = simulate(scenario).slots.map((slot) => ({
            start: formatInstant(slot.start),
            end: formatInstant(slot.end),
            seatsLeft: slot.seatsLeft,
          }))
          expect(told.slots).toEqual(simulated)
          expect(told.revision).toBe(revision + booked)
          free[seats] = told.slots
        }
        const schedule = f.granted(await f.get(backend, 'get-schedule', owner))
        const { minNoticeMinutes = schedule.professional.policy.minNoticeMinutes } =
          schedule.services.find((one) => one.serviceId === serviceId) ?? {}
        const earliest = Date.parse(NOW) + minNoticeMinutes * MINUTE
        const offered = (await mirrored(professionalId, serviceId)).filter(
          ({ start }) => Date.parse(start) >= earliest && start < range.to,
        )
        expect(offered.map(short)).toEqual(free[1]?.map(short))
      }
    },
  )
})

describe('a search', () => {
  let owner: User
  let made: f.Made
  let client: User
  let other: User
  const TUESDAY = '2027-03-16'
  const day = { from: `${TUESDAY}T00:00:00Z`, to: '2027-03-17T00:00:00Z' }

  beforeAll(async () => {
    owner = await backend.user('Ana Owner')
    client = f.nth(clients, 0)
    other = f.nth(clients, 1)
    made = await f.makeProfessional(backend, owner, {
      service: { capacity: 3, durationMinutes: 60 },
      professional: { timeZone: 'UTC' },
      hours: f.everyDay('09:00', '13:00'),
    })
  })

  const find = async (user: User, more: Record<string, string> = {}) => {
    const { professionalId, serviceId } = made
    return (await search(user, { professionalId, serviceId, ...day, ...more })).slots
  }
  const starts = (slots: readonly f.ShownSlot[]) => slots.map(({ start }) => start.slice(11, 16))

  it('lists starts in a half-open range, also such as end after it', async () => {
    expect(starts(await find(client))).toEqual(['09:00', '10:00', '11:00', '12:00'])
    const range = { from: `${TUESDAY}T10:00:00Z`, to: `${TUESDAY}T12:00:00Z` }
    expect(starts(await find(client, range))).toEqual(['10:00', '11:00'])
    const fraction = { from: `${TUESDAY}T10:00:00.001Z`, to: `${TUESDAY}T12:00:00.001Z` }
    expect(starts(await find(client, fraction))).toEqual(['11:00', '12:00'])
    expect(starts(await find(client, { to: `${TUESDAY}T09:30:00Z` }))).toEqual(['09:00'])
  })

  it('from before now is from now', async () => {
    const range = { from: '2027-03-01T00:00:00Z', to: '2027-03-11T00:00:00Z' }
    const found = await find(client, range)
    expect(found.map(({ start }) => start)).toEqual([
      '2027-03-10T11:00:00Z',
      '2027-03-10T12:00:00Z',
    ])
    const past = { from: '2027-02-01T00:00:00Z', to: '2027-03-01T00:00:00Z' }
    expect(await find(client, past)).toEqual([])
  })

  it('is the same in every zone, which changes what is displayed alone', async () => {
    const { professionalId, serviceId } = made
    const query = { professionalId, serviceId, ...day, timeZone: 'asia/tokyo' }
    const told = await search(client, query)
    expect(told.displayTimeZone).toBe('Asia/Tokyo')
    expect(told.timeZone).toBe('UTC')
    expect(told.slots).toEqual(await find(client))
  })

  it('asks for seats, and for what a booking that moves would leave', async () => {
    const start = `${TUESDAY}T10:00:00Z`
    const booking = await f.book(backend, client, made.serviceId, start, { seats: 2 })
    const { bookingId } = booking
    const at10 = async (user: User, more: Record<string, string> = {}) =>
      (await find(user, more)).find((slot) => slot.start === start)?.seatsLeft
    expect(await at10(other)).toBe(1)
    expect(await at10(other, { seats: '2' })).toBeUndefined()
    expect(await at10(client)).toBe(1)
    expect(await at10(client, { reschedulingBookingId: bookingId, seats: '3' })).toBe(3)
    expect(await at10(owner, { reschedulingBookingId: bookingId, seats: '3' })).toBe(3)
    const { professionalId, serviceId } = made
    const query = { professionalId, serviceId, ...day, reschedulingBookingId: bookingId }
    f.expectProblem(await f.get(backend, 'search-availability', other, query), 'not-found')
    f.granted(await f.post(backend, 'cancel-booking', client, { bookingId }))
    expect(await at10(other, { seats: '3' })).toBe(3)
  })

  it('does not count the booking that moves in limits', async () => {
    f.granted(
      await f.post(backend, 'save-professional', owner, { policy: { maxBookingsPerDay: 1 } }),
    )
    const booking = await f.book(backend, client, made.serviceId, `${TUESDAY}T11:00:00Z`, {
      seats: 3,
    })
    const { bookingId } = booking
    expect(starts(await find(client))).toEqual([])
    const moving = await find(client, { reschedulingBookingId: bookingId })
    expect(starts(moving)).toEqual(['09:00', '10:00', '11:00', '12:00'])
    f.granted(await f.post(backend, 'cancel-booking', client, { bookingId }))
    f.granted(
      await f.post(backend, 'save-professional', owner, { policy: { maxBookingsPerDay: null } }),
    )
  })

  it('shows a held time to whoever holds it, until the hold expires to everybody', async () => {
    const { professionalId, serviceId } = made
    const [appointmentId, bookingId] = [backend.world.newId(), backend.world.newId()]
    const [start, end] = [`${TUESDAY}T12:00:00Z`, `${TUESDAY}T13:00:00Z`]
    await backend.database.query(
      `insert into appointments (professional_id, appointment_id, service_id, during, occupies, capacity, seats_taken, state)
        values ($1, $2, $3, tstzrange($4, $5), tstzrange($4, $5), 3, 3, 'active')`,
      [professionalId, appointmentId, serviceId, start, end],
    )
    await backend.database.query(
      `insert into bookings (professional_id, booking_id, appointment_id, service_id, status, start_at, end_at, seats,
          client_uid, client_name, hold_expires_at, created_at, updated_at)
        values ($1, $2, $3, $4, 'held', $5, $6, 3, $7, 'Carl', $8, now(), now())`,
      [professionalId, bookingId, appointmentId, serviceId, start, end, client.uid, inHours(1)],
    )
    await f.moveRevision(backend, professionalId)
    const hold = async (until: string) => {
      await backend.database.query(
        'update bookings set hold_expires_at = $2 where booking_id = $1',
        [bookingId, until],
      )
      await f.moveRevision(backend, professionalId)
    }
    expect(starts(await find(client))).toContain('12:00')
    expect(starts(await find(other))).not.toContain('12:00')
    expect(starts(await find(owner))).not.toContain('12:00')
    await hold(NOW)
    expect(starts(await find(other))).toContain('12:00')
    await hold('2027-03-10T10:20:31Z')
    expect(starts(await find(other))).not.toContain('12:00')
    await hold(NOW)
    const taken = await f.book(backend, other, serviceId, start, { seats: 3 })
    const history = f.granted(await f.get(backend, 'get-booking', owner, { bookingId })).history
    expect(history).toMatchObject([{ type: 'booking.expired' }])
    f.granted(await f.post(backend, 'cancel-booking', other, { bookingId: taken.bookingId }))
  })

  it('finds nothing where service or professional is not active', async () => {
    const { serviceId } = made
    f.granted(await f.post(backend, 'save-service', owner, { serviceId, active: false }))
    expect(await find(client)).toEqual([])
    f.granted(await f.post(backend, 'save-service', owner, { serviceId, active: true }))
    f.granted(await f.post(backend, 'save-professional', owner, { active: false }))
    expect(await find(client)).toEqual([])
    f.granted(await f.post(backend, 'save-professional', owner, { active: true }))
    expect(await find(client)).toHaveLength(4)
  })
})
