// Whom a block is about.
import { describe, expect, it } from 'vitest'
import type { Booking } from '../../../../../client/index.ts'
import { keyOf, knownClients, toTarget } from './blocks.ts'

const createdAt = '2026-11-26T09:00:00Z'
const booking = (client: Booking['client']): Booking => ({
  bookingId: 'b',
  appointmentId: 'a',
  professionalId: 'p',
  professionalName: 'Ann',
  serviceId: 's',
  serviceName: 'Talk',
  status: 'confirmed',
  start: createdAt,
  end: createdAt,
  timeZone: 'UTC',
  seats: 1,
  version: 1,
  client,
  createdAt,
  updatedAt: createdAt,
})

describe('a block', () => {
  it('is lifted by what it was set with, whatever else is known of the person', () => {
    expect(toTarget({ clientUid: 'u', name: 'Emma', createdAt })).toEqual({ clientUid: 'u' })
    expect(toTarget({ email: 'a@b.example', createdAt })).toEqual({ email: 'a@b.example' })
    expect(toTarget({ phone: '+491', createdAt })).toEqual({ phone: '+491' })
    expect(keyOf({ phone: '+491', createdAt })).toBe('+491')
  })
})

describe('known clients', () => {
  it('are the accounts among the bookings, each once, by name', () => {
    const clients = knownClients([
      booking({ uid: '2', name: 'Noah' }),
      booking({ name: 'A guest' }),
      booking({ uid: '1', name: 'Emma', email: 'emma@example.com' }),
      booking({ uid: '2', name: 'Noah' }),
    ])
    expect(clients).toEqual([
      { uid: '1', name: 'Emma', email: 'emma@example.com' },
      { uid: '2', name: 'Noah' },
    ])
  })
})
