// Who hears what, over the real parts: commands, Pub/Sub, the mail server, devices, and the app's listener.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as f from '../support/fixtures.ts'
import { type PostOffice, startPostOffice } from '../support/post-office.ts'
import type { User } from '../support/users.ts'

const HOUR = 3_600_000

let office: PostOffice
let owner: User
let anna: User
let made: f.Made

beforeAll(async () => {
  office = await startPostOffice()
  const { backend } = office
  ;[owner, anna] = await Promise.all([backend.user('Olga Owner'), backend.user('Anna')])
  made = await f.makeProfessional(backend, owner, { hours: f.everyDay('00:00', '24:00') })
})
afterAll(() => office.stop())

/** Quarter hours from tomorrow on, so that each test has its own start. */
let taken = 0
const nextStart = (): string => {
  const day = Math.ceil(Date.now() / (24 * HOUR)) * 24 * HOUR
  return new Date(day + 24 * HOUR + taken++ * HOUR).toISOString().replace('.000Z', 'Z')
}

const book = async (user: User, more: object = {}): Promise<f.Booked> =>
  f.granted(
    await f.post(office.backend, 'create-booking', user, {
      serviceId: made.serviceId,
      start: nextStart(),
      ...more,
    }),
  ).booking

describe('a booking by its client', () => {
  it('is told to both: in the app, by mail with one invitation each, to the owner', async () => {
    const booking = await book(anna)
    await office.settled()
    const [note] = await office.notes(anna)
    expect(note).toMatchObject({
      type: 'booking.confirmed',
      title: 'Your booking is confirmed',
      bookingId: booking.bookingId,
      professionalId: made.professionalId,
      readAt: null,
    })
    expect(office.mailbox.of(anna.email)).toHaveLength(1)
    const [mail] = office.mailbox.of(anna.email)
    expect(mail?.subject).toMatch(/^Your booking is confirmed: /)
    expect(mail?.text).toContain(`https://app.example/bookings/${booking.bookingId}`)
    expect(Object.keys(mail?.headers.get('list') ?? {})).toContain('unsubscribe')
    expect(mail?.files.map(({ method }) => method)).toEqual(['REQUEST'])
    expect(mail?.files[0]?.text).toContain(`UID:${booking.bookingId}@example.com`)
    const [ownersMail] = office.mailbox.of(owner.email)
    expect(ownersMail?.subject).toMatch(/^You have a new booking: /)
    expect(ownersMail?.text).toContain('for Anna')
    expect((await office.notes(owner))[0]).toMatchObject({ title: 'You have a new booking' })
  })

  it('that is moved by the owner is told with both times, and cancelled in the same event', async () => {
    const booking = await book(anna)
    const to = nextStart()
    await f.post(office.backend, 'reschedule-booking', owner, {
      bookingId: booking.bookingId,
      start: to,
    })
    await office.settled()
    const moved = office.mailbox.of(anna.email).at(-1)
    expect(moved?.text).toContain('Before: ')
    expect(moved?.files[0]?.text).toMatch(/SEQUENCE:1\r?\n/)
    await f.post(office.backend, 'cancel-booking', owner, {
      bookingId: booking.bookingId,
      reason: 'I am ill',
    })
    await office.settled()
    const gone = office.mailbox.of(anna.email).at(-1)
    expect(gone?.text).toContain('Reason: I am ill')
    expect(gone?.files[0]).toMatchObject({ method: 'CANCEL' })
    expect(gone?.files[0]?.text).toMatch(/SEQUENCE:2\r?\n/)
    expect(
      office.mailbox.of(owner.email).filter(({ subject }) => /cancelled|moved/.test(subject)),
    ).toEqual([])
  })
})

describe('time off that cancels', () => {
  it('tells each client once, of all their bookings', async () => {
    const first = await book(anna)
    const second = await book(anna)
    await office.settled()
    const before = office.mailbox.of(anna.email).length
    await f.post(office.backend, 'add-time-off', owner, {
      start: first.start,
      end: second.end,
      onConflict: 'cancel',
      reasonForClients: 'The practice is closed.',
    })
    await office.settled()
    const mails = office.mailbox.of(anna.email).slice(before)
    expect(mails.map(({ subject }) => subject)).toEqual(['2 bookings are cancelled'])
    expect(mails[0]?.files.map(({ method }) => method)).toEqual(['CANCEL', 'CANCEL'])
    const [note] = await office.notes(anna)
    expect(note).toMatchObject({ title: '2 bookings are cancelled' })
    expect(note).not.toHaveProperty('bookingId')
  })
})

describe('a message that comes again', () => {
  it('five times and at once tells nobody twice', async () => {
    const booking = await book(anna)
    await office.settled()
    const { rows } = await office.backend.database.query<{
      change_id: string
      cause_id: string
      revision: string
    }>(`select change_id, cause_id, revision from changes where booking_id = $1`, [
      booking.bookingId,
    ])
    const [row] = rows
    const mails = office.mailbox.received.length
    const notes = (await office.notes(anna)).length
    const data = {
      changeId: row?.change_id,
      causeId: row?.cause_id,
      type: 'booking.confirmed',
      professionalId: made.professionalId,
      revision: Number(row?.revision),
      at: '2026-11-23T08:00:00Z',
      by: { kind: 'client' },
      dates: [],
      bookingId: booking.bookingId,
    }
    const message = { data: Buffer.from(JSON.stringify(data)).toString('base64'), messageId: '1' }
    const pushed = await Promise.all(
      Array.from({ length: 5 }, () =>
        office.backend.post('send-notifications', undefined, { message, subscription: 's' }),
      ),
    )
    expect(pushed.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(office.mailbox.received.length).toBe(mails)
    expect((await office.notes(anna)).length).toBe(notes)
  })
})

describe('a calendar that an admin made for somebody who has done nothing yet', () => {
  it('tells its guests of their bookings, and its owner of what the admin does', async () => {
    const { backend } = office
    const admin = await backend.user('Robin', { admin: true })
    const silent = await backend.user('Silent Sam')
    const profile = { ownerUid: silent.uid, name: 'Sam', timeZone: 'Europe/Berlin' }
    const made = f.granted(await f.post(backend, 'save-professional', admin, profile))
    const { professionalId } = made.professional
    const offer = { professionalId, name: 'Talk', durationMinutes: 30 }
    const { service } = f.granted(await f.post(backend, 'save-service', admin, offer))
    const guest = { name: 'Gus', email: 'gus.of.sam@example.com' }
    const wish = { serviceId: service.serviceId, start: nextStart(), client: guest }
    const booking = { ...wish, override: ['outside-hours', 'off-grid'] }
    f.granted(await f.post(backend, 'create-booking', admin, booking))
    await office.settled()
    expect(office.mailbox.of(guest.email)).toHaveLength(1)
    expect((await office.notes(silent)).map(({ title }) => title)).toContain(
      'You have a new booking',
    )
    const { account } = f.granted(await f.get(backend, 'get-account', silent))
    expect(account).toMatchObject({ name: 'Silent Sam', email: silent.email })
  })
})
