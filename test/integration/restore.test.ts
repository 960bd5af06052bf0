// Postgres is lost and restored to an earlier moment: the mirror follows, nobody is told twice, and of what is lost nothing stands.
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { forgetLost, type LostBooking } from '../../dev/lost/forget.ts'
import { moveOn, type MovedOn } from '../../dev/migration-job/move-on.ts'
import { readDocuments } from '../support/documents.ts'
import * as f from '../support/fixtures.ts'
import { type PostOffice, startPostOffice } from '../support/post-office.ts'
import type { User } from '../support/users.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How far the clock of the system is ahead of the machine's. */
let ahead = 0
const now = () => Date.now() + ahead

let office: PostOffice
let owner: User
let client: User
let otherOwner: User
let made: f.Made
/** The second that the database is restored to. */
let since: number

/** By what becomes of them: each is confirmed, or asked for, before that second. */
let cancelled: f.Booked
let unsent: f.Booked
let untold: f.Booked
let asked: f.Booked
let lost: f.Booked
let lostCalendar: string
/** What was said of the calendars that moved on. */
let moved: MovedOn

let mailsBefore: number
let notesBefore: number

const call = async (name: string, user: User | undefined, body: object): Promise<f.Body> =>
  f.granted(await f.post(office.backend, name, user, body))

const startIn = (hours: number) => {
  const at = now() + hours * HOUR
  return new Date(at - (at % HOUR)).toISOString().replace('.000Z', 'Z')
}
const book = (hours: number, serviceId = made.serviceId) =>
  f.book(office.backend, client, serviceId, startIn(hours))

/** What the clock and the jobs do in a minute. */
async function passMinute(): Promise<void> {
  for (const job of ['relay-changes', 'tick', 'retry-deliveries']) await call(job, undefined, {})
  await office.settled()
}

