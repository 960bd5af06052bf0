// For how long what was found free goes on being so, while nothing happens to the calendar but that time passes; and for whom.
import type { AccountUid } from '../../contract/values/ids.ts'
import type { Service } from '../../contract/service.ts'
import { type Instant, MINUTE } from '../../time/instant.ts'
import { toLocalDayUntil } from '../../time/zone.ts'
import type { Calendar } from '../model/calendar.ts'
import { lapseOf } from '../model/status-at.ts'
import { rulesOf } from './plan.ts'
import type { Slot } from '../model/slot.ts'
import type { Viewer } from './taken.ts'

/**
 * The first instant after now at which `findSlots` may find other slots than these on the same calendar for the same viewer: the first
 * of them comes within the notice, a hold or a request lapses, one of the viewer's own bookings is no longer to come, or the professional's
 * date changes, and with it the horizon.
 */
export function unchangedUntil(
  calendar: Calendar,
  service: Service,
  slots: readonly Slot[],
  { now, own = [] }: Viewer & { readonly now: Instant },
): Instant {
  const { minNoticeMinutes } = rulesOf(calendar, service)
  // Since no slot comes nearer than the first; it may be had while it is as far away as the notice, to the instant.
  const passes = slots[0] ? slots[0].start - minNoticeMinutes * MINUTE + 1 : Infinity
  let until = Math.min(passes, toLocalDayUntil(calendar.zone, now).until)
  for (const { start, claims } of calendar.appointments)
    for (const claim of claims) {
      const lapse = lapseOf(claim, start)
      if (lapse > now && lapse < until) until = lapse
    }
  for (const { start } of own) if (start > now && start < until) until = start
  return until
}

/** Whose holds stand in a calendar: they alone are shown more than everybody, their own to give up. */
export function holdersOf({ appointments }: Calendar): ReadonlySet<AccountUid> {
  const holders = new Set<AccountUid>()
  for (const { claims } of appointments)
    for (const { status, uid } of claims)
      if (status === 'held' && uid !== undefined) holders.add(uid)
  return holders
}

/** Whether what is free of a service depends on what its client has booked already. */
export const isLimitedPerClient = (
  { policy }: Pick<Calendar, 'policy'>,
  { perClient }: Pick<Service, 'perClient'>,
): boolean => policy.perClient !== undefined || perClient !== undefined
