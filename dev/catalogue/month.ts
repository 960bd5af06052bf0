// What a month with so many bookings and views costs, from operations that tests count and the prices that could be read: a table of docs/costs.md.
import { BOOKING, COMPARISON, MESSAGE_BYTES, PASSING, VIEW, sumOf } from './bill.ts'
import { usdOf } from './prices.ts'
import { ASSUMED, CPU } from './scale.ts'
import { toTable } from './table.ts'

const BOOKINGS = 1_000_000
const VIEWS = 100_000_000
const DAYS = 30
/** Of an instance with one processor. */
const INSTANCE_GIB = 0.5
const GIB = 2 ** 30

interface Row {
  readonly what: string
  /** Bytes, where the amount is said in GiB. */
  readonly amount: number
  readonly unit?: 'GiB'
  readonly usd: number
}

const WHOLE = sumOf(Object.values(BOOKING))

/** Rows of what has this price. */
const priced =
  (price: Parameters<typeof usdOf>[0], unit?: 'GiB') =>
  (what: string, amount: number): Row => ({
    what,
    amount,
    ...(unit && { unit }),
    usd: usdOf(price, amount),
  })

const calls = priced('requests')
const reads = priced('reads')
const writes = priced('writes')
const messages = priced('messages', 'GiB')
const egress = priced('egress', 'GiB')
const processor = (what: string, amount: number): Row => ({
  what,
  amount,
  usd: usdOf('cpu', amount) + usdOf('memory', amount * INSTANCE_GIB),
})

/** What bookings, and the calendars that they are in, set off. */
function bookingRows(bookings: number): readonly Row[] {
  const calendars = bookings / (ASSUMED.bookingsACalendar * DAYS)
  const passing = calendars * ASSUMED.startsPassing * DAYS
  const { requests, pushes } = WHOLE
  const cpuSeconds = (bookings * (requests * CPU.command + pushes * CPU.push)) / 1000
  const carried = bookings * (WHOLE.messages + pushes) * MESSAGE_BYTES
  return [
    calls('Requests: commands, and messages pushed', bookings * (requests + pushes)),
    processor('Their processor time at least, seconds, with 0.5 GiB beside', cpuSeconds),
    messages('Messages, of 1,000 bytes each', carried),
    reads('Documents read for bookings', bookings * WHOLE.reads),
    writes('Documents written for bookings', bookings * WHOLE.writes),
    reads('Documents read as free starts go by', passing * PASSING.reads),
    writes('Documents written as free starts go by', passing * PASSING.writes),
    reads('Documents read by the daily comparison', calendars * DAYS * COMPARISON.reads),
    writes('Documents written by the daily comparison', calendars * DAYS * COMPARISON.writes),
  ]
}

/** Views of days by apps that listen to their documents. */
function listeningRows(views: number): readonly Row[] {
  const seen = views * (1 + ASSUMED.changesSeen)
  return [
    reads('Documents read by apps that listen', seen),
    egress('Sent to them, at most', seen * VIEW.documentBytes),
  ]
}

/** The same views by asking search-availability, each a first time and once for each change. */
function askingRows(views: number): readonly Row[] {
  const asked = views * (1 + ASSUMED.changesSeen)
  return [
    calls('Requests of `search-availability`', asked),
    processor('Their processor time at least', (asked * CPU.search) / 1000),
    egress('Sent by it, at most', asked * VIEW.answerBytes),
  ]
}

const sum = (rows: readonly Row[]): number => rows.reduce((total, { usd }) => total + usd, 0)

const toCells = ({ what, amount, unit, usd }: Row): readonly string[] => [
  what,
  unit === 'GiB' ? `${(amount / GIB).toFixed(1)} GiB` : Math.round(amount).toLocaleString('en'),
  usd.toFixed(2),
]

/** The table of docs/costs.md. */
export function monthTable(): string {
  const [bookings, listening, asking] = [
    bookingRows(BOOKINGS),
    listeningRows(VIEWS),
    askingRows(VIEWS),
  ]
  const total = (what: string, rows: readonly Row[]) => [
    `**${what}**`,
    '',
    `**${sum(rows).toFixed(2)}**`,
  ]
  return toTable(
    ['1,000,000 bookings and 100,000,000 views of a day', 'In 30 days', 'USD'],
    [
      ...bookings.map(toCells),
      total('Bookings', bookings),
      ...listening.map(toCells),
      total('Views by apps that listen', listening),
      total('Together', [...bookings, ...listening]),
      ...asking.map(toCells),
      total('The same views by asking a function instead', asking),
    ],
  )
}

/** What a booking is made of, step by step: a table of docs/costs.md. */
export function billTable(): string {
  const rows = [
    ...Object.entries(BOOKING),
    ['from being made to its end', WHOLE] as const,
    ['a free start that goes by', PASSING] as const,
  ]
  return toTable(
    ['A booking', 'Requests', 'Messages', 'Pushed', 'Statements', 'Documents read', 'Written'],
    rows.map(([what, bill]) => [
      what,
      ...[bill.requests, bill.messages, bill.pushes, bill.statements, bill.reads, bill.writes].map(
        String,
      ),
    ]),
  )
}
