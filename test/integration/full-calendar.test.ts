// A calendar at its limits: what would make it grow is refused, and leaves no trace; dates reach ten years, and the mirror with them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

/** A Monday, 11:00 in Berlin. */
const NOW = '2027-03-01T10:00:00Z'

let backend: Backend
let owner: User
let made: f.Made

beforeAll(async () => {
  ;({ backend } = await f.startClocked(NOW, { subscribe: true }))
  owner = await backend.user('Olga Owner')
  made = await f.makeProfessional(backend, owner, {
    hours: f.everyDay('09:00', '12:00'),
    service: { durationMinutes: 60 },
  })
})
afterAll(() => backend.stop())

const ask = (name: string, input: object) => f.post(backend, name, owner, input)

/** Expects a field to be refused, and nothing to be written. */
async function expectRefused(name: string, input: object, path: string, message: string) {
  const before = await f.digestOf(backend)
  const { errors } = f.expectProblem(await ask(name, input), 'invalid-request')
  expect(errors).toEqual([{ path, message: expect.stringContaining(message) as string }])
  expect(await f.digestOf(backend)).toBe(before)
}

const fill = (statement: string) => backend.database.query(statement, [made.professionalId])

describe('a calendar that is full', () => {
  it('takes no 1,001st date with hours of its own, and the mirror holds a thousand', async () => {
    await fill(`insert into date_hours (professional_id, date, intervals)
      select $1::uuid, '2027-03-10'::date + n, '[]' from generate_series(0, 998) n`)
    const { revision } = f.granted(
      await ask('set-date-hours', { date: '2027-03-02', intervals: [] }),
    )
    await expectRefused(
      'set-date-hours',
      { date: '2027-03-03', intervals: [] },
      'date',
      'at most 1000 dates with hours of their own from today on, this would make it 1001',
    )
    await backend.mirrored(made.professionalId, revision)
  })

  it('takes no 1,001st entry of time off', async () => {
    await fill(`insert into time_off (professional_id, time_off_id, during)
      select $1::uuid, gen_random_uuid(), tstzrange('2028-01-01'::timestamptz + n * interval '1 day',
        '2028-01-01'::timestamptz + n * interval '1 day' + interval '1 hour') from generate_series(0, 999) n`)
    const day = { startDate: '2027-04-01', endDate: '2027-04-01' }
    await expectRefused('add-time-off', day, 'startDate', 'this would make it 1001')
  })

  it('takes no 101st weekly rule', async () => {
    // One is in force today.
    await fill(`insert into weekly_rules (professional_id, effective_from, hours)
      select $1::uuid, '2028-01-01'::date + n, '[]' from generate_series(0, 98) n`)
    const rule = { hours: [], effectiveFrom: '2027-05-01' }
    await expectRefused('set-working-hours', rule, 'effectiveFrom', 'this would make it 101')
  })

  it('takes no 101st service', async () => {
    await fill(`insert into services (professional_id, service_id, name, duration_minutes, buffer_before_minutes,
        buffer_after_minutes, capacity, approval, active, created_at)
      select $1::uuid, gen_random_uuid(), 'Old ' || n, 30, 0, 0, 1, 'automatic', false, now() from generate_series(1, 99) n`)
    const service = { name: 'New', durationMinutes: 30, active: false }
    await expectRefused('save-service', service, 'serviceId', 'this would make it 101')
  })

  it('takes no eleventh source of busy time, and no 2,001st interval', async () => {
    await fill(`insert into external_busy (professional_id, source, during)
      select $1::uuid, 'calendar ' || n % 10, tstzrange('2027-06-01'::timestamptz + n * interval '1 hour',
        '2027-06-01'::timestamptz + n * interval '1 hour' + interval '30 minutes') from generate_series(0, 1999) n`)
    const range = { from: '2027-05-01T00:00:00Z', to: '2027-05-02T00:00:00Z' }
    const intervals = [{ start: '2027-05-01T10:00:00Z', end: '2027-05-01T11:00:00Z' }]
    await expectRefused(
      'set-external-busy',
      { source: 'an eleventh', ...range, intervals },
      'source',
      'at most 10 sources',
    )
    await expectRefused(
      'set-external-busy',
      { source: 'calendar 1', ...range, intervals },
      'intervals',
      'this would make it 2001',
    )
  })
})

describe('a date beyond ten years', () => {
  it.each([
    ['set-date-hours', { date: '9999-12-31', intervals: [] }, 'date'],
    ['set-date-hours', { dates: ['2027-03-05', '0001-01-01'], intervals: [] }, 'dates.1'],
    ['set-working-hours', { hours: [], effectiveFrom: '9999-12-31' }, 'effectiveFrom'],
    ['set-working-hours', { hours: [], effectiveFrom: '0001-01-01' }, 'effectiveFrom'],
    ['add-time-off', { startDate: '9999-12-31', endDate: '9999-12-31' }, 'startDate'],
    ['add-time-off', { startDate: '0001-01-01', endDate: '0001-01-01' }, 'startDate'],
    ['add-time-off', { start: '0001-01-01T00:00:00Z', end: '0001-01-01T01:00:00Z' }, 'start'],
    ['add-time-off', { start: '9999-12-31T22:00:00Z', end: '9999-12-31T23:00:00Z' }, 'start'],
    [
      'set-external-busy',
      { source: 'x', from: '0001-01-01T00:00:00Z', to: '0001-01-02T00:00:00Z', intervals: [] },
      'from',
    ],
    [
      'set-external-busy',
      { source: 'x', from: '9999-12-30T00:00:00Z', to: '9999-12-31T00:00:00Z', intervals: [] },
      'from',
    ],
  ])('is refused by %s: %j', async (name, input, path) => {
    await expectRefused(name, input, path, 'must be within ten years of')
  })

  it('is the first that the subscriber is not told of: the last one within reaches the mirror', async () => {
    const own = await backend.user('Orla Owner')
    const { professionalId } = await f.makeProfessional(backend, own, {
      hours: f.everyDay('09:00', '12:00'),
      service: { durationMinutes: 60 },
    })
    const dates = { dates: ['2017-03-01', '2037-03-01'], intervals: [] }
    const { revision } = f.granted(await f.post(backend, 'set-date-hours', own, dates))
    await backend.mirrored(professionalId, revision)
    const deadLetters = backend.log.filter(({ alarm }) => alarm === 'dead-letter')
    expect(deadLetters).toEqual([])
  })
})
