// Running late: who is expected when, and what late ends take.
import { describe, expect, it } from 'vitest'
import { monday } from '../../../test/support/build-calendar.ts'
import { delayPairs, expectedRuns } from './delays.ts'
import type { Taken } from './taken.ts'

function taken(start: string, end: string, fields: Partial<Taken> = {}): Taken {
  const span = { start: monday(start), end: monday(end) }
  return { ...span, joinable: false, occupies: span, capacity: 1, seatsTaken: 1, ...fields }
}

const runs = (...all: readonly Taken[]) => expectedRuns(all).map(({ start, end }) => [start, end])

const span = (start: string, end: string) => [monday(start), monday(end)]

describe('an appointment', () => {
  it('is expected as agreed while nobody is late', () => {
    expect(runs(taken('10:00', '11:00'), taken('11:00', '12:00'))).toEqual([
      span('10:00', '11:00'),
      span('11:00', '12:00'),
    ])
    expect(delayPairs([taken('10:00', '11:00'), taken('11:00', '12:00')])).toEqual([])
  })

  it('that ends late takes the time behind its end', () => {
    expect(delayPairs([taken('10:00', '11:00', { expectedEnd: monday('11:20') })])).toEqual(
      span('11:00', '11:20'),
    )
  })

  it('that starts late ends as much later', () => {
    expect(runs(taken('10:00', '11:00', { expectedStart: monday('10:15') }))).toEqual([
      span('10:15', '11:15'),
    ])
  })

  it('that starts late ends at its expected end where that is later still', () => {
    const late = { expectedStart: monday('10:15'), expectedEnd: monday('11:30') }
    expect(runs(taken('10:00', '11:00', late))).toEqual([span('10:15', '11:30')])
  })

  it('pushes those behind it on, as far as no gap absorbs the delay', () => {
    const late = taken('10:00', '11:00', { expectedEnd: monday('11:30') })
    const all = [late, taken('11:00', '12:00'), taken('12:20', '13:00'), taken('13:30', '14:00')]
    expect(runs(...all)).toEqual([
      span('10:00', '11:30'),
      span('11:30', '12:30'),
      span('12:30', '13:10'),
      span('13:30', '14:00'),
    ])
    expect(delayPairs(all)).toEqual([
      ...span('11:00', '11:30'),
      ...span('12:00', '12:30'),
      ...span('13:00', '13:10'),
    ])
  })

  it('does not add its buffers to a delay', () => {
    const occupies = { start: monday('09:00'), end: monday('12:00') }
    const late = taken('10:00', '11:00', { expectedEnd: monday('11:30'), occupies })
    expect(delayPairs([late])).toEqual(span('11:00', '11:30'))
  })

  it('may be expected later still by its own account', () => {
    const late = taken('10:00', '11:00', { expectedEnd: monday('11:30') })
    const later = taken('11:00', '12:00', { expectedStart: monday('11:45') })
    expect(runs(late, later)[1]).toEqual(span('11:45', '12:45'))
  })

  it('ignores a stored expectation that is earlier than what the one before it leaves', () => {
    const late = taken('10:00', '11:00', { expectedEnd: monday('11:30') })
    const hopeful = taken('11:00', '12:00', {
      expectedStart: monday('11:10'),
      expectedEnd: monday('12:10'),
    })
    expect(runs(late, hopeful)[1]).toEqual(span('11:30', '12:30'))
  })

  it('ignores stored expectations that are earlier than what was agreed', () => {
    const early = { expectedStart: monday('09:30'), expectedEnd: monday('10:30') }
    expect(runs(taken('10:00', '11:00', early))).toEqual([span('10:00', '11:00')])
    expect(delayPairs([taken('10:00', '11:00', early)])).toEqual([])
  })

  it('that has ended passes on when it did, early or late, and nothing else', () => {
    const expected = { expectedEnd: monday('12:00') }
    const early = taken('10:00', '11:00', { ...expected, endedAt: monday('10:30') })
    expect(runs(early, taken('11:00', '12:00'))).toEqual([
      span('10:00', '10:30'),
      span('11:00', '12:00'),
    ])
    expect(delayPairs([early])).toEqual([])
    const late = taken('10:00', '11:00', { ...expected, endedAt: monday('11:10') })
    expect(runs(late, taken('11:00', '12:00'))[1]).toEqual(span('11:10', '12:10'))
    expect(delayPairs([late])).toEqual(span('11:00', '11:10'))
  })
})
