// A whole calendar for the clock's job: as far ahead as anything is offered, and back to what time has left undone.
import type { ProfessionalId } from '../../contract/values/ids.ts'
import { type Kysely, sql } from 'kysely'
import type { Calendar } from '../../scheduling/model/calendar.ts'
import { LOAD_MARGIN_MILLIS, OFFERED_MILLIS } from '../../scheduling/free/plan.ts'
import type { Instant } from '../../time/instant.ts'
import { rawStatement } from '../connection/raw-statement.ts'
import { calendarColumns } from '../rows/calendar-columns.ts'
import { CALENDAR, parseCalendar } from '../rows/calendar-row.ts'
import { timestamp } from '../rows/instants.ts'
import { LOAD_MARGIN } from '../rows/load-margin.ts'
import type { Database } from '../connection/connection.ts'
import { oldestOpen } from '../rows/oldest-open.ts'

const loadDue = rawStatement('load-due-calendar', CALENDAR)

/** Loads a calendar in one snapshot, with every booking that a step of the clock's may be due for. */
export async function loadDueCalendar(
  db: Kysely<Database>,
  professionalId: ProfessionalId,
  now: Instant,
): Promise<Calendar | undefined> {
  const id = sql`${professionalId}::uuid`
  const range = { start: now - LOAD_MARGIN_MILLIS, end: now + OFFERED_MILLIS }
  const [from, to] = [timestamp(range.start), timestamp(range.end)]
  // After an outage there may be some older than the margin; null where none is open.
  const oldest = sql`${oldestOpen(id)} - ${LOAD_MARGIN}`
  const [row] = await loadDue(
    db,
    sql`select ${calendarColumns(from, to, { from: sql`least(${from}, ${oldest})`, to }, id)}
    from calendars c join professionals p on p.professional_id = c.professional_id
    where c.professional_id = ${id} and p.professional_id = ${id}`,
  )
  // Nothing that is open lies before what was loaded.
  return row && parseCalendar(row, { ...range, start: Number.NEGATIVE_INFINITY })
}
