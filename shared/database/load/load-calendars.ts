// Several calendars at once, for searches over professionals: one statement, however many they are.
import { type Kysely, sql } from 'kysely'
import type { Calendar } from '../../scheduling/model/calendar.ts'
import type { Span } from '../../time/span.ts'
import { LOAD_MARGIN_MILLIS } from '../../scheduling/free/plan.ts'
import { SECOND } from '../../time/instant.ts'
import { rawStatement } from '../connection/raw-statement.ts'
import { calendarColumns } from '../rows/calendar-columns.ts'
import { CALENDAR, parseCalendar } from '../rows/calendar-row.ts'
import type { Database } from '../connection/connection.ts'

const readCalendars = rawStatement('read-calendars', CALENDAR)

/** Calendars by their professionals, each loaded for a range of its own; those that are not there are not in the map. */
export async function loadCalendars(
  db: Kysely<Database>,
  wanted: ReadonlyMap<string, Span>,
): Promise<ReadonlyMap<string, Calendar>> {
  if (wanted.size === 0) return new Map()
  const ranges = [...wanted.values()]
  const starts = ranges.map(({ start }) => (start - LOAD_MARGIN_MILLIS) / SECOND)
  const ends = ranges.map(({ end }) => (end + LOAD_MARGIN_MILLIS) / SECOND)
  const rows = await readCalendars(
    db,
    sql`select ${calendarColumns(sql`to_timestamp(t.starts)`, sql`to_timestamp(t.ends)`)}
    from unnest(${[...wanted.keys()]}::uuid[], ${starts}::float8[], ${ends}::float8[])
        as t(professional_id, starts, ends)
      join calendars c on c.professional_id = t.professional_id
      join professionals p on p.professional_id = t.professional_id`,
  )
  return new Map(
    rows.map((row) => {
      const { professionalId } = row.professional
      const range = wanted.get(professionalId) ?? { start: 0, end: 0 }
      return [professionalId, parseCalendar(row, range)]
    }),
  )
}
