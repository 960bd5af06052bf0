// Any sequence of commands, by anybody: the books stay true, everybody is told the same, and a refusal leaves no trace.
import * as fc from 'fast-check'
import { runs } from '../support/long.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MINUTE } from '../../shared/time/instant.ts'
import { expectAgreement, expectBookings, expectInvariants, settled } from '../support/agreement.ts'
import type { Backend } from '../support/backend.ts'
import { expectAsContracted, readDocuments } from '../support/documents.ts'
import * as f from '../support/fixtures.ts'
import { type Play, type Step, remember, step, toCall } from '../support/random-calls.ts'
import type { User } from '../support/users.ts'

const START = '2027-03-10T13:00:00Z'
const COMMANDS = 200
const CHECKED_EVERY = 25

let backend: Backend
let clock: f.Clock
let clients: readonly User[]
let stranger: User
let admin: User

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked(START, {
    subscribe: true,
    config: { upcomingBookings: 1000 },
  }))
  clients = await Promise.all(['Ann', 'Ben', 'Cem'].map((name) => backend.user(name)))
  stranger = await backend.user('Sam Stranger')
  admin = await f.adminUser(backend)
})
afterAll(() => backend.stop())

async function newPlay(): Promise<Play> {
  const owner = await backend.user('Olga Owner')
  const made = await f.makeProfessional(backend, owner, {
    hours: f.everyDay('09:00', '18:00'),
    service: { durationMinutes: 45, bufferAfterMinutes: 5 },
  })
  const others = [
    { name: 'Group', durationMinutes: 60, capacity: 4, slotStepMinutes: 30 },
    { name: 'Asked for', durationMinutes: 30, approval: 'manual', bufferBeforeMinutes: 10 },
  ]
  const serviceIds = [made.serviceId]
  for (const service of others) {
    const saved = f.granted(await f.post(backend, 'save-service', owner, service))
    serviceIds.push(saved.service.serviceId)
  }
  const { professionalId } = made
  const nothing = { bookings: [], holdIds: [], timeOffIds: [] }
  return { backend, clock, clients, admin, owner, professionalId, serviceIds, ...nothing }
}

/** What a run of steps came to. */
interface Tally {
  readonly granted: Map<string, number>
  readonly refused: Map<string, number>
}

const countIn = (counts: Map<string, number>, key: string) =>
  counts.set(key, (counts.get(key) ?? 0) + 1)

async function take(play: Play, one: Step, tally: Tally): Promise<void> {
  clock.now += (one.size % 7) * (one.size % 13 === 0 ? 20 : 3) * MINUTE + (one.size % 50) * 1000
  const call = await toCall(play, one)
  const before = await f.digestOf(backend)
  const { status, body } = await f.post(backend, call.name, call.user, call.body)
  const said = `${call.name} ${JSON.stringify(call.body)} → ${status} ${JSON.stringify(body)}`
  expect(status, said).toBeLessThan(500)
  if (status === 200) {
    countIn(tally.granted, call.name)
    remember(play, call, body)
  } else {
    countIn(tally.refused, `${call.name} ${body.reason}`)
  }
  // What was refused left no trace.
  const after = status === 200 ? before : await f.digestOf(backend)
  expect(after, said).toBe(before)
}

describe(`any sequence of ${COMMANDS} commands`, () => {
  it.each([1, 2, 3].slice(0, runs(1, 3)))(
    'keeps the books true and tells everybody the same (seed %i)',
    async (seed) => {
      const play = await newPlay()
      const tally: Tally = { granted: new Map(), refused: new Map() }
      const steps = fc.sample(step, { seed, numRuns: COMMANDS })
      for (const [index, one] of steps.entries()) {
        await take(play, one, tally)
        if ((index + 1) % CHECKED_EVERY > 0) continue
        await settled(backend, play.professionalId)
        await expectInvariants(backend, play.professionalId)
        await expectAgreement(backend, stranger, play.professionalId)
        await expectBookings(backend, play.owner, play.professionalId)
      }
      const documents = await readDocuments(backend)
      expect(documents.length).toBeGreaterThan(20)
      expectAsContracted(documents)
      expect(backend.log.filter(({ severity }) => severity === 'ERROR')).toEqual([])
      // The steps must do something, or nothing was shown.
      const all = [...tally.granted.values()].reduce((sum, count) => sum + count, 0)
      expect(all, JSON.stringify([...tally.granted, ...tally.refused])).toBeGreaterThan(
        COMMANDS / 4,
      )
      expect(tally.granted.size).toBeGreaterThan(9)
    },
    240_000,
  )
})
