// The change message: what it must hold, and that later versions may add to it.
import { describe, expect, it } from 'vitest'
import { CHANGE_TYPES, ChangeMessage } from './change.ts'

const ID = '018f0000-0000-7000-8000-000000000001'

const message = {
  changeId: ID,
  causeId: ID,
  type: 'booking.confirmed',
  professionalId: ID,
  revision: 7,
  at: '2026-11-23T10:00:00Z',
  by: { kind: 'client' },
  dates: ['2026-11-23'],
}

const isTaken = (input: unknown) => ChangeMessage.safeParse(input).success

describe('a change message', () => {
  it('is read, with all its ids or none', () => {
    const ids = { bookingId: ID, appointmentId: ID, serviceId: ID }
    expect(ChangeMessage.parse({ ...message, ...ids })).toEqual({
      ...message,
      ...ids,
      at: Date.parse(message.at),
    })
    expect(isTaken(message)).toBe(true)
  })

  it('names dates, or all of them', () => {
    expect(isTaken({ ...message, dates: 'all' })).toBe(true)
    expect(isTaken({ ...message, dates: [] })).toBe(true)
    expect(isTaken({ ...message, dates: 'some' })).toBe(false)
    expect(isTaken({ ...message, dates: ['2026-02-29'] })).toBe(false)
  })

  it('may hold fields of a later version, which are dropped', () => {
    expect(ChangeMessage.parse({ ...message, colour: 'red' })).not.toHaveProperty('colour')
  })

  it.each(CHANGE_TYPES)('may be %s', (type) => {
    expect(isTaken({ ...message, type })).toBe(true)
  })

  it('has one of the sixteen types of the contract', () => {
    expect(CHANGE_TYPES).toHaveLength(17)
    expect(isTaken({ ...message, type: 'booking.moved' })).toBe(false)
  })

  it.each(['changeId', 'causeId', 'type', 'professionalId', 'revision', 'at', 'by', 'dates'])(
    'is none without %s',
    (field) => {
      expect(isTaken({ ...message, [field]: undefined })).toBe(false)
    },
  )

  it.each([
    ['revision 0', { revision: 0 }],
    ['an actor of another kind', { by: { kind: 'robot' } }],
    ['an id that is none', { bookingId: 'x' }],
  ])('is none with %s', (_what, fields) => {
    expect(isTaken({ ...message, ...fields })).toBe(false)
  })
})
