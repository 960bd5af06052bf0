// Lists that do not move under a finger.
import { describe, expect, it } from 'vitest'
import { patched } from './patches.ts'
import { at, booking } from './booking.builder.ts'
import { steady } from './steady.ts'
import { arranged } from '../requests/arranged.ts'

const idOf = (item: { readonly id: string }) => item.id

describe('a steady list', () => {
  it('lets what is new wait, and keeps what is gone in its place', () => {
    const { shown, waiting } = steady([{ id: 'a' }, { id: 'b' }], [{ id: 'b' }, { id: 'c' }], idOf)
    expect(shown).toEqual([
      { item: { id: 'a' }, isGone: true },
      { item: { id: 'b' }, isGone: false },
    ])
    expect(waiting).toEqual([{ id: 'c' }])
  })

  it('shows things as they are now', () => {
    const { shown } = steady([{ id: 'a', text: 'old' }], [{ id: 'a', text: 'new' }], idOf)
    expect(shown[0]?.item.text).toBe('new')
  })
})

describe('requests', () => {
  const first = booking('10:00', '10:30', { status: 'pending' })
  const second = booking('09:00', '09:30', { status: 'pending' })

  it('stand by how long they have waited, whenever they are for', () => {
    const shown = arranged([], [second, first], at('06:00'))
    expect(shown.map(({ booking: { bookingId } }) => bookingId)).toEqual([
      first.bookingId,
      second.bookingId,
    ])
  })

  it('keep their place when they are decided, and new ones come last', () => {
    const third = booking('08:00', '08:30', { status: 'pending' })
    const shown = arranged([first, second], [second, third], at('06:00'))
    expect(shown.map(({ booking: { bookingId }, isOpen }) => [bookingId, isOpen])).toEqual([
      [first.bookingId, false],
      [second.bookingId, true],
      [third.bookingId, true],
    ])
  })

  it('are none any more when their time has come', () => {
    expect(arranged([], [first], at('10:00'))).toEqual([])
  })
})

describe('a change that is shown before it is answered', () => {
  const one = booking('10:00', '10:30')
  const change = { status: 'in-progress' } as const

  it('is shown at once', () => {
    const [shown] = patched([one], new Map([[one.bookingId, { change }]]))
    expect(shown?.status).toBe('in-progress')
  })

  it('gives way to the document that has it, or anything later', () => {
    const later = { ...one, version: 3, status: 'cancelled' } as const
    const [shown] = patched([later], new Map([[one.bookingId, { change, version: 2 }]]))
    expect(shown?.status).toBe('cancelled')
  })
})
