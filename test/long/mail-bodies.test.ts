// What people read: real mails of the main rows of the table, in three zones and two languages, on both sides of a clock
// change. The files beside (test/mails/) are to be read as their recipients would, before a change of them is committed.
import { join } from 'node:path'
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as f from '../support/fixtures.ts'
import type { Received } from '../support/mailbox.ts'
import { type PostOffice, startPostOffice } from '../support/post-office.ts'
import type { User } from '../support/users.ts'

/** Friday morning. Europe's clocks go forward on Sunday the 28th; New York's did a fortnight before, India's never do. */
let now = Date.parse('2027-03-26T09:00:00Z')
const SATURDAY = '2027-03-27'
const SUNDAY = '2027-03-28'
const MONDAY = '2027-03-29'

let office: PostOffice
/** Reads German in Berlin. */
let olga: User
/** Reads English in New York. */
let anna: User
/** Reads German in India. */
let bela: User
const GUS = 'gus.guest@example.com'
let serviceId: string
let asked: string

const call = async (name: string, user: User, body: object): Promise<f.Body> =>
  f.granted(await f.post(office.backend, name, user, body))

const at = (date: string, time: string) => `${date}T${time}:00Z`

beforeAll(async () => {
  office = await startPostOffice({ now: () => now })
  const { backend } = office
  ;[olga, anna, bela] = await Promise.all([
    backend.user('Olga Owner'),
    backend.user('Anna Client'),
    backend.user('Bela Klient'),
  ])
  await call('save-account', olga, { locale: 'de', timeZone: 'Europe/Berlin' })
  await call('save-account', anna, { locale: 'en-US', timeZone: 'America/New_York' })
  await call('save-account', bela, { locale: 'de', timeZone: 'Asia/Kolkata' })
  const made = await f.makeProfessional(backend, olga, {
    hours: f.everyDay('00:00', '24:00'),
    professional: {
      name: 'Dr. Olga Baum',
      location: { address: 'Kastanienallee 12, 10435 Berlin' },
      contact: { phone: '+49 30 5550 0112' },
      policy: { cancelNoticeMinutes: 1440 },
    },
    service: { name: 'Follow-up' },
  })
  ;({ serviceId } = made)
  const first = { name: 'First visit', durationMinutes: 60, approval: 'manual' }
  asked = (await call('save-service', olga, first)).service.serviceId
})
afterAll(() => office.stop())

async function book(user: User, body: object): Promise<string> {
  const { booking } = await call('create-booking', user, { serviceId, ...body })
  await office.settled()
  return booking.bookingId
}

async function done(name: string, user: User, body: object): Promise<void> {
  await call(name, user, body)
  await office.settled()
}

/** Turns the clock, and lets what is due by then be sent. */
async function turnTo(text: string): Promise<void> {
  now = Date.parse(text)
  await office.backend.post('tick', undefined, {})
  await office.settled()
}

/** A mail as its reader sees it, without what differs each time. */
const readable = ({ subject, text }: Received): string =>
  `Subject: ${subject}\n\n${text}`
    .replaceAll(/(\/bookings\/)[0-9a-f-]{36}/g, '$1<booking>')
    .replaceAll(/(\/[gu]\/)\S+/g, '$1<token>')
    .replaceAll('\u2060', '')

const allTo = (address: string): string =>
  office.mailbox
    .of(address)
    .map(readable)
    .join(`\n${'='.repeat(75)}\n`)

const file = (name: string) => join(import.meta.dirname, '../mails', `${name}.txt`)

/** The events of somebody's calendar files as another implementation reads them, in the order of the mails. */
const eventsTo = (address: string) =>
  office.mailbox.of(address).flatMap(({ files }) =>
    files.map(({ method, text }) => {
      const component = ICAL.Component.fromString(text).getFirstSubcomponent('vevent')
      if (!component) throw new Error('there is no event')
      const { uid, sequence, startDate } = new ICAL.Event(component)
      const start = startDate.toJSDate().toISOString().slice(0, 16)
      return { method, uid, sequence, start }
    }),
  )

describe('mails', () => {
  it('say to everybody what happened, when that is where they are, and what they can do', async () => {
    // Anna asks, is approved, is moved over the clock change, and is cancelled.
    const first = await book(anna, { serviceId: asked, start: at(SATURDAY, '10:00') })
    await done('decide-booking', olga, { bookingId: first, decision: 'approve' })
    const moved = { bookingId: first, start: at(MONDAY, '10:00') }
    await done('reschedule-booking', olga, moved)
    const reason = 'The practice is closed that day.'
    await done('cancel-booking', olga, { bookingId: first, reason })
    // Bela books, moves by himself, and is told of a delay; and cancels another.
    const second = await book(bela, { start: at(SUNDAY, '09:00'), seats: 1 })
    await done('reschedule-booking', bela, { bookingId: second, start: at(SUNDAY, '11:00') })
    const third = await book(bela, { start: at(MONDAY, '08:00') })
    await done('cancel-booking', bela, { bookingId: third })
    // Olga books a guest in, moves them, and cancels.
    const guest = { name: 'Gus Guest', email: GUS }
    const fourth = await book(olga, {
      start: at(SATURDAY, '11:00'),
      client: guest,
      timeZone: 'Europe/London',
    })
    await done('reschedule-booking', olga, { bookingId: fourth, start: at(SUNDAY, '14:00') })
    await turnTo(at(SATURDAY, '11:00')) // 24 hours before Bela's
    await turnTo(at(SATURDAY, '14:00')) // and Gus's
    await turnTo(at(SUNDAY, '10:00'))
    await done('report-progress', olga, {
      bookingId: second,
      step: 'running-late',
      expectedStart: at(SUNDAY, '11:40'),
    })
    await done('cancel-booking', olga, { bookingId: fourth, reason: 'Ich bin krank.' })

    await expect(allTo(anna.email)).toMatchFileSnapshot(file('client-new-york-en'))
    await expect(allTo(bela.email)).toMatchFileSnapshot(file('client-kolkata-de'))
    await expect(allTo(GUS)).toMatchFileSnapshot(file('guest-london-de'))
    await expect(allTo(olga.email)).toMatchFileSnapshot(file('owner-berlin-de'))

    // One event from the request to its cancellation, over the clock change too.
    const events = eventsTo(anna.email)
    expect(new Set(events.map(({ uid }) => uid))).toEqual(new Set([`${first}@example.com`]))
    expect(events.map(({ method, sequence, start }) => [method, sequence, start])).toEqual([
      ['REQUEST', 0, `${SATURDAY}T10:00`],
      ['REQUEST', 1, `${SATURDAY}T10:00`],
      ['REQUEST', 2, `${MONDAY}T10:00`],
      ['CANCEL', 3, `${MONDAY}T10:00`],
    ])
  }, 60_000)
})
