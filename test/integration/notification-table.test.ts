// The table of who hears what, row by row over the real parts: readers in three zones and two languages, and a clock that is
// turned to when things are due.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatInstant } from '../../shared/time/instant.ts'
import * as f from '../support/fixtures.ts'
import { type PostOffice, startPostOffice } from '../support/post-office.ts'
import type { User } from '../support/users.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let office: PostOffice
let owner: User
let anna: User
let admin: User
let made: f.Made
let asked: string

// Turned forward by tests, never back: rows are due by it.
let ahead = 0
const now = () => Date.now() + ahead

beforeAll(async () => {
  office = await startPostOffice({ now })
  const { backend } = office
  ;[owner, anna, admin] = await Promise.all([
    backend.user('Olga Owner'),
    backend.user('Anna'),
    backend.user('Ada Admin', { admin: true }),
  ])
  made = await f.makeProfessional(backend, owner, {
    hours: f.everyDay('00:00', '24:00'),
    professional: { timeZone: 'Europe/London' },
  })
  const saved = await f.post(backend, 'save-service', owner, {
    name: 'Asked for',
    durationMinutes: 30,
    approval: 'manual',
  })
  asked = f.granted(saved).service.serviceId
  // Who has never sent a command has no row yet.
  await book(anna)
  await backend.database.query(
    `update accounts set time_zone = 'America/New_York', locale = 'de' where uid = $1`,
    [anna.uid],
  )
  await office.settled()
})
afterAll(() => office.stop())

async function call(name: string, user: User, body: object = {}): Promise<f.Body> {
  return f.granted(await f.post(office.backend, name, user, body))
}

let taken = 0
/** Starts two hours apart, so that delays of one test never reach another's. */
function nextStart(): string {
  const tomorrow = Math.ceil(now() / DAY) * DAY + DAY
  return formatInstant(tomorrow + taken++ * 2 * HOUR)
}

async function book(user: User, more: object = {}): Promise<f.Booked> {
  const request = { serviceId: made.serviceId, start: nextStart(), ...more }
  return (await call('create-booking', user, request)).booking
}

/** What both sides and a guest get of what is done: titles in the app, and subjects of mails without their dates. */
interface Heard {
  readonly anna: readonly string[]
  readonly owner: readonly string[]
  readonly guest: readonly string[]
}

const GUEST = 'gus.guest@example.com'
const plain = (subject: string): string => subject.replace(/: \D.*\d{4}.*$/, '')

async function heardOf(doing: () => Promise<unknown>): Promise<Heard> {
  await office.settled()
  const before = {
    mails: office.mailbox.received.length,
    anna: (await office.notes(anna)).length,
    owner: (await office.notes(owner)).length,
  }
  await doing()
  await office.settled()
  const mails = office.mailbox.received.slice(before.mails)
  const of = async (user: User, known: number) => {
    const notes = (await office.notes(user)).slice(0, (await office.notes(user)).length - known)
    return [
      ...notes.map(({ title }) => `app: ${String(title)}`),
      ...mails
        .filter(({ to }) => to === user.email)
        .map(({ subject }) => `mail: ${plain(subject)}`),
    ]
  }
  return {
    anna: await of(anna, before.anna),
    owner: await of(owner, before.owner),
    guest: mails.filter(({ to }) => to === GUEST).map(({ subject }) => plain(subject)),
  }
}

const both = (text: string): readonly string[] => [`app: ${text}`, `mail: ${text}`]

describe('a request', () => {
  it('is told to both, and so is its approval by the owner to the client', async () => {
    let booking: f.Booked | undefined
    expect(await heardOf(async () => (booking = await book(anna, { serviceId: asked })))).toEqual({
      anna: both('Ihre Anfrage ist gesendet'),
      owner: both('A client asks for a booking'),
      guest: [],
    })
    const approve = { bookingId: booking?.bookingId, decision: 'approve' }
    expect(await heardOf(() => call('decide-booking', owner, approve))).toEqual({
      anna: both('Ihre Buchung ist bestätigt'),
      owner: [],
      guest: [],
    })
    const move = { bookingId: booking?.bookingId, start: nextStart() }
    expect(await heardOf(() => call('reschedule-booking', anna, move))).toEqual({
      anna: both('Sie haben um eine andere Zeit gebeten'),
      owner: both('A client asks to move a booking'),
      guest: [],
    })
  })

  it('that the owner moves has a new time, and waits still: nobody asked for it', async () => {
    const { bookingId } = await book(anna, { serviceId: asked })
    const move = { bookingId, start: nextStart() }
    const heard = await heardOf(() => call('reschedule-booking', owner, move))
    expect(heard).toEqual({ anna: both('Ihre Buchung hat eine neue Zeit'), owner: [], guest: [] })
  })

  it('that an admin declines is told to both', async () => {
    const booking = await book(anna, { serviceId: asked })
    const decline = { bookingId: booking.bookingId, decision: 'decline', reason: 'No time' }
    expect(await heardOf(() => call('decide-booking', admin, decline))).toEqual({
      anna: both('Ihre Anfrage wurde abgelehnt'),
      owner: both('A request was declined for you'),
      guest: [],
    })
  })
})

