// What is listed can be booked and nothing else, and no sequence of decisions ever takes one time twice.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ME,
  OTHER,
  OWNER,
  SAME,
  accepted,
  bookingOf,
  calendarOf,
  faultsOf,
  newIds,
  storedSeats,
} from '../../../test/support/build-calendar.ts'
import { ownArbitrary } from '../../../test/support/own-bookings.ts'
import { scenarioArbitrary } from '../../../test/support/scenario-arbitrary.ts'
import { Scenario } from '../../contract/scenario.ts'
import { isLive } from '../../contract/status.ts'
import { DAY, type Instant, MINUTE } from '../../time/instant.ts'
import { applyEffects } from '../effects/apply.ts'
import { type By, type Calendar, findService } from '../model/calendar.ts'
import { type BookingRequest, decideNewBooking } from './decide-new-booking.ts'
import { decideCancellation } from './decide-cancellation.ts'
import type { AppointmentState, Effects } from '../effects/effects.ts'
import { findSlots } from '../free/search.ts'
import type { OwnBooking } from '../model/own-booking.ts'
import type { Slot } from '../model/slot.ts'

const ALL_OVERRIDES: BookingRequest['override'] = [
  'off-grid',
  'too-soon',
  'too-far-ahead',
  'outside-hours',
  'on-time-off',
  'professional-away',
  'limit-reached',
]

const STRANGER = 'a stranger'

const clientBy = (uid: string): By => ({ kind: 'client', uid })

/** Starts that are free, starts that are not, and some just beside them. */
function startsToTry(calendar: Calendar, slots: readonly Slot[], random: readonly Instant[]) {
  const free = slots.filter((_, index) => index % Math.ceil(slots.length / 8 || 1) === 0)
  return [
    ...free.map(({ start }) => start),
    ...free.map(({ start }) => start + 5 * MINUTE),
    ...calendar.appointments.flatMap(({ start, end, occupies }) => [start, end, occupies.end]),
    ...random,
  ]
}

function slotAt(
  calendar: Calendar,
  start: Instant,
  seats: number,
  viewer: { now: Instant; uid: string; own?: readonly OwnBooking[] },
) {
  const service = findService(calendar, SAME)
  return service && findSlots(calendar, service, { start, end: start + 1 }, seats, viewer)[0]
}

describe('booking', () => {
  it('accepts exactly the starts that a search by the same client lists, for that many seats', () => {
    let listed = 0
    let refused = 0
    let limited = 0
    fc.assert(
      fc.property(
        scenarioArbitrary,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }),
        fc.constantFrom(ME, STRANGER),
        fc.integer({ min: 1, max: 3 }),
        ownArbitrary(0, [SAME, OTHER]),
        (input, parts, uid, seats, ownFromNow) => {
          const scenario = Scenario.parse(input)
          const { now, from, to } = scenario
          const calendar = calendarOf(scenario)
          const own = ownFromNow.map((one) => ({ ...one, start: now + one.start }))
          const viewer = { now, uid, own }
          const service = findService(calendar, SAME)
          if (!service) throw new Error('the calendar of a scenario lacks its service')
          const slots = findSlots(calendar, service, { start: from, end: to }, seats, viewer)
          const random = parts.map((part) => Math.round(from + part * (to - from)))
          for (const start of startsToTry(calendar, slots, random)) {
            const slot = slotAt(calendar, start, seats, viewer)
            const request = {
              serviceId: SAME,
              start,
              seats,
              client: { uid, name: 'Me' },
              override: [],
            }
            const by = clientBy(uid)
            const decision = decideNewBooking(calendar, request, {
              by,
              now,
              own,
              newId: newIds(),
            })
            expect(decision.refused === undefined).toBe(slot !== undefined)
            if (decision.refused || !slot) {
              refused++
              continue
            }
            listed++
            if (calendar.policy.perClient ?? service.perClient) limited++
            const after = applyEffects(calendar, decision.effects)
            const left = slot.seatsLeft - seats
            expect(slotAt(after, start, 1, { now, uid })).toEqual(
              left > 0 ? { ...slot, seatsLeft: left } : undefined,
            )
            expect(after.revision).toBe(calendar.revision + decision.effects.changes.length)
            expect(decision.answer).toMatchObject({ start, end: slot.end, seats })
          }
        },
      ),
      { numRuns: 300 },
    )
    expect(Math.min(listed, refused, limited)).toBeGreaterThan(300)
  }, 60_000)
})

// ---- Sequences ----

interface Step {
  readonly kind: 'book' | 'hold' | 'cancel' | 'wait'
  readonly who: string
  readonly serviceId: string
  readonly seats: number
  /** Which of what there is to choose from. */
  readonly pick: number
  /** Books a start that was never listed. */
  readonly isBlind: boolean
  /** As the owner, who sets every rule aside that can be. */
  readonly isOwner: boolean
}

const stepArbitrary: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('book', 'book', 'book', 'hold', 'hold', 'cancel', 'wait'),
  who: fc.constantFrom(ME, 'them', 'anna', 'ben'),
  serviceId: fc.constantFrom(SAME, SAME, OTHER),
  seats: fc.constantFrom(1, 1, 1, 2, 3),
  pick: fc.nat(1000),
  isBlind: fc.boolean(),
  isOwner: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
})

/** As `hold-slot` would have it: a booking that is only held. */
function asHold(effects: Effects, now: Instant): Effects {
  const newBookings = (effects.newBookings ?? []).map((booking) => ({
    ...booking,
    status: 'held' as const,
    holdExpiresAt: now + 10 * MINUTE,
  }))
  return { ...effects, newBookings }
}

