// Whether somebody may have seats at a start: the one judgement behind booking, holding and moving.
import type { Override } from '../../contract/booking.ts'
import type { Service } from '../../contract/service.ts'
import type { TimeReason } from '../../contract/faults/reasons.ts'
import { DAY, type Instant, MINUTE } from '../../time/instant.ts'
import type { Calendar } from '../model/calendar.ts'
import type { Asking } from '../model/circumstances.ts'
import type { Refusal } from '../model/refusal.ts'
import { clientLimitsOf } from './client-limits.ts'
import { type Plan, planFor, reachAt } from './plan.ts'
import { refuseTime, toldTo } from './refuse-time.ts'
import { refusalsOf } from './refusals.ts'
import { isOffered } from './search.ts'
import { type Viewer, takenOf } from './taken.ts'

/** The seats that are wished for. */
export interface Wish {
  readonly service: Service
  readonly start: Instant
  readonly seats: number
  /** Rules that the owner or an admin sets aside. */
  readonly override?: readonly Override[]
  /** Since when the seats have been held: the notice that was kept then is kept still. */
  readonly heldSince?: Instant
}

/** Refused, or which of the rules that were set aside would have refused. */
export type Judged =
  | { readonly refused: Refusal }
  | { readonly refused?: undefined; readonly set: readonly Override[] }

/** How far back an override of `too-soon` reaches. */
const OVERRIDE_BACK_MILLIS = 15 * MINUTE
/** And how far ahead one of `too-far-ahead`: the greatest horizon there is. */
const OVERRIDE_AHEAD_MILLIS = 730 * DAY

function remaining(
  reasons: readonly TimeReason[],
  { start, override = [] }: Wish,
  now: Instant,
): readonly TimeReason[] {
  return reasons.filter((reason) => {
    if (reason === 'too-soon' && start < now - OVERRIDE_BACK_MILLIS) return true
    if (reason === 'too-far-ahead' && start > now + OVERRIDE_AHEAD_MILLIS) return true
    return !override.some((rule) => rule === reason)
  })
}

/** The viewer of a command: what is theirs to give up is taken out before it is decided. */
export function viewerOf({ by, now, own }: Asking, moving?: string) {
  return {
    now,
    ...(by.uid !== undefined && { uid: by.uid }),
    ...(moving !== undefined && { moving }),
    // Limits per client bind neither owner nor admin, whomever they act for.
    ...(by.kind === 'client' && own && { own }),
  }
}

/** The plan on which one start is judged. */
export function planAround(
  calendar: Calendar,
  { service, start, heldSince }: Pick<Wish, 'service' | 'start' | 'heldSince'>,
  viewer: Viewer & { readonly now: Instant },
): Plan {
  const { now } = viewer
  const taken = takenOf(calendar, service.serviceId, viewer)
  const reach = reachAt(calendar, service, now)
  const earliest = Math.max(now, reachAt(calendar, service, heldSince ?? now).earliest)
  return planFor(
    calendar,
    service,
    taken,
    { start, end: start + 1 },
    { ...reach, earliest },
    clientLimitsOf(calendar, service, viewer),
  )
}

/** Judges a wish; a refusal names the first rule that applies, with alternatives where enough of the calendar is known. */
export function judgeStart(
  calendar: Calendar,
  wish: Wish,
  { by, now }: Asking,
  viewer: Viewer & { readonly now: Instant },
): Judged {
  const { service, start, seats, override = [] } = wish
  if (!isOffered(calendar, service))
    return refuseTime(calendar, service, wish, 'service-inactive', viewer)
  const reasons = refusalsOf(planAround(calendar, wish, viewer), start, seats)
  const first = remaining(reasons, wish, now)[0]
  if (first) return refuseTime(calendar, service, wish, toldTo(by, first), viewer)
  return { set: [...new Set(override)].filter((rule) => reasons.includes(rule)) }
}
