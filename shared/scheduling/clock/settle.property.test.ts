// Whatever is done to a calendar: what a save writes is one whole, and every booking is told when it is expected.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultsOf, newIds, storedSeats } from '../../../test/support/build-calendar.ts'
import {
  type Saved,
  deedsArbitrary,
  live,
  worldArbitrary,
} from '../../../test/support/random-life.ts'
import type { Instant } from '../../time/instant.ts'
import type { Calendar } from '../model/calendar.ts'
import type { Effects } from '../effects/effects.ts'
import { hasLapsed } from '../model/status-at.ts'

function check(runs: number, see: (saved: Saved) => void): void {
  fc.assert(
    fc.property(worldArbitrary, deedsArbitrary, (world, deeds) => {
      live(world, deeds, newIds(), see)
    }),
    { numRuns: runs },
  )
}

/** What each booking of what has not ended is expected at, by the contract, a second time and one after another. */
function expectations({ appointments }: Calendar, now: Instant): ReadonlyMap<string, string> {
  const told = new Map<string, string>()
  let before = Number.NEGATIVE_INFINITY
  for (const { start, end, expectedStart, expectedEnd, endedAt, claims } of appointments) {
    const live = claims.filter(
      ({ status }) => !['cancelled', 'declined', 'expired'].includes(status),
    )
    if (live.every((claim) => hasLapsed(claim, start, now))) continue
    if (endedAt !== undefined) {
      before = endedAt
      continue
    }
    const begins = Math.max(start, expectedStart ?? start, before)
    before = Math.max(begins + (end - start), expectedEnd ?? end)
    for (const { bookingId, status } of live)
      if (['pending', 'confirmed', 'in-progress'].includes(status))
        told.set(
          bookingId,
          [begins > start ? begins : undefined, before > end ? before : undefined].join(),
        )
  }
  return told
}

function stored({ appointments }: Calendar, ids: ReadonlySet<string>): ReadonlyMap<string, string> {
  const all = appointments.flatMap(({ claims }) => claims)
  const asked = all.filter(({ bookingId }) => ids.has(bookingId))
  return new Map(
    asked.map((one) => [one.bookingId, [one.expectedStart, one.expectedEnd].join()] as const),
  )
}

const toldIn = ({ changes }: Effects) => changes.map(({ bookingId }) => bookingId ?? '')

/** As the database holds it: what ended late occupies no more than was agreed. */
function asStored(calendar: Calendar): Calendar {
  const appointments = calendar.appointments.map((one) => {
    const late = Math.max(0, (one.endedAt ?? one.end) - one.end)
    const { start, end } = one.occupies
    return { ...one, occupies: { start, end: Math.max(start, end - late) } }
  })
  return { ...calendar, appointments }
}

describe('after every save', () => {
  it('what is stored of when a booking is expected is what the delays before it come to', () => {
    let delayed = 0
    check(300, ({ after, now }) => {
      const expected = expectations(after, now)
      delayed += [...expected.values()].filter((one) => one !== ',').length
      expect(Object.fromEntries(stored(after, new Set(expected.keys())))).toEqual(
        Object.fromEntries(expected),
      )
    })
    expect(delayed).toBeGreaterThan(100)
  }, 60_000)

  it('no booking was told twice of what was decided', () => {
    let several = 0
    check(300, ({ decided }) => {
      const told = toldIn(decided)
      if (told.length > 1) several++
      expect(told.toSorted()).toEqual([...new Set(told)].toSorted())
    })
    expect(several).toBeGreaterThan(30)
  }, 60_000)

  it('every row was written once, and every booking whose row was written is told of', () => {
    check(300, ({ effects, after }) => {
      const { newAppointments = [], changedAppointments = [] } = effects
      const { newBookings = [], bookingSteps = [] } = effects
      const rows = [...newAppointments, ...changedAppointments]
      const ids = rows.map(({ appointmentId }) => appointmentId)
      expect(ids.toSorted()).toEqual([...new Set(ids)].toSorted())
      const written = [...newBookings, ...bookingSteps].map(({ bookingId }) => bookingId)
      expect(written.toSorted()).toEqual([...new Set(written)].toSorted())
      const told = new Set(toldIn(effects))
      expect(written.filter((id) => !told.has(id))).toEqual([])
      for (const { appointmentId, seatsTaken, state } of rows) {
        const standing = after.appointments.find((one) => one.appointmentId === appointmentId)
        expect(seatsTaken).toBe(standing ? storedSeats(standing) : 0)
        expect(state).toBe(seatsTaken > 0 ? 'active' : 'gone')
      }
    })
  }, 60_000)

  it('nothing that is stored overlaps, nor has it more seats taken than there are', () => {
    check(300, ({ after }) => {
      expect(faultsOf(asStored(after))).toEqual([])
    })
  }, 60_000)
})
