// What a booking and an activity cannot be without, the database asks for, too; and what was stored before it did.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

const NOW = '2027-03-01T10:00:00Z'
const MIGRATION = readFileSync(
  new URL('../../migrations/0015-standings.sql', import.meta.url),
  'utf8',
)

let backend: Backend
let owner: User
let client: User
let professionalId: string
let bookingId: string

beforeAll(async () => {
  ;({ backend } = await f.startClocked(NOW, { subscribe: false }))
  owner = await backend.user('Olga Owner')
  client = await backend.user('Carl Client')
  const made = await f.makeProfessional(backend, owner, {
    hours: f.everyDay('09:00', '18:00'),
    service: { durationMinutes: 60 },
  })
  ;({ professionalId } = made)
  const hold = { serviceId: made.serviceId, start: '2027-03-02T10:00:00Z' }
  ;({ bookingId } = f.granted(await f.post(backend, 'hold-slot', client, hold)).booking)
  const busy = { state: 'busy', until: '2027-03-01T12:00:00Z' }
  f.granted(await f.post(backend, 'set-activity', owner, busy))
})
afterAll(() => backend.stop())

const WITHOUT_END = `update bookings set hold_expires_at = null where booking_id = $1`
const BUSY_FOR_EVER = `update activities set until = null where professional_id = $1`

describe('the database', () => {
  it('takes no hold without an end, and nobody who is busy for ever', async () => {
    await expect(backend.database.query(WITHOUT_END, [bookingId])).rejects.toThrow(
      'bookings_hold_has_end',
    )
    await expect(backend.database.query(BUSY_FOR_EVER, [professionalId])).rejects.toThrow(
      'activities_absence_has_end',
    )
  })

  it('that has some from before is migrated: they are over', async () => {
    await backend.database.query(`alter table bookings drop constraint bookings_hold_has_end`)
    await backend.database.query(
      `alter table activities drop constraint activities_absence_has_end`,
    )
    await backend.database.query(WITHOUT_END, [bookingId])
    await backend.database.query(BUSY_FOR_EVER, [professionalId])
    await backend.database.query(MIGRATION)
    const told = f.granted(await f.get(backend, 'get-booking', client, { bookingId }))
    expect(told.booking).toMatchObject({ status: 'expired' })
    const found = f.granted(await f.get(backend, 'get-professional', client, { professionalId }))
    expect(found.activity).toMatchObject({ state: 'available' })
    await expect(backend.database.query(WITHOUT_END, [bookingId])).rejects.toThrow(
      'bookings_hold_has_end',
    )
  })
})
