// Random scenarios of the simulator's whole input, most of them across a clock change, dense
// enough that every rule of what is free decides something often, and small enough for test/support/naive.ts.
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import type {
  InstantInterval,
  PerClient,
  Scenario,
  ScenarioAppointment,
  ScenarioService,
  WallInterval,
  WeeklyInterval,
  WeeklyRule,
} from './naive.ts'

// ---- Places in time: a zone and a date on which something happens to its clock or its calendar ----

const clockChanges: readonly (readonly [timeZone: string, dates: readonly string[]])[] = [
  ['America/New_York', ['2025-03-09', '2025-11-02', '2026-03-08', '2026-11-01']],
  ['Australia/Lord_Howe', ['2025-04-06', '2025-10-05', '2026-04-05']], // half an hour
  ['Africa/Cairo', ['2025-04-25', '2025-10-30', '2025-10-31']], // at midnight
  ['Pacific/Apia', ['2011-12-30', '2011-12-29', '2011-12-31', '2011-09-24', '2012-04-01']], // no 30th
  ['America/Santiago', ['2025-04-05', '2025-04-06', '2025-09-07', '2026-04-05']], // at midnight
  ['Africa/Casablanca', ['2025-02-23', '2025-04-06', '2026-02-15', '2026-03-22']], // Ramadan
  ['Europe/Berlin', ['2025-03-30', '2025-10-26', '2026-03-29', '2026-10-25']],
  ['Asia/Kathmandu', ['1986-01-01']], // a quarter of an hour, once
  ['America/St_Johns', ['2010-11-07', '2011-03-13']], // at 00:01, back over midnight
]

const zones = [...clockChanges.map(([timeZone]) => timeZone), 'UTC']
const calendarDates = [
  '2025-01-01',
  '2026-01-01',
  '2024-02-29',
  '2028-02-29',
  '2025-03-01',
  '2025-06-15',
]

const placeArbitrary = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(...clockChanges)
      .chain(([timeZone, dates]) =>
        fc.record({ timeZone: fc.constant(timeZone), date: fc.constantFrom(...dates) }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      timeZone: fc.constantFrom(...zones),
      date: fc.constantFrom(...calendarDates),
    }),
  },
)

// ---- Small parts ----

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** Leaves out the fields that are undefined. */
function present<T extends object>(record: T): Present<T> {
  const entries = Object.entries(record).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Present<T> // the type says what the filter does, which tsc cannot follow
}

/** Unset in all but one of `oneIn` cases. */
const seldom = <T>(oneIn: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: oneIn - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })

const stepsOf = (step: number, min: number, max: number): fc.Arbitrary<number> =>
  fc
    .integer({ min: Math.ceil(min / step), max: Math.floor(max / step) })
    .map((count) => count * step)

/** Mostly whole quarters of an hour, sometimes any minute. */
const minutesBetween = (min: number, max: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 5, arbitrary: stepsOf(15, min, max) },
    { weight: 3, arbitrary: stepsOf(5, min, max) },
    { weight: 1, arbitrary: fc.integer({ min, max }) },
  )

/** An instant as an offset in seconds from `from`: mostly whole minutes, sometimes odd seconds. */
const secondsBetween = (minMinutes: number, maxMinutes: number): fc.Arbitrary<number> =>
  fc
    .tuple(minutesBetween(minMinutes, maxMinutes), seldom(9, fc.integer({ min: 1, max: 59 })))
    .map(([minutes, seconds = 0]) => minutes * 60 + seconds)

// ---- Hours ----

const wallTime = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')

const wallIntervalArbitrary: fc.Arbitrary<WallInterval> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .record({
        start: fc.oneof(
          minutesBetween(6 * 60, 18 * 60),
          minutesBetween(0, 4 * 60),
          minutesBetween(0, 1439),
        ),
        length: fc.oneof(minutesBetween(15, 120), minutesBetween(120, 720)),
        midnight: fc.constantFrom('24:00', '00:00'),
      })
      .map(({ start, length, midnight }) => {
        const end = (start + length) % 1440
        if (end === 0 && start > 0) return { start: wallTime(start), end: midnight }
        return { start: wallTime(start), end: end === start ? '24:00' : wallTime(end) }
      }),
  },
  { weight: 1, arbitrary: fc.constant({ start: '00:00', end: '24:00' }) },
)

const touchingIntervalsArbitrary: fc.Arbitrary<WallInterval[]> = fc
  .record({
    start: minutesBetween(0, 600),
    first: minutesBetween(15, 300),
    second: minutesBetween(15, 300),
  })
  .map(({ start, first, second }) => [
    { start: wallTime(start), end: wallTime(start + first) },
    { start: wallTime(start + first), end: wallTime(start + first + second) },
  ])

