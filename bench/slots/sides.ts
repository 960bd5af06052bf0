// The slot engine with every rule of "what is free" switched on (but not hit), beside the floor: weekly hours and busy
// intervals alone. 30 days, Monday to Friday 9 to 17 in New York, 30 minutes, as text. Medians of interleaved rounds.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildCalendar, buildService } from '../../test/support/build-calendar.ts'
import { planFor, reachAt } from '../../shared/scheduling/free/plan.ts'
import { listSlots } from '../../shared/scheduling/free/slots.ts'
import type { Taken } from '../../shared/scheduling/free/taken.ts'
import { DAY, MINUTE, formatInstant } from '../../shared/time/instant.ts'

const ROUNDS = 25
const CALLS = 200
const ZONE = 'America/New_York'
const FROM = Date.parse('2026-11-02T05:00:00Z')
const TO = FROM + 30 * DAY
const NOW = FROM - DAY

type Full = (
  timeZone: string,
  rules: readonly (readonly (readonly [number, number])[])[],
  year: number,
  month: number,
  day: number,
  days: number,
  step: number,
  length: number,
  notBefore: number,
  busy: readonly (readonly [number, number])[],
) => readonly string[]

const service = buildService({ durationMinutes: 30, minNoticeMinutes: 30, horizonDays: 60 })
const calendar = buildCalendar({
  timeZone: ZONE,
  policy: { maxBookingsPerDay: 1000, maxBookingsPerWeek: 1000, maxMinutesPerDay: 1440 },
  services: [service],
  weeklyRules: [
    {
      effectiveFrom: '2020-01-01',
      hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: '09:00', end: '17:00' })),
    },
  ],
  dateHours: [{ date: '2027-01-01', intervals: [] }],
  timeOff: [{ timeOffId: 'off', start: TO + DAY, end: TO + 2 * DAY }],
  externalBusy: [{ source: 'other', start: TO + DAY, end: TO + 2 * DAY }],
  activity: { state: 'busy', since: FROM - 2 * DAY, until: FROM - DAY },
})
const WEEKDAY = [[540, 1020]] as const
const RULES = [[], WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, []]

/** Busy intervals that do not overlap, spread evenly over the days. */
function busyOf(count: number): readonly (readonly [number, number])[] {
  const apart = Math.floor((30 * DAY) / Math.max(1, count) / (5 * MINUTE)) * 5 * MINUTE
  return Array.from({ length: count }, (_, index) => {
    const start = FROM + index * apart
    return [start, start + 5 * MINUTE] as const
  })
}

function median(list: readonly number[]): number {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN
}

function millisOf(run: () => unknown): number {
  const began = performance.now()
  for (let call = 0; call < CALLS; call++) run()
  return (performance.now() - began) / CALLS
}

/** Measures beside the yardstick of that file. */
export async function measureSlots(yardstick: string): Promise<void> {
  // What the yardstick exports.
  const { full } = (await import(pathToFileURL(resolve(yardstick)).href)) as { full: Full }
  const times: number[] = []
  for (const count of [0, 100, 1000]) {
    const busy = busyOf(count)
    const taken: readonly Taken[] = busy.map(([start, end]) => ({
      joinable: false,
      start,
      end,
      occupies: { start, end },
      capacity: 1,
      seatsTaken: 1,
    }))
    const ours = () => {
      const plan = planFor(
        calendar,
        service,
        taken,
        { start: FROM, end: TO },
        reachAt(calendar, service, NOW),
      )
      return listSlots(plan, FROM, TO, 1).map(({ start }) => formatInstant(start))
    }
    const floor = () => full(ZONE, RULES, 2026, 11, 2, 30, 30, 30, NOW, busy)
    for (const run of [ours, floor, ours, floor, ours, floor]) millisOf(run)
    const rounds = Array.from({ length: ROUNDS }, () => [millisOf(ours), millisOf(floor)] as const)
    const time = median(rounds.map(([own]) => own))
    const ratio = median(rounds.map(([own, least]) => own / least))
    times.push(time)
    console.log(
      `${count} busy: ${time.toFixed(3)} ms, ${ratio.toFixed(2)} × the floor (${ours().length} and ${floor().length} slots)`,
    )
  }
  console.log(`1000 against 0 busy: ${((times[2] ?? 0) / (times[0] ?? 1)).toFixed(2)} ×`)
}
