// The rest of the table of who hears what, by every channel: the app's list as its listener shows it, pushes to devices, mails.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { formatInstant } from '../../shared/time/instant.ts'
import * as f from '../support/fixtures.ts'
import { type Listener, openListener } from '../support/listener.ts'
import { type PostOffice, startPostOffice } from '../support/post-office.ts'
import type { User } from '../support/users.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

let office: PostOffice
let owner: User
let anna: User
let admin: User
let made: f.Made
let asked: string
const listeners: Listener[] = []
const shown = new Map<User, () => readonly Record<string, unknown>[]>()

// Turned forward by tests, never back: rows are due by it.
let ahead = 0
const now = () => Date.now() + ahead

const call = async (name: string, user: User, body: object): Promise<f.Body> =>
  f.granted(await f.post(office.backend, name, user, body))

/** Somebody with a device, and with the app open. */
async function reader(name: string): Promise<User> {
  const { backend } = office
  const user = await backend.user(name)
  await call('register-device', user, { token: `phone-of-${user.uid}`, platform: 'ios' })
  const listener = openListener(backend, user.uid)
  listeners.push(listener)
  shown.set(user, listener.listenAll(`accounts/${user.uid}/notifications`))
  return user
}

beforeAll(async () => {
  office = await startPostOffice({ now })
  const { backend } = office
  ;[owner, anna] = await Promise.all([reader('Olga Owner'), reader('Anna')])
  admin = await backend.user('Ada Admin', { admin: true })
  // Reminders are told elsewhere.
  await call('save-account', anna, { notifications: { reminderMinutes: [] } })
  made = await f.makeProfessional(backend, owner, { hours: f.everyDay('00:00', '24:00') })
  const manual = { name: 'Asked for', durationMinutes: 30, approval: 'manual' }
  asked = (await call('save-service', owner, manual)).service.serviceId
})
afterAll(async () => {
  await Promise.all(listeners.map((one) => one.close()))
  await office.stop()
})

let taken = 0
/** Starts two hours apart, days ahead. */
function nextStart(): string {
  return formatInstant(Math.ceil(now() / DAY) * DAY + 2 * DAY + taken++ * 2 * HOUR)
}

async function book(user: User, more: object = {}): Promise<f.Booked> {
  const request = { serviceId: made.serviceId, start: nextStart(), ...more }
  return (await call('create-booking', user, request)).booking
}

/** How often somebody was told by each channel so far. */
async function toldTo(user: User): Promise<readonly [app: number, pushes: number, mails: number]> {
  const written = (await office.notes(user)).length
  // What is written is shown by the listener.
  await vi.waitFor(() => expect(shown.get(user)?.()).toHaveLength(written), { timeout: 10_000 })
  const pushes = office.fcm.pushes().filter(({ token }) => token === `phone-of-${user.uid}`)
  return [written, pushes.length, office.mailbox.of(user.email).length]
}

/** `IPM` for one message by all three channels, `–` for none. */
async function heardBy(users: readonly User[], doing: () => Promise<unknown>): Promise<string> {
  await office.settled()
  const before = await Promise.all(users.map(toldTo))
  await doing()
  await office.settled()
  const after = await Promise.all(users.map(toldTo))
  const letters = after.map((counts, index) =>
    ['I', 'P', 'M']
      .map((letter, channel) =>
        letter.repeat((counts[channel] ?? 0) - (before[index]?.[channel] ?? 0)),
      )
      .join(''),
  )
  return letters.map((one) => one || '–').join(' ')
}

/** What Anna and the owner hear, in that order. */
const heard = (doing: () => Promise<unknown>) => heardBy([anna, owner], doing)

