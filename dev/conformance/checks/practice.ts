// What checks do again and again: search, book, cancel, read back.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench } from '../bench/check.ts'
import type { Role } from '../bench/cast.ts'
import { granted, mustEqual } from '../bench/expect.ts'
import type { Reply } from '../bench/line.ts'
import {
  Anything,
  Booked,
  type Booking,
  Bookings,
  Found,
  SavedService,
  type Slot,
} from '../bench/shapes.ts'
import { Deviation, NotChecked } from '../bench/outcome.ts'
import { type Day, makeCalendar, NAME } from '../bench/stage.ts'
import { nextClockChange } from '../bench/zone.ts'

/** Calls a function as somebody, with a body. */
export async function command(
  b: Bench,
  role: Role,
  name: string,
  body: object,
  headers?: Readonly<Record<string, string>>,
): Promise<Reply> {
  return b.call({ name, as: await b.person(role), body, ...(headers && { headers }) })
}

/** Asks a query as somebody. */
export async function query(
  b: Bench,
  role: Role,
  name: string,
  parameters: Readonly<Record<string, string | number | boolean | readonly string[]>> = {},
): Promise<Reply> {
  return b.call({ name, as: await b.person(role), query: parameters })
}

/** What is free on a date. */
export async function search(
  b: Bench,
  role: Role,
  serviceId: string,
  { range }: Pick<Day, 'range'>,
  more: Readonly<Record<string, string | number>> = {},
): Promise<{ readonly revision: number; readonly slots: readonly Slot[]; readonly reply: Reply }> {
  const { professionalId } = await b.stage()
  const reply = await query(b, role, 'search-availability', {
    professionalId,
    serviceId,
    ...range,
    ...more,
  })
  return { ...granted(reply, Found), reply }
}

export const startsOf = (slots: readonly Slot[]): readonly string[] =>
  slots.map(({ start }) => start)

/** A search must list these starts and no other. */
export async function mustOffer(
  b: Bench,
  role: Role,
  serviceId: string,
  day: Day,
  times: readonly string[],
  promised: string,
): Promise<void> {
  const { slots, reply } = await search(b, role, serviceId, day)
  mustEqual(startsOf(slots), times.map(day.at), promised, reply)
}

export const tryBook = (
  b: Bench,
  role: Role,
  serviceId: string,
  start: string,
  more: object = {},
  headers?: Readonly<Record<string, string>>,
): Promise<Reply> => command(b, role, 'create-booking', { serviceId, start, ...more }, headers)

/** Books, which must succeed. */
export async function book(
  b: Bench,
  role: Role,
  serviceId: string,
  start: string,
  more: object = {},
): Promise<Booking> {
  return granted(await tryBook(b, role, serviceId, start, more), Booked, `${start} is booked`)
    .booking
}

/** Cancels, which must succeed. */
export async function cancel(b: Bench, role: Role, bookingId: string): Promise<Booking> {
  return granted(await command(b, role, 'cancel-booking', { bookingId }), Booked).booking
}

/** A booking as it is now. */
export async function readBooking(b: Bench, role: Role, bookingId: string): Promise<Booking> {
  return granted(await query(b, role, 'get-booking', { bookingId }), Booked).booking
}

/** The bookings of the owner's calendar on a date, holds and the like aside. */
export async function agendaOf(b: Bench, { range }: Day): Promise<readonly Booking[]> {
  const reply = await query(b, 'owner', 'list-bookings', {
    as: 'professional',
    ...range,
    pageSize: 100,
  })
  return granted(reply, Bookings).bookings
}

/** A service of a check's own; set inactive when the check is over, since only so many may be active. */
export async function withService<T>(
  b: Bench,
  service: object,
  use: (serviceId: string) => Promise<T>,
): Promise<T> {
  await b.stage()
  const body = { durationMinutes: 30, name: 'For one check', ...service }
  const saved = granted(await command(b, 'owner', 'save-service', body), SavedService)
  const { serviceId } = saved.service
  try {
    return await use(serviceId)
  } finally {
    await command(b, 'owner', 'save-service', { serviceId, active: false })
  }
}

/** Rules of the calendar for the time of a check. */
export async function withPolicy<T>(
  b: Bench,
  policy: Readonly<Record<string, unknown>>,
  unset: Readonly<Record<string, unknown>>,
  use: () => Promise<T>,
): Promise<T> {
  await b.stage()
  granted(await command(b, 'owner', 'save-professional', { policy }), Anything)
  try {
    return await use()
  } finally {
    await command(b, 'owner', 'save-professional', { policy: unset })
  }
}

const nights = new WeakMap<object, Promise<{ professionalId: string; serviceId: string }>>()

/** The second owner's calendar: open from 01:00 to 05:00 every night. Made once a run. */
export function nightCalendar(b: Bench, zone: string) {
  const kept = nights.get(b.target)
  if (kept) return kept
  const making = makeNight(b, zone)
  nights.set(b.target, making)
  return making
}

async function makeNight(b: Bench, zone: string) {
  const otto = await b.person('otto')
  const name = `${NAME} ${b.runName} by night`
  const { professionalId } = await makeCalendar(b.call, otto, { name, timeZone: zone })
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '01:00', end: '05:00' }))
  granted(await command(b, 'otto', 'set-working-hours', { hours }), Anything)
  const service = { name: 'By night', durationMinutes: 30 }
  const saved = granted(await command(b, 'otto', 'save-service', service), SavedService)
  return { professionalId, serviceId: saved.service.serviceId }
}

/** The next dates, from one on, on which the clocks of a zone go forward, and back. */
export function clockChanges(zone: string, from: string): readonly [string, string] {
  const [spring, autumn] = [nextClockChange(zone, from, 1), nextClockChange(zone, from, -1)]
  if (spring === undefined || autumn === undefined)
    throw new NotChecked(`the clocks of ${zone} change no more`)
  return [spring, autumn]
}

/** Waits for the deployment's clock. */
export async function sleepUntil(b: Bench, at: number): Promise<void> {
  const millis = at - b.now()
  if (millis > 0) await sleep(millis, undefined, { signal: b.signal })
}

const LOOK_AGAIN_MILLIS = 300

/** Asks again and again until the answer is as wished, within the patience of the run; answers the last. */
export async function untilReply(
  b: Bench,
  ask: () => Promise<Reply>,
  wish: (reply: Reply) => boolean,
): Promise<Reply> {
  const since = Date.now()
  for (;;) {
    const reply = await ask()
    if (wish(reply) || Date.now() - since > b.target.patienceMillis) return reply
    await sleep(LOOK_AGAIN_MILLIS, undefined, { signal: b.signal })
  }
}

/** Looks again and again, within the patience of the run. */
export async function untilFound<T>(
  b: Bench,
  find: () => Promise<T | undefined>,
  promised: string,
): Promise<T> {
  const since = Date.now()
  for (;;) {
    const found = await find()
    if (found !== undefined) return found
    if (Date.now() - since > b.target.patienceMillis)
      throw new Deviation({
        promised,
        came: `nothing of the kind after ${b.target.patienceMillis / 1000} s`,
      })
    await sleep(LOOK_AGAIN_MILLIS, undefined, { signal: b.signal })
  }
}

/** A search as somebody sends it who shapes the request themselves. */
export async function searchAsk(b: Bench) {
  const { talk, professionalId, open } = await b.stage()
  const day = await open(['09:00', '10:00'])
  const query = { professionalId, serviceId: talk, ...day.range }
  return { name: 'search-availability', as: await b.person('ben'), query }
}
