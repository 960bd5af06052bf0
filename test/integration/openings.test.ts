// Openings: saved by the fan-out, and relied on by the search only while they are exact.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openFanOut } from '../../shared/runtime/jobs/mirror/open-fan-out.ts'
import { saveOpenings } from '../../shared/database/save/save-openings.ts'
import { fanOut } from '../../shared/realtime/fan-out.ts'
import { MINUTE, formatInstant } from '../../shared/time/instant.ts'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { findAll, findPage, insertHold } from '../support/search.ts'
import type { User } from '../support/users.ts'

const NOW = '2027-03-10T08:30:00Z'
const NINE = '2027-03-10T09:00:00Z'

let backend: Backend
let clock: f.Clock
let client: User
let other: User

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked(NOW))
  ;[client, other] = await Promise.all([backend.user('Carl'), backend.user('Cora')])
})
afterAll(() => backend.stop())
beforeEach(() => {
  clock.now = Date.parse(NOW)
})

const inMillis = (millis: number) => formatInstant(Date.parse(NOW) + millis)

interface Owned extends f.Made {
  readonly owner: User
}

/** A professional who is found under a specialty of their own; in UTC, every day 09:00 to 17:00. */
async function make(
  specialty: string,
  options: Parameters<typeof f.makeProfessional>[2] = {},
): Promise<Owned> {
  const owner = await backend.user('Olga Owner')
  const professional = { timeZone: 'UTC', specialties: [specialty], ...options.professional }
  return { ...(await f.makeProfessional(backend, owner, { ...options, professional })), owner }
}

/** Brings one professional's documents and openings up, with nothing for the clock to do. */
async function project({ professionalId }: Pick<f.Made, 'professionalId'>): Promise<void> {
  await fanOut(openFanOut(backend.world), professionalId, { extraDates: 'all' })
  await setDue(professionalId, 'infinity')
}

const setDue = (professionalId: string, at: string) =>
  backend.database.query('update calendars set due_at = $2 where professional_id = $1', [
    professionalId,
    at,
  ])

async function openingsOf({ professionalId }: Pick<f.Made, 'professionalId'>) {
  const { rows } = await backend.database.query<{
    service_id: string
    next_free_at: Date | null
    revision: string
  }>(
    'select service_id, next_free_at, revision from openings where professional_id = $1 order by 1',
    [professionalId],
  )
  return rows.map((row) => [row.service_id, row.next_free_at?.toISOString(), Number(row.revision)])
}

/** Lies about when a service is next free, so that it shows whether the search relies on it. */
const lie = (serviceId: string, at: string | null) =>
  backend.database.query('update openings set next_free_at = $2 where service_id = $1', [
    serviceId,
    at,
  ])

const order = async (specialty: string, user = client, query: Record<string, string> = {}) =>
  (await findAll(backend, user, { specialty, ...query })).map(
    ({ professional }) => professional.professionalId,
  )

describe('the fan-out', () => {
  it('saves when each active service is next free, at the revision it brought up', async () => {
    const made = await make('saved', { professional: { policy: { minNoticeMinutes: 45 } } })
    const { owner, serviceId, revision } = made
    const fields = { name: 'Never', durationMinutes: 30, hours: [] }
    const never = f.granted(await f.post(backend, 'save-service', owner, fields)).service.serviceId
    expect(await openingsOf(made)).toEqual(
      [serviceId, never].toSorted().map((id) => [id, undefined, 0]),
    )
    await project(made)
    const first = [serviceId, '2027-03-10T09:30:00.000Z', revision + 1]
    expect(await openingsOf(made)).toEqual([first, [never, undefined, revision + 1]])
    await f.post(backend, 'save-service', owner, { serviceId: never, active: false })
    await f.book(backend, client, serviceId, '2027-03-10T09:30:00Z')
    await project(made)
    expect(await openingsOf(made)).toEqual([[serviceId, '2027-03-10T10:00:00.000Z', revision + 3]])
  })

  it('saves them when a change is pushed', async () => {
    const pushed = await f.startClocked(NOW, { subscribe: true })
    try {
      const owner = await pushed.backend.user('Olga Owner')
      const made = await f.makeProfessional(pushed.backend, owner)
      const statement = 'select count(*) as n from openings where revision = $1'
      await expect
        .poll(() => f.count(pushed.backend, statement, [made.revision]), { timeout: 20_000 })
        .toBe(1)
    } finally {
      await pushed.backend.stop()
    }
  })
})

describe('openings that are saved', () => {
  it('stay where those of a newer revision are stored, whatever the order', async () => {
    const made = await make('newer')
    const { professionalId, serviceId } = made
    const save = (revision: number, ...openings: readonly (readonly [string, number?])[]) =>
      saveOpenings(backend.world.database, {
        professionalId,
        revision,
        openings: openings.map(([id, nextFreeAt]) => ({
          serviceId: id,
          exactUntil: 0,
          ...(nextFreeAt !== undefined && { nextFreeAt }),
        })),
      })
    const at = (millis: number) => new Date(millis).toISOString()
    const [second, third] = [randomUUID(), randomUUID()].toSorted()
    if (!second || !third) throw new Error('there are two')
    await save(5, [serviceId, 1000], [second, 2000])
    await save(5, [serviceId, 1001], [second, 2000])
    const byService = (rows: (string | number)[][]) =>
      rows.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1))
    const five = [
      [serviceId, at(1001), 5],
      [second, at(2000), 5],
    ]
    expect(await openingsOf(made)).toEqual(byService(five))
    await save(4, [serviceId, 1], [third, 1])
    const four = [third, at(1), 4]
    expect(await openingsOf(made)).toEqual(byService([...five, four]))
    await save(6, [serviceId])
    expect(await openingsOf(made)).toEqual([[serviceId, undefined, 6]])
    await save(6)
    expect(await openingsOf(made)).toEqual([])
  })
})

