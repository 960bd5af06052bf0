// Ids as types: the compiler is the test, of these lines.
import { expect, it } from 'vitest'
import type { BookingId, ServiceId } from './ids.ts'
import { GetBooking } from '../booking.ts'

const ID = '018F0000-0000-7000-8000-000000000001'

const named = (bookingId: BookingId): string => bookingId

it('a booking’s id is minted where a request is parsed, and is no service’s', () => {
  const { bookingId } = GetBooking.parse({ bookingId: ID })
  const serviceId: ServiceId = ID
  // @ts-expect-error: an id of one kind names nothing of another.
  const mistaken: BookingId = serviceId
  expect([named(bookingId), mistaken.toLowerCase()]).toEqual([ID.toLowerCase(), ID.toLowerCase()])
})
