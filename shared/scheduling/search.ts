// Listing what is free: for somebody at an instant, and for everybody as the mirror shows it.
import type { Service } from '../contract/professional.ts'
import type { EpochDay } from '../time/date.ts'
import type { Instant } from '../time/instant.ts'
import { startOfDay } from '../time/zone.ts'
import type { Calendar, Span } from './calendar.ts'
import { planFor, reachAt, rulesOf } from './plan.ts'
import { type Slot, listSlots } from './slots.ts'
import { type Viewer, takenOf } from './taken.ts'

/** Whether a service can be booked at all. */
export function isOffered(calendar: Calendar, service: Service): boolean {
  return calendar.professional.active && service.active
}

/** The slots of a service in `[range.start, range.end)` for a viewer; those before now are none. */
export function findSlots(
  calendar: Calendar,
  service: Service,
  range: Span,
  seats: number,
  viewer: Viewer & { readonly now: Instant },
): readonly Slot[] {
  if (!isOffered(calendar, service)) return []
  const taken = takenOf(calendar, service.serviceId, viewer)
  const plan = planFor(calendar, service, taken, range, reachAt(calendar, service, viewer.now))
  return listSlots(plan, Math.max(range.start, viewer.now), range.end, seats)
}

/**
 * The slots of a service from the start of local date `first` to the end of `last` as the mirror holds them: nobody's
 * own, no notice, holds until they are released, passed starts kept. Only the local date of today counts.
 */
export function findMirrorSlots(
  calendar: Calendar,
  service: Service,
  dates: { readonly first: EpochDay; readonly last: EpochDay; readonly today: EpochDay },
): readonly Slot[] {
  if (!isOffered(calendar, service)) return []
  const start = startOfDay(calendar.zone, dates.first)
  const end = startOfDay(calendar.zone, dates.last + 1)
  const reach = {
    earliest: Number.NEGATIVE_INFINITY,
    lastDay: dates.today + rulesOf(calendar, service).horizonDays,
  }
  const taken = takenOf(calendar, service.serviceId, {})
  return listSlots(planFor(calendar, service, taken, { start, end }, reach), start, end, 1)
}
