// The public document of a professional: who they are, what they offer, what they are doing, when they are next free.
import type { ServiceId } from '../contract/values/ids.ts'
import { NEXT_SLOTS } from '../contract/availability.ts'
import type { ProfessionalDocument } from '../contract/documents/professional.ts'
import { specialtyKeys } from '../contract/values/fold.ts'
import type { Service } from '../contract/service.ts'
import { withoutUnset } from '../contract/values/unset.ts'
import { activityAt } from '../scheduling/free/activity.ts'
import { rulesOf } from '../scheduling/free/plan.ts'
import { findSoonest } from '../scheduling/free/search.ts'
import type { Calendar } from '../scheduling/model/calendar.ts'
import type { Slot } from '../scheduling/model/slot.ts'
import { type EpochDay, formatDate } from '../time/date.ts'
import type { Instant } from '../time/instant.ts'
import { toLocalDay } from '../time/zone.ts'
import { toShownActivity, toShownProfessional } from './shown.ts'
import type { Content } from './written.ts'

/** Days that are mirrored ahead at the most; beyond them apps search. */
export const MIRRORED_DAYS = 120

/** The local date up to which there are day documents. */
export function daysThrough(calendar: Calendar, today: EpochDay): EpochDay {
  const horizons = calendar.services
    .filter(({ active }) => active)
    .map((service) => rulesOf(calendar, service).horizonDays)
  return today + Math.min(MIRRORED_DAYS, Math.max(0, ...horizons))
}

function toOffer(
  calendar: Calendar,
  service: Service,
): ProfessionalDocument<Date>['services'][number] {
  const { serviceId, name, description, durationMinutes, capacity, approval, price } = service
  const { minNoticeMinutes, horizonDays, slotStepMinutes } = rulesOf(calendar, service)
  return {
    serviceId,
    name,
    durationMinutes,
    capacity,
    approval,
    minNoticeMinutes,
    horizonDays,
    slotStepMinutes,
    ...withoutUnset({ description, price }),
  }
}

/** What is free soonest, over all services; at one start, in the order of the services. */
function toNextSlots(
  soonest: readonly (readonly [serviceId: ServiceId, slots: readonly Slot[]])[],
): ProfessionalDocument<Date>['nextSlots'] {
  return soonest
    .flatMap(([serviceId, slots]) => slots.map((slot) => ({ serviceId, ...slot })))
    .toSorted((a, b) => a.start - b.start)
    .slice(0, NEXT_SLOTS)
    .map(({ serviceId, start, seatsLeft }) => ({ serviceId, start: new Date(start), seatsLeft }))
}

/** The professional's document as of `now`. */
export function projectProfessional(
  calendar: Calendar,
  now: Instant,
): Content<ProfessionalDocument<Date>> {
  const { policy } = calendar
  const { policy: _, ...shown } = toShownProfessional(calendar.professional)
  const active = calendar.services.filter((service) => service.active)
  const soonest = active.map(
    (service) => [service.serviceId, findSoonest(calendar, service, now, NEXT_SLOTS)] as const,
  )
  const nextSlots = toNextSlots(soonest)
  return {
    ...shown,
    specialtyKeys: specialtyKeys(shown.specialties),
    weekStartsOn: policy.weekStartsOn,
    cancelNoticeMinutes: policy.cancelNoticeMinutes,
    rescheduleNoticeMinutes: policy.rescheduleNoticeMinutes,
    requireVerified: policy.requireVerified,
    activity: toShownActivity(activityAt(calendar, now), (at) => new Date(at)),
    services: active.map((service) => toOffer(calendar, service)),
    nextFree: Object.fromEntries(
      soonest.map(([id, [first]]) => [id, first ? new Date(first.start) : null]),
    ),
    nextSlots,
    soonest: nextSlots[0]?.start ?? null,
    daysThrough: formatDate(daysThrough(calendar, toLocalDay(calendar.zone, now))),
  }
}