const dayArbitrary = (emptyWeight: number): fc.Arbitrary<readonly WallInterval[]> =>
  fc.oneof(
    { weight: emptyWeight, arbitrary: fc.constant([]) },
    { weight: 6, arbitrary: fc.array(wallIntervalArbitrary, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: touchingIntervalsArbitrary },
  )

const weekArbitrary: fc.Arbitrary<WeeklyInterval[]> = fc
  .oneof(
    fc.array(dayArbitrary(1), { minLength: 7, maxLength: 7 }),
    dayArbitrary(0).map((everyDay) => Array.from({ length: 7 }, () => everyDay)),
  )
  .map((days) =>
    days.flatMap((day, index) => day.map((hours) => ({ weekday: index + 1, ...hours }))),
  )

type DayOffset = { readonly dayOffset: number }

const uniqueDays = <T extends DayOffset>(
  arbitrary: fc.Arbitrary<T>,
  maxLength: number,
): fc.Arbitrary<T[]> =>
  fc.uniqueArray(arbitrary, { maxLength, selector: ({ dayOffset }) => dayOffset })

type Weekly = {
  readonly always: readonly WeeklyInterval[]
  readonly rules: readonly (DayOffset & { readonly hours: readonly WeeklyInterval[] })[]
}

const weeklyRulesArbitrary: fc.Arbitrary<Weekly> = fc.oneof(
  { weight: 2, arbitrary: weekArbitrary.map((always) => ({ always, rules: [] })) },
  {
    weight: 1,
    arbitrary: fc
      .record({
        first: fc.record({ dayOffset: fc.constantFrom(-400, -30, -3), hours: weekArbitrary }),
        later: uniqueDays(
          fc.record({ dayOffset: fc.integer({ min: -2, max: 3 }), hours: weekArbitrary }),
          2,
        ),
      })
      .map(({ first, later }) => ({ always: [], rules: [...later, first] })),
  },
)

const dateHoursArbitrary = uniqueDays(
  fc.record({ dayOffset: fc.integer({ min: -2, max: 3 }), intervals: dayArbitrary(2) }),
  3,
)

// ---- Policy and service ----

const stepArbitrary = fc.oneof(
  fc.constantFrom(5, 10, 15, 20, 30, 45, 60, 90),
  fc.integer({ min: 5, max: 120 }),
)
const noticeArbitrary = fc.constantFrom(0, 1, 30, 60, 120, 360, 1440)
const horizonArbitrary = fc.constantFrom(0, 1, 1, 2, 2, 3, 7, 60, 365)

const perClientArbitrary: fc.Arbitrary<PerClient> = fc
  .record({
    maxUpcoming: seldom(3, fc.integer({ min: 1, max: 4 })),
    maxPerDay: seldom(3, fc.integer({ min: 1, max: 2 })),
    maxPerWeek: seldom(3, fc.integer({ min: 1, max: 3 })),
  })
  .map(present)

const policyArbitrary = fc
  .record({
    slotStepMinutes: seldom(4, stepArbitrary),
    minNoticeMinutes: seldom(4, noticeArbitrary),
    horizonDays: seldom(3, horizonArbitrary),
    maxBookingsPerDay: seldom(5, fc.integer({ min: 1, max: 4 })),
    maxBookingsPerWeek: seldom(4, fc.integer({ min: 2, max: 6 })),
    maxMinutesPerDay: seldom(5, minutesBetween(30, 400)),
    weekStartsOn: fc.oneof(
      fc.constant(undefined),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 2, max: 7 }),
    ),
    perClient: seldom(3, perClientArbitrary),
    requireVerified: seldom(5, fc.boolean()),
  })
  .map(present)

const bufferArbitrary = fc.constantFrom(0, 5, 10, 15, 30, 60)

const serviceArbitrary: fc.Arbitrary<ScenarioService> = fc
  .record({
    durationMinutes: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(5, 10, 15, 20, 30, 45, 60, 90) },
      { weight: 1, arbitrary: fc.constantFrom(120, 240, 480, 1440) },
      { weight: 2, arbitrary: fc.integer({ min: 5, max: 120 }) },
    ),
    bufferBeforeMinutes: seldom(2, bufferArbitrary),
    bufferAfterMinutes: seldom(2, bufferArbitrary),
    capacity: fc.oneof(fc.constant(undefined), fc.integer({ min: 1, max: 6 })),
    hours: seldom(4, weekArbitrary),
    slotStepMinutes: seldom(3, stepArbitrary),
    minNoticeMinutes: seldom(6, noticeArbitrary),
    horizonDays: seldom(6, horizonArbitrary),
    perClient: seldom(6, perClientArbitrary),
    active: seldom(60, fc.boolean()),
  })
  .map(present)

// ---- Appointments: laid one after the other, each a gap behind what the one before occupies ----

