import { describe, expect, test } from 'vitest'
import { changeable, isHeld, isUpcoming, ofAnswer, progressOf } from './shown.ts'

const booking = ofAnswer({
  bookingId: 'b',
  appointmentId: 'a',
  professionalId: 'p',
  professionalName: 'Anna',
  serviceId: 's',
  serviceName: 'Talk',
  status: 'confirmed',
  start: '2026-11-26T10:00:00Z',
  end: '2026-11-26T10:30:00Z',
  timeZone: 'Europe/Berlin',
  seats: 1,
  version: 1,
  client: { uid: 'u', name: 'Emma' },
  cancelUntil: '2026-11-25T10:00:00Z',
  rescheduleUntil: '2026-11-25T22:00:00Z',
  createdAt: '2026-11-20T10:00:00Z',
  updatedAt: '2026-11-20T10:00:00Z',
})
const at = (text: string) => Date.parse(text)

test('an answer has its instants as dates, and no field that was unset', () => {
  expect(booking.start).toEqual(new Date('2026-11-26T10:00:00Z'))
  expect(booking.cancelUntil).toEqual(new Date('2026-11-25T10:00:00Z'))
  expect(booking.clientUid).toBe('u')
  expect('expectedStart' in booking).toBe(false)
})

describe('a booking', () => {
  test('goes as its status says, runs late, or is in session', () => {
    expect(progressOf(booking)).toEqual({ kind: 'as-is' })
    const expectedStart = new Date('2026-11-26T10:10:00Z')
    expect(progressOf({ ...booking, expectedStart })).toEqual({
      kind: 'late',
      minutes: 10,
      expected: expectedStart,
    })
    const expectedEnd = new Date('2026-11-26T10:40:00Z')
    expect(progressOf({ ...booking, expectedStart, expectedEnd, status: 'in-progress' })).toEqual({
      kind: 'in-session',
      until: expectedEnd,
    })
  })

  test('is upcoming until it ends, late or not', () => {
    expect(isUpcoming(booking, at('2026-11-26T10:29:00Z'))).toBe(true)
    expect(isUpcoming(booking, at('2026-11-26T10:30:00Z'))).toBe(false)
    const late = { ...booking, expectedEnd: new Date('2026-11-26T10:40:00Z') }
    expect(isUpcoming(late, at('2026-11-26T10:35:00Z'))).toBe(true)
    expect(isUpcoming({ ...booking, status: 'cancelled' }, at('2026-11-26T09:00:00Z'))).toBe(false)
  })

  test('is held only until its hold ends', () => {
    const held = {
      ...booking,
      status: 'held',
      holdExpiresAt: new Date('2026-11-26T09:10:00Z'),
    } as const
    expect(isHeld(held, at('2026-11-26T09:09:00Z'))).toBe(true)
    expect(isHeld(held, at('2026-11-26T09:10:00Z'))).toBe(false)
  })

  test('can be cancelled and moved until their own moments, those included', () => {
    expect(changeable(booking, at('2026-11-25T10:00:00Z'))).toMatchObject({
      canCancel: true,
      canMove: true,
      isTooLate: false,
    })
    expect(changeable(booking, at('2026-11-25T10:00:01Z'))).toMatchObject({
      canCancel: false,
      canMove: true,
      isTooLate: true,
    })
    expect(changeable(booking, at('2026-11-26T09:00:00Z'))).toMatchObject({
      canCancel: false,
      canMove: false,
      isTooLate: true,
    })
  })

  test('that is still a request can be taken back until it begins', () => {
    const pending = { ...booking, status: 'pending' } as const
    expect(changeable(pending, at('2026-11-26T09:59:00Z'))).toMatchObject({ canCancel: true })
    expect(changeable(pending, at('2026-11-26T10:00:00Z'))).toMatchObject({
      canCancel: false,
      isTooLate: false,
    })
  })
})
