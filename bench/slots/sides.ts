// The slot engine with every rule of "what is free" switched on (but not hit), beside the floor: weekly hours and busy
// intervals alone. 30 days, Monday to Friday 9 to 17 in New York, 30 minutes, as text.
import { buildCalendar, buildService } from '../../test/support/build-calendar.ts'
import { planFor, reachAt } from '../../shared/scheduling/free/plan.ts'
import { listSlots } from '../../shared/scheduling/free/slots.ts'
import type { Taken } from '../../shared/scheduling/free/taken.ts'
import { DAY, MINUTE, formatInstant } from '../../shared/time/instant.ts'
import type { Figure, Opened, Sample, Setting } from '../common/benchmark.ts'
import { floor } from './floor.ts'

const BUSY = [0, 100, 1000] as const
const CALLS = { short: 2, whole: 200 }
const ZONE = 'America/New_York'
const FROM = Date.parse('2026-11-02T05:00:00Z')
const TO = FROM + 30 * DAY
const NOW = FROM - DAY

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

/** The product, and the floor, on a calendar with so many busy intervals. */
function callsOf(count: number): { readonly ours: () => unknown; readonly floor: () => unknown } {
  const busy = busyOf(count)
  const taken: readonly Taken[] = busy.map(([start, end]) => ({
    joinable: false,
    start,
    end,
    occupies: { start, end },
    capacity: 1,
    seatsTaken: 1,
  }))
  const range = { start: FROM, end: TO }
  const ours = () => {
    const plan = planFor(calendar, service, taken, range, reachAt(calendar, service, NOW))
    return listSlots(plan, FROM, TO, 1).map(({ start }) => formatInstant(start))
  }
  const least = () =>
    floor({
      timeZone: ZONE,
      rules: RULES,
      first: { year: 2026, month: 11, day: 2 },
      days: 30,
      stepMinutes: 30,
      lengthMinutes: 30,
      notBefore: NOW,
      busy,
    })
  const [found, expected] = [ours(), least()]
  if (found.join() !== expected.join()) throw new Error(`with ${count} busy, the two differ`)
  return { ours, floor: least }
}

function timed(run: () => unknown, calls: number): Sample {
  const began = performance.now()
  for (let call = 0; call < calls; call++) run()
  return { millis: (performance.now() - began) / calls }
}

/** Makes calendars and floors ready. @throws where they do not find the same */
export function openSlots({ isShort }: Setting): Opened {
  const calls = isShort ? CALLS.short : CALLS.whole
  const sides = BUSY.flatMap((count) => {
    const both = callsOf(count)
    return [
      [`${count} busy`, () => timed(both.ours, calls)],
      [`floor, ${count} busy`, () => timed(both.floor, calls)],
    ] as const
  })
  const measured = { measure: 'millis', unit: 'ms' }
  const figures: readonly Figure[] = BUSY.map((count) => ({
    ...measured,
    name: `${count} busy`,
    side: `${count} busy`,
    beside: `floor, ${count} busy`,
    goal: { most: 2 },
  }))
  return {
    sides: Object.fromEntries(sides),
    figures: [
      ...figures,
      {
        ...measured,
        name: '1000 busy, beside none',
        side: '1000 busy',
        beside: '0 busy',
        goal: { most: 1.5 },
      },
    ],
    close: () => Promise.resolve(),
  }
}