const appointmentSeedArbitrary = fc.record({
  gapMinutes: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(0, 0, 5, 10, 15) },
    { weight: 5, arbitrary: minutesBetween(0, 360) },
    { weight: 2, arbitrary: minutesBetween(240, 1440) },
  ),
  oddSeconds: seldom(20, fc.integer({ min: 1, max: 59 })),
  serviceKey: fc.constantFrom('same', 'same', 'other', undefined),
  durationMinutes: fc.oneof(fc.constant(undefined), fc.constantFrom(10, 30, 60, 90)),
  bufferBeforeMinutes: seldom(3, bufferArbitrary),
  bufferAfterMinutes: seldom(3, bufferArbitrary),
  seatsTaken: seldom(2, fc.integer({ min: 1, max: 4 })),
  capacity: seldom(4, fc.integer({ min: 1, max: 8 })),
  holdSeconds: seldom(6, fc.constantFrom(-3600, -60, -1, 0, 1, 60, 600)), // from now
  own: seldom(6, fc.constantFrom(true as const, true as const, 1, 2)),
  lateStartMinutes: seldom(7, minutesBetween(1, 120)),
  lateEndMinutes: seldom(5, minutesBetween(1, 150)),
  ended: seldom(8, fc.integer({ min: 0, max: 120 })), // per cent of what it should have lasted
})

type AppointmentSeed = typeof appointmentSeedArbitrary extends fc.Arbitrary<infer T> ? T : never

const MINUTE = 60 // offsets are in seconds from `from`

function layAppointments(
  seeds: readonly AppointmentSeed[],
  firstOffset: number,
  service: ScenarioService,
  overlapping: boolean,
): (AppointmentSeed & { start: number; end: number; endedAt: number | undefined })[] {
  let cursor = firstOffset
  return seeds.map((seed) => {
    const same = seed.serviceKey !== 'other'
    const before = seed.bufferBeforeMinutes ?? (same ? (service.bufferBeforeMinutes ?? 0) : 0)
    const after = seed.bufferAfterMinutes ?? (same ? (service.bufferAfterMinutes ?? 0) : 0)
    const capacity = seed.capacity ?? (same ? (service.capacity ?? 1) : 1)
    const seatsTaken = seed.seatsTaken && Math.min(seed.seatsTaken, capacity)
    const own = typeof seed.own === 'number' ? Math.min(seed.own, seatsTaken ?? 1) : seed.own
    const lasts = (seed.durationMinutes ?? service.durationMinutes) * MINUTE
    const start = cursor + (seed.gapMinutes + before) * MINUTE + (seed.oddSeconds ?? 0)
    const end = start + lasts
    const endedAfter = Math.floor((lasts * (seed.ended ?? 100)) / 100 / MINUTE) * MINUTE
    const endedAt = seed.ended === undefined ? undefined : start + Math.max(endedAfter, MINUTE)
    const isExpired = seed.holdSeconds !== undefined && seed.holdSeconds <= 0
    if (overlapping) cursor = start
    else if (!isExpired) cursor = Math.max(cursor, (endedAt ?? end) + after * MINUTE)
    return { ...seed, seatsTaken, own, start, end, endedAt }
  })
}

// ---- The whole ----

