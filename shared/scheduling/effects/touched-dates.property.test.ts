// The dates of a change are all dates whose document differs: what the fan-out rests on.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ME,
  OTHER,
  OWNER,
  SAME,
  accepted,
  asClient,
  at,
  bookingOf,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildService,
  calendarOf,
  everyDay,
  monday,
  newIds,
} from '../../../test/support/build-calendar.ts'
import { type Dates, daysOf, differing } from '../../../test/support/mirrored-days.ts'
import type { Scenario as Input } from '../../../test/support/naive.ts'
import { scenarioArbitrary } from '../../../test/support/scenario-arbitrary.ts'
import type { Service } from '../../contract/service.ts'
import { Scenario } from '../../contract/scenario.ts'
import { formatDate } from '../../time/date.ts'
import { DAY, type Instant, MINUTE } from '../../time/instant.ts'
import { toLocalDay } from '../../time/zone.ts'
import { applyEffects } from './apply.ts'
import { type By, type Calendar, findService } from '../model/calendar.ts'
import { type BookingRequest, decideNewBooking } from '../booking/decide-new-booking.ts'
import { decideCancellation } from '../booking/decide-cancellation.ts'
import { decideDateHours } from '../schedule/decide-date-hours.ts'
import { decideExternalBusy } from '../schedule/decide-external-busy.ts'
import { decideTimeOff } from '../schedule/decide-time-off.ts'
import type { Decision } from './decision.ts'
import { findSlots } from '../free/search.ts'
import { aThirdOf } from '../../../test/support/long.ts'

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

const TODAY = toLocalDay(buildCalendar().zone, monday('00:00'))
const FORTNIGHT: Dates = { first: TODAY - 7, last: TODAY + 7, today: TODAY }

describe('the dates of a change hold every date whose document differs', () => {
  it.each([
    // St. John's, 2010-11-07: at 00:01 back to 23:01 of the 6th. Half-hourly starts, 02:30Z is 00:00 of the 7th.
    ['begins on the second 23:30 of the 6th', 30, '2010-11-07T03:00:00Z'],
    ['runs from the 6th over 00:00 of the 7th into the 6th again', 45, '2010-11-07T02:00:00Z'],
  ])('where a clock is set back over midnight, and a booking %s', (_what, minutes, start) => {
    const calendar = buildCalendar({
      timeZone: 'America/St_Johns',
      weeklyRules: everyDay({ start: '00:00', end: '24:00' }),
      services: [buildService({ durationMinutes: minutes, slotStepMinutes: 30 })],
    })
    const now = at('2010-11-06T12:00:00Z')
    const client = { name: 'Anna' }
    const request = { serviceId: 'massage', start: at(start), seats: 1, client, override: [] }
    const decision = decideNewBooking(calendar, request, asClient('anna', now))
    expect(decision.refused).toBeUndefined()
    const today = toLocalDay(calendar.zone, now)
    expect(forgotten(calendar, decision, { first: today - 1, last: today + 2, today })).toEqual([])
  })

  it('where a late appointment that is cancelled no longer pushes the one behind it over midnight', () => {
    const late = { expectedEnd: monday('23:50') }
    const appointments = [
      buildAppointment(monday('21:00'), { ...late, claims: [buildClaim({ bookingId: 'late' })] }),
      buildAppointment(monday('23:00'), { appointmentId: 'behind' }),
    ]
    const weeklyRules = everyDay({ start: '00:00', end: '24:00' })
    const calendar = buildCalendar({ weeklyRules, appointments })
    const dates = daysOf(calendar, FORTNIGHT)
    const decision = decideCancellation(calendar, bookingOf(calendar, 'late'), {}, asClient())
    const { effects } = accepted(decision)
    const differ = differing(dates, daysOf(applyEffects(calendar, effects), FORTNIGHT))
    expect(differ).toEqual(['2026-11-23', '2026-11-24'])
    expect(forgotten(calendar, decision, FORTNIGHT)).toEqual([])
  })

  it('after a booking, with the holds that gave way to it', () => {
    let acceptedCount = 0
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
          const decision = decideNewBooking(calendar, request, {
            by,
            now: scenario.now,
            newId: newIds(),
          })
          acceptedCount++
          if (!decision.refused && decision.effects.changes.length > 1) several++
          expect(forgotten(calendar, decision, datesAround(scenario, calendar))).toEqual([])
        },
      ),
      // Enough that some booking gives way to a hold.
      { numRuns: 700 },
    )
    expect(acceptedCount).toBeGreaterThan(300)
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
        const decision = decideNewBooking(calendar, request, { by, now, newId: newIds() })
        expect(forgotten(calendar, decision, datesAround(scenario, calendar))).toEqual([])
      }),
      { numRuns: aThirdOf(300) },
    )
  }, 60_000)

  it('after a cancellation, late and early, of one seat or of the last, of a booking or of a hold', () => {
    let acceptedCount = 0
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
        if (!decision.refused) acceptedCount++
        expect(forgotten(calendar, decision, datesAround(scenario, calendar))).toEqual([])
      }),
      { numRuns: aThirdOf(500) },
    )
    expect(acceptedCount).toBeGreaterThan(aThirdOf(250))
  }, 60_000)

  it('after a change of date hours, time off or external busy time', () => {
    let changed = 0
    const days = fc.record({
      first: fc.integer({ min: -2, max: 6 }),
      length: fc.integer({ min: 1, max: 3 }),
    })
    const kinds = fc.constantFrom('date-hours', 'time-off', 'busy')
    const intervals = fc.constantFrom(
      [],
      [{ start: '22:00', end: '06:00' }],
      [{ start: '00:00', end: '24:00' }],
    )
    fc.assert(
      fc.property(
        inputArbitrary,
        otherArbitrary,
        kinds,
        days,
        intervals,
        (input, other, kind, { first, length }, hours) => {
          const scenario = Scenario.parse(input)
          const calendar = calendarOf(scenario, other)
          const { now, from } = scenario
          const by = { by: OWNER_BY, now, newId: newIds() }
          const start = from + first * DAY + 90 * MINUTE
          const end = start + length * 8 * 60 * MINUTE
          const day = toLocalDay(calendar.zone, start)
          const dates = Array.from({ length }, (_, index) => formatDate(day + index))
          const decision: Decision<unknown> =
            kind === 'date-hours'
              ? decideDateHours(calendar, { dates, intervals: hours }, by)
              : kind === 'time-off'
                ? decideTimeOff(calendar, { start, end, onConflict: 'keep' }, [], by)
                : decideExternalBusy(
                    calendar,
                    {
                      source: 'other',
                      from: start,
                      to: end,
                      intervals: [{ start, end: end - MINUTE }],
                    },
                    by,
                  )
          if (!decision.refused && decision.effects.changes.length > 0) changed++
          expect(forgotten(calendar, decision, datesAround(scenario, calendar))).toEqual([])
        },
      ),
      { numRuns: aThirdOf(500) },
    )
    expect(changed).toBeGreaterThan(aThirdOf(300))
  })
})

const OWNER_BY: By = { kind: 'professional', uid: OWNER }
