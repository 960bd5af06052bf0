// What is still to come: the past stays where it is.
import { formatDate } from '../../../shared/time/date.ts'
import { DAY, type Instant, MINUTE } from '../../../shared/time/instant.ts'
import { findZone, toLocalDay } from '../../../shared/time/zone.ts'
import { type Finding, finding } from './finding.ts'
import type { PlannedBooking, PlannedProfessional, PlannedTimeOff } from './plan.ts'

/** The greatest horizon that there is; no rule that is set aside reaches further. */
const MOST_AHEAD = 730 * DAY

const showStart = (start: Instant) => new Date(start).toISOString().replace('.000Z', 'Z')

function isUpcoming(
  { at, start, durationMinutes }: PlannedBooking,
  now: Instant,
  findings: Finding[],
) {
  if (start > now + MOST_AHEAD) {
    const reason = `is more than ${MOST_AHEAD / DAY} days ahead, and nobody can book that far`
    findings.push(finding('left out', at, 'start', showStart(start), reason))
    return false
  }
  if (start > now) return true
  const isOver = start + durationMinutes * MINUTE <= now
  findings.push(
    isOver
      ? finding('not needed', at, 'start', showStart(start), 'is past')
      : finding(
          'left out',
          at,
          'start',
          showStart(start),
          'runs now, and what has begun cannot be booked',
          'not imported: block its time by hand',
        ),
  )
  return false
}

const endsAfter = ({ span }: PlannedTimeOff, now: Instant, today: string) =>
  'endDate' in span ? span.endDate >= today : span.end > now

/** The same professional without what lies behind now. Each thing left away is told. */
export function keepUpcoming(
  planned: PlannedProfessional,
  now: Instant,
  findings: Finding[],
): PlannedProfessional {
  const zone = findZone(planned.profile.timeZone)
  const today = zone ? formatDate(toLocalDay(zone, now)) : ''
  const past = (at: PlannedBooking['at'], field: string, value: string) =>
    findings.push(finding('not needed', at, field, value, 'is past'))
  return {
    ...planned,
    bookings: planned.bookings.filter((booking) => isUpcoming(booking, now, findings)),
    timeOff: planned.timeOff.filter((one) => {
      if (endsAfter(one, now, today)) return true
      past(one.at, 'end', 'endDate' in one.span ? one.span.endDate : showStart(one.span.end))
      return false
    }),
    dates: planned.dates.filter(({ at, date }) => {
      if (date >= today) return true
      past(at, 'date', date)
      return false
    }),
  }
}
