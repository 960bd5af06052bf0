// Whether everybody says the same of a professional: the search, the day documents, the simulator and the books.
import type { Timestamp } from '@google-cloud/firestore'
import { expect } from 'vitest'
import type { ScheduleDocument } from '../../shared/contract/documents/schedule.ts'
import { loadDueCalendar } from '../../shared/database/load/load-due-calendar.ts'
import type { Calendar } from '../../shared/scheduling/model/calendar.ts'
import { nextDue } from '../../shared/scheduling/clock/due.ts'
import { rulesOf } from '../../shared/scheduling/free/plan.ts'
import { runsAt, toExpectation } from '../../shared/scheduling/free/runs.ts'
import { simulate } from '../../shared/scheduling/free/simulate.ts'
import { DAY, MINUTE, formatInstant } from '../../shared/time/instant.ts'
import { cutSpans, mergeSpans } from '../../shared/time/spans.ts'
import { type Backend, plain } from './backend.ts'
import { toScenarioOf } from './calendar-scenario.ts'
import * as f from './fixtures.ts'
import { expectKeptApart } from './kept-apart.ts'
import type { User } from './users.ts'

/** What a day's document offers. */
export type Day = {
  readonly slots: Record<string, readonly { start: string; seatsLeft: number }[]>
}

/** How far ahead everybody is compared. */
const COMPARED = 12 * DAY

/** The calendar as the database has it. */
async function loadWhole(backend: Backend, professionalId: string): Promise<Calendar> {
  const { world } = backend
  const calendar = await loadDueCalendar(world.database, professionalId, world.now())
  if (!calendar) throw new Error(`there is no calendar ${professionalId}`)
  return calendar
}

/** Runs the clock until nothing is due, and waits for the mirror. @returns the revision it is at */
export async function settled(backend: Backend, professionalId: string): Promise<number> {
  f.granted(await f.post(backend, 'tick', undefined, {}))
  const revision = await f.count(
    backend,
    'select revision as n from calendars where professional_id = $1',
    [professionalId],
  )
  await backend.mirrored(professionalId, revision)
  const waiting = 'select count(*) as n from unpublished'
  await expect
    .poll(() => f.count(backend, waiting), { message: 'nothing waits in the outbox' })
    .toBe(0)
  return revision
}

async function readDays(backend: Backend, professionalId: string): Promise<readonly Day[]> {
  const path = `professionals/${professionalId}/days`
  const documents = await backend.firestore.collection(path).get()
  return documents.docs.map((day) => plain(day.data()) as Day)
}

const toLines = (slots: readonly { readonly start: string; readonly seatsLeft: number }[]) =>
  slots.map(({ start, seatsLeft }) => `${start} ${seatsLeft}`)

/** Expects the windows of the schedule's document to be what the simulator says of all services together. */
async function expectWindows(backend: Backend, calendar: Calendar): Promise<void> {
  const { ownerUid, professionalId, services } = calendar
  const now = backend.world.now()
  const path = `accounts/${ownerUid}/schedules/${professionalId}`
  const document = (await backend.firestore.doc(path).get()).data() as ScheduleDocument<Timestamp>
  const shown = document.windows.flatMap(({ start, end }) => [start.toMillis(), end.toMillis()])
  const to = now + COMPARED
  const each = services
    .filter(({ active }) => active)
    .map(({ serviceId }) => simulate(toScenarioOf(calendar, { serviceId, now, from: now, to })))
  const united = each.flatMap(({ windows }) => windows.flatMap(({ start, end }) => [start, end]))
  expect(cutSpans(shown, now, to), 'windows of the schedule').toEqual(mergeSpans(united))
}

/** Expects the search by a stranger, the documents and the simulator to offer the same, service by service. */
export async function expectAgreement(
  backend: Backend,
  stranger: User,
  professionalId: string,
  days?: readonly Day[],
): Promise<void> {
  const calendar = await loadWhole(backend, professionalId)
  const mirrored = days ?? (await readDays(backend, professionalId))
  const now = backend.world.now()
  const to = now + COMPARED
  for (const service of calendar.services.filter(({ active }) => active)) {
    const { serviceId } = service
    const query = { professionalId, serviceId, from: formatInstant(now), to: formatInstant(to) }
    const { slots } = f.granted(await f.get(backend, 'search-availability', stranger, query))
    const { slots: simulated } = simulate(toScenarioOf(calendar, { serviceId, now, from: now, to }))
    const earliest = now + rulesOf(calendar, service).minNoticeMinutes * MINUTE
    const shown = mirrored
      .flatMap((day) => day.slots[serviceId] ?? [])
      .filter(({ start }) => Date.parse(start) >= earliest && Date.parse(start) < to)
    const told = toLines(slots)
    expect(
      toLines(simulated.map((slot) => ({ ...slot, start: formatInstant(slot.start) }))),
      `simulator and search, ${service.name}`,
    ).toEqual(told)
    expect(toLines(shown).toSorted(), `documents and search, ${service.name}`).toEqual(told)
  }
  if (!days) await expectWindows(backend, calendar)
}

