// What listing and judging promise one another, over random calendars.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ME,
  NOW,
  SAME,
  buildCalendar,
  buildService,
  calendarOf,
  monday,
} from '../../../test/support/build-calendar.ts'
import type { Scenario as Input } from '../../../test/support/naive.ts'
import { scenarioArbitrary } from '../../../test/support/scenario-arbitrary.ts'
import type { Service } from '../../contract/service.ts'
import { Scenario } from '../../contract/scenario.ts'
import { DAY, type Instant, MINUTE } from '../../time/instant.ts'
import { toLocalDay } from '../../time/zone.ts'
import { type Calendar, type Claim, findService, takenByActivity } from '../model/calendar.ts'
import type { Span } from '../../time/span.ts'
import { type Plan, planFor, reachAt } from './plan.ts'
import { refusalsOf } from './refusals.ts'
import { findMirrorSlots, findNextFree, findSlots, isOffered } from './search.ts'
import { simulate } from './simulate.ts'
import type { Slot } from '../model/slot.ts'
import { listSlots } from './slots.ts'
import { type Taken, takenOf } from './taken.ts'
import { aThirdOf } from '../../../test/support/long.ts'

/** One question to one calendar: what is free for ME. */
interface Question {
  readonly scenario: Scenario
  readonly calendar: Calendar
  readonly service: Service
  readonly taken: readonly Taken[]
  readonly from: Instant
  readonly to: Instant
  readonly now: Instant
  readonly seats: number
}

// Asked within the properties, so that a counterexample is printed as the scenario that it is.
function ask(input: Input): Question {
  const scenario = Scenario.parse(input)
  const { now, from, to, seats } = scenario
  const calendar = calendarOf(scenario)
  const service = findService(calendar, SAME)
  if (!service) throw new Error('the calendar of a scenario lacks its service')
  const taken = takenOf(calendar, SAME, { now, uid: ME })
  return { scenario, calendar, service, taken, now, from, to, seats }
}

function planOf({ calendar, service, taken, now }: Question, start: Instant, end: Instant): Plan {
  return planFor(calendar, service, taken, { start, end }, reachAt(calendar, service, now))
}

function slotsOf(question: Question, from: Instant, to: Instant): readonly Slot[] {
  return listSlots(planOf(question, from, to), from, to, question.seats)
}

const within = (spans: readonly Span[], instant: Instant): boolean =>
  spans.some(({ start, end }) => start <= instant && instant < end)

const overlap = (a: Span, b: Span): boolean => Math.max(a.start, b.start) < Math.min(a.end, b.end)

function toSpans(pairs: readonly number[]): readonly Span[] {
  return pairs.flatMap((start, index) =>
    index % 2 === 0 ? [{ start, end: pairs[index + 1] ?? start }] : [],
  )
}

/** What a candidate would occupy. */
const occupiedBy = (slot: Span, { bufferBefore, bufferAfter }: Plan): Span => ({
  start: slot.start - bufferBefore,
  end: slot.end + bufferAfter,
})

/** Every start of the grid in `[from, to)`, on whichever date. */
function gridStarts({ grid, step }: Plan, from: Instant, to: Instant): readonly Instant[] {
  return toSpans(grid).flatMap(({ start, end }) => {
    const starts: Instant[] = []
    for (let next = start; next < Math.min(end, to); next += step)
      if (next >= from) starts.push(next)
    return starts
  })
}

function check(runs: number, property: (question: Question) => void): void {
  fc.assert(
    fc.property(scenarioArbitrary, (input) => property(ask(input))),
    { numRuns: aThirdOf(runs) },
  )
}

