// Delays as they are stored: whoever books beside one neither loses what is expected of them nor undoes it for others.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

/** A Monday morning in Berlin, two hours before work begins. */
const MONDAY = '2027-03-01T06:00:00Z'

let backend: Backend
let clock: f.Clock
let anna: User
let ben: User

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked(MONDAY))
  ;[anna, ben] = await Promise.all([backend.user('Anna'), backend.user('Ben')])
})
afterAll(() => backend.stop())
beforeEach(() => {
  clock.now = Date.parse(MONDAY)
})

/** A professional of their own for a test, with a group; theirs is the owner who made it. */
async function offering() {
  const theirs = await backend.user('Olga Owner')
  const made = await f.makeProfessional(backend, theirs, { service: { capacity: 3 } })
  return { ...made, owner: theirs }
}

const book = async (user: User, serviceId: string, start: string) =>
  f.granted(await f.post(backend, 'create-booking', user, { serviceId, start })).booking

const report = async (owner: User, bookingId: string, request: object) =>
  f.granted(await f.post(backend, 'report-progress', owner, { bookingId, ...request }))

const see = async (user: User, bookingId: string) =>
  f.granted(await f.get(backend, 'get-booking', user, { bookingId })).booking

const START = '2027-03-01T09:00:00Z'

describe('a delayed appointment', () => {
  it('tells who joins it when they are expected, at once and ever after', async () => {
    const { owner, serviceId } = await offering()
    const first = await book(ben, serviceId, START)
    const expectedStart = '2027-03-01T09:20:00Z'
    await report(owner, first.bookingId, { step: 'running-late', expectedStart })
    const joined = await book(anna, serviceId, START)
    expect(joined).toMatchObject({ expectedStart, expectedEnd: '2027-03-01T09:50:00Z' })
    expect(await see(anna, joined.bookingId)).toEqual(joined)
  })

  it('stays so for those behind it, when somebody books the same hour of next Tuesday', async () => {
    const { owner, serviceId } = await offering()
    const late = await book(ben, serviceId, START)
    const behind = await book(anna, serviceId, '2027-03-01T09:30:00Z')
    const expectedStart = '2027-03-01T09:20:00Z'
    await report(owner, late.bookingId, { step: 'running-late', expectedStart })
    const told = await see(anna, behind.bookingId)
    expect(told).toMatchObject({ expectedStart: '2027-03-01T09:50:00Z' })
    // Eight days before it lies between the start of the late one and that of the one behind.
    await book(ben, serviceId, '2027-03-09T09:30:00Z')
    expect(await see(anna, behind.bookingId)).toEqual(told)
  })
})

describe('an appointment that was begun and ended before its start', () => {
  it('occupies nothing, and can still be corrected', async () => {
    const { owner, serviceId } = await offering()
    const { bookingId } = await book(ben, serviceId, START)
    clock.now = Date.parse('2027-03-01T08:00:00Z')
    await report(owner, bookingId, { step: 'started' })
    clock.now = Date.parse('2027-03-01T08:10:00Z')
    await report(owner, bookingId, { step: 'finished' })
    const again = await book(anna, serviceId, START)
    expect(again.status).toBe('confirmed')
    const corrected = await report(owner, bookingId, { step: 'no-show' })
    expect(corrected.booking).toMatchObject({ status: 'no-show', endedAt: '2027-03-01T08:10:00Z' })
    expect(await see(anna, again.bookingId)).toEqual(again)
  })
})
