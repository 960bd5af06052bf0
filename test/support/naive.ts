// docs/reference/what-is-free.md a second time, as naively as it can be said, for tests to compare the engine with.
// It imports nothing of ours on purpose: a mistake made twice would have to be made independently.
//
// The one idea: whether an instant is within hours, or taken, can only change where some interval starts or ends.
// So a stretch is free when its first instant and every start and end inside it are; no interval is ever merged,
// cut or subtracted here.
import { Temporal } from 'temporal-polyfill'

export type Scenario = {
  readonly now: string
  readonly professional: {
    readonly timeZone: string
    readonly active?: boolean
    readonly policy?: Policy
    readonly workingHours?: readonly WeeklyInterval[] | readonly WeeklyRule[]
    readonly dateHours?: readonly {
      readonly date: string
      readonly intervals: readonly WallInterval[]
    }[]
    readonly timeOff?: readonly InstantInterval[]
    readonly activity?: { readonly state: 'available' | 'busy' | 'away'; readonly until?: string }
  }
  readonly service: ScenarioService
  readonly appointments?: readonly ScenarioAppointment[]
  readonly externalBusy?: readonly InstantInterval[]
  readonly from: string
  readonly to: string
  readonly seats?: number
}

export type Policy = {
  readonly slotStepMinutes?: number
  readonly minNoticeMinutes?: number
  readonly horizonDays?: number
  readonly maxBookingsPerDay?: number
  readonly maxBookingsPerWeek?: number
  readonly maxMinutesPerDay?: number
  readonly weekStartsOn?: number
  /** Of the caller, whom a scenario does not know: without effect. */
  readonly perClient?: PerClient
  readonly requireVerified?: boolean
}

export type PerClient = {
  readonly maxUpcoming?: number
  readonly maxPerDay?: number
  readonly maxPerWeek?: number
}

export type ScenarioService = {
  readonly durationMinutes: number
  readonly bufferBeforeMinutes?: number
  readonly bufferAfterMinutes?: number
  readonly capacity?: number
  readonly hours?: readonly WeeklyInterval[]
  readonly slotStepMinutes?: number
  readonly minNoticeMinutes?: number
  readonly horizonDays?: number
  readonly perClient?: PerClient
  readonly active?: boolean
}

export type ScenarioAppointment = {
  readonly serviceKey?: 'same' | 'other'
  readonly start: string
  readonly end: string
  readonly bufferBeforeMinutes?: number
  readonly bufferAfterMinutes?: number
  readonly seatsTaken?: number
  readonly capacity?: number
  readonly holdExpiresAt?: string
  readonly own?: true | number
  readonly expectedStart?: string
  readonly expectedEnd?: string
  readonly endedAt?: string
}

export type WallInterval = { readonly start: string; readonly end: string }
export type WeeklyInterval = WallInterval & { readonly weekday: number }
export type WeeklyRule = {
  readonly effectiveFrom: string
  readonly hours: readonly WeeklyInterval[]
}
export type InstantInterval = { readonly start: string; readonly end: string }

export type Answer = {
  slots: { start: string; end: string; seatsLeft: number }[]
  windows: { start: string; end: string }[]
}

/** What the simulator must print for one well-formed scenario. */
export function naiveAnswer(scenario: Scenario): Answer {
  const windows = freeStretches(scenario)
  return {
    slots: isActive(scenario) ? slotsOf(scenario) : [],
    windows: windows.map(({ start, end }) => ({ start: print(start), end: print(end) })),
  }
}

// ---- Time: instants are milliseconds since 1970, dates are 'YYYY-MM-DD' ----

type Interval = { readonly start: number; readonly end: number }

const MINUTE = 60_000

const read = (text: string): number => Temporal.Instant.from(text).epochMilliseconds

const print = (instant: number): string =>
  Temporal.Instant.fromEpochMilliseconds(instant).toString({ smallestUnit: 'second' })

const readAll = (intervals: readonly InstantInterval[] = []): Interval[] =>
  intervals.map(({ start, end }) => ({ start: read(start), end: read(end) }))

