// Many at once: one slot is sold once, free slots are sold to everybody, and the mirror agrees with the books.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Backend, plain, startBackend } from '../support/backend.ts'
import { withColdInstances } from '../support/cold-instance.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

const USERS = 32
/** Within one they take turns; between them the database decides. */
const INSTANCES = 4

let backend: Backend
let owner: User
let users: readonly User[]
let made: f.Made
let slots: f.ShownSlot[]

beforeAll(async () => {
  backend = await startBackend()
  owner = await backend.user('Ana Owner')
  users = await Promise.all(Array.from({ length: USERS }, (_, i) => backend.user(`User ${i}`)))
  made = await f.makeProfessional(backend, owner)
  slots = [...(await f.slotsOf(backend, owner, made, { from: 2, to: 20 }))]
})
afterAll(() => backend.stop())

const nextSlot = (): f.ShownSlot => f.nth(slots.splice(0, 1), 0)

const revisionOf = (professionalId: string) =>
  f.count(backend, 'select revision as n from calendars where professional_id = $1', [
    professionalId,
  ])

async function daySlotsOf(start: string): Promise<readonly { start: string }[]> {
  const path = `professionals/${made.professionalId}/days/${start.slice(0, 10)}`
  const day = plain((await backend.firestore.doc(path).get()).data()) as {
    slots: Record<string, { start: string }[]>
  }
  return day.slots[made.serviceId] ?? []
}

const statuses = (told: readonly f.Told[]) =>
  told.map(({ status }) => status).toSorted((a, b) => a - b)

const alarms = () => backend.log.filter(({ severity }) => severity === 'ERROR')

