// Every status and everything that may be done to a booking, against the one table of the contract.
import { describe, expect, it } from 'vitest'
import {
  ANNA,
  BEN,
  asClient,
  asClock,
  asOwner,
  bookingOf,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildService,
  monday,
} from '../../../test/support/build-calendar.ts'
import { type Cause, STATUSES, STEPS, type Status, isLive, mayStep } from '../../contract/status.ts'
import type { Instant } from '../../time/instant.ts'
import { advance } from '../clock/advance.ts'
import { applyEffects } from './apply.ts'
import type { Booking, Calendar } from '../model/calendar.ts'
import { decideApproval } from '../booking/decide-approval.ts'
import { decideCancellation } from '../booking/decide-cancellation.ts'
import { decideHeldBooking } from '../booking/decide-held-booking.ts'
import { decideProgress } from '../session/decide-progress.ts'
import { decideReschedule } from '../booking/decide-reschedule.ts'
import type { Decision } from './decision.ts'

const group = buildService({ capacity: 3, approval: 'manual' })

/** An instant at which a booking from 10:00 to 11:00 may be in a status. */
const NOW_IN: Record<Status, Instant> = {
  held: monday('09:00'),
  pending: monday('09:00'),
  confirmed: monday('09:00'),
  'in-progress': monday('10:30'),
  completed: monday('12:00'),
  'no-show': monday('12:00'),
  cancelled: monday('09:00'),
  declined: monday('09:00'),
  expired: monday('09:00'),
}

/** Anna’s booking in a status, beside Ben’s, who keeps the appointment where hers is gone. */
function given(status: Status): { readonly calendar: Calendar; readonly booking: Booking } {
  const hold = status === 'held' ? { holdExpiresAt: monday('09:10') } : {}
  const bens = buildClaim({ bookingId: 'ben’s', uid: BEN, status: 'no-show' })
  const claims = [buildClaim({ status, ...hold }), bens]
  const whole = buildCalendar({
    services: [group],
    appointments: [buildAppointment(monday('10:00'), { service: group, claims })],
  })
  const booking = bookingOf(whole)
  const appointments = whole.appointments.map((one) => ({
    ...one,
    claims: one.claims.filter((claim) => isLive(claim.status)),
  }))
  return { calendar: { ...whole, appointments }, booking }
}

type Command = (calendar: Calendar, booking: Booking, now: Instant) => Decision<unknown>

interface Row {
  readonly name: string
  readonly cause: Cause
  readonly to: Status
  readonly command: Command
}

const client = { uid: ANNA, name: 'Anna' }

const report =
  (step: 'started' | 'finished' | 'no-show'): Command =>
  (calendar, booking, now) =>
    decideProgress(calendar, booking, { step }, asOwner(now))

const ROWS: readonly Row[] = [
  {
    name: 'create-booking by its client',
    cause: 'create-booking',
    to: 'pending',
    command: (calendar, booking, now) =>
      decideHeldBooking(calendar, booking, { client, override: [] }, asClient(ANNA, now)),
  },
  {
    name: 'create-booking by the owner',
    cause: 'create-booking',
    to: 'confirmed',
    command: (calendar, booking, now) =>
      decideHeldBooking(calendar, booking, { client, override: [] }, asOwner(now)),
  },
  {
    name: 'cancel-booking',
    cause: 'cancel-booking',
    to: 'cancelled',
    command: (calendar, booking, now) => decideCancellation(calendar, booking, {}, asOwner(now)),
  },
  {
    name: 'decide-booking: approve',
    cause: 'decide-booking',
    to: 'confirmed',
    command: (calendar, booking, now) =>
      decideApproval(calendar, booking, { decision: 'approve' }, asOwner(now)),
  },
  {
    name: 'decide-booking: decline',
    cause: 'decide-booking',
    to: 'declined',
    command: (calendar, booking, now) =>
      decideApproval(calendar, booking, { decision: 'decline' }, asOwner(now)),
  },
  {
    name: 'report-progress: started',
    cause: 'report-progress',
    to: 'in-progress',
    command: report('started'),
  },
  {
    name: 'report-progress: finished',
    cause: 'report-progress',
    to: 'completed',
    command: report('finished'),
  },
  {
    name: 'report-progress: no-show',
    cause: 'report-progress',
    to: 'no-show',
    command: report('no-show'),
  },
]

const CASES = ROWS.flatMap((row) => STATUSES.map((status) => [status, row.name, row] as const))

/** What a hold’s release is to the table: nobody cancels what was only held. */
const targetOf = (status: Status, { cause, to }: Row): Status =>
  status === 'held' && cause === 'cancel-booking' ? 'expired' : to

/** The status that a decision takes the booking to, or why it does not. */
function outcomeOf(decision: Decision<unknown>): string | undefined {
  if (decision.refused) return decision.refused.reason
  return decision.effects.bookingSteps?.find(({ bookingId }) => bookingId === 'booking')?.status
}

describe('a booking takes a step exactly if the table knows it', () => {
  it.each(CASES)('%s: %s', (status, _name, row) => {
    const { calendar, booking } = given(status)
    const to = targetOf(status, row)
    const decision = row.command(calendar, booking, NOW_IN[status])
    const isGone = row.cause === 'cancel-booking' && status === 'cancelled'
    const refusal = isGone ? 'already-cancelled' : 'not-changeable'
    expect(outcomeOf(decision)).toBe(mayStep(status, to, row.cause) ? to : refusal)
  })

  it('and the cases above try every step of a command that the table knows for one that is there', () => {
    const tried = new Set(
      CASES.map(([status, , row]) => `${status} → ${targetOf(status, row)} by ${row.cause}`),
    )
    const known = STEPS.filter(({ from, by }) => from !== 'none' && by !== 'clock')
    const untried = known
      .map(({ from, to, by }) => `${from} → ${to} by ${by}`)
      .filter((step) => !tried.has(step))
    expect(untried).toEqual([])
  })
})

describe('running late', () => {
  const RUNNING_LATE = { step: 'running-late', expectedStart: monday('10:20') } as const

  it.each(STATUSES)('can be said of what is confirmed or in progress alone: %s', (status) => {
    const { calendar, booking } = given(status)
    const request =
      status === 'in-progress'
        ? ({ step: 'running-late', expectedEnd: monday('11:20') } as const)
        : RUNNING_LATE
    const { refused } = decideProgress(calendar, booking, request, asOwner(NOW_IN[status]))
    const isLawful = status === 'confirmed' || status === 'in-progress'
    expect(refused?.reason).toBe(isLawful ? undefined : 'not-changeable')
  })
})

describe('moving', () => {
  it.each(STATUSES)('is for what is pending or confirmed alone: %s', (status) => {
    const { calendar, booking } = given(status)
    const request = { start: monday('14:00'), override: [] }
    const { refused } = decideReschedule(calendar, booking, request, asOwner(NOW_IN[status]))
    const isLawful = status === 'pending' || status === 'confirmed'
    expect(refused?.reason).toBe(isLawful ? undefined : 'not-changeable')
  })
})

describe('the clock', () => {
  it.each(STATUSES)('takes no step that the table does not know: %s', (status) => {
    const { calendar } = given(status)
    let [from, now] = [status, monday('08:00')]
    let present = calendar
    for (; now <= monday('12:00'); now += 5 * 60_000) {
      const effects = advance(present, asClock(now))
      for (const { status: to = from } of effects.bookingSteps ?? []) {
        expect([from, to, mayStep(from, to, 'clock')]).toEqual([from, to, true])
        from = to
      }
      present = applyEffects(present, effects)
    }
  })
})
