// Holding seats while a client checks out: a new hold, which replaces one with the same professional, or a renewed one.
import type { ServiceId } from '../../contract/values/ids.ts'
import type { Service } from '../../contract/service.ts'
import { HOUR, type Instant, MINUTE, SECOND } from '../../time/instant.ts'
import {
  type Booking,
  type Calendar,
  type Client,
  findAppointment,
  findService,
} from '../model/calendar.ts'
import type { Circumstances } from '../model/circumstances.ts'
import { statusAt } from '../model/status-at.ts'
import { type AppointmentState, NOTHING, toState } from '../effects/effects.ts'
import type { Decision } from '../effects/decision.ts'
import { type Refusal, refuse } from '../model/refusal.ts'
import { HELD_MILLIS, HELD_WITHIN_MILLIS, type KeptHold, possibleFrom } from './hold-budget.ts'
import { judgeStart, viewerOf } from '../free/judge-start.ts'
import { seatsWithout, toldOf } from '../effects/make-way.ts'
import { steppedBooking } from '../effects/steps.ts'
import { takeSeats } from '../effects/take-seats.ts'
import { ofBooking, tell } from '../effects/tell.ts'

export interface HoldRequest {
  readonly serviceId: ServiceId
  readonly start: Instant
  readonly seats: number
  readonly holdMinutes: number
  readonly client: Client
  /** The caller's holds with this professional, whole. */
  readonly ownHolds: readonly Booking[]
  /** How many open holds the caller has with other professionals. */
  readonly holdsElsewhere: number
  /** For how long the caller's holds with this professional kept seats lately. */
  readonly kept: readonly KeptHold[]
}

/** How long seats are held in all, renewals included. */
export const LONGEST_HOLD_MILLIS = 15 * MINUTE
/** Open holds of one account; one a professional. */
export const OPEN_HOLDS = 3

/** Until when seats are held that are wished for now; not for longer in all than they are ever held. */
function endOfHold(
  now: Instant,
  holdMinutes: number,
  renewed?: Pick<Booking, 'createdAt'>,
): Instant {
  return Math.min(now + holdMinutes * MINUTE, (renewed?.createdAt ?? now) + LONGEST_HOLD_MILLIS)
}

/** The caller's open hold on this start. */
function findSame(
  { ownHolds, serviceId, start }: HoldRequest,
  { now }: Circumstances,
): Booking | undefined {
  return ownHolds.find(
    (hold) =>
      hold.serviceId === serviceId && hold.start === start && statusAt(hold, now) === 'held',
  )
}

/** Its appointment with other seats of this hold's. */
function reseated(calendar: Calendar, hold: Booking, seats: number): readonly AppointmentState[] {
  const appointment = findAppointment(calendar, hold.appointmentId)
  if (!appointment || seats === hold.seats) return []
  return [toState(appointment, seatsWithout(appointment, new Set([hold.bookingId])) + seats)]
}

/** Refuses a client who would hold for too long; owner and admin may hold on. */
function refuseHolding(
  { kept, holdMinutes }: HoldRequest,
  { by, now }: Circumstances,
  same: Booking | undefined,
): { readonly refused: Refusal } | undefined {
  if (by.kind !== 'client') return undefined
  const wish = { start: same?.createdAt ?? now, end: endOfHold(now, holdMinutes, same) }
  const from = possibleFrom(wish, kept, now, same?.bookingId)
  if (from === undefined) return undefined
  const retryAfterSeconds = Math.max(1, Math.ceil((from - now) / SECOND))
  return refuse(
    'rate-limited',
    `an account’s holds keep seats of one professional for at most ${HELD_MILLIS / MINUTE} minutes in ${HELD_WITHIN_MILLIS / HOUR} hours; try again in ${retryAfterSeconds} s`,
    { retryAfterSeconds },
  )
}

/** Holds on from now, with as many seats as are wished for now, as far as they may be held. */
function renew(
  calendar: Calendar,
  hold: Booking,
  { holdMinutes, seats }: HoldRequest,
  { now, newId }: Circumstances,
): Decision<Booking> {
  const { bookingId } = hold
  const holdExpiresAt = endOfHold(now, holdMinutes, hold)
  if (holdExpiresAt === hold.holdExpiresAt && seats === hold.seats)
    return { effects: NOTHING, answer: hold }
  const changedAppointments = reseated(calendar, hold, seats)
  const step = { bookingId, holdExpiresAt, seats }
  const rows = {
    bookingSteps: [step],
    ...(changedAppointments.length > 0 && { changedAppointments }),
  }
  return {
    effects: tell(calendar, rows, [ofBooking('booking.held', hold)], newId),
    answer: steppedBooking(hold, step, now),
    addsTo: hold.client.uid,
  }
}

function toHold(
  { seats, client, holdMinutes }: HoldRequest,
  service: Service,
  { appointmentId, start, end }: AppointmentState,
  { now, newId }: Circumstances,
): Booking {
  return {
    bookingId: newId(),
    appointmentId,
    serviceId: service.serviceId,
    status: 'held',
    start,
    end,
    seats,
    version: 1,
    client,
    ...(service.price && { price: service.price }),
    holdExpiresAt: endOfHold(now, holdMinutes),
    createdAt: now,
    updatedAt: now,
  }
}

function place(
  calendar: Calendar,
  request: HoldRequest,
  service: Service,
  circumstances: Circumstances,
): Decision<Booking> {
  const { newId } = circumstances
  const wish = { service, start: request.start, seats: request.seats }
  const taking = takeSeats(calendar, wish, viewerOf(circumstances), newId, 'all')
  const hold = toHold(request, service, taking.appointment, circumstances)
  const rows = { ...taking.rows, newBookings: [hold] }
  const told = [...toldOf(taking.released), ofBooking('booking.held', hold)]
  return { effects: tell(calendar, rows, told, newId), answer: hold, addsTo: hold.client.uid }
}

/**
 * Decides on a hold. The same start again renews it, up to 15 minutes after it was placed; another one replaces it.
 *
 * @returns the hold; or the first rule that refuses its start, or `rate-limited` where the account holds elsewhere
 */
export function decideHold(
  calendar: Calendar,
  request: HoldRequest,
  circumstances: Circumstances,
): Decision<Booking> {
  const { serviceId, start, seats, holdsElsewhere } = request
  const service = findService(calendar, serviceId)
  if (!service) return refuse('not-found', `there is no service ${serviceId}`)
  const same = findSame(request, circumstances)
  const wish = { service, start, seats, ...(same && { heldSince: same.createdAt }) }
  const judged = judgeStart(calendar, wish, circumstances, viewerOf(circumstances))
  if (judged.refused) return judged
  // A hold that is renewed counts again: it might have ended while others were placed.
  if (holdsElsewhere >= OPEN_HOLDS)
    return refuse('rate-limited', `an account has at most ${OPEN_HOLDS} open holds`)
  const refused = refuseHolding(request, circumstances, same)
  if (refused) return refused
  if (same) return renew(calendar, same, request, circumstances)
  return place(calendar, request, service, circumstances)
}