describe(`${USERS} clients at once`, () => {
  it.each([1, 2, 3])('sell one slot once, from cold connections (round %i)', async () => {
    const { start } = nextSlot()
    const before = await revisionOf(made.professionalId)
    const data = { serviceId: made.serviceId, start }
    const told = await withColdInstances(backend, INSTANCES, (cold) =>
      Promise.all(users.map((user) => f.post(cold, 'create-booking', user, data))),
    )
    expect(statuses(told)).toEqual([200, ...Array.from({ length: USERS - 1 }, () => 409)])
    for (const { status, body } of told) {
      if (status === 200) continue
      expect(body.reason).toBe('slot-taken')
      expect(body.alternatives).toHaveLength(5)
      expect(body.alternatives.map((slot) => slot.start)).not.toContain(start)
    }
    const rows = 'select count(*) as n from bookings where professional_id = $1 and start_at = $2'
    expect(await f.count(backend, rows, [made.professionalId, start])).toBe(1)
    expect(await revisionOf(made.professionalId)).toBe(before + 1)
    const changes = 'select count(*) as n from changes where professional_id = $1 and revision > $2'
    expect(await f.count(backend, changes, [made.professionalId, before])).toBe(1)
    await backend.mirrored(made.professionalId, before + 1)
    expect((await daySlotsOf(start)).map((slot) => slot.start)).not.toContain(start)
    expect(alarms()).toEqual([])
  })

  it('each get a free slot of their own', async () => {
    const before = await revisionOf(made.professionalId)
    const starts = users.map(() => nextSlot().start)
    const told = await Promise.all(
      users.map((user, i) =>
        f.post(backend, 'create-booking', user, { serviceId: made.serviceId, start: starts[i] }),
      ),
    )
    expect(statuses(told)).toEqual(users.map(() => 200))
    expect(await revisionOf(made.professionalId)).toBe(before + USERS)
    await backend.mirrored(made.professionalId, before + USERS)
    const offered = (await Promise.all(starts.map(daySlotsOf))).flat().map(({ start }) => start)
    expect(starts.filter((start) => offered.includes(start))).toEqual([])
    const unpublished = 'select count(*) as n from unpublished'
    await expect.poll(() => f.count(backend, unpublished)).toBe(0)
  })

  it('sell the seats of a group and not one more', async () => {
    const group = { name: 'Yoga', durationMinutes: 30, capacity: 10 }
    const { service } = f.granted(await f.post(backend, 'save-service', owner, group))
    const { start } = nextSlot()
    const data = { serviceId: service.serviceId, start }
    const told = await Promise.all(
      users.map((user) => f.post(backend, 'create-booking', user, data)),
    )
    expect(told.filter(({ status }) => status === 200)).toHaveLength(10)
    const refused = told.filter(({ status }) => status !== 200)
    expect(new Set(refused.map(({ body }) => body.reason))).toEqual(new Set(['slot-taken']))
    const appointments = 'select count(*) as n from appointments where service_id = $1'
    expect(await f.count(backend, appointments, [service.serviceId])).toBe(1)
    const seats = 'select sum(seats) as n from bookings where service_id = $1'
    expect(await f.count(backend, seats, [service.serviceId])).toBe(10)
  })

  it('never overlap, whichever of two services they book', async () => {
    const other = { name: 'Long', durationMinutes: 60, bufferBeforeMinutes: 10 }
    const { service } = f.granted(await f.post(backend, 'save-service', owner, other))
    const offered = await f.slotsOf(backend, owner, { ...made, serviceId: service.serviceId })
    // A long one begins while the short one runs.
    const { start } = f.nth(offered, -1)
    const early = new Date(Date.parse(start) + 30 * 60_000).toISOString()
    const told = await Promise.all(
      users.map((user, i) =>
        f.post(
          backend,
          'create-booking',
          user,
          i % 2 === 0
            ? { serviceId: service.serviceId, start }
            : { serviceId: made.serviceId, start: early },
        ),
      ),
    )
    expect(told.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(told.every(({ status }) => status === 200 || status === 409)).toBe(true)
    expect(alarms()).toEqual([])
  })
})

describe('a booking and a cancellation at once', () => {
  it.each([1, 2, 3])('leave the slot booked once or free (round %i)', async () => {
    const { start } = nextSlot()
    const [first, ...others] = users
    const booking = await f.book(backend, f.nth(users, 0), made.serviceId, start)
    const { bookingId } = booking
    const [cancelled, ...told] = await Promise.all([
      f.post(backend, 'cancel-booking', first, { bookingId }),
      ...others
        .slice(0, 8)
        .map((user) =>
          f.post(backend, 'create-booking', user, { serviceId: made.serviceId, start }),
        ),
    ])
    expect(cancelled?.status).toBe(200)
    const won = told.filter(({ status }) => status === 200)
    expect(won.length).toBeLessThanOrEqual(1)
    expect(told.every(({ status }) => status === 200 || status === 409)).toBe(true)
    const live = `select count(*) as n from bookings
      where professional_id = $1 and start_at = $2 and status = 'confirmed'`
    expect(await f.count(backend, live, [made.professionalId, start])).toBe(won.length)
    const taken = `select count(*) as n from appointments
      where professional_id = $1 and lower(during) = $2 and state = 'active'`
    expect(await f.count(backend, taken, [made.professionalId, start])).toBe(won.length)
  })

  it('cancel one booking once, however often it is asked for', async () => {
    const { start } = nextSlot()
    const user = f.nth(users, 0)
    const { bookingId } = await f.book(backend, user, made.serviceId, start)
    const told = await Promise.all(
      Array.from({ length: 8 }, () => f.post(backend, 'cancel-booking', user, { bookingId })),
    )
    expect(told.filter(({ status }) => status === 200)).toHaveLength(1)
    const refused = told.filter(({ status }) => status !== 200).map(({ body }) => body.reason)
    expect(new Set(refused)).toEqual(new Set(['already-cancelled']))
  })
})

describe('first requests at once', () => {
  it('make one calendar of one owner', async () => {
    const newcomer = await backend.user('Nina New')
    const profile = { name: 'Nina', timeZone: 'Europe/Paris' }
    const told = await withColdInstances(backend, INSTANCES, (cold) =>
      Promise.all(
        Array.from({ length: 8 }, () => f.post(cold, 'save-professional', newcomer, profile)),
      ),
    )
    const ids = told.map((one) => f.granted(one).professional.professionalId)
    expect(new Set(ids).size).toBe(1)
    expect(told.map(({ body }) => body.revision)).toEqual(ids.map(() => 1))
    expect(await revisionOf(f.nth(ids, 0))).toBe(1)
  })

  it('of different owners do not hinder one another', async () => {
    const profile = { name: 'Nina', timeZone: 'Europe/Paris' }
    const told = await Promise.all(
      users.slice(0, 16).map((user) => f.post(backend, 'save-professional', user, profile)),
    )
    expect(new Set(told.map((one) => f.granted(one).professional.professionalId)).size).toBe(16)
  })

  it('that change different fields are all kept', async () => {
    const fields = [
      { headline: 'Physiotherapist' },
      { about: 'Backs and knees' },
      { online: true },
      { specialties: ['back', 'knee'] },
      { policy: { minNoticeMinutes: 30 } },
      { policy: { horizonDays: 90 } },
    ]
    const before = await revisionOf(made.professionalId)
    const told = await Promise.all(
      fields.map((one) => f.post(backend, 'save-professional', owner, one)),
    )
    for (const one of told) f.granted(one)
    const { professional } = f.granted(await f.get(backend, 'get-schedule', owner))
    expect(professional).toMatchObject({
      headline: 'Physiotherapist',
      about: 'Backs and knees',
      online: true,
      specialties: ['back', 'knee'],
      policy: { minNoticeMinutes: 30, horizonDays: 90 },
    })
    expect(await revisionOf(made.professionalId)).toBe(before + fields.length)
  })
})