describe('what is free', () => {
  it('is the windows less time off, external busy time, activity and delays: nothing else, nothing twice', () => {
    check(300, (question) => {
      const { calendar, from, to } = question
      const plan = planOf(question, from, to)
      const set = takenByActivity(calendar.activity)
      const gone = [
        ...calendar.timeOff,
        ...calendar.externalBusy,
        ...(set ? [set] : []),
        ...delaysOf(question.taken),
      ]
      const hours = toSpans(plan.grid)
      const open = toSpans(plan.open)
      const edges = [...hours, ...gone, ...open].flatMap(({ start, end }) => [start, end])
      for (const edge of edges)
        for (const instant of [edge - 1, edge])
          expect(within(open, instant)).toBe(within(hours, instant) && !within(gone, instant))
      expect(plan.open).toEqual([...new Set(plan.open)].toSorted((a, b) => a - b))
    })
  })

  it('lies in the windows, or is a seat in an appointment that nothing of step 2 touches', () => {
    check(300, (question) => {
      const { taken, from, to } = question
      const plan = planOf(question, from, to)
      const open = toSpans(plan.open)
      const gone = [...toSpans(plan.off), ...toSpans(plan.away)]
      for (const slot of slotsOf(question, from, to)) {
        const { start } = slot
        const joined = taken.find((one) => one.joinable && one.start === start)
        const seats = joined && {
          start,
          end: joined.end,
          seatsLeft: joined.capacity - joined.seatsTaken,
        }
        expect(slot).toEqual(
          seats ?? { start, end: start + plan.duration, seatsLeft: plan.capacity },
        )
        const lies = joined
          ? !gone.some((span) => overlap(span, slot))
          : open.some((span) => span.start <= start && slot.end <= span.end)
        expect(lies).toBe(true)
      }
    })
  })

  it('never overlaps what is occupied, buffers of both included', () => {
    check(300, (question) => {
      const { taken, from, to } = question
      const plan = planOf(question, from, to)
      for (const slot of slotsOf(question, from, to)) {
        if (taken.some((one) => one.joinable && one.start === slot.start)) continue
        const wanted = occupiedBy(slot, plan)
        expect(taken.filter(({ occupies }) => overlap(occupies, wanted))).toEqual([])
      }
    })
  })

  it('is every start of the grid that fits, is not occupied and that no rule refuses', () => {
    check(300, (question) => {
      const { calendar, taken, from, to, seats } = question
      const plan = planOf(question, from, to)
      const open = toSpans(plan.open)
      const expected = gridStarts(plan, from, to).filter((start) => {
        const slot = { start, end: start + plan.duration }
        const day = toLocalDay(calendar.zone, start)
        return (
          seats <= plan.capacity &&
          start >= plan.reach.earliest &&
          day <= plan.reach.lastDay &&
          plan.isClosed?.(day) !== true &&
          open.some((span) => span.start <= slot.start && slot.end <= span.end) &&
          !taken.some(({ occupies }) => overlap(occupies, occupiedBy(slot, plan)))
        )
      })
      const starts = slotsOf(question, from, to)
        .filter(({ start }) => !taken.some((one) => one.joinable && one.start === start))
        .map(({ start }) => start)
      expect(starts).toEqual([...new Set(expected)].toSorted((a, b) => a - b))
    })
  })
})

/** Delays a second time: the latest of start, stored expectation and the end before, as long as it was to last. */
function delaysOf(taken: readonly Taken[]): readonly Span[] {
  const delays: Span[] = []
  let before = 0
  for (const { start, end, expectedStart = 0, expectedEnd = 0, endedAt } of taken) {
    const begins = Math.max(start, expectedStart, before)
    before = endedAt ?? Math.max(begins + end - start, expectedEnd)
    delays.push({ start: end, end: before })
  }
  return delays
}

describe('a search', () => {
  it('finds in two halves what it finds in one', () => {
    fc.assert(
      fc.property(scenarioArbitrary, fc.double({ min: 0, max: 1, noNaN: true }), (input, part) => {
        const question = ask(input)
        const { from, to } = question
        const middle = Math.round(from + part * (to - from))
        expect([...slotsOf(question, from, middle), ...slotsOf(question, middle, to)]).toEqual(
          slotsOf(question, from, to),
        )
      }),
      { numRuns: aThirdOf(400) },
    )
  })

  it('finds the same wherever it begins, be it days before or at the start itself', () => {
    fc.assert(
      fc.property(scenarioArbitrary, fc.nat(5 * 1440), (input, minutes) => {
        const question = ask(input)
        const { from, to } = question
        const slots = slotsOf(question, from, to)
        const early = slotsOf(question, from - minutes * MINUTE, to + minutes * MINUTE)
        expect(early.filter(({ start }) => start >= from && start < to)).toEqual(slots)
        for (const slot of slots.slice(0, 20))
          expect(slotsOf(question, slot.start, slot.start + 1)).toEqual([slot])
      }),
      { numRuns: aThirdOf(300) },
    )
  })

  it('finds on a calendar what the simulator finds, whoever the seats belong to', () => {
    check(300, ({ scenario, calendar, service, now, from, to, seats }) => {
      const { slots } = simulate(asStored(scenario, calendar))
      const range = { start: from, end: to }
      expect(findSlots(calendar, service, range, seats, { now, uid: ME })).toEqual(slots)
    })
  })
})

describe('what is the caller’s to give up', () => {
  it('counts as if it were not there: own holds, expired ones, and the booking that is being moved', () => {
    fc.assert(
      fc.property(scenarioArbitrary, fc.nat(1000), (input, pick) => {
        const { calendar, service, now, from, to, seats } = ask(input)
        const claims = calendar.appointments.flatMap((appointment) => appointment.claims)
        const moving = claims[pick % Math.max(claims.length, 1)]?.bookingId ?? 'none'
        const isGiven = ({ bookingId, status, uid, holdExpiresAt = now }: Claim): boolean =>
          bookingId === moving || (status === 'held' && (uid === ME || holdExpiresAt <= now))
        const appointments = calendar.appointments.map((one) => ({
          ...one,
          claims: one.claims.filter((claim) => !isGiven(claim)),
        }))
        const range = { start: from, end: to }
        const mine = findSlots(calendar, service, range, seats, { now, uid: ME, moving })
        const without = { ...calendar, appointments }
        expect(mine).toEqual(findSlots(without, service, range, seats, { now }))
      }),
      { numRuns: aThirdOf(300) },
    )
  })
})

