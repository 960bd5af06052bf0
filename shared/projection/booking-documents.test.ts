import { describe, expect, it } from 'vitest'
import {
  type Stated,
  ANNA,
  NOW,
  OWNER,
  bookingOf,
  buildAppointment,
  buildCalendar,
  monday,
} from '../../test/support/build-calendar.ts'
import type { Booking } from '../scheduling/model/calendar.ts'
import { DAY, HOUR } from '../time/instant.ts'
import { projectBooking } from './booking-documents.ts'

const START = monday('09:00')
const calendar = buildCalendar({
  appointments: [buildAppointment(START)],
  policy: { cancelNoticeMinutes: 60, rescheduleNoticeMinutes: 120 },
})
const anna = { uid: ANNA, name: 'Anna', email: 'anna@example.com' }

const AGENDA = `accounts/${OWNER}/agenda/booking`
const OWN = `accounts/${ANNA}/bookings/booking`

function documentsOf(fields: Stated<Booking> = {}): Readonly<Record<string, object | undefined>> {
  const booking = bookingOf(calendar, 'booking', { client: anna, ...fields })
  const documents = projectBooking(calendar, { booking, capacity: 4 })
  return Object.fromEntries(documents.map(({ path, content }) => [path, content]))
}

const BOOKED = {
  bookingId: 'booking',
  appointmentId: 'appointment',
  professionalId: 'the-professional',
  professionalName: 'Petra',
  serviceId: 'massage',
  serviceName: 'Massage',
  status: 'confirmed',
  start: new Date(START),
  end: new Date(START + HOUR),
  timeZone: 'UTC',
  seats: 1,
  version: 1,
  client: anna,
  cancelUntil: new Date(START - HOUR),
  rescheduleUntil: new Date(START - 2 * HOUR),
  createdAt: new Date(NOW),
  updatedAt: new Date(NOW),
  expireAt: new Date(START + HOUR + 400 * DAY),
}

describe('a booking’s documents', () => {
  it('are the client’s own and the owner’s, who also sees the capacity', () => {
    expect(documentsOf()).toStrictEqual({ [AGENDA]: { ...BOOKED, capacity: 4 }, [OWN]: BOOKED })
  })

  it('say in whose zone it is: the professional’s, not the one it was booked in', () => {
    expect(documentsOf({ timeZone: 'Asia/Tokyo' })[OWN]).toMatchObject({ timeZone: 'UTC' })
  })

  it('have optional fields only where they are set, instants as timestamps', () => {
    const at = START + HOUR / 2
    const set = {
      note: 'Left shoulder',
      price: { amountMinor: 100, currency: 'EUR' },
      cancelledBy: 'client' as const,
      cancelReason: 'Ill',
    }
    const late = { expectedStart: at, expectedEnd: at, endedAt: at }
    const date = new Date(at)
    const own = documentsOf({ ...set, ...late, status: 'cancelled' })[OWN]
    const { cancelUntil: _, rescheduleUntil: _until, ...rest } = BOOKED
    expect(own).toStrictEqual({
      ...rest,
      ...set,
      status: 'cancelled',
      expectedStart: date,
      expectedEnd: date,
      endedAt: date,
    })
  })

  it('let a request that waits for approval be cancelled until its start', () => {
    expect(documentsOf({ status: 'pending' })[OWN]).toMatchObject({ cancelUntil: new Date(START) })
  })

  it('of a guest are the owner’s alone', () => {
    const documents = documentsOf({ client: { name: 'Guest', phone: '1' } })
    expect(Object.keys(documents)).toEqual([AGENDA])
    expect(documents[AGENDA]).toMatchObject({ client: { name: 'Guest', phone: '1' } })
  })

  it('of a hold tell the owner nothing of who holds', () => {
    const documents = documentsOf({ status: 'held', holdExpiresAt: NOW + HOUR })
    expect(documents[AGENDA]).not.toHaveProperty('client')
    expect(JSON.stringify(documents[AGENDA])).not.toContain('nna')
    expect(documents[AGENDA]).toMatchObject({ status: 'held', capacity: 4 })
    expect(documents[OWN]).toMatchObject({ client: anna, holdExpiresAt: new Date(NOW + HOUR) })
  })

  it('of a hold that was not booked go', () => {
    const documents = documentsOf({ status: 'expired', holdExpiresAt: NOW })
    expect(documents).toStrictEqual({ [AGENDA]: undefined, [OWN]: undefined })
  })

  it('of a request that nobody answered stay', () => {
    expect(documentsOf({ status: 'expired' })[OWN]).toMatchObject({ status: 'expired' })
  })

  it('of a booking that began as a hold show no end of it', () => {
    expect(documentsOf({ holdExpiresAt: NOW })[OWN]).not.toHaveProperty('holdExpiresAt')
  })

  it('of a hold that was booked for somebody else leave whoever held it', () => {
    const documents = documentsOf({ holderUid: OWNER })
    expect(Object.keys(documents)).toEqual([AGENDA, OWN, `accounts/${OWNER}/bookings/booking`])
    expect(documents[`accounts/${OWNER}/bookings/booking`]).toBeUndefined()
    expect(documents[OWN]).not.toHaveProperty('holderUid')
    expect(documents[AGENDA]).not.toHaveProperty('holderUid')
  })

  it('of a hold that was booked for a guest are the owner’s alone', () => {
    const documents = documentsOf({ holderUid: OWNER, client: { name: 'Guest' } })
    expect(documents).toMatchObject({ [AGENDA]: { client: { name: 'Guest' } } })
    expect(documents[`accounts/${OWNER}/bookings/booking`]).toBeUndefined()
  })

  it('stay with a holder who books for themselves', () => {
    expect(documentsOf({ holderUid: ANNA })[OWN]).toMatchObject({ status: 'confirmed' })
  })
})
