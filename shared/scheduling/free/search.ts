// Listing what is free: for somebody at an instant, and for everybody as the mirror shows it.
import type { Service } from '../../contract/service.ts'
import type { EpochDay } from '../../time/date.ts'
import { DAY, type Instant } from '../../time/instant.ts'
import { startOfDay, toLocalDay } from '../../time/zone.ts'
import type { Calendar } from '../model/calendar.ts'
import type { Span } from '../../time/span.ts'
import { clientLimitsOf } from './client-limits.ts'
import { planFor, reachAt, rulesOf } from './plan.ts'
import type { Slot } from '../model/slot.ts'
import { listSlots } from './slots.ts'
import { MIRROR, type Viewer, takenOf } from './taken.ts'

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
  const plan = planFor(
    calendar,
    service,
    taken,
    range,
    reachAt(calendar, service, viewer.now),
    clientLimitsOf(calendar, service, viewer),
  )
  return listSlots(plan, Math.max(range.start, viewer.now), range.end, seats)
}

/**
 * The slots of a service on the local dates `first` to `last` as the mirror holds them: nobody's own, no notice, holds
 * until they are released, passed starts kept. Only the local date of today counts.
 */
export function findMirrorSlots(
  calendar: Calendar,
  service: Service,
  dates: { readonly first: EpochDay; readonly last: EpochDay; readonly today: EpochDay },
): readonly Slot[] {
  if (!isOffered(calendar, service)) return []
  const { zone } = calendar
  // A clock that is set back over midnight shows a date again after the next one began: look a day further.
  const start = startOfDay(zone, dates.first)
  const end = startOfDay(zone, dates.last + 2)
  const reach = {
    earliest: Number.NEGATIVE_INFINITY,
    lastDay: dates.today + rulesOf(calendar, service).horizonDays,
  }
  const taken = takenOf(calendar, service.serviceId, MIRROR)
  const slots = listSlots(planFor(calendar, service, taken, { start, end }, reach), start, end, 1)
  return slots.filter((slot) => {
    const day = toLocalDay(zone, slot.start)
    return day >= dates.first && day <= dates.last
  })
}

const FIRST_LOOK_MILLIS = 14 * DAY

/** The first slots of a service from now on, notice applied, as the mirror shows them: as many as there are up to `count`. */
export function findSoonest(
  calendar: Calendar,
  service: Service,
  now: Instant,
  count: number,
): readonly Slot[] {
  if (!isOffered(calendar, service)) return []
  const reach = reachAt(calendar, service, now)
  const taken = takenOf(calendar, service.serviceId, MIRROR)
  const end = startOfDay(calendar.zone, reach.lastDay + 2)
  const found: Slot[] = []
  // Most are free soon: look at a fortnight first, then twice as far each time.
  for (let from = now, look = FIRST_LOOK_MILLIS; from < end; from += look, look *= 2) {
    const range = { start: from, end: Math.min(from + look, end) }
    const slots = listSlots(
      planFor(calendar, service, taken, range, reach),
      range.start,
      range.end,
      1,
    )
    found.push(...slots.slice(0, count - found.length))
    if (found.length >= count) break
  }
  return found
}

/** The first slot of a service from now on, as {@link findSoonest} has it; undefined where there is none. */
export function findNextFree(calendar: Calendar, service: Service, now: Instant): Slot | undefined {
  return findSoonest(calendar, service, now, 1)[0]
}