/** The scenario without the appointments that no calendar holds. */
function asStored(scenario: Scenario, { appointments }: Calendar): Scenario {
  const kept = new Set(appointments.map(({ appointmentId }) => appointmentId))
  return {
    ...scenario,
    appointments: scenario.appointments.filter((one, index) =>
      kept.has(`${one.serviceKey}-${index}`),
    ),
  }
}

describe('judging a start', () => {
  it('accepts every start that is listed and refuses every other, for any number of seats', () => {
    fc.assert(
      fc.property(
        scenarioArbitrary,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 6 }),
        (input, parts, seats) => {
          const question = ask(input)
          const { taken, from, to } = question
          const plan = planOf(question, from, to)
          const listed = listSlots(plan, from, to, seats).map(({ start }) => start)
          const candidates = [
            ...listed,
            ...gridStarts(plan, from, to),
            ...taken.map(({ start }) => start),
            ...listed.flatMap((start) => [start - MINUTE, start + MINUTE, start + 1]),
            ...parts.map((part) => Math.round(from + part * (to - from))),
          ].filter((start) => start >= from && start < to)
          const acceptable = candidates.filter(
            (start) => refusalsOf(plan, start, seats).length === 0,
          )
          expect([...new Set(acceptable)].toSorted((a, b) => a - b)).toEqual(listed)
        },
      ),
      { numRuns: aThirdOf(300) },
    )
  })

  it('comes to the same from a plan of that start alone', () => {
    check(150, (question) => {
      const { taken, from, to, seats } = question
      const plan = planOf(question, from, to)
      const starts = [...gridStarts(plan, from, to), ...taken.map(({ start }) => start)]
      for (const start of starts.slice(0, 40))
        expect(refusalsOf(planOf(question, start, start + 1), start, seats)).toEqual(
          refusalsOf(planOf(question, start - 3 * DAY, start + 3 * DAY), start, seats),
        )
    })
  })
})

describe('the mirror', () => {
  it('shows on each local date the slots that begin on it, and on all dates together every slot', () => {
    check(200, ({ calendar, service, now, from, to }) => {
      const { zone } = calendar
      const today = toLocalDay(zone, now)
      const [first, last] = [toLocalDay(zone, from) - 1, toLocalDay(zone, to) + 1]
      const all = findMirrorSlots(calendar, service, { first, last, today })
      for (let day = first; day <= last; day++)
        expect(findMirrorSlots(calendar, service, { first: day, last: day, today })).toEqual(
          all.filter(({ start }) => toLocalDay(zone, start) === day),
        )
    })
  })

  it('shows from now on, once the notice is over, what a stranger may book while no hold has expired', () => {
    check(200, ({ calendar, service, now, from, to }) => {
      const { zone } = calendar
      const standing = calendar.appointments.filter(({ claims }) =>
        claims.every(({ holdExpiresAt = now + 1 }) => holdExpiresAt > now),
      )
      const present = { ...calendar, appointments: standing }
      // A date may come back behind the next one where a clock is set back over midnight.
      const dates = {
        first: toLocalDay(zone, from) - 1,
        last: toLocalDay(zone, to) + 1,
        today: toLocalDay(zone, now),
      }
      const { earliest } = reachAt(calendar, service, now)
      const isAsked = ({ start }: Slot) => start >= Math.max(from, earliest) && start < to
      const mirrored = findMirrorSlots(present, service, dates).filter(isAsked)
      expect(mirrored).toEqual(
        findSlots(present, service, { start: from, end: to }, 1, { now, uid: 'a stranger' }),
      )
    })
  })

  it('names as the next free slot the first that it shows behind the notice, however far ahead', () => {
    check(100, ({ calendar, service, now }) => {
      const { earliest, lastDay } = reachAt(calendar, service, now)
      const today = toLocalDay(calendar.zone, now)
      const shown = findMirrorSlots(calendar, service, { first: today - 1, last: lastDay, today })
      expect(findNextFree(calendar, service, now)).toEqual(
        shown.find(({ start }) => start >= earliest),
      )
    })
  })

  it('names a next free slot that is weeks ahead, and none behind the horizon', () => {
    const calendar = buildCalendar({
      weeklyRules: [],
      dateHours: [{ date: '2027-01-02', intervals: [{ start: '09:00', end: '10:00' }] }],
    })
    const service = buildService({ horizonDays: 40 })
    expect(findNextFree(calendar, service, NOW)?.start).toBe(monday('09:00', 40))
    expect(findNextFree(calendar, { ...service, horizonDays: 39 }, NOW)).toBeUndefined()
  })

  it('shows nothing of what is not offered', () => {
    check(50, ({ calendar, service, now, from, to }) => {
      const professional = { ...calendar.professional, active: false }
      const closed = { ...calendar, professional }
      const dates = {
        first: toLocalDay(calendar.zone, from),
        last: toLocalDay(calendar.zone, to),
        today: toLocalDay(calendar.zone, now),
      }
      expect(isOffered(closed, service)).toBe(false)
      expect(findMirrorSlots(closed, service, dates)).toEqual([])
      expect(findNextFree(closed, service, now)).toBeUndefined()
      expect(findSlots(closed, service, { start: from, end: to }, 1, { now })).toEqual([])
    })
  })
})