describe('a cancellation', () => {
  it.each([
    ['its client', () => anna, both('Eine Buchung'), both('A booking was cancelled')],
    ['the owner', () => owner, [], []],
    ['an admin', () => admin, [], both('A booking was cancelled')],
  ] as const)(
    'by %s is told to the client, and to an owner who did not do it',
    async (_, who, __, owners) => {
      const { bookingId } = await book(anna)
      expect(await heardOf(() => call('cancel-booking', who(), { bookingId }))).toEqual({
        anna: both('Ihre Buchung ist abgesagt'),
        owner: owners,
        guest: [],
      })
    },
  )
})

describe('a move by the owner', () => {
  it("is told to the client with both times, in the client's zone and language, the owner's beside", async () => {
    const { bookingId, start } = await book(anna)
    const to = nextStart()
    const heard = await heardOf(() => call('reschedule-booking', owner, { bookingId, start: to }))
    expect(heard).toEqual({ anna: both('Ihre Buchung hat eine neue Zeit'), owner: [], guest: [] })
    const text = office.mailbox.of(anna.email).at(-1)?.text ?? ''
    const at = (instant: string, timeZone: string) =>
      new Intl.DateTimeFormat('de-DE', { timeZone, hour: '2-digit', minute: '2-digit' }).format(
        Date.parse(instant),
      )
    expect(text).toContain(at(to, 'America/New_York'))
    expect(text).toContain(`Vorher: `)
    expect(text).toContain(at(start, 'America/New_York'))
    expect(text).toContain('Ortszeit New York')
    expect(text).toContain(`${at(to, 'Europe/London')}`)
    expect(text).toContain('in London')
  })
})

describe('a guest', () => {
  const guest = { client: { name: 'Gus', email: GUEST } }

  it('gets mail with a link when they are booked in, moved and cancelled', async () => {
    let booking: f.Booked | undefined
    expect((await heardOf(async () => (booking = await book(owner, guest)))).guest).toEqual([
      'Your booking is confirmed',
    ])
    expect(office.mailbox.of(GUEST).at(-1)?.text).toMatch(/https:\/\/app\.example\/g\/\S{40,}/)
    const bookingId = booking?.bookingId
    const move = { bookingId, start: nextStart() }
    expect((await heardOf(() => call('reschedule-booking', owner, move))).guest).toEqual([
      'Your booking has a new time',
    ])
    expect((await heardOf(() => call('cancel-booking', owner, { bookingId }))).guest).toEqual([
      'Your booking is cancelled',
    ])
  })

  it('gets none in the name of an owner whose address is not verified', async () => {
    const stranger = await office.backend.user('Sam Stranger')
    const { backend } = office
    const theirs = await f.makeProfessional(backend, stranger, {
      hours: f.everyDay('00:00', '24:00'),
    })
    const authHost = process.env['FIREBASE_AUTH_EMULATOR_HOST'] ?? ''
    await fetch(
      `http://${authHost}/identitytoolkit.googleapis.com/v1/projects/${backend.projectId}/accounts:update`,
      {
        method: 'POST',
        headers: { Authorization: 'Bearer owner', 'Content-Type': 'application/json' },
        body: JSON.stringify({ localId: stranger.uid, emailVerified: false }),
      },
    )
    const request = { serviceId: theirs.serviceId, start: nextStart(), ...guest }
    expect((await heardOf(() => call('create-booking', stranger, request))).guest).toEqual([])
    const { rows } = await backend.database.query<{ answer: string; state: string }>(
      `select d.state, d.answer from deliveries d join notifications n using (notification_id)
        where n.role = 'guest' and n.professional_id = $1`,
      [theirs.professionalId],
    )
    expect(rows).toEqual([{ state: 'dropped', answer: 'no address of the owner is verified' }])
  })
})

describe('a delay', () => {
  it('is told once it is five minutes or more, again when it moves by as much, and when it is over', async () => {
    // Nobody can say now how late they will be in twelve hours.
    const soon = formatInstant(Math.ceil(now() / HOUR) * HOUR + 2 * HOUR)
    const { bookingId } = await book(anna, { start: soon })
    const { rows } = await office.backend.database.query<{ start: Date }>(
      'select start_at as start from bookings where booking_id = $1',
      [bookingId],
    )
    const start = rows[0]?.start.getTime() ?? 0
    const late = (minutes: number) =>
      heardOf(() =>
        call('report-progress', owner, {
          bookingId,
          step: 'running-late',
          expectedStart: formatInstant(start + minutes * MINUTE),
        }),
      )
    expect((await late(4)).anna).toEqual([])
    expect((await late(10)).anna).toEqual(both('Ihr Termin beginnt später'))
    expect((await late(14)).anna).toEqual([])
    expect((await late(15)).anna).toEqual(both('Ihr Termin beginnt später'))
    expect((await late(0)).anna).toEqual(both('Ihr Termin beginnt wieder pünktlich'))
    expect((await late(0)).anna).toEqual([])
  })
})

