// An explanation is the same judgement as a booking's, for every viewer, and names only what is there.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ME, OWNER, SAME, calendarOf, newIds } from '../../../test/support/build-calendar.ts'
import { deedsArbitrary, live, worldArbitrary } from '../../../test/support/random-life.ts'
import { ownArbitrary } from '../../../test/support/own-bookings.ts'
import { scenarioArbitrary } from '../../../test/support/scenario-arbitrary.ts'
import type { Service } from '../../contract/service.ts'
import { TIME_REASONS } from '../../contract/faults/reasons.ts'
import { Scenario } from '../../contract/scenario.ts'
import { toExplanations } from '../../projection/explanations.ts'
import { DAY, type Instant, MINUTE } from '../../time/instant.ts'
import { startOfDay, toLocalDay } from '../../time/zone.ts'
import { type By, type Calendar, findService, takenByActivity } from '../model/calendar.ts'
import type { OwnBooking } from '../model/own-booking.ts'
import type { Span } from '../../time/span.ts'
import { decideNewBooking } from '../booking/decide-new-booking.ts'
import { type Explanation, explainStart } from './explain.ts'
import type { Source } from './explain-sources.ts'
import { planAround, viewerOf } from './judge-start.ts'
import { weekOf } from './limits.ts'
import { refusalsOf } from './refusals.ts'
import { runsFor } from './runs.ts'
import { findSlots, isOffered } from './search.ts'

interface Asked {
  readonly calendar: Calendar
  readonly serviceId: string
  readonly start: Instant
  readonly seats: number
  readonly by: By
  readonly now: Instant
  readonly own: readonly OwnBooking[]
  readonly found: readonly Explanation[]
}

const VIEWERS: readonly By[] = [
  { kind: 'client', uid: ME },
  { kind: 'client', uid: 'anna' },
  { kind: 'client', uid: 'a stranger' },
  { kind: 'professional', uid: OWNER },
  { kind: 'admin', uid: 'root' },
]

/** Starts of interest: a free one, one at the edge of an appointment, and random ones. */
function startsIn(
  calendar: Calendar,
  service: Service,
  now: Instant,
  pick: number,
): readonly Instant[] {
  const range = { start: now, end: now + 2 * DAY }
  const slots = findSlots(calendar, service, range, 1, { now, uid: ME })
  const free = slots[pick % Math.max(slots.length, 1)]?.start ?? now
  const edges = calendar.appointments.flatMap(({ start, end, occupies }) => [
    start,
    end,
    occupies.end,
  ])
  const near = edges[pick % Math.max(edges.length, 1)] ?? now
  const random = now + ((pick * 5) % (3 * 1440)) * MINUTE
  return [free, near, near + 10 * MINUTE, random]
}

function ask(
  asked: Calendar,
  serviceId: string,
  now: Instant,
  {
    isActive,
    pick,
    seats,
    by,
    ownAt,
  }: {
    readonly isActive: boolean
    readonly pick: number
    readonly seats: number
    readonly by: By
    readonly ownAt: (now: Instant) => readonly OwnBooking[]
  },
): readonly Asked[] {
  const { professional } = asked
  const active = professional.active && isActive
  const calendar = { ...asked, professional: { ...professional, active } }
  const service = findService(calendar, serviceId)
  if (!service) throw new Error(`the calendar has no service ${serviceId}`)
  const own = ownAt(now)
  return startsIn(calendar, service, now, pick).map((start) => {
    const found = explainStart(calendar, { service, start, seats }, { by, now, own })
    return { calendar, serviceId, start, seats, by, now, own, found }
  })
}

/** A scenario’s time off has no ids. */
function withIds(calendar: Calendar): Calendar {
  const timeOff = calendar.timeOff.map((one, index) => ({ ...one, timeOffId: `off-${index}` }))
  return { ...calendar, timeOff }
}

const questionArbitrary = fc.record({
  // A calendar alone seldom is one that takes no bookings.
  isActive: fc.nat(9).map((pick) => pick > 0),
  pick: fc.nat(2000),
  seats: fc.constantFrom(1, 1, 2, 4),
  by: fc.constantFrom(...VIEWERS),
  // Bookings of whoever asks, wherever time is.
  ownAt: ownArbitrary(0, [SAME, 'group', 'other']).map(
    (own) => (now: Instant) => own.map((one) => ({ ...one, start: now + one.start })),
  ),
})

/** Over the calendars of scenarios, and over those that lives come to. */
function check(runs: number, see: (asked: Asked) => void): void {
  fc.assert(
    fc.property(scenarioArbitrary, questionArbitrary, (input, question) => {
      const scenario = Scenario.parse(input)
      const calendar = withIds(calendarOf(scenario))
      for (const one of ask(calendar, SAME, scenario.now, question)) see(one)
    }),
    { numRuns: runs },
  )
  fc.assert(
    fc.property(worldArbitrary, deedsArbitrary, questionArbitrary, (world, deeds, question) => {
      const { calendar, now } = live(world, deeds, newIds(), () => {})
      for (const one of ask(calendar, 'group', now, question)) see(one)
    }),
    { numRuns: runs },
  )
}

const overlap = (a: Span, b: Span): boolean => Math.max(a.start, b.start) < Math.min(a.end, b.end)

const isSame = (a: Span, b: Source) => a.start === b.start && a.end === b.end

