// Requests about what is free.
import { describe, expect, it } from 'vitest'
import { wrong } from '../../test/support/requests.ts'
import { SearchAvailability } from './availability.ts'

const ID = '018f0000-0000-7000-8000-000000000001'

describe('search-availability', () => {
  const search = {
    professionalId: ID,
    serviceId: ID,
    from: '2026-01-01T00:00:00Z',
    to: '2026-03-04T00:00:00Z',
  }

  it('may ask for 62 local days, though clocks go back in them', () => {
    const [from, to] = ['2026-09-01T00:00:00+02:00', '2026-11-02T00:00:00+01:00']
    expect(SearchAvailability.parse({ ...search, from, to })).toMatchObject({ seats: 1 })
  })

  it('asks for one seat unless told otherwise, within 62 days', () => {
    expect(SearchAvailability.parse(search)).toMatchObject({ seats: 1 })
  })

  it.each([
    ['ends a millisecond after 62 days and 3 hours', { to: '2026-03-04T03:00:00.001Z' }, ['to']],
    ['ends where it begins', { to: search.from }, ['to']],
    ['ends before it begins', { to: '2025-12-31T00:00:00Z' }, ['to']],
    ['asks for no seat', { seats: 0 }, ['seats']],
    ['asks for 501 seats', { seats: 501 }, ['seats']],
    ['names no professional', { professionalId: undefined }, ['professionalId']],
    ['names no service', { serviceId: undefined }, ['serviceId']],
    ['has no range', { from: undefined, to: undefined }, ['from', 'to']],
    ['names a zone that is none', { timeZone: 'Mars/Olympus' }, ['timeZone']],
    ['names a booking that cannot be', { reschedulingBookingId: '1' }, ['reschedulingBookingId']],
    ['has an unknown parameter', { page: 1 }, ['page']],
  ])('is refused where it %s', (_what, fields, paths) => {
    expect(wrong(SearchAvailability, { ...search, ...fields })).toEqual(paths)
  })
})