describe('a delay of a request', () => {
  it('is told to nobody, nor that it is over, until it is confirmed', async () => {
    const soon = Math.ceil(now() / HOUR) * HOUR + 4 * HOUR
    const before = await book(owner, { start: formatInstant(soon), client: { name: 'Gus' } })
    const start = formatInstant(soon + HOUR / 2)
    const behind = await book(anna, { serviceId: asked, start })
    const late = (minutes: number) =>
      heardOf(() =>
        call('report-progress', owner, {
          bookingId: before.bookingId,
          step: 'running-late',
          expectedStart: formatInstant(soon + minutes * MINUTE),
        }),
      )
    const approve = { bookingId: behind.bookingId, decision: 'approve' }
    expect((await late(20)).anna).toEqual([])
    expect((await heardOf(() => call('decide-booking', owner, approve))).anna).toEqual(
      both('Ihre Buchung ist bestätigt'),
    )
    expect((await late(0)).anna).toEqual([])
    expect((await late(20)).anna).toEqual(both('Ihr Termin beginnt später'))
    expect((await late(0)).anna).toEqual(both('Ihr Termin beginnt wieder pünktlich'))
  })
})

describe('what an admin changes for an owner', () => {
  const inFiftyDays = Math.ceil(Date.now() / DAY) * DAY + 50 * DAY
  const busy = {
    source: 's',
    from: formatInstant(inFiftyDays),
    to: formatInstant(inFiftyDays + DAY),
    intervals: [{ start: formatInstant(inFiftyDays), end: formatInstant(inFiftyDays + HOUR) }],
  }

  it.each([
    [
      'set-working-hours',
      { hours: f.everyDay('00:00', '24:00').slice(0, 6), effectiveFrom: '2030-01-01' },
      both('An administrator changed your hours'),
    ],
    [
      'save-professional',
      { headline: 'New' },
      both('An administrator changed your profile or rules'),
    ],
    [
      'save-service',
      { name: 'Another', durationMinutes: 45 },
      both('An administrator changed your services'),
    ],
    [
      'set-activity',
      { state: 'busy', until: formatInstant(Date.now() + 3 * HOUR) },
      ['app: An administrator changed what you are shown to be doing'],
    ],
    [
      'set-external-busy',
      busy,
      ['app: An administrator changed the busy time of another calendar'],
    ],
  ] as const)('by %s is told to the owner alone', async (name, body, owners) => {
    const { professionalId } = made
    const heard = await heardOf(() => call(name, admin, { professionalId, ...body }))
    expect(heard).toEqual({ anna: [], owner: owners, guest: [] })
  })
})

describe('what an owner changes', () => {
  it('is told to nobody', async () => {
    const heard = await heardOf(() => call('save-professional', owner, { headline: 'Own' }))
    expect(heard).toEqual({ anna: [], owner: [], guest: [] })
  })
})

describe('a reminder', () => {
  const tick = () => office.backend.post('tick', undefined, {})

  it('comes at its times to who is booked, none after a cancellation, and anew after a move', async () => {
    // By day: another calendar is busy at a midnight fifty days ahead by now.
    const tomorrow = formatInstant(Math.ceil(now() / DAY) * DAY + 40 * DAY + 10 * HOUR)
    const kept = await book(anna, { start: tomorrow })
    const gone = await book(anna, { start: formatInstant(Date.parse(tomorrow) + 2 * HOUR) })
    const moved = await book(anna, { start: formatInstant(Date.parse(tomorrow) + 4 * HOUR) })
    await call('cancel-booking', anna, { bookingId: gone.bookingId })
    await call('reschedule-booking', anna, {
      bookingId: moved.bookingId,
      start: formatInstant(Date.parse(tomorrow) + 10 * DAY),
    })
    await office.settled()
    ahead += Date.parse(kept.start) - now() - 25 * HOUR
    // What else was due by then.
    await tick()
    await office.settled()
    ahead += 2 * HOUR
    const day = await heardOf(tick)
    expect(day.anna).toEqual(both('Ihr Termin steht bevor'))
    expect((await heardOf(tick)).anna).toEqual([])
    ahead += 22.5 * HOUR
    expect((await heardOf(tick)).anna).toEqual(both('Ihr Termin steht bevor'))
  })
})