function scenarios({ overlapping }: { readonly overlapping: boolean }): fc.Arbitrary<Scenario> {
  return fc
    .record({
      place: placeArbitrary,
      firstDayOffset: fc.integer({ min: -2, max: 0 }),
      fromMinute: fc.oneof(
        { weight: 2, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: minutesBetween(0, 1439) },
      ),
      rangeSeconds: fc.oneof(
        { weight: 5, arbitrary: stepsOf(1440, 1440, 4 * 1440).map((minutes) => minutes * MINUTE) },
        {
          weight: 1,
          arbitrary: stepsOf(1440, 7 * 1440, 10 * 1440).map((minutes) => minutes * MINUTE),
        },
        { weight: 1, arbitrary: secondsBetween(15, 3 * 1440) },
      ),
      nowOffset: fc.oneof(
        { weight: 6, arbitrary: secondsBetween(-240, 0) },
        { weight: 5, arbitrary: secondsBetween(0, 720) },
        { weight: 2, arbitrary: secondsBetween(-3 * 1440, -240) },
        { weight: 1, arbitrary: secondsBetween(720, 2 * 1440) },
      ),
      printsOffsets: fc.constantFrom(false, false, false, false, true),
      isActive: seldom(60, fc.boolean()),
      policy: policyArbitrary,
      weekly: weeklyRulesArbitrary,
      dateHours: seldom(2, dateHoursArbitrary),
      timeOff: seldom(3, takenArbitrary({ longestMinutes: 720, maxLength: 2 })),
      externalBusy: seldom(3, takenArbitrary({ longestMinutes: 120, maxLength: 4 })),
      activity: seldom(
        4,
        fc.record({
          state: fc.constantFrom('busy' as const, 'away' as const, 'available' as const),
          untilOffset: secondsBetween(1, 600),
        }),
      ),
      service: serviceArbitrary,
      appointments: fc.array(appointmentSeedArbitrary, { minLength: 2, maxLength: 9 }),
      appointmentsFrom: minutesBetween(-240, 1440).map((minutes) => minutes * MINUTE),
      reversed: fc.boolean(),
      expiredElsewhere: fc.array(appointmentSeedArbitrary, { maxLength: 1 }),
      seats: seldom(4, fc.integer({ min: 1, max: 3 })),
    })
    .map((seed): Scenario => {
      const { timeZone } = seed.place
      const dateAt = (dayOffset: number): string =>
        Temporal.PlainDate.from(seed.place.date).add({ days: dayOffset }).toString()
      const from = Temporal.PlainDateTime.from(
        `${dateAt(seed.firstDayOffset)}T${wallTime(seed.fromMinute)}`,
      )
        .toZonedDateTime(timeZone)
        .toInstant()
      // JSON carries instants in any offset; one in five scenarios uses the zone's own.
      const at = (offset: number): string => {
        const instant = from.add({ seconds: offset })
        if (!seed.printsOffsets) return instant.toString()
        return instant.toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never' })
      }
      const toInstants = (offsets: readonly Offsets[] | undefined): InstantInterval[] | undefined =>
        offsets?.map(({ start, end }) => ({ start: at(start), end: at(end) }))
      const toAppointment = ({
        gapMinutes: _gap,
        oddSeconds: _odd,
        durationMinutes: _duration,
        ended: _ended,
        start,
        end,
        endedAt,
        holdSeconds,
        lateStartMinutes,
        lateEndMinutes,
        ...booked
      }: ReturnType<typeof layAppointments>[number]): ScenarioAppointment =>
        present({
          ...booked,
          start: at(start),
          end: at(end),
          holdExpiresAt: holdSeconds === undefined ? undefined : at(seed.nowOffset + holdSeconds),
          expectedStart:
            lateStartMinutes === undefined ? undefined : at(start + lateStartMinutes * MINUTE),
          expectedEnd: lateEndMinutes === undefined ? undefined : at(end + lateEndMinutes * MINUTE),
          endedAt: endedAt === undefined ? undefined : at(endedAt),
        })
      const lay = (seeds: readonly AppointmentSeed[]) =>
        layAppointments(seeds, seed.appointmentsFrom, seed.service, overlapping)
      const laid = [
        ...lay(seed.appointments),
        ...lay(seed.expiredElsewhere.map((expired) => ({ ...expired, holdSeconds: -60 }))),
      ]
      const rules: WeeklyRule[] = seed.weekly.rules.map(({ dayOffset, hours }) => ({
        effectiveFrom: dateAt(dayOffset),
        hours,
      }))
      return present({
        now: at(seed.nowOffset),
        professional: present({
          timeZone,
          active: seed.isActive,
          policy: seed.policy,
          workingHours: rules.length > 0 ? rules : seed.weekly.always,
          dateHours: seed.dateHours?.map(({ dayOffset, intervals }) => ({
            date: dateAt(dayOffset),
            intervals,
          })),
          timeOff: toInstants(seed.timeOff),
          activity: seed.activity && {
            state: seed.activity.state,
            until: at(seed.nowOffset + seed.activity.untilOffset),
          },
        }),
        service: seed.service,
        appointments: (seed.reversed ? laid.toReversed() : laid).map(toAppointment),
        externalBusy: toInstants(seed.externalBusy),
        from: at(0),
        to: at(seed.rangeSeconds),
        seats: seed.seats,
      })
    })
}

type Offsets = { readonly start: number; readonly end: number }

function takenArbitrary(size: {
  readonly longestMinutes: number
  readonly maxLength: number
}): fc.Arbitrary<Offsets[]> {
  const intervalArbitrary = fc
    .record({
      start: secondsBetween(-300, 2 * 1440),
      length: secondsBetween(1, size.longestMinutes),
    })
    .map(({ start, length }) => ({ start, end: start + Math.max(length, MINUTE) }))
  return fc.array(intervalArbitrary, { minLength: 1, maxLength: size.maxLength })
}

/** Appointments that stand never overlap in what they occupy, as the database guarantees. */
export const scenarioArbitrary: fc.Arbitrary<Scenario> = scenarios({ overlapping: false })

/** Appointments may overlap: no calendar can hold these, but an engine must still answer without a fault. */
export const overlappingScenarioArbitrary: fc.Arbitrary<Scenario> = scenarios({ overlapping: true })
