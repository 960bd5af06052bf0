// Requests about bookings: defaults, ranges, and what must be there.
import { describe, expect, it } from 'vitest'
import { wrong } from '../../test/support/requests.ts'
import { CancelBooking, CreateBooking, GetBooking, ListBookings, override } from './booking.ts'
import { STATUSES } from './status.ts'

const ID = '018f0000-0000-7000-8000-000000000001'

const START = '2026-11-23T10:00:00Z'

describe('create-booking', () => {
  const booking = { serviceId: ID, start: START }

  it('takes a service and a start, cut to whole seconds', () => {
    const parsed = CreateBooking.parse({ ...booking, start: '2026-11-23T11:00:00.9+01:00' })
    expect(parsed).toEqual({ serviceId: ID, start: Date.parse(START) })
  })

  it('takes a hold alone, and what must agree with it', () => {
    expect(wrong(CreateBooking, { holdId: ID })).toEqual([])
    expect(wrong(CreateBooking, { holdId: ID, ...booking, seats: 2 })).toEqual([])
  })

  it('without a hold needs both service and start', () => {
    expect(wrong(CreateBooking, {})).toEqual(['serviceId', 'start'])
    expect(wrong(CreateBooking, { serviceId: ID })).toEqual(['start'])
    expect(wrong(CreateBooking, { start: START })).toEqual(['serviceId'])
  })

  it('takes every rule that can be set aside, and no other', () => {
    expect(override.options).toEqual([
      'off-grid',
      'too-soon',
      'too-far-ahead',
      'outside-hours',
      'on-time-off',
      'professional-away',
      'limit-reached',
    ])
    expect(wrong(CreateBooking, { ...booking, override: override.options })).toEqual([])
    expect(wrong(CreateBooking, { ...booking, override: ['slot-taken'] })).toEqual(['override.0'])
  })

  it.each([
    ['no seats', { seats: 0 }, ['seats']],
    ['501 seats', { seats: 501 }, ['seats']],
    ['half a seat', { seats: 1.5 }, ['seats']],
    ['a note of 1001 characters', { note: 'x'.repeat(1001) }, ['note']],
    ['a client who is text', { client: 'Anna' }, ['client']],
    ['a client’s name of 101 characters', { client: { name: 'x'.repeat(101) } }, ['client.name']],
    ['a client’s uid', { client: { uid: 'anna' } }, ['client.uid']],
    ['no mail address', { client: { email: 'anna' } }, ['client.email']],
    ['an empty clientUid', { clientUid: '' }, ['clientUid']],
    ['a zone that is none', { timeZone: 'Berlin' }, ['timeZone']],
    ['a status', { status: 'confirmed' }, ['status']],
  ])('is refused with %s', (_what, fields, paths) => {
    expect(wrong(CreateBooking, { ...booking, ...fields })).toEqual(paths)
  })

  it('takes a note of 1000 characters, and 500 seats', () => {
    expect(wrong(CreateBooking, { ...booking, note: 'x'.repeat(1000), seats: 500 })).toEqual([])
  })
})

describe('cancel-booking', () => {
  it.each([
    [{ bookingId: ID }, []],
    [{ bookingId: ID, reason: 'x'.repeat(1000), version: 1 }, []],
    [{}, ['bookingId']],
    [{ bookingId: 'x' }, ['bookingId']],
    [{ bookingId: ID, reason: 'x'.repeat(1001) }, ['reason']],
    [{ bookingId: ID, version: 0 }, ['version']],
    [{ bookingId: ID, version: '1' }, ['version']],
    [{ bookingId: ID, force: true }, ['force']],
  ])('of %j finds %j wrong', (input, paths) => {
    expect(wrong(CancelBooking, input)).toEqual(paths)
  })
})

describe('list-bookings', () => {
  it('shows 50 in ascending order unless told otherwise', () => {
    expect(ListBookings.parse({ as: 'client' })).toEqual({
      as: 'client',
      order: 'asc',
      pageSize: 50,
    })
  })

  it('takes every status', () => {
    expect(wrong(ListBookings, { as: 'professional', status: [...STATUSES] })).toEqual([])
  })

  it.each([
    [{}, ['as']],
    [{ as: 'admin' }, ['as']],
    [{ as: 'client', status: ['done'] }, ['status.0']],
    [{ as: 'client', order: 'up' }, ['order']],
    [{ as: 'client', pageSize: 0 }, ['pageSize']],
    [{ as: 'client', pageSize: 101 }, ['pageSize']],
    [{ as: 'client', from: START, to: START }, ['to']],
    [{ as: 'client', uid: 'anna' }, ['uid']],
  ])('of %j finds %j wrong', (input, paths) => {
    expect(wrong(ListBookings, input)).toEqual(paths)
  })
})

describe('get-booking', () => {
  it('takes an id', () => {
    expect(wrong(GetBooking, { bookingId: ID })).toEqual([])
    expect(wrong(GetBooking, {})).toEqual(['bookingId'])
  })
})
