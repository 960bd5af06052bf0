// A whole calendar for the clock's job: as far ahead as anything is offered, and back to what time has left undone.
import type { ProfessionalId } from '../../contract/values/ids.ts'
import { type Kysely, sql } from 'kysely'
import type { Calendar } from '../../scheduling/model/calendar.ts'
import { LOAD_MARGIN } from '../../scheduling/free/plan.ts'
import { DAY, type Instant } from '../../time/instant.ts'
import { rawStatement } from '../connection/raw-statement.ts'
import { CALENDAR, calendarColumns, timestamp, parseCalendar } from '../rows/calendar-row.ts'
import type { Database } from '../connection/connection.ts'

/** The greatest horizon, and what reaches behind it. */
const AHEAD = 745 * DAY
const MARGIN = sql.raw(`interval '${LOAD_MARGIN / DAY} days'`)

const loadDue = rawStatement('load-due-calendar', CALENDAR)

/** Loads a calendar in one snapshot, with every booking that a step of the clock's may be due for. */
export async function loadDueCalendar(
  db: Kysely<Database>,
  professionalId: ProfessionalId,
  now: Instant,
): Promise<Calendar | undefined> {
  const range = { start: now - LOAD_MARGIN, end: now + AHEAD }
  const [from, to] = [timestamp(range.start), timestamp(range.end)]
  // After an outage there may be some older than the margin; null where none is open.
  const oldest = sql`(select min(b.start_at) - ${MARGIN} from bookings b where b.professional_id = c.professional_id
    and b.status in ('held', 'pending', 'confirmed', 'in-progress'))`
  const [row] = await loadDue(
    db,
    sql`select ${calendarColumns(from, to, { from: sql`least(${from}, ${oldest})`, to })}
    from calendars c join professionals p on p.professional_id = c.professional_id
    where c.professional_id = ${professionalId}::uuid`,
  )
  // Nothing that is open lies before what was loaded.
  return row && parseCalendar(row, { ...range, start: Number.NEGATIVE_INFINITY })
}
