// The dates of a change are all dates whose document differs: what the fan-out rests on.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ME,
  OTHER,
  OWNER,
  SAME,
  asClient,
  at,
  bookingOf,
  buildCalendar,
  buildService,
  calendarOf,
  everyDay,
  newIds,
} from '../../test/support/build-calendar.ts'
import type { Scenario as Input } from '../../test/support/naive.ts'
import { scenarioArbitrary } from '../../test/support/scenario-arbitrary.ts'
import type { Service } from '../contract/professional.ts'
import { Scenario } from '../contract/scenario.ts'
import { type EpochDay, formatDate } from '../time/date.ts'
import { type Instant, MINUTE } from '../time/instant.ts'
import { toLocalDay } from '../time/zone.ts'
import { applyEffects } from './apply.ts'
import { type By, type Calendar, findService } from './calendar.ts'
import { type BookingRequest, decideBooking } from './decide-booking.ts'
import { decideCancellation } from './decide-cancellation.ts'
import type { Decision } from './decided.ts'
import { findMirrorSlots, findSlots } from './search.ts'

/** What every day document says, by date. */
type Days = ReadonlyMap<string, string>

interface Dates {
  readonly first: EpochDay
  readonly last: EpochDay
  readonly today: EpochDay
}

function daysOf(calendar: Calendar, dates: Dates): Days {
  const days = new Map<string, string>()
  for (const service of calendar.services)
    for (const { start, seatsLeft } of findMirrorSlots(calendar, service, dates)) {
      const date = formatDate(toLocalDay(calendar.zone, start))
      days.set(date, `${days.get(date) ?? ''} ${service.serviceId} ${start} ${seatsLeft}`)
    }
  return days
}

function differing(before: Days, after: Days): readonly string[] {
  const dates = new Set([...before.keys(), ...after.keys()])
  return [...dates].filter((date) => before.get(date) !== after.get(date)).toSorted()
}

/** The dates that differ although no change names them. */
function forgotten(
  calendar: Calendar,
  decision: Decision<unknown>,
  dates: Dates,
): readonly string[] {
  if (decision.refused) return []
  const after = applyEffects(calendar, decision.effects)
  const named = new Set(decision.effects.changes.flatMap((change) => change.dates))
  const differ = differing(daysOf(calendar, dates), daysOf(after, dates))
  return named.has('all') ? [] : differ.filter((date) => !named.has(date))
}

/** A week around everything that a scenario speaks of. */
function datesAround({ now, from, to }: Scenario, { zone, appointments }: Calendar): Dates {
  const days = [now, from, to, ...appointments.map(({ start }) => start)].map((at) =>
    toLocalDay(zone, at),
  )
  return {
    first: Math.min(...days) - 8,
    last: Math.max(...days) + 8,
    today: toLocalDay(zone, now),
  }
}

/** The other service: short or as long as a day, with buffers that reach over midnight, or hours of its own. */
const otherArbitrary: fc.Arbitrary<Partial<Service>> = fc.record(
  {
    durationMinutes: fc.constantFrom(5, 30, 60, 240, 1440),
    bufferBeforeMinutes: fc.constantFrom(0, 15, 60, 480),
    bufferAfterMinutes: fc.constantFrom(0, 15, 60, 480),
    capacity: fc.constantFrom(1, 4),
    slotStepMinutes: fc.constantFrom(15, 30, 60),
    hours: fc.constant(
      [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '20:00', end: '10:00' })),
    ),
  },
  { requiredKeys: ['durationMinutes'] },
)

/** More often than random scenarios: weekly limits, and nights. */
const inputArbitrary: fc.Arbitrary<Input> = fc
  .record({
    input: scenarioArbitrary,
    weekly: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined, freq: 2 }),
    isOpenAlways: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
  })
  .map(({ input, weekly, isOpenAlways }) => {
    const { professional } = input
    const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      weekday,
      start: '00:00',
      end: '24:00',
    }))
    return {
      ...input,
      professional: {
        ...professional,
        ...(isOpenAlways && { workingHours: always }),
        policy: {
          ...professional.policy,
          ...(weekly !== undefined && { maxBookingsPerWeek: weekly }),
        },
      },
    }
  })

/** A free start; where the caller holds some of the time, one that overlaps it. */
function startFor(
  calendar: Calendar,
  scenario: Scenario,
  wish: { readonly serviceId: string; readonly pick: number; readonly uid: string },
): Instant | undefined {
  const service = findService(calendar, wish.serviceId)
  if (!service) return undefined
  const { now, from, to } = scenario
  const viewer = { now, uid: wish.uid }
  const slots = findSlots(calendar, service, { start: from, end: to }, 1, viewer)
  const held = calendar.appointments.filter(({ claims }) =>
    claims.some(({ status, uid }) => status === 'held' && uid === wish.uid),
  )
  const overHolds = slots.filter((slot) =>
    held.some(({ occupies }) => occupies.start < slot.end && slot.start < occupies.end),
  )
  const choice = overHolds.length > 0 ? overHolds : slots
  return choice[wish.pick % Math.max(choice.length, 1)]?.start
}