/** A start to book: a free one, one on or beside something taken, or any. */
function startFor(calendar: Calendar, step: Step, now: Instant): Instant {
  const { pick, isBlind, serviceId, who } = step
  const service = findService(calendar, serviceId)
  const range = { start: now, end: now + 4 * DAY }
  const slots = isBlind || !service ? [] : findSlots(calendar, service, range, 1, { now, uid: who })
  const edges = calendar.appointments.flatMap(({ start, end }) => [start, end, start + 15 * MINUTE])
  const choice = slots.length > 0 ? slots.map(({ start }) => start) : edges
  return choice[pick % Math.max(choice.length, 1)] ?? now + pick * MINUTE
}

function decide(
  calendar: Calendar,
  step: Step,
  now: Instant,
  newId: () => string,
): Effects | undefined {
  const { kind, who, serviceId, seats, pick, isOwner } = step
  const by: By = isOwner ? { kind: 'professional', uid: OWNER } : clientBy(who)
  if (kind === 'cancel') {
    const live = calendar.appointments
      .flatMap(({ claims }) => claims)
      .filter(({ status }) => isLive(status))
    const claim = live[pick % Math.max(live.length, 1)]
    if (!claim) return undefined
    const booking = bookingOf(calendar, claim.bookingId)
    const decision = decideCancellation(calendar, booking, {}, { by, now, newId })
    return decision.refused ? undefined : decision.effects
  }
  const start = startFor(calendar, step, now)
  const override = isOwner ? ALL_OVERRIDES : []
  const request = { serviceId, start, seats, client: { uid: who, name: who }, override }
  const decision = decideNewBooking(calendar, request, { by, now, newId })
  if (decision.refused) return undefined
  return kind === 'hold' ? asHold(decision.effects, now) : decision.effects
}

/** Fails where a row is written twice, or with other seats than its claims come to. */
function checkRows(effects: Effects, after: Calendar): void {
  const {
    newAppointments = [],
    changedAppointments = [],
    newBookings = [],
    bookingSteps = [],
  } = effects
  const rows: readonly AppointmentState[] = [...newAppointments, ...changedAppointments]
  const ids = rows.map(({ appointmentId }) => appointmentId)
  expect(new Set(ids).size).toBe(ids.length)
  const bookings = [...newBookings, ...bookingSteps].map(({ bookingId }) => bookingId)
  expect(new Set(bookings).size).toBe(bookings.length)
  for (const { appointmentId, seatsTaken, state, capacity } of rows) {
    const stored = after.appointments.find((one) => one.appointmentId === appointmentId)
    expect(seatsTaken).toBe(stored ? storedSeats(stored) : 0)
    expect(state).toBe(seatsTaken > 0 ? 'active' : 'gone')
    expect(seatsTaken).toBeLessThanOrEqual(capacity)
  }
  expect(new Set(effects.changes.map(({ bookingId }) => bookingId))).toEqual(new Set(bookings))
  expect(effects.changes).toHaveLength(bookings.length)
}

describe('any sequence of bookings, holds and cancellations', () => {
  it('never makes two appointments overlap, nor takes more seats than there are', () => {
    const counts = { book: 0, hold: 0, cancel: 0, wait: 0 }
    let released = 0
    fc.assert(
      fc.property(
        scenarioArbitrary,
        fc.array(stepArbitrary, { minLength: 5, maxLength: 25 }),
        fc.integer({ min: 5, max: 90 }),
        (input, steps, minutes) => {
          const scenario = Scenario.parse(input)
          const newId = newIds()
          let { now } = scenario
          let calendar = calendarOf(scenario, { durationMinutes: minutes, bufferAfterMinutes: 10 })
          expect(faultsOf(calendar)).toEqual([])
          for (const step of steps) {
            if (step.kind === 'wait') now += (step.pick % 30) * MINUTE
            const effects = step.kind === 'wait' ? undefined : decide(calendar, step, now, newId)
            if (!effects) continue
            counts[step.kind]++
            if (effects.changes.length > 1) released++
            calendar = applyEffects(calendar, effects)
            expect(faultsOf(calendar)).toEqual([])
            checkRows(effects, calendar)
          }
        },
      ),
      { numRuns: 250 },
    )
    // All of it happened often, so the property was put to the test.
    expect(Math.min(counts.book, counts.hold, counts.cancel)).toBeGreaterThan(100)
    expect(released).toBeGreaterThan(20)
  }, 60_000)

  it('lets a start be booked again once its booking is cancelled', () => {
    fc.assert(
      fc.property(scenarioArbitrary, fc.nat(1000), (input, pick) => {
        const scenario = Scenario.parse(input)
        const { now, from, to } = scenario
        const calendar = calendarOf(scenario)
        const service = findService(calendar, SAME)
        if (!service) throw new Error('the calendar of a scenario lacks its service')
        const viewer = { now, uid: STRANGER }
        const slots = findSlots(calendar, service, { start: from, end: to }, 1, viewer)
        const slot = slots[pick % Math.max(slots.length, 1)]
        // What has begun can no longer be cancelled.
        fc.pre(slot !== undefined && slot.start > now)
        if (!slot) return
        const circumstances = { by: clientBy(STRANGER), now, newId: newIds() }
        const client = { uid: STRANGER, name: 'Me' }
        const request = { serviceId: SAME, start: slot.start, seats: 1, client, override: [] }
        const booked = accepted(decideNewBooking(calendar, request, circumstances))
        const between = applyEffects(calendar, booked.effects)
        const owner = { ...circumstances, by: { kind: 'professional', uid: OWNER } as const }
        const cancelled = accepted(decideCancellation(between, booked.answer, {}, owner))
        const after = applyEffects(between, cancelled.effects)
        expect(findSlots(after, service, { start: from, end: to }, 1, viewer)).toEqual(slots)
      }),
      { numRuns: 200 },
    )
  }, 60_000)
})
