// When each service is next free and how long that stays exact: what searches over professionals are answered from.
import type { ProfessionalId, ServiceId } from '../contract/values/ids.ts'
import type { Calendar } from '../scheduling/model/calendar.ts'
import { lapseOf } from '../scheduling/model/status-at.ts'
import { rulesOf } from '../scheduling/free/plan.ts'
import { type Instant, MINUTE } from '../time/instant.ts'
import { startOfDay, toLocalDay } from '../time/zone.ts'
import type { projectProfessional } from './professional-document.ts'

/** The next free start of one service, as the mirror shows it. */
export interface Opening {
  readonly serviceId: ServiceId
  /** Unset where nothing is free within the horizon. */
  readonly nextFreeAt?: Instant
  /** Before this instant time alone does not change it. */
  readonly exactUntil: Instant
}

/** The openings of a professional's active services at one revision. */
export interface Openings {
  readonly professionalId: ProfessionalId
  readonly revision: number
  readonly openings: readonly Opening[]
}

/** When the first claim ends by itself, which gives seats back or moves a delay; it may be past. */
function firstLapse({ appointments }: Calendar): Instant {
  const lapses = appointments.flatMap(({ start, claims }) =>
    claims.map((claim) => lapseOf(claim, start)),
  )
  return lapses.reduce((first, lapse) => Math.min(first, lapse), Number.POSITIVE_INFINITY)
}

/** The openings that a professional's document shows. */
export function projectOpenings(
  calendar: Calendar,
  { nextFree }: Pick<ReturnType<typeof projectProfessional>, 'nextFree'>,
  now: Instant,
): Openings {
  const { professionalId, revision, zone } = calendar
  const active = calendar.services.filter((service) => service.active)
  const lapse = firstLapse(calendar)
  const openings = active.map((service): Opening => {
    const { serviceId } = service
    const next = nextFree[serviceId]
    // Where nothing is free, the day that comes next within the horizon may bring something.
    const midnight = startOfDay(zone, toLocalDay(zone, now) + 1)
    if (!next) return { serviceId, exactUntil: Math.min(lapse, midnight) }
    const nextFreeAt = next.getTime()
    const notice = rulesOf(calendar, service).minNoticeMinutes * MINUTE
    // At the very instant of its notice a start can still be booked.
    return { serviceId, nextFreeAt, exactUntil: Math.min(lapse, nextFreeAt - notice + 1) }
  })
  return { professionalId, revision, openings }
}
