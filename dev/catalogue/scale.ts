// What so many people a day make the parts do, from operations that tests count: the table of docs/scale.md, and what its drawing shows.
import { BOOKING, PASSING, sumOf } from './bill.ts'
import { usdOf } from './prices.ts'
import { toTable } from './table.ts'

/** People who look at what is free, a day. */
const VIEWERS = [10_000, 1_000_000, 100_000_000] as const

/** What nobody has counted yet: taken, and to be put otherwise by whoever knows better. */
export const ASSUMED = {
  /** Days of a calendar that one looks at. */
  daysLookedAt: 7,
  /** How often each of these changes meanwhile. */
  changesSeen: 1,
  /** Asked of functions: search-professionals and search-availability. */
  searches: 2,
  /** One where a day's slots are asked for, two where a page of professionals is. */
  statementsASearch: 1.5,
  /** One of so many books. */
  viewersABooking: 20,
  /** Bookings of a calendar a day, and starts that go by there free. */
  bookingsACalendar: 8,
  startsPassing: 8,
  /** How many times the mean the busiest second has. */
  peak: 5,
} as const

/** A booking from being made to its end; each of its steps but the reminders is a save. */
const WHOLE = sumOf(Object.values(BOOKING))
const SAVES_A_BOOKING = 3

/** Milliseconds of one processor, as measured (docs/performance.md). */
export const CPU = { search: 0.33, command: 2.33, push: 15 } as const
const SECONDS = 86_400
const DAYS = 30

/** What a second at the busiest has, and a month. */
export function loadOf(viewers: number) {
  const { daysLookedAt, changesSeen, searches, statementsASearch, viewersABooking, peak } = ASSUMED
  const bookings = viewers / viewersABooking
  const passing = (bookings / ASSUMED.bookingsACalendar) * ASSUMED.startsPassing
  const atPeak = (aDay: number): number => (aDay / SECONDS) * peak
  const ofBookings = (what: keyof typeof WHOLE): number =>
    bookings * WHOLE[what] + passing * PASSING[what]
  const reads = viewers * daysLookedAt * (1 + changesSeen) + ofBookings('reads')
  const statements = viewers * searches * statementsASearch + ofBookings('statements')
  const cpuSeconds =
    (viewers * searches * CPU.search + bookings * CPU.command + ofBookings('pushes') * CPU.push) /
    1000
  return {
    bookings,
    requests: atPeak(viewers * searches + ofBookings('requests') + ofBookings('pushes')),
    // A change of the clock's is a save like any other.
    saves: atPeak(bookings * SAVES_A_BOOKING),
    statements: atPeak(statements),
    reads: atPeak(reads),
    writes: atPeak(ofBookings('writes')),
    messages: atPeak(ofBookings('messages')),
    processors: atPeak(cpuSeconds),
    cpuDollars: usdOf('cpu', cpuSeconds * DAYS),
    documentDollars: usdOf('reads', reads * DAYS) + usdOf('writes', ofBookings('writes') * DAYS),
  }
}

const inWords = (amount: number): string =>
  amount >= 10 ? Math.round(amount).toLocaleString('en') : String(Number(amount.toPrecision(2)))

const ROWS = [
  ['Bookings a day', 'bookings'],
  ['Requests of functions, a second', 'requests'],
  ['Saves in Postgres, a second', 'saves'],
  ['Statements in Postgres, a second', 'statements'],
  ['Reads of Firestore, a second', 'reads'],
  ['Writes of Firestore, a second', 'writes'],
  ['Messages published, a second', 'messages'],
  ['Processors that functions keep busy', 'processors'],
  ['Processor time of functions, USD in 30 days', 'cpuDollars'],
  ['Reads and writes of Firestore, USD in 30 days', 'documentDollars'],
] as const

/** The table of docs/scale.md. */
export function scaleTable(): string {
  const loads = VIEWERS.map(loadOf)
  return toTable(
    [
      'At the busiest',
      ...VIEWERS.map((viewers) => `${viewers.toLocaleString('en')} viewers a day`),
    ],
    ROWS.map(([row, key]) => [row, ...loads.map((load) => inWords(load[key]))]),
  )
}
