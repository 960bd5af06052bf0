// Calendars that many clients book, and the requests by which they do: what benchmarks of bookings begin with.
import { randomUUID } from 'node:crypto'
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

/** Requests one after another, each for a start that nobody has, by the next client. */
export function requestsFor(
  calendars: readonly Bookable[],
  tokens: readonly string[],
): () => string {
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
    const headers = {
      Authorization: `Bearer ${tokens[index % tokens.length]}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
    }
    return toWire(
      'POST',
      '/',
      headers,
      JSON.stringify({ serviceId: one.calendar.serviceId, start }),
    )
  }
}

/** Where bookings are measured. */
export interface BookingPlace {
  readonly functions: Functions
  readonly place: Place
  /** In the order of their names. */
  readonly calendars: readonly Bookable[]
  readonly tokens: readonly string[]
}

/** Builds `create-booking`, opens a place and fills it with calendars of these names and so many clients; all ends with `closing`. */
export async function openBookingPlace(
  setting: Setting,
  closing: Closing,
  {
    bench,
    names,
    days,
    clients = 100,
  }: {
    readonly bench: string
    readonly names: readonly string[]
    readonly days: number
    readonly clients?: number
  },
): Promise<BookingPlace> {
  const functions = await buildAll(setting, ['create-booking'])
  closing.add(functions.close)
  const place = await openPlace(setting)
  closing.add(place.close)
  setting.say(`${bench}: calendars are made`)
  const calendars = await Promise.all(names.map((name) => makeBookable(place, name, days)))
  const uids = Array.from({ length: clients }, (_, index) => `client-${index}`)
  const tokens = await Promise.all(uids.map((uid) => place.google.tokenOf(uid)))
  return { functions, place, calendars, tokens }
}

/** `owner-0`, `owner-1` … */
export const namesOf = (kind: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${kind}-${index}`)
