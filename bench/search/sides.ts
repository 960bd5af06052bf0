// What is free within 30 days of a calendar with 380 bookings, asked by a client again and again: with and without the ETag of the
// last answer, over few connections and over many, of one calendar and of many.
import type { Figure, Opened, Sample, Setting } from '../common/benchmark.ts'
import { Closing } from '../common/benchmark.ts'
import { buildAll, HELLO, measureLoad, type Running } from '../common/functions.ts'
import { askOnce, toWire } from '../common/load.ts'
import {
  freeStarts,
  type MadeCalendar,
  makeCalendar,
  openPlace,
  type Place,
  rangeOf,
} from '../common/place.ts'

const DAYS = 30
const SIZES = {
  whole: { busy: 380, millis: 1_500, connections: [10, 100] },
  short: { busy: 5, millis: 50, connections: [2] },
}

/** Books so many of what is free, spread over all of it. */
async function fill(place: Place, calendar: MadeCalendar, count: number): Promise<void> {
  const free = await freeStarts(place, calendar, DAYS)
  const token = await place.google.tokenOf(calendar.ownerUid)
  for (let index = 0; index < count; index++) {
    const start = free[Math.floor((index * free.length) / count)]
    const guest = { name: `Guest ${index}` }
    await place.call('create-booking', token, {
      serviceId: calendar.serviceId,
      start,
      client: guest,
    })
  }
}

const HELLO_REQUEST = toWire('GET', '/', {})

async function toRequests(place: Place, { professionalId, serviceId }: MadeCalendar, port: number) {
  const query = new URLSearchParams({ professionalId, serviceId, ...rangeOf(DAYS) })
  const path = `/?${query.toString()}`
  const headers = { Authorization: `Bearer ${await place.google.tokenOf('client')}` }
  const whole = toWire('GET', path, headers)
  const answer = await askOnce(port, whole)
  const etag = /etag: (.*)\r/i.exec(answer)?.[1]
  if (etag === undefined) throw new Error(`an answer without an ETag: ${answer}`)
  return { whole, unchanged: toWire('GET', path, { ...headers, 'If-None-Match': etag }) }
}

/** Makes the calendar and starts the functions. */
export async function openSearch(setting: Setting): Promise<Opened> {
  const { busy, millis, connections } = setting.isShort ? SIZES.short : SIZES.whole
  const closing = new Closing()
  try {
    const functions = await buildAll(setting, ['search-availability'])
    closing.add(functions.close)
    const place = await openPlace(setting)
    closing.add(place.close)
    setting.say(`search: ${busy} bookings are made`)
    const calendar = await makeCalendar(place, 'owner')
    await fill(place, calendar, busy)
    const hello = await functions.start(HELLO, {})
    const product = await functions.start('search-availability', place.environment)
    const requests = await toRequests(place, calendar, product.port)
    const ask = (running: Running, count: number, request: string, status: number) => () =>
      measureLoad(running, { connections: count, millis, next: () => request, status })
    const sides: Record<string, () => Promise<Sample>> = {}
    const figures: Figure[] = []
    for (const count of connections) {
      sides[`hello ${count}`] = ask(hello, count, HELLO_REQUEST, 200)
      sides[`search ${count}`] = ask(product, count, requests.whole, 200)
      sides[`unchanged ${count}`] = ask(product, count, requests.unchanged, 304)
      const ratio = { beside: `hello ${count}`, measure: 'perSecond', unit: '/s' }
      figures.push(
        {
          ...ratio,
          name: `whole answer, ${count} connections`,
          side: `search ${count}`,
          goal: { least: 0.4 },
        },
        {
          ...ratio,
          name: `unchanged, ${count} connections`,
          side: `unchanged ${count}`,
          goal: { least: 0.5 },
        },
      )
    }
    return { sides, figures, close: () => closing.close() }
  } catch (error) {
    await closing.close()
    throw error
  }
}
