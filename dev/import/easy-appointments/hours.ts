// Easy!Appointments' working plans: a day with breaks as intervals around them, exceptions as dates of their own.
import type { WallInterval } from '../../../shared/contract/values/values.ts'
import { formatDate, parseDate, parseWallEnd } from '../../../shared/time/date.ts'
import { type Finding, type Place, finding } from '../plan/finding.ts'
import type { PlannedDate } from '../plan/plan.ts'
import type { Entry } from '../read/json.ts'
import { type Day, type Provider, WEEKDAYS, type WorkingPlanException } from './shapes.ts'

/** Of one exception; whoever is away longer takes time off. */
const MOST_DAYS = 366
const minutes = (time: string) => parseWallEnd(time) ?? 0

/** What is left of a day between its breaks; an end of 00:00 is midnight, one before the start runs into the next day. */
export function toIntervals({ start, end, breaks }: Day): readonly WallInterval[] {
  const until = end === '00:00' ? '24:00' : end
  const cuts = (breaks ?? []).toSorted((one, other) => minutes(one.start) - minutes(other.start))
  // Breaks of a day that runs past midnight could be of either date; there, they lie on the first.
  const pieces: WallInterval[] = []
  let from = start
  for (const cut of cuts) {
    if (minutes(cut.start) > minutes(from)) pieces.push({ start: from, end: cut.start })
    if (minutes(cut.end) > minutes(from)) from = cut.end
  }
  const isLeft = until < start ? from !== until : minutes(from) < minutes(until)
  return isLeft ? [...pieces, { start: from, end: until }] : pieces
}

/** The weekly hours of a provider. */
export function toWeekly({ value }: Entry<Provider>) {
  const plan = value.settings?.workingPlan ?? {}
  return WEEKDAYS.flatMap((day, index) => {
    const hours = plan[day]
    return hours ? toIntervals(hours).map((interval) => ({ weekday: index + 1, ...interval })) : []
  })
}

function datesBetween(from: string, to: string): readonly string[] | undefined {
  const [first, last] = [parseDate(from), parseDate(to)]
  if (first === undefined || last === undefined || last < first || last - first >= MOST_DAYS)
    return undefined
  return Array.from({ length: last - first + 1 }, (_, index) => formatDate(first + index))
}

/** The exceptions of a provider, as its settings have them and as the list of newer versions has them. */
export function toDates(
  provider: Entry<Provider>,
  exceptions: readonly Entry<WorkingPlanException>[],
  findings: Finding[],
): readonly PlannedDate[] {
  const listed = exceptions.filter(({ value }) => value.providerId === provider.value.id)
  const found = new Map<string, PlannedDate>()
  const keep = (at: Place, date: string, day: Day | null) =>
    found.set(date, { key: date, at, date, intervals: day ? toIntervals(day) : [] })
  const settings = provider.value.settings?.workingPlanExceptions ?? {}
  for (const [date, day] of Object.entries(Array.isArray(settings) ? {} : settings))
    if (parseDate(date) === undefined)
      findings.push(
        finding('left out', provider.at, 'workingPlanExceptions', date, 'is not a date YYYY-MM-DD'),
      )
    else keep(provider.at, date, day)
  for (const { at, value } of listed) {
    const { startDate, endDate, startTime, endTime, breaks } = value
    const dates = datesBetween(startDate, endDate)
    const day = startTime && endTime ? { start: startTime, end: endTime, breaks } : null
    if (dates) for (const date of dates) keep(at, date, day)
    else
      findings.push(
        finding(
          'left out',
          at,
          'startDate',
          `${startDate} to ${endDate}`,
          `is no range of at most ${MOST_DAYS} dates`,
        ),
      )
  }
  return [...found.values()]
}