describe('the search', () => {
  it('relies on openings while they are exact, else computes', async () => {
    const specialty = 'relies'
    const [early, late] = [await make(specialty), await make(specialty)]
    const { professionalId, serviceId, revision } = early
    await f.book(backend, client, late.serviceId, NINE)
    await project(early)
    await project(late)
    const right = [professionalId, late.professionalId]
    const wrong = right.toReversed()
    expect(await order(specialty)).toEqual(right)
    await lie(serviceId, '2027-03-10T12:00:00Z')
    expect(await order(specialty)).toEqual(wrong)

    await setDue(professionalId, NOW)
    expect(await order(specialty)).toEqual(right)
    await setDue(professionalId, formatInstant(clock.now + 1000))
    expect(await order(specialty)).toEqual(wrong)

    const update = (field: string, value: unknown) =>
      backend.database.query(`update openings set ${field} = $2 where service_id = $1`, [
        serviceId,
        value,
      ])
    await update('revision', revision - 1)
    expect(await order(specialty)).toEqual(right)
    await update('revision', revision)
    expect(await order(specialty)).toEqual(wrong)
    await update('exact_until', NOW)
    expect(await order(specialty)).toEqual(right)
    await update('exact_until', inMillis(1000))
    expect(await order(specialty)).toEqual(wrong)

    const spare = f.everyDay('09:00', '09:30')
    const fields = { name: 'Second', durationMinutes: 30, hours: spare }
    f.granted(await f.post(backend, 'save-service', early.owner, fields))
    expect(await order(specialty)).toEqual(right)
    await update('revision', revision + 1)
    expect(await order(specialty)).toEqual(right)
    await project(early)
    expect(await order(specialty)).toEqual(right)
  })

  it('is never led astray by the time that passed since', async () => {
    const specialty = 'passes'
    const hours = f.everyDay('09:00', '10:00')
    const policy = { minNoticeMinutes: 30, horizonDays: 0 }
    const today = await make(specialty, { professional: { policy }, hours })
    const later = await make(specialty, { hours: f.everyDay('20:00', '21:00') })
    await project(today)
    await project(later)
    const [first, second] = [today.professionalId, later.professionalId]
    expect(await order(specialty)).toEqual([first, second])
    clock.now = Date.parse('2027-03-10T08:30:00.001Z')
    const [found] = await findAll(backend, client, { specialty })
    expect(found?.nextSlots[0]?.start).toBe('2027-03-10T09:30:00Z')
    // All slots of today have passed, and no other day is offered: last, until midnight.
    clock.now = Date.parse('2027-03-10T09:00:00.001Z')
    expect(await order(specialty)).toEqual([second, first])
    await project(today)
    expect(await order(specialty)).toEqual([second, first])
    clock.now = Date.parse('2027-03-10T23:59:59.999Z')
    expect(await order(specialty)).toEqual([second, first])
    clock.now = Date.parse('2027-03-11T00:00:00Z')
    expect(await order(specialty)).toEqual([first, second])
    const { professionals } = await findPage(backend, client, {
      specialty,
      to: '2027-03-11T09:30:00Z',
    })
    expect(professionals).toHaveLength(1)
  })

  it('offers whoever holds a time that time again, to nobody else', async () => {
    const specialty = 'holds'
    const [held, free] = [await make(specialty), await make(specialty)]
    const slot = { start: NINE, end: '2027-03-10T09:30:00Z' }
    await f.book(backend, other, free.serviceId, NINE)
    await f.book(backend, other, free.serviceId, '2027-03-10T09:30:00Z')
    for (const start of ['2027-03-10T09:30:00Z', '2027-03-10T10:00:00Z'])
      await f.book(backend, other, held.serviceId, start)
    await insertHold(backend, client, held, slot, inMillis(10 * MINUTE))
    await project(held)
    await project(free)
    const [mine, theirs] = [held.professionalId, free.professionalId]
    expect(await order(specialty, client)).toEqual([mine, theirs])
    expect(await order(specialty, other)).toEqual([theirs, mine])
    const query = { specialty, to: '2027-03-10T09:00:01Z' }
    expect(await findAll(backend, client, query)).toHaveLength(1)
    expect(await findAll(backend, other, query)).toHaveLength(0)
    // It has expired, and the clock's job has not been there yet.
    clock.now += 10 * MINUTE
    await setDue(mine, formatInstant(clock.now))
    expect(await order(specialty, other)).toEqual([mine, theirs])
    expect(await order(specialty, client)).toEqual([mine, theirs])
    // Nor where it has only claimed the calendar.
    await setDue(mine, formatInstant(clock.now + 2 * MINUTE))
    expect(await order(specialty, other)).toEqual([mine, theirs])
    expect(await findAll(backend, other, query)).toHaveLength(1)
  })
})
