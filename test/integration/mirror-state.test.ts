// What a fan-out loads: as far as documents reach, and the whole horizon only where nothing is free before.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadMirrorState } from '../../shared/database/load/load-mirror-state.ts'
import { projectProfessional } from '../../shared/projection/professional-document.ts'
import { DAY, formatInstant } from '../../shared/time/instant.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

const NOON = Math.floor(Date.now() / DAY) * DAY + DAY / 2

let backend: Backend
let owner: User
let made: f.Made

beforeAll(async () => {
  backend = await startBackend({ subscribe: false })
  owner = await backend.user('Olga Owner')
  made = await f.makeProfessional(backend, owner, {
    professional: { timeZone: 'UTC', policy: { horizonDays: 730 } },
    hours: f.everyDay('00:00', '24:00'),
  })
  for (const days of [3, 30, 200, 700])
    await f.book(backend, owner, made.serviceId, formatInstant(NOON + days * DAY), {
      client: { name: 'Gus' },
    })
})
afterAll(() => backend.stop())

async function load() {
  const now = backend.world.now()
  const state = await loadMirrorState(backend.world.database, made.professionalId, undefined, now)
  if (!state) throw new Error('there is a professional')
  const { calendar } = state
  const days = calendar.appointments.map(({ start }) => Math.round((start - NOON) / DAY))
  return { days, document: projectProfessional(calendar, now) }
}

describe('the state of a mirror', () => {
  it('leaves out what lies behind every document', async () => {
    expect((await load()).days).toEqual([3, 30])
  })

  it('holds the whole horizon where nothing is free before, so that the next free start is known', async () => {
    const from = formatInstant(backend.world.now() - DAY).slice(0, 10)
    const until = formatInstant(NOON + 300 * DAY).slice(0, 10)
    const off = { startDate: from, endDate: until }
    f.granted(await f.post(backend, 'add-time-off', owner, off))
    const { days, document } = await load()
    expect(days).toEqual([3, 30, 200, 700])
    expect(document.nextFree).toEqual({
      [made.serviceId]: new Date(Date.parse(until) + DAY),
    })
  })

  it('knows that a service is not free at all within a horizon that it sees to the end', async () => {
    f.granted(await f.post(backend, 'save-professional', owner, { policy: { horizonDays: 90 } }))
    const { days, document } = await load()
    expect(days).toEqual([3, 30])
    expect(document.nextFree).toEqual({ [made.serviceId]: null })
  })
})
