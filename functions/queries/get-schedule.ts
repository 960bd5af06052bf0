// A professional's whole schedule, for its owner or an admin.
import { FoundSchedule } from '../../shared/contract/schedule.ts'
import { GetSchedule } from '../../shared/contract/schedule.ts'
import { loadSchedule } from '../../shared/database/load/load-calendar.ts'
import { toScheduleOf } from '../../shared/projection/schedule-answer.ts'
import { query } from '../../shared/runtime/edge/query.ts'
import { refuse, refuseField } from '../../shared/scheduling/model/refusal.ts'
import { DAY, formatInstant } from '../../shared/time/instant.ts'
import { startOfDay, toLocalDay } from '../../shared/time/zone.ts'

/** A year with its leap day. */
const YEAR = 366 * DAY
/** What a range that names only one end is loaded for; the other end is known once the zone is. */
const ZONES_APART = 2 * DAY

/** Everything that decides when a professional can be booked, bookings aside; by default today and a year on. */
export const getSchedule = query({
  name: 'get-schedule',
  input: GetSchedule,
  output: FoundSchedule,
  refuses: ['not-found'],
  answer: async ({ input, actor, now, database, as }) => {
    const { professionalId, from, to } = input
    const loaded = {
      start: from ?? now - ZONES_APART,
      end: to ?? (from ?? now) + YEAR + ZONES_APART,
    }
    const locator = professionalId === undefined ? { ownerUid: actor.uid } : { professionalId }
    const calendar = await loadSchedule(database, locator, loaded, now)
    if (!calendar || !as('owner', calendar))
      return refuse('not-found', 'there is no such calendar, or it is not yours')
    const start = from ?? startOfDay(calendar.zone, toLocalDay(calendar.zone, now))
    const end = to ?? start + YEAR
    if (end <= start)
      return refuseField('to', `must be after ${formatInstant(start)}, got "${formatInstant(end)}"`)
    return toScheduleOf(calendar, { start, end }, now)
  },
})
