// Bookings of many clients, each with an idempotency key, that never meet: on twenty calendars, and on one. Pub/Sub is a stand-in,
// which takes a message at once.
import { randomUUID } from 'node:crypto'
import { Closing, type Opened, type Setting } from '../common/benchmark.ts'
import { buildAll, HELLO, measureLoad } from '../common/functions.ts'
import { toWire } from '../common/load.ts'
import {
  freeStarts,
  type MadeCalendar,
  makeCalendar,
  openPlace,
  type Place,
} from '../common/place.ts'

const SIZES = {
  whole: { calendars: 20, millis: 1_500, connections: 10, clients: 100 },
  short: { calendars: 2, millis: 50, connections: 2, clients: 2 },
}
/** Of free starts around the clock, which last for the longest run. */
const DAYS = { whole: 60, short: 10 }
/** Neighbours are booked far apart, so that calendars fill evenly. */
const STRIDE = 997

/** A calendar, and its free starts. */
export interface Bookable {
  readonly calendar: MadeCalendar
  readonly starts: readonly string[]
}

/** Makes a calendar that is open around the clock. */
export async function makeBookable(place: Place, name: string, days: number): Promise<Bookable> {
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

/** Makes the calendars and starts the functions. */
export async function openBooking(setting: Setting): Promise<Opened> {
  const size = setting.isShort ? SIZES.short : SIZES.whole
  const days = setting.isShort ? DAYS.short : DAYS.whole
  const closing = new Closing()
  try {
    const functions = await buildAll(setting, ['create-booking'])
    closing.add(functions.close)
    const place = await openPlace(setting)
    closing.add(place.close)
    setting.say('booking: calendars are made')
    const names = Array.from({ length: size.calendars }, (_, index) => `owner-${index}`)
    const spread = await Promise.all(names.map((name) => makeBookable(place, name, days)))
    const one = await makeBookable(place, 'owner-of-one', days)
    const clients = Array.from({ length: size.clients }, (_, index) => `client-${index}`)
    const tokens = await Promise.all(clients.map((uid) => place.google.tokenOf(uid)))
    const hello = await functions.start(HELLO, {})
    const product = await functions.start('create-booking', place.environment)
    const { connections, millis } = size
    const asked = { connections, millis, status: 200 }
    const onMany = requestsFor(spread, tokens)
    const onOne = requestsFor([one], tokens)
    const helloRequest = toWire('GET', '/', {})
    const ratio = { beside: 'hello', measure: 'perSecond', unit: '/s' }
    return {
      sides: {
        hello: () => measureLoad(hello, { ...asked, next: () => helloRequest }),
        many: () => measureLoad(product, { ...asked, next: onMany }),
        one: () => measureLoad(product, { ...asked, next: onOne }),
      },
      figures: [
        { ...ratio, name: `on ${size.calendars} calendars`, side: 'many', goal: { least: 0.35 } },
        { ...ratio, name: 'all on one calendar', side: 'one' },
      ],
      close: () => closing.close(),
    }
  } catch (error) {
    await closing.close()
    throw error
  }
}
