// When time alone next changes a calendar, or what is shown of it: what the clock's job waits for.
import type { ProfessionalId } from '../../contract/values/ids.ts'
import type { ChangeDraft, Effects } from '../effects/effects.ts'
import { type Instant, MINUTE, SECOND } from '../../time/instant.ts'
import { parseDate } from '../../time/date.ts'
import { startOfDay, toLocalDay } from '../../time/zone.ts'
import { hoursAround } from '../free/activity.ts'
import { type Calendar, type Claim, takenByActivity } from '../model/calendar.ts'
import type { Span } from '../../time/span.ts'
import { lapseOf } from '../model/status-at.ts'
import { rulesOf } from '../free/plan.ts'
import { type Run, everyRunAt } from '../free/runs.ts'
import { findNextFree } from '../free/search.ts'

const NEVER = Number.POSITIVE_INFINITY

function dueOfClaim(claim: Claim, start: Instant, run: Span): Instant {
  switch (claim.status) {
    case 'confirmed':
      return Math.min(run.start, run.end)
    case 'in-progress':
      return run.end
    default:
      return lapseOf(claim, start)
  }
}

const dueOfRun = ({ appointment: { claims, start }, run }: Run): Instant =>
  Math.min(...claims.map((claim) => dueOfClaim(claim, start, run)))

/** When the clock's next step of a booking is due, of those that are loaded; it may be past. */
function nextStep(calendar: Calendar, now: Instant): Instant {
  return everyRunAt(calendar, now).reduce((first, run) => Math.min(first, dueOfRun(run)), NEVER)
}

/** The greatest notice of any active service, in ms. */
function greatestNotice(calendar: Calendar): number {
  const notices = calendar.services
    .filter(({ active }) => active)
    .map((service) => rulesOf(calendar, service).minNoticeMinutes * MINUTE)
  return Math.max(0, ...notices)
}

/** Changes that only take time: nothing is free sooner for them, unless seats came to be where none were offered. */
const TAKING: readonly ChangeDraft['type'][] = [
  'booking.held',
  'booking.requested',
  'booking.confirmed',
]

/** Whether a change only takes time. A hold that is renewed may be so with fewer seats. */
function isTaking({ type, override, bookingId }: ChangeDraft, { bookingSteps = [] }: Effects) {
  const isReseated = bookingSteps.some(
    (one) => one.bookingId === bookingId && one.seats !== undefined,
  )
  return TAKING.includes(type) && override === undefined && !isReseated
}

/** The earliest instant at which a start on a changed date could become the next free one, notice applied. */
function firstShownOf(
  change: ChangeDraft,
  effects: Effects,
  calendar: Calendar,
  now: Instant,
): Instant {
  const { dates } = change
  if (dates === 'all') return now
  const [first] = dates
  if (first === undefined || isTaking(change, effects)) return NEVER
  // A clock that is set back over midnight shows a date again: begin a day before.
  const day = parseDate(first) ?? 0
  return Math.max(now, startOfDay(calendar.zone, day - 1) - greatestNotice(calendar))
}

/**
 * No later than the next instant at which time alone changes something that these effects had a part in, as far as the
 * calendar is loaded: what a save brings `due_at` down to. Undefined where there is none.
 */
export function dueAfter(after: Calendar, effects: Effects, now: Instant): Instant | undefined {
  const shown = effects.changes.map((change) => firstShownOf(change, effects, after, now))
  const due = Math.min(nextStep(after, now), ...shown)
  return due === NEVER ? undefined : due
}

/** Spreads the new day of a zone's professionals over an hour; the same for one professional every day. */
function delayOfNewDay(professionalId: ProfessionalId): number {
  let hash = 0
  for (const letter of professionalId) hash = (hash * 31 + letter.charCodeAt(0)) % 3600
  return hash * SECOND
}

function nextNewDay({ zone, professionalId }: Calendar, now: Instant): Instant {
  const today = toLocalDay(zone, now)
  const delay = delayOfNewDay(professionalId)
  const here = startOfDay(zone, today) + delay
  return here > now ? here : startOfDay(zone, today + 1) + delay
}

/** The next instant at which what is shown of the professional's doing changes by itself, within two days. */
function nextActivity(calendar: Calendar, now: Instant): Instant {
  const { activity, timeOff } = calendar
  const set = takenByActivity(activity)
  const edges = [
    ...hoursAround(calendar, now),
    ...timeOff.flatMap(({ start, end }) => [start, end]),
    ...(set ? [set.end] : []),
  ]
  return edges.reduce((first, edge) => (edge > now ? Math.min(first, edge) : first), NEVER)
}

/** When the first of the next free starts has passed for somebody who books with notice. */
function nextPassing(calendar: Calendar, now: Instant): Instant {
  const passings = calendar.services.map((service) => {
    const next = service.active ? findNextFree(calendar, service, now) : undefined
    if (!next) return NEVER
    return next.start - rulesOf(calendar, service).minNoticeMinutes * MINUTE + SECOND
  })
  return Math.min(NEVER, ...passings)
}

/**
 * The next instant at which time alone changes a calendar or its documents: a hold's expiry, a booking's start or end, an
 * edge of what the professional is shown to be doing, a next free start that passes, the new day.
 *
 * @param calendar loaded whole: from before now to behind the greatest horizon
 * @returns an instant after `now`
 */
export function nextDue(calendar: Calendar, now: Instant): Instant {
  const due = Math.min(
    nextStep(calendar, now),
    nextActivity(calendar, now),
    nextPassing(calendar, now),
    nextNewDay(calendar, now),
  )
  return Math.max(due, now + SECOND)
}
