// A professional's whole schedule, for its owner or an admin.
import { FoundSchedule, GetSchedule } from '../../shared/contract/schedule.ts'
import { loadSchedule } from '../../shared/database/load/load-calendar.ts'
import { toScheduleOf } from '../../shared/projection/schedule-answer.ts'
import { query } from '../../shared/runtime/edge/query.ts'
import { NO_CALENDAR, refuse, refuseField } from '../../shared/scheduling/model/refusal.ts'
import { DAY, formatInstant } from '../../shared/time/instant.ts'
import { startOfDay, toLocalDay } from '../../shared/time/zone.ts'

/** A year with its leap day. */
const YEAR_MILLIS = 366 * DAY
/** What a range that names only one end is loaded for; the other end is known once the zone is. */
const ZONES_APART_MILLIS = 2 * DAY

/** Everything that decides when a professional can be booked, bookings aside; by default today and a year on. */
export const getSchedule = query({
  name: 'get-schedule',
  input: GetSchedule,
  output: FoundSchedule,
  refuses: ['not-found'],
  answer: async ({ input, actor, now, database, as }) => {
    const { professionalId, from, to } = input
    const loaded = {
      start: from ?? now - ZONES_APART_MILLIS,
      end: to ?? (from ?? now) + YEAR_MILLIS + ZONES_APART_MILLIS,
    }
    const locator = professionalId === undefined ? { ownerUid: actor.uid } : { professionalId }
    const calendar = await loadSchedule(database, locator, loaded, now)
    if (!calendar || !as('owner', calendar)) return refuse('not-found', NO_CALENDAR)
    const start = from ?? startOfDay(calendar.zone, toLocalDay(calendar.zone, now))
    const end = to ?? start + YEAR_MILLIS
    if (end <= start)
      return refuseField('to', `must be after ${formatInstant(start)}, got "${formatInstant(end)}"`)
    return toScheduleOf(calendar, { start, end }, now)
  },
})
