// What is selected of a calendar: one aggregated row. One row of arrays is about twice as fast as rows with dates in them;
// instants travel as epoch milliseconds.
import { type RawBuilder, sql } from 'kysely'
import type { CalendarRow } from './calendar-row.ts'
import { millis } from './instants.ts'
import { PROFESSIONAL, SERVICE } from './professional-row.ts'

const at = (name: string) => millis(sql.raw(name))

const CLAIM = sql`json_build_array(b.booking_id, b.client_uid, b.seats, b.status, ${at('b.hold_expires_at')},
  ${at('b.expected_start')}, ${at('b.expected_end')})`

/** Whose calendar it is, where that is not known before. */
const WHOSE = sql`c.professional_id`

/**
 * The columns of one calendar `c` joined to its professional `p`, for appointments that start in `[from, to)` and
 * whatever overlaps that stretch, with the weekly rules from the one in force when it begins; both are timestamptz expressions. `appointments` may lie within another stretch, and
 * those that an account holds come with them. `id` is the professional's, which every part of it names.
 */
export function calendarColumns(
  from: RawBuilder<unknown>,
  to: RawBuilder<unknown>,
  appointments: {
    readonly from: RawBuilder<unknown>
    readonly to: RawBuilder<unknown>
    readonly holdsOf?: string
  } = { from, to },
  id: RawBuilder<unknown> = WHOSE,
): RawBuilder<CalendarRow> {
  const { holdsOf } = appointments
  const ofClaims = id === WHOSE ? sql`a.professional_id` : id
  const held =
    holdsOf === undefined
      ? sql``
      : sql`or a.appointment_id = any (array(select h.appointment_id from bookings h
          where h.client_uid = ${holdsOf} and h.status = 'held' and h.professional_id = ${id}))`
  const overlaps = sql`&& tstzrange(${from}, ${to}, '[)')`
  // Dates are asked for generously in UTC: no zone is more than a day away, and an interval runs at most two dates.
  const firstDate = sql`((${from} at time zone 'UTC')::date - 4)`
  const lastDate = sql`((${to} at time zone 'UTC')::date + 4)`
  return sql`
    c.revision, p.owner_uid as "ownerUid", p.erased as "isErased", ${PROFESSIONAL} as professional,
    (select json_agg(${SERVICE} order by s.created_at, s.service_id) from services s
      where s.professional_id = ${id}) as services,
    (select json_agg(json_build_object('effectiveFrom', w.effective_from, 'hours', w.hours) order by w.effective_from)
      from weekly_rules w where w.professional_id = ${id} and w.effective_from >= coalesce(
        (select max(v.effective_from) from weekly_rules v
          where v.professional_id = ${id} and v.effective_from <= ${firstDate}), '-infinity')) as "weeklyRules",
    (select json_agg(json_build_object('date', d.date, 'intervals', d.intervals) order by d.date)
      from date_hours d where d.professional_id = ${id}
        and d.date between ${firstDate} and ${lastDate}) as "dateHours",
    (select json_agg(json_build_object('timeOffId', f.time_off_id, 'start', ${at('lower(f.during)')},
        'end', ${at('upper(f.during)')}, 'startDate', f.start_date, 'endDate', f.end_date, 'note', f.note)
        order by f.during)
      from time_off f where f.professional_id = ${id}
        and case when f.start_date is null then f.during ${overlaps}
          else f.start_date <= ${lastDate} and f.end_date >= ${firstDate} end) as "timeOff",
    (select json_agg(json_build_object('source', e.source, 'start', ${at('lower(e.during)')},
        'end', ${at('upper(e.during)')}) order by e.during)
      from external_busy e where e.professional_id = ${id} and e.during ${overlaps}) as "externalBusy",
    (select json_build_object('state', a.state, 'since', ${at('a.since')}, 'until', ${at('a.until')},
        'message', a.message)
      from activities a where a.professional_id = ${id}) as activity,
    (select json_agg(json_build_array(a.appointment_id, a.service_id, ${at('lower(a.during)')},
        ${at('upper(a.during)')}, ${at('lower(a.occupies)')}, ${at('upper(a.occupies)')}, a.capacity,
        ${at('a.expected_start')}, ${at('a.expected_end')}, ${at('a.ended_at')},
        (select json_agg(${CLAIM} order by b.booking_id) from bookings b
          where b.professional_id = ${ofClaims} and b.appointment_id = a.appointment_id
            and b.status not in ('cancelled', 'declined', 'expired'))) order by lower(a.during))
      from appointments a where a.professional_id = ${id} and a.state = 'active'
        and ((lower(a.during) >= ${appointments.from} and lower(a.during) < ${appointments.to}) ${held})) as appointments`
}
