import { expect, test } from 'vitest'
import { addressOf, pushedOf } from './opening.ts'

const DATA = { notificationId: 'n', type: 'booking.confirmed', professionalId: 'p', bookingId: 'b' }

test('what a push says is read from the address that it opened', () => {
  expect(pushedOf(new URLSearchParams(DATA).toString())).toEqual(DATA)
  expect(pushedOf('notificationId=n&type=digest')).toEqual({ notificationId: 'n', type: 'digest' })
  expect(pushedOf('')).toBeUndefined()
})

test("a message of a calendar of one's own leads to the agenda, a request to the requests", () => {
  expect(addressOf(DATA, 'p')).toBe('/pro/agenda?booking=b')
  expect(addressOf({ ...DATA, type: 'booking.requested' }, 'p')).toBe('/pro/requests')
  expect(addressOf({ type: 'x', professionalId: 'p' }, 'p')).toBe('/pro/agenda')
})

test('every other message leads to a booking, and nowhere else whatever its id is', () => {
  expect(addressOf(DATA, 'other')).toBe('/bookings/b')
  expect(addressOf(DATA, undefined)).toBe('/bookings/b')
  expect(addressOf({ type: 'x' }, undefined)).toBe('/bookings')
  expect(addressOf({ type: 'x', bookingId: '../u/token' }, undefined)).toBe(
    '/bookings/..%2Fu%2Ftoken',
  )
})
