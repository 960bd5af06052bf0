// Twenty free accounts against one doctor's day: what they may keep of it where limits are set, and what the defaults permit.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unsignedToken } from '../../dev/parts/unsigned-token.ts'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { at } from '../support/practice.ts'
import type { User } from '../support/users.ts'

const ACCOUNTS = 20
/** From 09:00 to 17:00, half an hour each. */
const SLOTS = 16
const MINUTE = 60_000

let backend: Backend
let clock: f.Clock
let signedUp: readonly User[]

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked(at('08:00')))
  signedUp = await Promise.all(
    Array.from({ length: ACCOUNTS }, (_, index) => backend.user(`Free ${index}`)),
  )
})
afterAll(() => backend.stop())

interface Doctor extends f.Made {
  readonly owner: User
}

async function openDoctor(policy: object): Promise<Doctor> {
  clock.now = Date.parse(at('08:00'))
  const owner = await backend.user('Dora Doctor')
  const made = await f.makeProfessional(backend, owner, {
    professional: { timeZone: 'UTC', policy },
  })
  return { ...made, owner }
}

/** The free starts of tomorrow. */
async function freeTo(user: User, doctor: Doctor): Promise<readonly string[]> {
  const { professionalId, serviceId } = doctor
  const range = { from: at('00:00', 1), to: at('00:00', 2) }
  const query = { professionalId, serviceId, ...range }
  const { slots } = f.granted(await f.get(backend, 'search-availability', user, query))
  return slots.map(({ start }) => start)
}

/** Holds or books whatever it is shown of tomorrow, until it is refused. @returns how often it was granted */
async function take(name: 'hold-slot' | 'create-booking', user: User, doctor: Doctor) {
  const reasons: string[] = []
  let granted = 0
  for (const start of await freeTo(user, doctor)) {
    const body = {
      serviceId: doctor.serviceId,
      start,
      ...(name === 'hold-slot' && { holdMinutes: 15 }),
    }
    const told = await f.post(backend, name, user, body)
    if (told.status !== 200) {
      reasons.push(told.body.reason)
      break
    }
    granted++
    if (name === 'hold-slot') break
  }
  return { granted, reasons }
}

/** The twenty accounts, all of them with a verified address or none. */
const accounts = (isVerified: boolean): readonly User[] =>
  signedUp.map((user) => {
    const claims = { email: user.email, email_verified: isVerified }
    return { ...user, token: unsignedToken(backend.projectId, user.uid, claims) }
  })

describe('a doctor with two bookings a client to come, of verified accounts alone', () => {
  const policy = { perClient: { maxUpcoming: 2 }, requireVerified: true }

  it('keeps the whole day from twenty accounts that nobody verified', async () => {
    const doctor = await openDoctor(policy)
    for (const user of accounts(false))
      for (const name of ['hold-slot', 'create-booking'] as const)
        expect(await take(name, user, doctor)).toEqual({ granted: 0, reasons: ['unverified'] })
    expect(await freeTo(doctor.owner, doctor)).toHaveLength(SLOTS)
  })

  it('loses six slots of sixteen to twenty accounts of which three are verified, and takes them back with three blocks', async () => {
    const doctor = await openDoctor(policy)
    const verified = accounts(true).slice(0, 3)
    const others = accounts(false).slice(3)
    for (const user of [...others, ...verified]) await take('create-booking', user, doctor)
    expect(await freeTo(doctor.owner, doctor)).toHaveLength(SLOTS - 6)
    for (const user of verified)
      expect(await take('create-booking', user, doctor)).toEqual({ granted: 0, reasons: [] })
    for (const { uid } of verified) {
      const block = { clientUid: uid, blocked: true }
      const { upcoming } = f.granted(await f.post(backend, 'set-block', doctor.owner, block))
      expect(upcoming).toHaveLength(2)
      for (const { bookingId } of upcoming)
        f.granted(await f.post(backend, 'cancel-booking', doctor.owner, { bookingId }))
    }
    expect(await freeTo(doctor.owner, doctor)).toHaveLength(SLOTS)
    for (const user of verified)
      expect(await take('hold-slot', user, doctor)).toEqual({ granted: 0, reasons: ['forbidden'] })
  })

  it('is not kept from anybody by holds: half an hour in two, and then the day is free', async () => {
    const doctor = await openDoctor({ requireVerified: true })
    const users = accounts(true)
    const patient = await backend.user('Paula Patient')
    const free: number[] = []
    // Every quarter of an hour all of them hold again whatever they can.
    for (let quarter = 0; quarter < 8; quarter++) {
      clock.now = Date.parse(at('08:00')) + quarter * 15 * MINUTE
      for (const user of users) await take('hold-slot', user, doctor)
      free.push((await freeTo(patient, doctor)).length)
    }
    // Each account keeps a slot for two quarters, of the eight that sixteen slots have.
    const held = free.reduce((sum, left) => sum + SLOTS - left, 0)
    expect(free.slice(-4)).toEqual([SLOTS, SLOTS, SLOTS, SLOTS])
    expect(held).toBeLessThanOrEqual(ACCOUNTS * 2)
  })
})

describe('the defaults', () => {
  it('let one account book a whole day, up to fifty bookings, and a block ends it', async () => {
    const doctor = await openDoctor({})
    const first = f.nth(accounts(false), 0)
    expect(await take('create-booking', first, doctor)).toEqual({ granted: SLOTS, reasons: [] })
    expect(await freeTo(doctor.owner, doctor)).toEqual([])
    const block = { clientUid: first.uid, blocked: true }
    const { upcoming } = f.granted(await f.post(backend, 'set-block', doctor.owner, block))
    expect(upcoming).toHaveLength(SLOTS)
  })
})
