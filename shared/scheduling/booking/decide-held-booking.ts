// Booking what is held: the hold becomes the booking, under its id and on its seats.
import type { ServiceId } from '../../contract/values/ids.ts'
import type { Override } from '../../contract/booking.ts'
import { type Instant, formatInstant } from '../../time/instant.ts'
import { type Booking, type Calendar, type Client, findService } from '../model/calendar.ts'
import type { Circumstances } from '../model/circumstances.ts'
import { statusAt } from '../model/status-at.ts'
import { statusWhenBooked, toldOfBooked } from './decide-new-booking.ts'
import type { Decision } from '../effects/decision.ts'
import { type Refusal, refuse, refuseField } from '../model/refusal.ts'
import { judgeStart, viewerOf } from '../free/judge-start.ts'
import { findAlternatives, knowsAlternatives } from '../free/alternatives.ts'
import { steppedBooking } from '../effects/steps.ts'
import { tell } from '../effects/tell.ts'

/** What is sent with a hold's id; what names its seats must agree with it. */
export interface HeldRequest {
  readonly serviceId?: ServiceId
  readonly start?: Instant
  readonly seats?: number
  readonly client: Client
  readonly override: readonly Override[]
  readonly note?: string
  readonly timeZone?: string
}

function findDisagreement(hold: Booking, request: HeldRequest) {
  const { serviceId = hold.serviceId, start = hold.start, seats = hold.seats } = request
  if (serviceId !== hold.serviceId)
    return refuseField('serviceId', `is not that of the hold, ${hold.serviceId}`)
  if (start !== hold.start)
    return refuseField('start', `is not that of the hold, ${formatInstant(hold.start)}`)
  if (seats !== hold.seats) return refuseField('seats', `is not that of the hold, ${hold.seats}`)
  return undefined
}

/** Refuses a hold that is over, with free slots near it where enough of the calendar is known. */
function refuseExpired(
  calendar: Calendar,
  hold: Pick<Booking, 'serviceId' | 'start' | 'seats'> & { readonly holdExpiresAt: Instant },
  circumstances: Circumstances,
): { readonly refused: Refusal } {
  const { holdExpiresAt } = hold
  const hasLapsed = holdExpiresAt <= circumstances.now
  const detail = hasLapsed
    ? `the hold ended at ${formatInstant(holdExpiresAt)}`
    : 'the hold was released'
  const service = findService(calendar, hold.serviceId)
  if (!service || !knowsAlternatives(calendar, hold.start)) return refuse('hold-expired', detail)
  const alternatives = findAlternatives(calendar, service, hold, viewerOf(circumstances))
  return refuse('hold-expired', detail, { alternatives })
}

/**
 * Decides on a booking from a hold of the caller's own. The notice counts as of when the seats were first held.
 *
 * @returns the booking, under the hold's id; `hold-expired` with alternatives, or the first rule that refuses the start
 */
export function decideHeldBooking(
  calendar: Calendar,
  hold: Booking,
  request: HeldRequest,
  circumstances: Circumstances,
): Decision<Booking> {
  const { now, newId } = circumstances
  const { bookingId, serviceId, start, seats, holdExpiresAt } = hold
  const status = statusAt(hold, now)
  if (holdExpiresAt !== undefined && status === 'expired')
    return refuseExpired(calendar, { serviceId, start, seats, holdExpiresAt }, circumstances)
  if (status !== 'held')
    return refuse('not-changeable', `the booking is ${status}: only what is held can be booked`)
  const disagreement = findDisagreement(hold, request)
  if (disagreement) return disagreement
  const service = findService(calendar, serviceId)
  if (!service) return refuse('not-found', `there is no hold ${bookingId}`)
  const wish = {
    service,
    start,
    seats,
    heldSince: hold.createdAt,
    override: request.override,
  }
  const judged = judgeStart(calendar, wish, circumstances, viewerOf(circumstances))
  if (judged.refused) return judged
  const { client, note, timeZone } = request
  const step = {
    bookingId,
    status: statusWhenBooked(service, circumstances),
    booked: {
      client,
      ...(note !== undefined && { note }),
      ...(timeZone !== undefined && { timeZone }),
    },
  }
  // The seats are taken already, and an account holds no others with the same professional.
  const rows = { bookingSteps: [step] }
  const booking = steppedBooking(hold, step, now)
  const told = [toldOfBooked(booking, judged.set)]
  const effects = tell(calendar, rows, told, newId)
  return { effects, answer: booking, addsTo: client.uid }
}
