// What of a professional's documents differs from what a state says, as writes.
import { projectBooking } from '../projection/booking-documents.ts'
import { type DayContent, isEmptyDay, projectDays } from '../projection/day-documents.ts'
import type { MirrorState } from '../projection/mirror-state.ts'
import { type Openings, projectOpenings } from '../projection/openings.ts'
import { projectProfessional } from '../projection/professional-document.ts'
import { fitSchedule } from '../projection/fit-schedule.ts'
import { projectSchedule } from '../projection/schedule-document.ts'
import { isSame } from '../contract/values/canonical-json.ts'
import { type DateText, formatDate } from '../time/date.ts'
import type { Instant } from '../time/instant.ts'
import { toLocalDay } from '../time/zone.ts'
import type { DatesOfAttempt } from './mirror-dates.ts'
import type { Digests, Ticket, Write } from './mirror.ts'
import { digestOf } from './unwritten.ts'

/** Where the document of a day is. */
export const dayPath = (professionalId: string, date: DateText): string =>
  `professionals/${professionalId}/days/${date}`

/** A day whose document is not what it should be. */
export interface Drift {
  readonly date: DateText
  /** What of it differs, by name; none where the document itself is missing. */
  readonly fields: readonly string[]
}

/** @returns undefined where nothing differs */
function driftOf(old: object | undefined, content: DayContent): Drift | undefined {
  const { date } = content
  if (!old) return isEmptyDay(content) ? undefined : { date, fields: [] }
  const { revision: _, updatedAt: _at, ...stored } = old as Record<string, unknown>
  if (isSame(stored, content)) return undefined
  const wanted: Readonly<Record<string, unknown>> = { ...content }
  const names = [...new Set([...Object.keys(stored), ...Object.keys(wanted)])].toSorted()
  return { date, fields: names.filter((name) => !isSame(stored[name], wanted[name])) }
}

/** What a state comes to in the mirror. */
export interface Projected {
  readonly writes: readonly Write[]
  /** The paths of all documents that were compared, or are written in any case. */
  readonly looked: readonly string[]
  /** The days whose documents differed. */
  readonly differing: readonly Drift[]
  readonly digests: Digests
  readonly openings: Openings
}

/** The digests of documents that are gone for ever. */
const GONE: Digests = { professional: '', schedule: '' }

/** Everything that is to be written so that the documents are as the state says; days and digests are compared. */
export function project(
  state: MirrorState,
  { dates, gone }: DatesOfAttempt,
  old: ReadonlyMap<DateText, object>,
  ticket: Ticket | undefined,
  now: Instant,
): Projected {
  const { calendar, bookings } = state
  const { professionalId, revision, ownerUid, isErased } = calendar
  const stamp = { revision, updatedAt: new Date(now) }
  const professional = projectProfessional(calendar, now)
  const today = toLocalDay(calendar.zone, now)
  const schedule = fitSchedule(projectSchedule(calendar, now), formatDate(today))
  const digests = isErased
    ? GONE
    : { professional: digestOf(professional), schedule: digestOf(schedule) }
  const compared = projectDays(calendar, dates, today).map((content) => ({
    content,
    drift: driftOf(old.get(content.date), content),
  }))
  const differing = compared.flatMap(({ drift }) => drift ?? [])
  const writes: Write[] = [
    ...compared.flatMap(({ content, drift }) =>
      drift
        ? [{ path: dayPath(professionalId, content.date), content: { ...content, ...stamp } }]
        : [],
    ),
    ...gone.map((date) => ({ path: dayPath(professionalId, date) })),
    ...bookings.flatMap((booking) => projectBooking(calendar, booking)),
  ]
  if (ticket?.digests.professional !== digests.professional)
    writes.push({
      path: `professionals/${professionalId}`,
      ...(!isErased && { content: { ...professional, ...stamp } }),
    })
  // The documents of an owner who is erased go with the rest of their account.
  if (ticket?.digests.schedule !== digests.schedule && !isErased) {
    const content = { ...schedule, professional: { ...schedule.professional, revision }, ...stamp }
    writes.push({ path: `accounts/${ownerUid}/schedules/${professionalId}`, content })
  }
  const openings = projectOpenings(calendar, professional, now)
  const looked = [
    ...dates.map((date) => dayPath(professionalId, date)),
    ...writes.map(({ path }) => path),
  ]
  return { writes, looked, differing, digests, openings }
}