/** Whether a source is a thing of the calendar, and takes something of the time that is asked for. */
function isThere(asked: Asked, source: Source): boolean {
  const { calendar, serviceId, start, by, now } = asked
  const service = findService(calendar, serviceId)
  if (!service) return false
  const viewer = viewerOf({ by, now })
  const plan = planAround(calendar, { service, start }, viewer)
  const standing = plan.standing.find((one) => one.start === start)
  const span = { start, end: standing?.end ?? start + plan.duration }
  const wanted = { start: start - plan.bufferBefore, end: span.end + plan.bufferAfter }
  const { id } = source
  switch (source.kind) {
    case 'appointment': {
      const found = calendar.appointments.find((one) => one.appointmentId === id)
      return found !== undefined && isSame(found, source) && overlap(found.occupies, wanted)
    }
    case 'time-off': {
      const found = calendar.timeOff.find((one) => one.timeOffId === id)
      return found !== undefined && isSame(found, source) && overlap(found, span)
    }
    case 'external':
      return calendar.externalBusy.some(
        (one) => one.source === id && isSame(one, source) && overlap(one, span),
      )
    case 'activity': {
      const set = takenByActivity(calendar.activity) ?? { start: 0, end: 0 }
      return source.start === set.start && source.end === set.end && overlap(set, span)
    }
    case 'delay': {
      const found = runsFor(calendar, viewer).find((one) => one.appointment.appointmentId === id)
      const late = found && { start: found.appointment.end, end: found.run.end }
      return late !== undefined && isSame(late, source) && overlap(late, span)
    }
    case 'limit': {
      const { zone, policy } = calendar
      const day = toLocalDay(zone, start)
      const isWeek = id === 'maxBookingsPerWeek'
      const first = isWeek ? weekOf(day, policy.weekStartsOn) : day
      const isSet = policy[id as keyof typeof policy] !== undefined
      return isSet && source.start === startOfDay(zone, first)
    }
    case 'date-hours':
      return calendar.dateHours.some(({ date }) => date === id)
    case 'service-hours':
      return id === serviceId && service.hours !== undefined
    case 'working-hours':
      return id === undefined
  }
}

describe('an explanation', () => {
  it('has no reasons exactly if a booking would be accepted, and else begins with its refusal', () => {
    let free = 0
    let refused = 0
    check(250, ({ calendar, serviceId, start, seats, by, now, own, found }) => {
      const client = { name: 'Me', ...(by.uid !== undefined && { uid: by.uid }) }
      const request = { serviceId, start, seats, client, override: [] }
      const decision = decideNewBooking(calendar, request, { by, now, own, newId: newIds() })
      const [first] = toExplanations(found, by)
      expect(first?.reason).toBe(decision.refused?.reason)
      if (decision.refused) refused++
      else free++
    })
    expect(Math.min(free, refused)).toBeGreaterThan(100)
  }, 60_000)

  it('names every rule that refuses, in the contract’s order', () => {
    const seen = new Set<string>()
    check(250, ({ calendar, serviceId, start, seats, by, now, own, found }) => {
      const service = findService(calendar, serviceId)
      if (!service) throw new Error('the service is gone')
      const plan = planAround(calendar, { service, start }, viewerOf({ by, now, own }))
      const rules = refusalsOf(plan, start, seats)
      const all = isOffered(calendar, service) ? rules : ['service-inactive', ...rules]
      const reasons = [...new Set(found.map(({ reason }) => reason))]
      expect(reasons).toEqual(all)
      expect(reasons).toEqual(TIME_REASONS.filter((reason) => all.includes(reason)))
      for (const reason of reasons) seen.add(reason)
    })
    expect([...seen].toSorted()).toEqual([...TIME_REASONS].toSorted())
  }, 60_000)

  it('names only what is in the calendar, and takes something of that time', () => {
    const kinds = new Set<string>()
    check(250, (asked) => {
      for (const { reason, detail, source } of asked.found) {
        expect(detail).not.toBe('')
        if (!source) continue
        kinds.add(source.kind)
        expect([reason, source, isThere(asked, source)]).toEqual([reason, source, true])
      }
    })
    expect([...kinds].toSorted()).toEqual([
      'activity',
      'appointment',
      'date-hours',
      'delay',
      'external',
      'limit',
      'service-hours',
      'time-off',
      'working-hours',
    ])
  }, 60_000)

  it('names something in the calendar for every reason that has something behind it', () => {
    const kinds: Readonly<Record<string, readonly string[]>> = {
      'outside-hours': ['date-hours', 'working-hours', 'service-hours'],
      'on-time-off': ['time-off', 'external'],
      'professional-away': ['activity', 'delay'],
      'slot-taken': ['appointment'],
      'limit-reached': ['limit'],
    }
    const found: Explanation[] = []
    check(150, (asked) => {
      found.push(...asked.found)
    })
    const without = found.filter(
      ({ reason, source }) => kinds[reason]?.includes(source?.kind ?? 'none') === false,
    )
    expect(without).toEqual([])
  }, 60_000)

  it('tells a client each rule once, and nothing of time off or of what stands behind it', () => {
    check(150, ({ found, by }) => {
      if (by.kind !== 'client') return
      const told = toExplanations(found, by)
      const reasons = told.map(({ reason }) => reason)
      expect(reasons).not.toContain('on-time-off')
      expect(new Set(reasons).size).toBe(reasons.length)
      expect(told).toEqual(reasons.map((reason) => ({ reason })))
      expect(reasons).toEqual(TIME_REASONS.filter((reason) => reasons.includes(reason)))
    })
  }, 60_000)
})