async function listBookings(
  backend: Backend,
  owner: User,
  professionalId: string,
): Promise<readonly f.Booked[]> {
  const listed: f.Booked[] = []
  for (let pageToken: string | undefined = ''; pageToken !== undefined;) {
    const query = { as: 'professional', professionalId, pageSize: '100' }
    const more = pageToken === '' ? query : { ...query, pageToken }
    const page: f.Body = f.granted(await f.get(backend, 'list-bookings', owner, more))
    listed.push(...page.bookings)
    pageToken = page.nextPageToken
  }
  return listed
}

/** What of a booking that is over is not written anew when it changes. */
const THEN = ['professionalName', 'serviceName', 'timeZone', 'cancelUntil', 'rescheduleUntil']

/** Expects the documents of every booking, the client's and the owner's, to say what the functions answer. */
export async function expectBookings(
  backend: Backend,
  owner: User,
  professionalId: string,
): Promise<void> {
  const bookings = await listBookings(backend, owner, professionalId)
  const paths = bookings.flatMap(({ bookingId, client: { uid } }) => [
    `accounts/${owner.uid}/agenda/${bookingId}`,
    ...(uid === undefined ? [] : [`accounts/${uid}/bookings/${bookingId}`]),
  ])
  if (paths.length === 0) return
  const found = await backend.firestore.getAll(...paths.map((path) => backend.firestore.doc(path)))
  const documents = new Map(found.map((one) => [one.ref.path, plain(one.data() ?? {}) as object]))
  const fieldsOf = (shown: object, isOver: boolean) =>
    Object.fromEntries(
      Object.entries(shown).filter(
        ([field]) => !['expireAt', 'capacity', ...(isOver ? THEN : [])].includes(field),
      ),
    )
  for (const booking of bookings) {
    const isOver = Date.parse(booking.end) <= backend.world.now()
    for (const path of paths.filter((one) => one.endsWith(booking.bookingId)))
      expect(fieldsOf(documents.get(path) ?? {}, isOver), path).toEqual(fieldsOf(booking, isOver))
  }
}

const INVARIANTS: Record<string, string> = {
  'seats are counted': `select a.appointment_id from appointments a left join bookings b
      on b.professional_id = a.professional_id and b.appointment_id = a.appointment_id and b.status not in ('cancelled', 'declined', 'expired')
    group by a.professional_id, a.appointment_id
    having a.seats_taken <> coalesce(sum(b.seats), 0) or (a.state = 'active') <> (coalesce(sum(b.seats), 0) > 0)`,
  'a booking lies where its appointment does': `select b.booking_id from bookings b join appointments a
      using (professional_id, appointment_id)
    where tstzrange(b.start_at, b.end_at) <> a.during or b.service_id <> a.service_id`,
  'every revision has its change': `select c.professional_id from calendars c
    where c.revision <> (select count(*) from changes h where h.professional_id = c.professional_id)
      or c.revision <> (select max(revision) from changes h where h.professional_id = c.professional_id)`,
  'one open hold an account and professional': `select client_uid from bookings where status = 'held'
    group by client_uid, professional_id having count(*) > 1`,
  'three open holds an account': `select client_uid from bookings where status = 'held'
    group by client_uid having count(*) > 3`,
  'only what ended is given back': `select appointment_id from appointments
    where ended_at is not null and state = 'gone'`,
}

/** Expects the database to be as every save must leave it. */
export async function expectInvariants(backend: Backend, professionalId: string): Promise<void> {
  for (const [name, statement] of Object.entries(INVARIANTS)) {
    const { rows } = await backend.database.query(statement)
    expect(rows, name).toEqual([])
  }
  await expectKeptApart(backend)
  const calendar = await loadWhole(backend, professionalId)
  const now = backend.world.now()
  for (const one of runsAt(calendar, now))
    for (const { status, expectedStart, expectedEnd, bookingId } of one.appointment.claims)
      if (['pending', 'confirmed', 'in-progress'].includes(status) && !one.appointment.endedAt)
        expect({ expectedStart, expectedEnd }, `what is expected of ${bookingId}`).toEqual({
          expectedStart: undefined,
          expectedEnd: undefined,
          ...toExpectation(one),
        })
  const { rows } = await backend.database.query<{ due: number }>(
    'select extract(epoch from due_at) * 1000 as due from calendars where professional_id = $1',
    [professionalId],
  )
  expect(Number(rows[0]?.due), 'due no later than it must').toBeLessThanOrEqual(
    nextDue(calendar, now),
  )
}