const localDate = (instant: number, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString()

const addDays = (date: string, days: number): string =>
  Temporal.PlainDate.from(date).add({ days }).toString()

const weekdayOf = (date: string): number => Temporal.PlainDate.from(date).dayOfWeek

/** A wall time in a gap moves forward by the gap, a doubled one is its first occurrence: Temporal's 'compatible'. */
function instantOf(date: string, time: string, timeZone: string): number {
  if (time === '24:00') return instantOf(addDays(date, 1), '00:00', timeZone)
  const wall = Temporal.PlainDateTime.from(`${date}T${time}`)
  return wall.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds
}

function isSkipped(date: string, timeZone: string): boolean {
  const firstMoment = Temporal.PlainDate.from(date).toZonedDateTime(timeZone)
  return firstMoment.toPlainDate().toString() !== date
}

function datesBetween(first: string, last: string): string[] {
  const dates = []
  for (let date = first; date <= last; date = addDays(date, 1)) dates.push(date)
  return dates
}

/** An empty interval overlaps nothing. */
const overlap = (a: Interval, b: Interval): boolean =>
  Math.max(a.start, b.start) < Math.min(a.end, b.end)

const covers = (intervals: readonly Interval[], instant: number): boolean =>
  intervals.some(({ start, end }) => start <= instant && instant < end)

const edgesOf = (intervals: readonly Interval[]): number[] =>
  intervals.flatMap(({ start, end }) => [start, end])

/** The first instant of `stretch` and every edge inside it: nothing changes in between. */
const momentsWithin = (stretch: Interval, edges: readonly number[]): number[] => [
  stretch.start,
  ...edges.filter((instant) => stretch.start < instant && instant < stretch.end),
]

// ---- Step 1: windows ----

type DateInterval = Interval & { readonly date: string }

function hoursOf(scenario: Scenario): DateInterval[] {
  const { timeZone } = scenario.professional
  // A slot may end a day after `to`, and an interval last two days, where the zone skips the date on which it ends.
  const first = addDays(localDate(read(scenario.from), timeZone), -3)
  const last = addDays(localDate(read(scenario.to), timeZone), 3)
  return datesBetween(first, last).flatMap((date) =>
    hoursOfDate(scenario, date).map((interval) => ({ ...interval, date })),
  )
}

function hoursOfDate(scenario: Scenario, date: string): Interval[] {
  const { professional, service } = scenario
  if (isSkipped(date, professional.timeZone)) return []
  const toInstants = (intervals: readonly WallInterval[]): Interval[] =>
    intervals
      .map(({ start, end }) => ({
        start: instantOf(date, start, professional.timeZone),
        end: instantOf(end < start ? addDays(date, 1) : date, end, professional.timeZone),
      }))
      .filter(({ start, end }) => start < end)

  const exception = professional.dateHours?.findLast((hours) => hours.date === date)?.intervals
  const weekly = service.hours ?? weeklyRule(professional.workingHours ?? [], date)
  const ordinary = weekly.filter(({ weekday }) => weekday === weekdayOf(date))
  if (exception === undefined) return toInstants(ordinary)
  if (service.hours === undefined) return toInstants(exception)
  return toInstants(ordinary).flatMap((offered) =>
    toInstants(exception)
      .map(({ start, end }) => ({
        start: Math.max(start, offered.start),
        end: Math.min(end, offered.end),
      }))
      .filter(({ start, end }) => start < end),
  )
}

function weeklyRule(
  workingHours: readonly WeeklyInterval[] | readonly WeeklyRule[],
  date: string,
): readonly WeeklyInterval[] {
  let inForce: WeeklyRule = { effectiveFrom: '0000-01-01', hours: [] }
  const always: WeeklyInterval[] = []
  for (const entry of workingHours) {
    if ('weekday' in entry) always.push(entry)
    else if (entry.effectiveFrom <= date && entry.effectiveFrom >= inForce.effectiveFrom)
      inForce = entry
  }
  return [...always, ...inForce.hours]
}

// ---- Appointments that stand: nobody's expired hold, and without what is the caller's to give up ----

type Appointment = Interval & {
  readonly sameService: boolean
  readonly occupied: Interval
  readonly seatsLeft: number
  readonly expectedStart: number
  readonly expectedEnd: number
  readonly endedAt: number | undefined
}

function standingAppointments({ appointments = [], service, now }: Scenario): Appointment[] {
  const standing = []
  for (const appointment of appointments) {
    const { holdExpiresAt, seatsTaken = 1, own = 0, serviceKey = 'same' } = appointment
    if (holdExpiresAt !== undefined && read(holdExpiresAt) <= read(now)) continue
    const othersSeats = own === true ? 0 : seatsTaken - own
    if (othersSeats <= 0) continue

    const sameService = serviceKey === 'same'
    const booked = sameService ? service : { durationMinutes: 0 }
    const before = appointment.bufferBeforeMinutes ?? booked.bufferBeforeMinutes ?? 0
    const after = appointment.bufferAfterMinutes ?? booked.bufferAfterMinutes ?? 0
    const start = read(appointment.start)
    const end = read(appointment.end)
    const endedAt = appointment.endedAt === undefined ? undefined : read(appointment.endedAt)
    standing.push({
      start,
      end,
      endedAt,
      sameService,
      occupied: { start: start - before * MINUTE, end: (endedAt ?? end) + after * MINUTE },
      seatsLeft: (appointment.capacity ?? booked.capacity ?? 1) - othersSeats,
      expectedStart: read(appointment.expectedStart ?? appointment.start),
      expectedEnd: read(appointment.expectedEnd ?? appointment.end),
    })
  }
  return standing.sort((one, other) => one.start - other.start)
}

// ---- Step 2: what is taken out of the windows ----

function takenIntervals(scenario: Scenario): Interval[] {
  const { timeOff, activity } = scenario.professional
  return [
    ...readAll(timeOff),
    ...readAll(scenario.externalBusy),
    ...(activity === undefined || activity.state === 'available'
      ? []
      : [{ start: read(scenario.now), end: read(untilOf(activity)) }]),
    ...delaysOf(standingAppointments(scenario)),
  ].filter(({ start, end }) => start < end)
}

function untilOf({ until }: { readonly until?: string }): string {
  if (until === undefined) throw new RangeError('busy and away need until in a scenario')
  return until
}

function delaysOf(appointments: readonly Appointment[]): Interval[] {
  const delays = []
  let previousEnd = Number.NEGATIVE_INFINITY
  for (const { start, end, expectedStart, expectedEnd, endedAt } of appointments) {
    const begins = Math.max(start, expectedStart, previousEnd)
    const ends = endedAt ?? Math.max(begins + (end - start), expectedEnd)
    delays.push({ start: end, end: ends })
    previousEnd = ends
  }
  return delays
}

function freeStretches(scenario: Scenario): Interval[] {
  const hours = hoursOf(scenario)
  const taken = takenIntervals(scenario)
  const range = { start: read(scenario.from), end: read(scenario.to) }
  const moments = momentsWithin(range, edgesOf([...hours, ...taken])).sort((a, b) => a - b)
  const stretches: Interval[] = []
  for (const [index, start] of moments.entries()) {
    if (!covers(hours, start) || covers(taken, start)) continue
    const end = moments[index + 1] ?? range.end
    const previous = stretches.at(-1)
    if (start === end) continue
    if (previous?.end === start) stretches.splice(-1, 1, { start: previous.start, end })
    else stretches.push({ start, end })
  }
  return stretches
}

// ---- Steps 3 to 6: slots ----

type Slot = Interval & { readonly seatsLeft: number }

function slotsOf(scenario: Scenario): Answer['slots'] {
  const { seats = 1 } = scenario
  const mayStart = startRule(scenario)
  return [...newSlots(scenario, mayStart), ...seatsToJoin(scenario, mayStart)]
    .filter(({ seatsLeft }) => seatsLeft >= seats)
    .sort((one, other) => one.start - other.start)
    .map(({ start, end, seatsLeft }) => ({ start: print(start), end: print(end), seatsLeft }))
}

/** Whether a slot may start then, as to the range that is searched, the notice and the horizon. */
function startRule({
  now: nowText,
  from: fromText,
  to: toText,
  service,
  professional: { timeZone, policy = {} },
}: Scenario): (start: number) => boolean {
  const [now, from, to] = [read(nowText), read(fromText), read(toText)]
  const notice = service.minNoticeMinutes ?? policy.minNoticeMinutes ?? 0
  const horizon = service.horizonDays ?? policy.horizonDays ?? 60
  const lastDate = addDays(localDate(now, timeZone), horizon)
  return (start) =>
    from <= start &&
    start < to &&
    start >= now + notice * MINUTE &&
    localDate(start, timeZone) <= lastDate
}

function newSlots(scenario: Scenario, mayStart: (start: number) => boolean): Slot[] {
  const { service } = scenario
  const hours = hoursOf(scenario)
  const taken = takenIntervals(scenario)
  const edges = edgesOf([...hours, ...taken])
  const isFree = (slot: Interval): boolean =>
    momentsWithin(slot, edges).every((moment) => covers(hours, moment) && !covers(taken, moment))
  const appointments = standingAppointments(scenario)
  const isOccupied = (slot: Interval): boolean => {
    const needed = {
      start: slot.start - (service.bufferBeforeMinutes ?? 0) * MINUTE,
      end: slot.end + (service.bufferAfterMinutes ?? 0) * MINUTE,
    }
    return appointments.some(({ occupied }) => overlap(occupied, needed))
  }
  const isLimitReached = limitRule(scenario, appointments)
  return gridOf(scenario, hours)
    .filter(mayStart)
    .map((start) => ({
      start,
      end: start + service.durationMinutes * MINUTE,
      seatsLeft: service.capacity ?? 1,
    }))
    .filter((slot) => isFree(slot) && !isOccupied(slot) && !isLimitReached(slot.start))
}

/** An interval of a date starts a grid unless another of the same date runs up to it or over it. */
function gridOf({ service, professional }: Scenario, hours: readonly DateInterval[]): number[] {
  const step =
    service.slotStepMinutes ?? professional.policy?.slotStepMinutes ?? service.durationMinutes
  const starts = new Set<number>()
  for (const { date, start } of hours) {
    const ofDate = hours.filter((other) => other.date === date)
    if (ofDate.some((other) => other.start < start && start <= other.end)) continue
    const isWithin = (instant: number): boolean =>
      ofDate.some((other) => other.start <= instant && instant < other.end)
    const ends = ofDate.map((other) => other.end).sort((a, b) => a - b)
    const end = ends.find((instant) => instant > start && !isWithin(instant)) ?? start
    for (let at = start; at < end; at += step * MINUTE) starts.add(at)
  }
  return [...starts]
}

function seatsToJoin(scenario: Scenario, mayStart: (start: number) => boolean): Slot[] {
  const taken = takenIntervals(scenario)
  return standingAppointments(scenario)
    .filter(({ sameService, endedAt }) => sameService && endedAt === undefined)
    .filter(({ start, seatsLeft }) => mayStart(start) && seatsLeft > 0)
    .filter((appointment) => !taken.some((interval) => overlap(interval, appointment)))
}

function limitRule(
  { professional, service }: Scenario,
  appointments: readonly Appointment[],
): (start: number) => boolean {
  const { timeZone, policy = {} } = professional
  const { maxBookingsPerDay, maxBookingsPerWeek, maxMinutesPerDay, weekStartsOn = 1 } = policy
  const dateOf = ({ start }: Interval): string => localDate(start, timeZone)
  const weekOf = (date: string): string =>
    addDays(date, -((weekdayOf(date) - weekStartsOn + 7) % 7))
  const counted = appointments.map((appointment) => ({
    date: dateOf(appointment),
    week: weekOf(dateOf(appointment)),
    minutes: (appointment.end - appointment.start) / MINUTE,
  }))
  return (start) => {
    const date = localDate(start, timeZone)
    const ofDay = counted.filter((appointment) => appointment.date === date)
    const ofWeek = counted.filter((appointment) => appointment.week === weekOf(date))
    const minutes = ofDay.reduce((sum, appointment) => sum + appointment.minutes, 0)
    return (
      (maxBookingsPerDay !== undefined && ofDay.length >= maxBookingsPerDay) ||
      (maxBookingsPerWeek !== undefined && ofWeek.length >= maxBookingsPerWeek) ||
      (maxMinutesPerDay !== undefined && minutes + service.durationMinutes > maxMinutesPerDay)
    )
  }
}

const isActive = ({ professional, service }: Scenario): boolean =>
  professional.active !== false && service.active !== false
