// A professional as clients find them: what is told of them, of their services, and of what they are doing now.
import { activityAt } from '../scheduling/free/activity.ts'
import type { Calendar } from '../scheduling/model/calendar.ts'
import type { OfferedSlot } from '../scheduling/free/professional-search.ts'
import type { Instant } from '../time/instant.ts'
import { type Render, atRevision, toShownActivity, toShownService, toShownSlot } from './shown.ts'

/** What a client may know of a professional. */
export function toFoundProfessional<T>(calendar: Calendar, now: Instant, render: Render<T>) {
  return {
    professional: atRevision(calendar.professional, calendar.revision),
    services: calendar.services.filter(({ active }) => active).map(toShownService),
    activity: toShownActivity(activityAt(calendar, now), render),
  }
}

/** A free start of one of several services. */
export function toOfferedSlot<T>({ serviceId, ...slot }: OfferedSlot, render: Render<T>) {
  return { serviceId, ...toShownSlot(slot, render) }
}
