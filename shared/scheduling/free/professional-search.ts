// What a search over professionals asks of each of them: the soonest slots of the services that count.
import type { AccountUid, ServiceId } from '../../contract/values/ids.ts'
import { NEXT_SLOTS } from '../../contract/availability.ts'
import type { Service } from '../../contract/service.ts'
import { DAY, type Instant, MINUTE } from '../../time/instant.ts'
import { startOfDay } from '../../time/zone.ts'
import { activityAt } from './activity.ts'
import type { Calendar } from '../model/calendar.ts'
import type { Span } from '../../time/span.ts'
import { reachAt } from './plan.ts'
import { findSlots } from './search.ts'
import type { Slot } from '../model/slot.ts'

/** What is asked, by whom, and when. */
export interface ProfessionalSearch {
  readonly now: Instant
  /** The caller, whose own holds are theirs to give up. */
  readonly uid: AccountUid
  /** The starts that count: from now or later on, without an end where only the horizons end it. */
  readonly range: Span
  /** Whether only those with a slot in the range are listed. */
  readonly mustBeFree: boolean
  /** Whether only those are listed who are available, and free within the hour. */
  readonly isAvailableNow: boolean
  /** Only services of this length count. */
  readonly durationMinutes?: number
}

/** A slot of one of several services. */
export interface OfferedSlot extends Slot {
  readonly serviceId: ServiceId
}

const SOON_MILLIS = 60 * MINUTE
/** Most are free soon: this much is looked at first. */
const FIRST_LOOK_MILLIS = 14 * DAY

/** Whether the range begins after now. */
export function isLater({ range, now }: ProfessionalSearch): boolean {
  return range.start > now
}

/** The latest start that is free soon enough to be available now, and a millisecond: the end of a range. */
export function endOfSoon({ now }: ProfessionalSearch): Instant {
  return now + SOON_MILLIS + 1
}

/** Before this instant a slot must start for a professional to be listed; without an end where none needs to. */
export function slotBefore(search: ProfessionalSearch): Instant {
  const { range, isAvailableNow } = search
  return isAvailableNow ? Math.min(range.end, endOfSoon(search)) : range.end
}

/** The services that count. */
export function countingServices(
  calendar: Calendar,
  { durationMinutes }: Pick<ProfessionalSearch, 'durationMinutes'>,
): readonly Service[] {
  return calendar.services.filter(
    (service) =>
      service.active &&
      (durationMinutes === undefined || service.durationMinutes === durationMinutes),
  )
}

/** What is looked at first: where it shows too few slots, so is the rest. */
export function firstLook({ range }: ProfessionalSearch): Span {
  return { start: range.start, end: Math.min(range.end, range.start + FIRST_LOOK_MILLIS) }
}

/** The whole range, cut where the horizons of the services that count end it. */
export function wholeLook(calendar: Calendar, search: ProfessionalSearch): Span {
  const { range, now } = search
  const lastDays = countingServices(calendar, search).map(
    (service) => reachAt(calendar, service, now).lastDay,
  )
  // A clock that is set back over midnight shows a date again after the next one began: look a day further.
  const end = startOfDay(calendar.zone, Math.max(...lastDays) + 2)
  return { start: range.start, end: Math.max(range.start, Math.min(range.end, end)) }
}

function slotsIn(calendar: Calendar, search: ProfessionalSearch, range: Span): OfferedSlot[] {
  const { now, uid } = search
  if (range.end <= range.start) return []
  return countingServices(calendar, search)
    .flatMap((service) =>
      findSlots(calendar, service, range, 1, { now, uid })
        .slice(0, NEXT_SLOTS)
        .map((slot) => ({ serviceId: service.serviceId, ...slot })),
    )
    .toSorted((a, b) => a.start - b.start)
}

/** The soonest slots in the part of the range that is loaded; at one start, in the order of the services. */
export function nextSlots(calendar: Calendar, search: ProfessionalSearch): readonly OfferedSlot[] {
  const { start, end } = search.range
  const range = { start, end: Math.min(end, calendar.range.end) }
  return slotsIn(calendar, search, range).slice(0, NEXT_SLOTS)
}

/** Whether a professional is shown as available and has a slot soon; of a calendar that is loaded from now on. */
export function isAvailableNow(calendar: Calendar, search: ProfessionalSearch): boolean {
  const { now } = search
  if (activityAt(calendar, now).state !== 'available') return false
  return slotsIn(calendar, search, { start: now, end: endOfSoon(search) }).length > 0
}
