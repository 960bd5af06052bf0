// Two that want the same at once, from cold connections: one lawful outcome each time, whoever is first.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runs } from '../support/long.ts'
import { expectInvariants } from '../support/agreement.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import { withColdInstances } from '../support/cold-instance.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

const ROUNDS = runs(8, 50)

let backend: Backend
let owner: User
let anna: User
let ben: User
let made: f.Made
let group: string
let asked: string

beforeAll(async () => {
  backend = await startBackend({ subscribe: false, config: { upcomingBookings: 10_000 } })
  ;[owner, anna, ben] = await Promise.all([
    backend.user('Olga Owner'),
    backend.user('Anna'),
    backend.user('Ben'),
  ])
  made = await f.makeProfessional(backend, owner, { hours: f.everyDay('00:00', '24:00') })
  const save = async (service: object) =>
    f.granted(await f.post(backend, 'save-service', owner, service)).service.serviceId
  group = await save({ name: 'Group', durationMinutes: 30, capacity: 3 })
  asked = await save({ name: 'Asked for', durationMinutes: 30, approval: 'manual' })
})
afterAll(() => backend.stop())

/** A half hour that nobody had before, with an hour between it and the next. */
let taken = 0
function nextStart(): string {
  taken++
  const first = Math.ceil(Date.now() / 86_400_000 + 1) * 86_400_000
  return new Date(first + taken * 3_600_000).toISOString().replace('.000Z', 'Z')
}

interface Call {
  readonly name: string
  readonly user: User
  readonly body: object
}

/** What two or more at once are told, through an instance that has no connection open. */
async function atOnce(...calls: readonly Call[]): Promise<readonly f.Told[]> {
  const told = await withColdInstances(backend, calls.length, (cold) =>
    Promise.all(calls.map(({ name, user, body }) => f.post(cold, name, user, body))),
  )
  for (const { status, body } of told) expect(status, JSON.stringify(body)).toBeLessThan(500)
  return told
}

const outcomeOf = ({ status, body }: f.Told) => (status === 200 ? 'granted' : body.reason)
const outcomes = (told: readonly f.Told[]) => told.map(outcomeOf).toSorted()

const book = (user: User, start: string, serviceId = made.serviceId): Call => ({
  name: 'create-booking',
  user,
  body: { serviceId, start },
})
const move = (user: User, bookingId: string, start: string): Call => ({
  name: 'reschedule-booking',
  user,
  body: { bookingId, start },
})

const liveAt = (start: string) =>
  f.count(
    backend,
    `select count(*) as n from bookings where start_at = $1
      and status not in ('cancelled', 'declined', 'expired')`,
    [start],
  )

/** Runs rounds, and then looks at the books. */
async function rounds(round: (index: number) => Promise<void>): Promise<void> {
  for (let index = 0; index < ROUNDS; index++) await round(index)
  await expectInvariants(backend, made.professionalId)
  expect(backend.log.filter(({ severity }) => severity === 'ERROR')).toEqual([])
}

describe(`in ${ROUNDS} rounds`, () => {
  it('a hold and a booking of one slot: one of them has it', { timeout: 180_000 }, () =>
    rounds(async () => {
      const start = nextStart()
      const hold = { name: 'hold-slot', user: anna, body: { serviceId: made.serviceId, start } }
      expect(outcomes(await atOnce(hold, book(ben, start)))).toEqual(['granted', 'slot-taken'])
      expect(await liveAt(start)).toBe(1)
    }),
  )

  it('a move and a booking of one slot: one of them has it', { timeout: 180_000 }, () =>
    rounds(async () => {
      const [from, to] = [nextStart(), nextStart()]
      const { bookingId } = await f.book(backend, anna, made.serviceId, from)
      const told = await atOnce(move(anna, bookingId, to), book(ben, to))
      expect(outcomes(told)).toEqual(['granted', 'slot-taken'])
      expect(await liveAt(to)).toBe(1)
      expect(await liveAt(from)).toBe(told[0]?.status === 200 ? 0 : 1)
    }),
  )

  it('an approval and a cancellation of one request: it is cancelled', { timeout: 180_000 }, () =>
    rounds(async () => {
      const start = nextStart()
      const { bookingId } = await f.book(backend, anna, asked, start)
      const [approved, cancelled] = await atOnce(
        { name: 'decide-booking', user: owner, body: { bookingId, decision: 'approve' } },
        { name: 'cancel-booking', user: anna, body: { bookingId } },
      )
      expect(['granted', 'not-changeable']).toContain(approved && outcomeOf(approved))
      expect(cancelled?.body.booking).toMatchObject({ status: 'cancelled' })
      expect(await liveAt(start)).toBe(0)
    }),
  )

  it('many and the last seat of a group: one has it', { timeout: 180_000 }, () =>
    rounds(async () => {
      const start = nextStart()
      await f.book(backend, owner, group, start, { client: { name: 'A guest' }, seats: 2 })
      const told = await atOnce(book(anna, start, group), book(ben, start, group), {
        name: 'hold-slot',
        user: anna,
        body: { serviceId: group, start },
      })
      const won = told.filter(({ status }) => status === 200)
      // Anna's own hold gives way to her booking: both may be granted, for one seat in the end.
      expect([1, 2]).toContain(won.length)
      const seats = `select sum(seats) as n from bookings where start_at = $1
        and status not in ('cancelled', 'declined', 'expired')`
      expect(await f.count(backend, seats, [start])).toBe(3)
    }),
  )

  it(
    'time off and a booking in it: the booking is refused, or stays as the owner said',
    { timeout: 180_000 },
    () =>
      rounds(async (index) => {
        const start = nextStart()
        const end = new Date(Date.parse(start) + 1_800_000).toISOString()
        const onConflict = index % 2 === 0 ? 'cancel' : 'keep'
        const [off, booked] = await atOnce(
          { name: 'add-time-off', user: owner, body: { start, end, onConflict } },
          book(anna, start),
        )
        expect(off && outcomeOf(off)).toBe('granted')
        expect(['granted', 'outside-hours']).toContain(booked && outcomeOf(booked))
        const stays = onConflict === 'keep' && booked?.status === 200
        expect(await liveAt(start)).toBe(stays ? 1 : 0)
        expect(off?.body.conflicts).toHaveLength(stays ? 1 : 0)
      }),
  )

  it('two moves that would swap: neither finds the other gone', { timeout: 180_000 }, () =>
    rounds(async () => {
      const [here, there] = [nextStart(), nextStart()]
      const annas = await f.book(backend, anna, made.serviceId, here)
      const bens = await f.book(backend, ben, made.serviceId, there)
      const told = await atOnce(move(anna, annas.bookingId, there), move(ben, bens.bookingId, here))
      expect(outcomes(told)).toEqual(['slot-taken', 'slot-taken'])
      expect([await liveAt(here), await liveAt(there)]).toEqual([1, 1])
    }),
  )

  it('two moves that chase: the one behind may follow', { timeout: 180_000 }, () =>
    rounds(async () => {
      const [first, second, third] = [nextStart(), nextStart(), nextStart()]
      const annas = await f.book(backend, anna, made.serviceId, first)
      const bens = await f.book(backend, ben, made.serviceId, second)
      const [follows, leads] = await atOnce(
        move(anna, annas.bookingId, second),
        move(ben, bens.bookingId, third),
      )
      expect(leads && outcomeOf(leads)).toBe('granted')
      expect(['granted', 'slot-taken']).toContain(follows && outcomeOf(follows))
      expect(await liveAt(second)).toBe(follows?.status === 200 ? 1 : 0)
    }),
  )
})
