// What to offer instead: the free slots nearest to a wished start.
import type { Service } from '../../contract/service.ts'
import { DAY, type Instant } from '../../time/instant.ts'
import type { Calendar } from '../model/calendar.ts'
import { clientLimitsOf } from './client-limits.ts'
import { planFor, reachAt } from './plan.ts'
import type { Slot } from '../model/slot.ts'
import { listSlots } from './slots.ts'
import { type Viewer, takenOf } from './taken.ts'

/** How far from the wished start alternatives are looked for. */
export const ALTERNATIVES_MILLIS = 14 * DAY
/** How many are named. */
export const ALTERNATIVES = 5

/** Whether a calendar was loaded widely enough to name alternatives to a start. */
export function knowsAlternatives({ range }: Calendar, start: Instant): boolean {
  return range.start <= start - ALTERNATIVES_MILLIS && range.end >= start + ALTERNATIVES_MILLIS
}

/** Up to five free slots of a service nearest to `start`, before and after it within 14 days, sorted by start. */
export function findAlternatives(
  calendar: Calendar,
  service: Service,
  wished: { readonly start: Instant; readonly seats: number },
  viewer: Viewer & { readonly now: Instant },
): readonly Slot[] {
  const { start, seats } = wished
  const range = { start: start - ALTERNATIVES_MILLIS, end: start + ALTERNATIVES_MILLIS }
  const taken = takenOf(calendar, service.serviceId, viewer)
  const plan = planFor(
    calendar,
    service,
    taken,
    range,
    reachAt(calendar, service, viewer.now),
    clientLimitsOf(calendar, service, viewer),
  )
  return listSlots(plan, Math.max(range.start, viewer.now), range.end, seats)
    .toSorted((a, b) => Math.abs(a.start - start) - Math.abs(b.start - start))
    .slice(0, ALTERNATIVES)
    .toSorted((a, b) => a.start - b.start)
}