/** Copies a database as a whole, in place of what was there, while nobody is in it. */
async function copy(from: string, to: string): Promise<void> {
  const server = new pg.Client(`${inject('parts').postgres}postgres`)
  await server.connect()
  try {
    await server.query(`alter database ${from} with allow_connections false`)
    await server.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname in ('${from}', '${to}')`,
    )
    while (
      (await server.query(`select from pg_stat_activity where datname = '${from}'`)).rowCount !== 0
    )
      await wait(20)
    await server.query(`drop database if exists ${to} with (force)`)
    await server.query(`create database ${to} template ${from}`)
    await server.query(`alter database ${to} with allow_connections true`)
    await server.query(`alter database ${from} with allow_connections true`)
  } finally {
    await server.end()
  }
}

const nameOfDatabase = async () => {
  const { rows } = await office.backend.database.query<{ name: string }>(
    'select current_database() as name',
  )
  return rows[0]?.name ?? ''
}

const stateOf = async (path: string) => (await office.backend.firestore.doc(path).get()).data()
const notesOf = async (user: User) => (await office.notes(user)).length

beforeAll(async () => {
  office = await startPostOffice({ now })
  const { backend, mailbox } = office
  ;[owner, client, otherOwner] = await Promise.all([
    backend.user('Olga Owner'),
    backend.user('Carl Client'),
    backend.user('Otto Other'),
  ])
  made = await f.makeProfessional(backend, owner, { hours: f.everyDay('00:00', '24:00') })
  const manual = { name: 'First visit', durationMinutes: 30, approval: 'manual' }
  const { serviceId } = (await call('save-service', owner, manual)).service

  // Reminded of in half an hour, by the default of a day before.
  cancelled = await book(25)
  await office.settled()
  // Lapses in two hours: nobody answers it.
  asked = await book(2, serviceId)
  await office.settled()
  mailbox.refuse({ code: 451, words: 'later' })
  unsent = await book(50)
  await office.settled()
  // Told to nobody at that second: its message is still on its way.
  untold = await book(75)
  await office.settled()
  const { rows } = await backend.database.query<{ revision: string }>(
    'select revision from changes where booking_id = $1',
    [untold.bookingId],
  )
  await backend.database.query(
    'delete from notifications where cause_id = (select cause_id from changes where booking_id = $1)',
    [untold.bookingId],
  )
  await backend.database.query('delete from reminders where booking_id = $1', [untold.bookingId])
  await backend.database.query(
    'insert into unpublished (professional_id, revision, at) values ($1, $2, now())',
    [made.professionalId, rows[0]?.revision],
  )
  since = Date.now()
  const name = await nameOfDatabase()
  await copy(name, `${name}_backup`)

  // What is lost: three hours in which all of that was told, and more came.
  mailbox.refuse(undefined)
  ahead = 3 * HOUR
  await passMinute()
  await passMinute()
  await call('cancel-booking', client, { bookingId: cancelled.bookingId })
  lost = await book(100)
  const other = await f.makeProfessional(backend, otherOwner)
  lostCalendar = other.professionalId
  await office.settled()
  await backend.mirrored(lostCalendar, other.revision)
  mailsBefore = mailbox.received.length

  await copy(`${name}_backup`, name)
  ahead += MINUTE
  const database = await backend.database.connect()
  moved = await moveOn(database, new Date(now()))
  database.release()
  await passMinute()
  const { revision } = f.granted(await f.get(office.backend, 'get-schedule', owner))
  await backend.mirrored(made.professionalId, revision)
  notesBefore = await notesOf(client)
}, 180_000)
afterAll(() => office.stop())

describe('what was lost', () => {
  it('was told, as long as it stood', () => {
    const subjects = office.mailbox.received.map(({ subject }) => subject).join('\n')
    expect(mailsBefore).toBeGreaterThan(6)
    expect(subjects).toMatch(/cancel/i)
    expect(notesBefore).toBeGreaterThan(4)
  })

  it('is named with whom to tell, and forgotten', async () => {
    const { world, firestore } = office.backend
    const told: LostBooking[] = []
    const forget = (isDry: boolean) =>
      forgetLost(
        { firestore, database: world.database },
        { since, isDry, tell: (one) => told.push(one) },
      )
    const rehearsed = await forget(true)
    expect(told.map(({ bookingId }) => bookingId)).toEqual([lost.bookingId])
    expect(told[0]?.document).toMatchObject({ client: { uid: client.uid, name: 'Carl Client' } })
    expect(await stateOf(`accounts/${client.uid}/bookings/${lost.bookingId}`)).toBeDefined()
    expect(await stateOf(`professionals/${lostCalendar}`)).toBeDefined()

    expect(await forget(false)).toEqual(rehearsed)
    expect(await forget(false)).toEqual({ bookings: 0, documents: 0 })
    const left = (await readDocuments(office.backend)).map(({ path }) => path)
    expect(
      left.filter((path) => path.includes(lost.bookingId) || path.includes(lostCalendar)),
    ).toEqual([])
    expect(left).toContain(`accounts/${client.uid}/bookings/${unsent.bookingId}`)
  })
})

describe('the mirror', () => {
  it('is as the restored database is: times, bookings, both sides', async () => {
    expect(moved.calendars).toBe(1)
    for (const path of [`accounts/${client.uid}/bookings`, `accounts/${owner.uid}/agenda`])
      expect(await stateOf(`${path}/${cancelled.bookingId}`)).toMatchObject({ status: 'confirmed' })
    const day = await stateOf(`professionals/${made.professionalId}/days/${berlinDate(lost.start)}`)
    expect(startsIn(day, made.serviceId)).toContain(Date.parse(lost.start))
    const taken = await stateOf(
      `professionals/${made.professionalId}/days/${berlinDate(unsent.start)}`,
    )
    expect(startsIn(taken, made.serviceId)).not.toContain(Date.parse(unsent.start))
  })
})

describe('nobody', () => {
  it('is told again of what was due, or happened, before', async () => {
    await passMinute()
    expect(
      office.mailbox.received.slice(mailsBefore).map(({ to, subject }) => `${to}: ${subject}`),
    ).toEqual([])
    expect(moved.deliveries).toBeGreaterThan(0)
    expect(moved.reminders).toBeGreaterThan(0)
    const { rows } = await office.backend.database.query<{ answer: string }>(
      "select distinct answer from deliveries where state = 'dropped' order by answer",
    )
    expect(rows.map(({ answer }) => answer)).toEqual([
      'closed at a restore: it may have been sent',
      'from before a restore: it may have been sent',
    ])
  })

  it('is told of a request that lapsed in what was lost, though the clock lets it lapse again', async () => {
    const { booking } = f.granted(
      await f.get(office.backend, 'get-booking', client, { bookingId: asked.bookingId }),
    )
    expect(booking.status).toBe('expired')
    const { rows } = await office.backend.database.query<{ state: string }>(
      `select distinct d.state from deliveries d join notifications n using (notification_id)
        where n.type = 'booking.expired'`,
    )
    expect(rows).toEqual([{ state: 'dropped' }])
  })
})

describe('what comes after', () => {
  it('is told once, and reminders that were to come still do', async () => {
    const again = await f.book(office.backend, client, made.serviceId, lost.start)
    await office.settled()
    const mails = office.mailbox.received.slice(mailsBefore)
    expect(mails.map(({ to }) => to).toSorted()).toEqual([client.email, owner.email].toSorted())
    const { rows } = await office.backend.database.query<{ booking_id: string }>(
      'select distinct booking_id from reminders order by booking_id',
    )
    const ids = rows.map(({ booking_id }) => booking_id)
    expect(ids).toEqual(
      expect.arrayContaining([untold.bookingId, unsent.bookingId, again.bookingId]),
    )
    await passMinute()
    expect(office.mailbox.received).toHaveLength(mailsBefore + 2)
  })

  it('moves on from there', async () => {
    const { revision } = f.granted(await f.get(office.backend, 'get-schedule', owner))
    expect(revision).toBeGreaterThan(1_000_000)
    await office.backend.mirrored(made.professionalId, revision)
    const day = await stateOf(`professionals/${made.professionalId}/days/${berlinDate(lost.start)}`)
    expect(startsIn(day, made.serviceId)).not.toContain(Date.parse(lost.start))
  })
})

/** The local date of an instant in the professional's zone. */
const berlinDate = (at: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date(at))

function startsIn(day: Record<string, unknown> | undefined, serviceId: string): readonly number[] {
  const slots = (day?.['slots'] as Record<string, { start: { toDate(): Date } }[]> | undefined)?.[
    serviceId
  ]
  return (slots ?? []).map(({ start }) => start.toDate().getTime())
}