describe('the dates of a change hold every date whose document differs', () => {
  it('where a clock is set back over midnight, and shows a date again after the next one began', () => {
    // St. John's, 2010-11-07 00:01, back to 23:01 of the 6th.
    const hours = everyDay({ start: '00:00', end: '24:00' })
    const services = [buildService({ durationMinutes: 30 })]
    const calendar = buildCalendar({ timeZone: 'America/St_Johns', weeklyRules: hours, services })
    const now = at('2010-11-06T12:00:00Z')
    // On the second 23:30 of the 6th; half an hour before it was 00:00 of the 7th.
    const start = at('2010-11-07T03:00:00Z')
    const request = {
      serviceId: 'massage',
      start,
      seats: 1,
      client: { name: 'Anna' },
      override: [],
    }
    const decision = decideBooking(calendar, request, asClient('anna', now))
    expect(decision.refused).toBeUndefined()
    const today = toLocalDay(calendar.zone, now)
    expect(forgotten(calendar, decision, { first: today - 1, last: today + 2, today })).toEqual([])
  })

  it('after a booking, with the holds that gave way to it', () => {
    let accepted = 0
    let several = 0
    fc.assert(
      fc.property(
        inputArbitrary,
        otherArbitrary,
        fc.record({
          serviceId: fc.constantFrom(SAME, OTHER),
          pick: fc.nat(1000),
          uid: fc.constantFrom(ME, 'a stranger'),
        }),
        (input, other, wish) => {
          const scenario = Scenario.parse(input)
          const calendar = calendarOf(scenario, other)
          const { serviceId, uid } = wish
          const start = startFor(calendar, scenario, wish)
          if (start === undefined) return
          const request = { serviceId, start, seats: 1, client: { uid, name: 'Me' }, override: [] }
          const by: By = { kind: 'client', uid }
          const decision = decideBooking(calendar, request, {
            by,
            now: scenario.now,
            newId: newIds(),
          })
          accepted++
          if (!decision.refused && decision.effects.changes.length > 1) several++
          expect(forgotten(calendar, decision, datesAround(scenario, calendar))).toEqual([])
        },
      ),
      { numRuns: 700 },
    )
    expect(accepted).toBeGreaterThan(300)
    expect(several).toBeGreaterThan(5)
  }, 60_000)

  it('after a booking for which the owner sets every rule aside', () => {
    const override: BookingRequest['override'] = [
      'off-grid',
      'too-soon',
      'too-far-ahead',
      'outside-hours',
      'on-time-off',
      'professional-away',
      'limit-reached',
    ]
    fc.assert(
      fc.property(inputArbitrary, otherArbitrary, fc.nat(4 * 1440), (input, other, minutes) => {
        const scenario = Scenario.parse(input)
        const { now } = scenario
        const calendar = calendarOf(scenario, other)
        const client = { name: 'A guest' }
        const request = {
          serviceId: OTHER,
          start: now + minutes * MINUTE,
          seats: 1,
          client,
          override,
        }
        const by: By = { kind: 'professional', uid: OWNER }
        const decision = decideBooking(calendar, request, { by, now, newId: newIds() })
        expect(forgotten(calendar, decision, datesAround(scenario, calendar))).toEqual([])
      }),
      { numRuns: 300 },
    )
  }, 60_000)

  it('after a cancellation, late and early, of one seat or of the last, of a booking or of a hold', () => {
    let accepted = 0
    fc.assert(
      fc.property(inputArbitrary, otherArbitrary, fc.nat(1000), (input, other, pick) => {
        const scenario = Scenario.parse(input)
        const calendar = calendarOf(scenario, other)
        const claims = calendar.appointments.flatMap((appointment) => appointment.claims)
        const claim = claims[pick % Math.max(claims.length, 1)]
        if (!claim) return
        const booking = bookingOf(calendar, claim.bookingId)
        const by: By = { kind: 'professional', uid: OWNER }
        // Long before, so that random appointments of the past can be cancelled, too.
        const now = Math.min(scenario.now, booking.start - 1)
        const circumstances = { by, now, newId: newIds() }
        const decision = decideCancellation(calendar, booking, {}, circumstances)
        if (!decision.refused) accepted++
        expect(forgotten(calendar, decision, datesAround(scenario, calendar))).toEqual([])
      }),
      { numRuns: 500 },
    )
    expect(accepted).toBeGreaterThan(250)
  }, 60_000)
})