describe('Anna and the owner hear, by I in the app, P push, M mail, of', () => {
  it('a hold and its release: nothing', async () => {
    const { serviceId } = made
    const hold = async () => {
      const { booking } = await call('hold-slot', anna, { serviceId, start: nextStart() })
      await call('cancel-booking', anna, { bookingId: booking.bookingId })
    }
    expect(await heard(hold)).toBe('– –')
  })

  it('a booking by her, by the owner, by an admin', async () => {
    expect(await heard(() => book(anna))).toBe('IM IPM')
    const clientUid = anna.uid
    expect(await heard(() => book(owner, { clientUid }))).toBe('IPM –')
    expect(await heard(() => book(admin, { clientUid }))).toBe('IPM IM')
  })

  it('her request: sent, and declined by the owner', async () => {
    let bookingId = ''
    const ask = async () => ({ bookingId } = await book(anna, { serviceId: asked }))
    expect(await heard(ask)).toBe('IM IPM')
    const decline = { bookingId, decision: 'decline' }
    expect(await heard(() => call('decide-booking', owner, decline))).toBe('IPM –')
  })

  it('a move by an admin', async () => {
    const { bookingId } = await book(anna)
    const move = { bookingId, start: nextStart() }
    expect(await heard(() => call('reschedule-booking', admin, move))).toBe('IPM IM')
  })

  it('many cancellations by an admin at once: one message each', async () => {
    const ben = await reader('Ben')
    const first = await book(anna)
    await book(ben)
    const last = await book(anna)
    const off = {
      professionalId: made.professionalId,
      start: first.start,
      end: last.end,
      onConflict: 'cancel',
    }
    const doing = () => call('add-time-off', admin, off)
    expect(await heardBy([anna, ben, owner], doing)).toBe('IPM IPM IM')
  })

  it('a block by an admin, after which the blocked still hear of what is theirs', async () => {
    const { professionalId } = made
    const { bookingId } = await book(anna)
    const block = { professionalId, clientUid: anna.uid }
    const set = (blocked: boolean) => () => call('set-block', admin, { ...block, blocked })
    expect(await heard(set(true))).toBe('– I')
    const cancel = () => call('cancel-booking', owner, { bookingId })
    expect(await heard(cancel)).toBe('IPM –')
    await set(false)()
  })

  it('a session: nothing of its beginning and end, of a no-show and its correction in the app', async () => {
    const soon = formatInstant(Math.ceil(now() / HOUR) * HOUR + HOUR)
    const { bookingId } = await book(anna, { start: soon })
    const begin = async () => {
      ahead = Date.parse(soon) - Date.now()
      await office.backend.post('tick', undefined, {})
    }
    expect(await heard(begin)).toBe('– –')
    const report = (user: User, step: string) =>
      heard(() => call('report-progress', user, { bookingId, step }))
    expect(await report(owner, 'finished')).toBe('– –')
    expect(await report(owner, 'no-show')).toBe('I –')
    expect(await report(owner, 'finished')).toBe('I –')
    expect(await report(admin, 'no-show')).toBe('I I')
  })

  it('a request that nobody answered before its start', async () => {
    const start = formatInstant(Math.ceil(now() / HOUR) * HOUR + 3 * HOUR)
    await book(anna, { serviceId: asked, start })
    await office.settled()
    const pass = async () => {
      ahead = Date.parse(start) - Date.now()
      await office.backend.post('tick', undefined, {})
    }
    expect(await heard(pass)).toBe('IPM IP')
  })
})

it('a disabled account hears nothing any more', async () => {
  const { backend } = office
  const gone = await reader('Dora Disabled')
  const { bookingId } = await book(gone)
  await office.settled()
  const authHost = process.env['FIREBASE_AUTH_EMULATOR_HOST'] ?? ''
  await fetch(
    `http://${authHost}/identitytoolkit.googleapis.com/v1/projects/${backend.projectId}/accounts:update`,
    {
      method: 'POST',
      headers: { Authorization: 'Bearer owner', 'Content-Type': 'application/json' },
      body: JSON.stringify({ localId: gone.uid, disableUser: true }),
    },
  )
  // What is known of an account is ten minutes old at most.
  ahead += 11 * 60_000
  const cancel = () => call('cancel-booking', owner, { bookingId })
  expect(await heardBy([gone], cancel)).toBe('–')
})
