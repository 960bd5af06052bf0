// Refusing a start: the reason as it may be told, in words, with free slots nearby.
import { type TimeReason, carriesAlternatives } from '../../contract/faults/reasons.ts'
import type { Service } from '../../contract/service.ts'
import { type Instant, formatInstant } from '../../time/instant.ts'
import { findAlternatives, knowsAlternatives } from './alternatives.ts'
import type { By, Calendar } from '../model/calendar.ts'
import { type Refusal, refuse } from '../model/refusal.ts'
import type { Viewer } from './taken.ts'

const DETAILS: Record<TimeReason, string> = {
  'service-inactive': 'is of a service or professional that takes no bookings at present',
  'too-soon': 'is in the past, or sooner than the notice allows',
  'too-far-ahead': 'is further ahead than can be booked',
  'outside-hours': 'does not fit into the hours in which the service is offered',
  'on-time-off': 'falls into time off or external busy time',
  'professional-away': 'falls into time in which the professional is away or delayed',
  'off-grid': 'is not a start of the slot grid',
  'slot-taken': 'is taken',
  'not-enough-seats': 'has fewer seats left than were asked for',
  'limit-reached': 'lies on a day or in a week that takes no more bookings',
  'client-limit-reached': 'would be more bookings than one client may have at a time',
}

/** The reason as it may be told: only owner and admin learn of time off. */
export function toldTo(by: By, reason: TimeReason): TimeReason {
  return reason === 'on-time-off' && by.kind === 'client' ? 'outside-hours' : reason
}

/** Refuses seats at a start; with alternatives where the reason has them and enough of the calendar is known. */
export function refuseTime(
  calendar: Calendar,
  service: Service,
  wished: { readonly start: Instant; readonly seats: number },
  reason: TimeReason,
  viewer: Viewer & { readonly now: Instant },
): { readonly refused: Refusal } {
  const detail = `${formatInstant(wished.start)} ${DETAILS[reason]}`
  if (!carriesAlternatives(reason) || !knowsAlternatives(calendar, wished.start))
    return refuse(reason, detail)
  return refuse(reason, detail, {
    alternatives: findAlternatives(calendar, service, wished, viewer),
  })
}
