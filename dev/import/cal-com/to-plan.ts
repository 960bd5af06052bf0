// What Cal.com's API answers of one user, as a plan.
import { parseDate } from '../../../shared/time/date.ts'
import { parseInstant } from '../../../shared/time/instant.ts'
import { type Finding, finding } from '../plan/finding.ts'
import { keepOncePerKey } from '../plan/once.ts'
import type { PlannedProfessional, PlannedTimeOff } from '../plan/plan.ts'
import { needZone, takeText } from '../plan/values.ts'
import type { Entry } from '../read/json.ts'
import { toBookings } from './bookings.ts'
import type { CalComExport } from './files.ts'
import { toDates, toWeekly } from './hours.ts'
import { toServices } from './services.ts'
import { type OutOfOffice, WEEKDAYS } from './shapes.ts'

const MIDNIGHT = /T00:00:00(\.0+)?Z$/
const DAYS_END = /T23:59:59(\.\d+)?Z$/

/** An entry from midnight to a day's last second, both of UTC, means whole days of whoever is away. */
function toTimeOff({ at, value }: Entry<OutOfOffice>, findings: Finding[]): PlannedTimeOff[] {
  const text = takeText({ at, findings }, 'notes', value.notes ?? value.reason, 1000)
  const told = { key: value.uuid, at, ...(text !== undefined && { note: text }) }
  const [startDate, endDate] = [value.start.slice(0, 10), value.end.slice(0, 10)]
  const isWhole = MIDNIGHT.test(value.start) && DAYS_END.test(value.end)
  if (isWhole && parseDate(startDate) !== undefined && startDate <= endDate)
    return [{ ...told, span: { startDate, endDate } }]
  const [start = 0, end = 0] = [parseInstant(value.start), parseInstant(value.end)] // its shape was checked
  if (end > start) return [{ ...told, span: { start, end } }]
  findings.push(finding('left out', at, 'end', value.end, `is not after the start ${value.start}`))
  return []
}

/** Plans one professional: the user whose API key it was. */
export function planCalCom(
  { me, schedules, eventTypes, bookings, outOfOffice }: CalComExport,
  findings: Finding[],
): readonly PlannedProfessional[] {
  const { at, value: user } = me
  const own = schedules.find(({ value }) => value.id === user.defaultScheduleId)
  const schedule = own ?? schedules.find(({ value }) => value.isDefault)
  const taking = { at, findings }
  // Hours are wall times of the schedule's zone, so the calendar keeps that one.
  const zone = needZone(
    schedule ? { at: schedule.at, findings } : taking,
    'timeZone',
    schedule?.value.timeZone ?? user.timeZone,
  )
  if (!zone) return []
  if (!schedule)
    findings.push(
      finding(
        'left out',
        at,
        'defaultScheduleId',
        user.defaultScheduleId,
        'is none of schedules.json',
      ),
    )
  const weekday = WEEKDAYS.findIndex((day) => day === user.weekStart) + 1
  const once = keepOncePerKey(
    eventTypes.map((entry) => ({ ...entry, key: String(entry.value.id) })),
    'id',
    findings,
  )
  const services = once.flatMap((entry) => toServices(entry, zone.name, schedules, findings))
  const about = takeText(taking, 'bio', user.bio, 4000)
  return [
    {
      key: String(user.id),
      at,
      email: user.email,
      profile: {
        name: takeText(taking, 'name', user.name ?? user.username, 100) ?? user.email,
        timeZone: zone.name,
        ...(about !== undefined && { about }),
        policy: weekday > 0 ? { weekStartsOn: weekday } : {},
      },
      services,
      hours: schedule ? [{ key: 'now', at: schedule.at, hours: toWeekly(schedule, findings) }] : [],
      dates: schedule ? toDates(schedule, findings) : [],
      timeOff: keepOncePerKey(
        outOfOffice.flatMap((entry) => toTimeOff(entry, findings)),
        'uuid',
        findings,
      ),
      bookings: keepOncePerKey(
        bookings.flatMap((entry) => toBookings(entry, user.id, services, findings)),
        'uid',
        findings,
      ),
    },
  ]
}
