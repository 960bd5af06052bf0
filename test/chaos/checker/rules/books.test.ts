// What the checker takes for an overlap, and what not: whatever order rows come in.
import { describe, expect, it } from 'vitest'
import type { Row, Seen } from '../seen.ts'
import { BOOKS } from './books.ts'

const MINUTE = 60_000
const SERVICE: Row = { service_id: 's', buffer_before_minutes: 0, buffer_after_minutes: 0 }

interface Sat {
  readonly id: string
  readonly start: number
  readonly minutes: number
  /** Minutes after the start, or before it. */
  readonly ended?: number
}

/** One calendar with these appointments, a booking on each. */
function seenOf(sat: readonly Sat[]): Seen {
  const appointments: Row[] = sat.map(({ id, start, ended }) => ({
    professional_id: 'p',
    appointment_id: id,
    service_id: 's',
    ended_at: ended === undefined ? null : (start + ended) * MINUTE,
  }))
  const bookings: Row[] = sat.map(({ id, start, minutes }) => ({
    professional_id: 'p',
    appointment_id: id,
    status: 'confirmed',
    start_at: start * MINUTE,
    end_at: (start + minutes) * MINUTE,
  }))
  const nothing: readonly never[] = []
  return {
    now: 0,
    from: 0,
    to: 0,
    tables: { appointments, bookings, services: [SERVICE] },
    documents: {},
    searches: nothing,
    found: nothing,
    commands: nothing,
    mails: nothing,
    pushes: nothing,
    handled: new Set<string>(),
    bad: nothing,
    deaths: nothing,
    erased: nothing,
  }
}

const [overlaps] = BOOKS
const found = (...sat: readonly Sat[]) =>
  [sat, sat.toReversed()].map((rows) => overlaps?.find(seenOf(rows)).length)

describe('two appointments of a calendar', () => {
  it('overlap where one begins before the other has ended', () => {
    const long = { id: 'a', start: 0, minutes: 60 }
    expect(found(long, { id: 'b', start: 30, minutes: 60 })).toEqual([1, 1])
    expect(found(long, { id: 'b', start: 0, minutes: 60 })).toEqual([1, 1])
    expect(found(long, { id: 'b', start: 60, minutes: 60 })).toEqual([0, 0])
  })

  it('overlap though a third lies between their starts', () => {
    const rows = [
      { id: 'a', start: 0, minutes: 60 },
      { id: 'b', start: 10, minutes: 5 },
      { id: 'c', start: 20, minutes: 60 },
    ]
    expect(found(...rows)).toEqual([2, 2])
  })

  it('do not where one has ended before the other began, or before it was to begin itself', () => {
    const call = { id: 'a', start: 0, minutes: 5 }
    expect(found({ ...call, minutes: 30, ended: 5 }, { id: 'b', start: 5, minutes: 5 })).toEqual([
      0, 0,
    ])
    expect(found({ ...call, ended: -2 }, { id: 'b', start: 0, minutes: 5 })).toEqual([0, 0])
    expect(found({ ...call, ended: 0 }, { id: 'b', start: 0, minutes: 5 })).toEqual([0, 0])
  })
})
