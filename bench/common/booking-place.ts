// Calendars that many clients book, and the requests by which they do: what benchmarks of bookings begin with.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { FunctionName } from '../../functions/manifest.ts'
import type { Closing, Setting } from './benchmark.ts'
import { buildAll, type Functions } from './functions.ts'
import { toWire } from './load.ts'
import { freeStarts, type MadeCalendar, makeCalendar, openPlace, type Place } from './place.ts'

/** Neighbours are booked far apart, so that calendars fill evenly. */
const STRIDE = 997

/** A calendar, and its free starts. */
export interface Bookable {
  readonly calendar: MadeCalendar
  readonly starts: readonly string[]
}

/** Makes a calendar that is open around the clock. */
async function makeBookable(place: Place, name: string, days: number): Promise<Bookable> {
  const calendar = await makeCalendar(place, name, { start: '00:00', end: '24:00' })
  return { calendar, starts: await freeStarts(place, calendar, days) }
}

/** A request to book, and by whom. */
export interface BookingRequest {
  readonly token: string
  readonly wire: string
}

/** Free starts one after another, each once, on the next calendar. */
function startsOf(
  calendars: readonly Bookable[],
): () => { readonly index: number; readonly calendar: MadeCalendar; readonly start: string } {
  let count = 0
  return () => {
    const index = count++
    const one = calendars[index % calendars.length]
    const turn = Math.floor(index / calendars.length)
    const start =
      turn < (one?.starts.length ?? 0)
        ? one?.starts[(turn * STRIDE) % one.starts.length]
        : undefined
    if (!one || start === undefined) throw new Error(`no start is free after ${index} bookings`)
    return { index, calendar: one.calendar, start }
  }
}

/** Requests one after another, each for a start that nobody has, by the next client. */
export function bookingsFor(
  calendars: readonly Bookable[],
  tokens: readonly string[],
): () => BookingRequest {
  const next = startsOf(calendars)
  return () => {
    const { index, calendar, start } = next()
    const token = tokens[index % tokens.length]
    if (!token) throw new Error('nobody books')
    return { token, wire: toCommand(token, { serviceId: calendar.serviceId, start }) }
  }
}

/** The same of nobody, for a function that asks no more than calendar, service and start. */
export function leastRequestsFor(calendars: readonly Bookable[]): () => string {
  const next = startsOf(calendars)
  return () => {
    const { calendar, start } = next()
    const { professionalId, serviceId } = calendar
    const body = JSON.stringify({ professionalId, serviceId, start })
    return toWire('POST', '/', { 'Content-Type': 'application/json' }, body)
  }
}

/** The same, without by whom. */
export function requestsFor(
  calendars: readonly Bookable[],
  tokens: readonly string[],
): () => string {
  const next = bookingsFor(calendars, tokens)
  return () => next().wire
}

/** A command with an idempotency key of its own, as it goes over the wire. */
export const toCommand = (token: string, body: object): string =>
  toWire(
    'POST',
    '/',
    {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
    },
    JSON.stringify(body),
  )

/** Where bookings are measured. */
export interface BookingPlace {
  readonly functions: Functions
  readonly place: Place
  /** In the order of their names. */
  readonly calendars: readonly Bookable[]
  readonly tokens: readonly string[]
}

/** Of the last free starts of each calendar, which a benchmark does not come to. */
const BOOKED_EACH = 10

/**
 * Books a little and lets Postgres look at its tables, as it does by itself within a minute. Before, it takes an index for as good as any
 * other, and what it has planned so for a connection grows with a calendar's bookings.
 */
async function beUsed(
  place: Place,
  calendars: readonly Bookable[],
  [token = '']: readonly string[],
): Promise<void> {
  for (const { calendar, starts } of calendars)
    for (const start of starts.slice(-BOOKED_EACH))
      await place.call('create-booking', token, { serviceId: calendar.serviceId, start })
  const client = new pg.Client({ connectionString: place.databaseUrl })
  await client.connect()
  await client.query('analyze')
  await client.end()
}

/** Builds functions, opens a place and fills it with calendars of these names and so many clients; all ends with `closing`. */
export async function openBookingPlace(
  setting: Setting,
  closing: Closing,
  {
    bench,
    names,
    days,
    clients = 100,
    build = ['create-booking'],
    programs = {},
  }: {
    readonly bench: string
    readonly names: readonly string[]
    readonly days: number
    readonly clients?: number
    readonly build?: readonly FunctionName[]
    /** Of the bench's own, bundled beside them: their text by their name. */
    readonly programs?: Readonly<Record<string, string>>
  },
): Promise<BookingPlace> {
  const functions = await buildAll(setting, build, programs)
  closing.add(functions.close)
  const place = await openPlace(setting)
  closing.add(place.close)
  setting.say(`${bench}: calendars are made`)
  const calendars = await Promise.all(names.map((name) => makeBookable(place, name, days)))
  const uids = Array.from({ length: clients }, (_, index) => `client-${index}`)
  const tokens = await Promise.all(uids.map((uid) => place.google.tokenOf(uid)))
  await beUsed(place, calendars, tokens)
  const rest = calendars.map(({ calendar, starts }) => ({
    calendar,
    starts: starts.slice(0, -BOOKED_EACH),
  }))
  return { functions, place, calendars: rest, tokens }
}

/** `owner-0`, `owner-1` … */
export const namesOf = (kind: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${kind}-${index}`)
