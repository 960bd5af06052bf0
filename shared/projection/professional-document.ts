// The public document of a professional: who they are, what they offer, what they are doing, when they are next free.
import { specialtyKeys } from '../contract/fold.ts'
import type { Service } from '../contract/professional.ts'
import { activityAt } from '../scheduling/free/activity.ts'
import type { Calendar } from '../scheduling/model/calendar.ts'
import { rulesOf } from '../scheduling/free/plan.ts'
import { findNextFree } from '../scheduling/free/search.ts'
import { type EpochDay, formatDate } from '../time/date.ts'
import type { Instant } from '../time/instant.ts'
import { toLocalDay } from '../time/zone.ts'
import { toActivity } from './answers.ts'
import { withoutUnset } from './unset.ts'

/** Days that are mirrored ahead at the most; beyond them apps search. */
const MIRRORED_DAYS = 120

/** The local date up to which there are day documents. */
export function daysThrough(calendar: Calendar, today: EpochDay): EpochDay {
  const horizons = calendar.services
    .filter(({ active }) => active)
    .map((service) => rulesOf(calendar, service).horizonDays)
  return today + Math.min(MIRRORED_DAYS, Math.max(0, ...horizons))
}

function toOffer(calendar: Calendar, service: Service) {
  const { serviceId, name, description, durationMinutes, capacity, approval, price } = service
  return {
    serviceId,
    name,
    durationMinutes,
    capacity,
    approval,
    ...rulesOf(calendar, service),
    ...withoutUnset({ description, price }),
  }
}

/** The professional's document as of `now`, its revision and time of writing aside. */
export function projectProfessional(calendar: Calendar, now: Instant) {
  const { professional, policy } = calendar
  const { policy: _, ...told } = professional
  const active = calendar.services.filter((service) => service.active)
  const nextFree = active.map(
    (service) => [service.serviceId, findNextFree(calendar, service, now)?.start] as const,
  )
  const starts = nextFree.flatMap(([, start]) => (start === undefined ? [] : [start]))
  return {
    ...told,
    specialtyKeys: specialtyKeys(professional.specialties),
    weekStartsOn: policy.weekStartsOn,
    cancelNoticeMinutes: policy.cancelNoticeMinutes,
    rescheduleNoticeMinutes: policy.rescheduleNoticeMinutes,
    activity: toActivity(activityAt(calendar, now), (at) => new Date(at)),
    services: active.map((service) => toOffer(calendar, service)),
    nextFree: Object.fromEntries(
      nextFree.map(([id, start]) => [id, start === undefined ? null : new Date(start)]),
    ),
    soonest: starts.length > 0 ? new Date(Math.min(...starts)) : null,
    daysThrough: formatDate(daysThrough(calendar, toLocalDay(calendar.zone, now))),
  }
}
