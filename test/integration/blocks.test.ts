// Whom a professional takes no bookings from: told by every way of taking time, listed, and lifted.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { unsignedToken } from '../../dev/parts/unsigned-token.ts'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { type Practice, at, openPractice } from '../support/practice.ts'
import type { User } from '../support/users.ts'

let backend: Backend
let clock: f.Clock
let practice: Practice

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked(at('08:00')))
})
afterAll(() => backend.stop())

beforeEach(async () => {
  practice = await openPractice(backend, clock)
})

const set = (whom: object, blocked = true, more: object = {}) =>
  practice.ask(practice.owner, 'set-block', { ...whom, blocked, ...more })

const start = (time: string) => ({ serviceId: practice.serviceId, start: at(time) })

const list = async (query: Record<string, string> = {}, user = practice.owner) =>
  f.granted(await f.get(backend, 'list-blocks', user, query))

const withToken = (user: User, claims: object): User => ({
  ...user,
  token: unsignedToken(backend.projectId, user.uid, claims),
})

/** Expects every way of taking time to be refused, and cancelling not. */
async function expectBarred(user: User, booked: f.Booked): Promise<void> {
  const { tell } = practice
  const { bookingId } = booked
  f.expectProblem(await tell(user, 'hold-slot', start('12:00')), 'forbidden')
  const refused = f.expectProblem(await tell(user, 'create-booking', start('12:00')), 'forbidden')
  expect(refused.detail).not.toContain('note')
  const moved = { bookingId, start: at('12:00') }
  f.expectProblem(await tell(user, 'reschedule-booking', moved), 'forbidden')
}

describe('an account that is blocked', () => {
  it('takes no time, and may cancel what it has', async () => {
    const { anna, ben, ask, book, tell } = practice
    const booked = await book(anna, '10:00')
    const { bookingId: holdId } = (await ask(anna, 'hold-slot', start('11:00'))).booking
    const { upcoming, revision } = await set({ clientUid: anna.uid }, true, { note: 'rude' })
    expect(upcoming.map(({ bookingId }) => bookingId)).toEqual([booked.bookingId])
    await expectBarred(anna, booked)
    f.expectProblem(await tell(anna, 'create-booking', { holdId }), 'forbidden')
    await ask(anna, 'cancel-booking', { bookingId: holdId })
    await ask(anna, 'cancel-booking', { bookingId: booked.bookingId })
    await book(ben, '10:00')
    const { blocks } = await list()
    expect(blocks).toEqual([
      { clientUid: anna.uid, name: 'Anna', note: 'rude', createdAt: at('08:00') },
    ])
    const { professionalId } = practice
    const query = { professionalId, afterRevision: String(revision - 1) }
    const { changes } = f.granted(
      await f.get(backend, 'list-changes', practice.owner, query),
    ) as unknown as { changes: readonly object[] }
    expect(changes[0]).toMatchObject({ type: 'professional.changed', dates: [], revision })
  })

  it('is only blocked here', async () => {
    const other = await openPractice(backend, clock)
    await set({ clientUid: practice.anna.uid })
    const { status } = await f.book(backend, practice.anna, other.serviceId, at('10:00'))
    expect(status).toBe('confirmed')
  })

  it('is blocked once, and takes time again once it is not', async () => {
    const { anna } = practice
    const first = await set({ clientUid: anna.uid })
    const again = await set({ clientUid: anna.uid })
    expect(again.revision).toBe(first.revision)
    const lifted = await set({ clientUid: anna.uid }, false)
    expect(lifted.revision).toBe(first.revision + 1)
    expect((await set({ clientUid: anna.uid }, false)).revision).toBe(lifted.revision)
    expect((await list()).blocks).toEqual([])
    await practice.book(anna, '10:00')
  })

  it('may be booked in by the owner and by an admin', async () => {
    const { anna, owner, ask, book } = practice
    const admin = await f.adminUser(backend)
    await book(anna, '10:00')
    await set({ clientUid: anna.uid })
    for (const [user, time] of [
      [owner, '11:00'],
      [admin, '12:00'],
    ] as const) {
      const { booking } = await ask(user, 'create-booking', {
        ...start(time),
        clientUid: anna.uid,
      })
      expect(booking.client.uid).toBe(anna.uid)
    }
  })
})

describe('an address that is blocked', () => {
  it('is that of a token, verified or not, of an account, and of a request', async () => {
    const { anna, ben, cem, ask, book, tell } = practice
    const booked = await book(anna, '10:00')
    await set({ email: 'Rita@München.example' })
    const email = 'rita@xn--mnchen-3ya.example'
    await expectBarred(withToken(anna, { email, email_verified: false }), booked)
    await expectBarred(withToken(anna, { email: 'RITA@münchen.example' }), booked)
    await ask(ben, 'save-account', { email: 'rita@MÜNCHEN.example' })
    f.expectProblem(await tell(ben, 'hold-slot', start('12:00')), 'forbidden')
    const sent = { ...start('12:00'), client: { email } }
    f.expectProblem(await tell(cem, 'create-booking', sent), 'forbidden')
    await ask(cem, 'create-booking', start('12:00'))
    await ask(cem, 'create-booking', { ...start('13:00'), client: { email: 'rita@other.example' } })
  })

  it('tells what is still to come under it, of guests and of accounts', async () => {
    const { anna, owner, ask } = practice
    const client = { name: 'Gina', email: 'Gina@Example.com' }
    const guest = await ask(owner, 'create-booking', { ...start('10:00'), client })
    const own = await ask(anna, 'create-booking', {
      ...start('11:00'),
      client: { email: client.email },
    })
    const past = await ask(owner, 'create-booking', { ...start('09:00'), client })
    await ask(owner, 'create-booking', {
      ...start('13:00'),
      client: { name: 'G', email: 'gina@other.example' },
    })
    await ask(owner, 'cancel-booking', { bookingId: past.booking.bookingId })
    const { upcoming } = await set({ email: 'gina@example.com' })
    expect(upcoming).toEqual([guest.booking, own.booking])
    expect((await list()).blocks).toEqual([
      { email: 'gina@example.com', name: 'Gina', createdAt: at('08:00') },
    ])
  })
})

describe('a contact that is blocked', () => {
  it.each([
    ['an address', { email: 'Typed@Example.com' }, { email: 'typed@example.com' }],
    ['a number', { phone: '+49 170 1' }, { phone: '0049 (170) 1' }],
  ])(
    'is that of a booking, too: %s with which it was made moves no more',
    async (_, contact, whom) => {
      const { anna, ask, tell } = practice
      const { booking } = await ask(anna, 'create-booking', { ...start('10:00'), client: contact })
      const other = await ask(anna, 'create-booking', start('11:00'))
      expect((await set(whom)).upcoming).toEqual([booking])
      const { bookingId } = booking
      const moved = { bookingId, start: at('12:00') }
      f.expectProblem(await tell(anna, 'reschedule-booking', moved), 'forbidden')
      const { bookingId: otherId } = other.booking
      await ask(anna, 'reschedule-booking', { bookingId: otherId, start: at('13:00') })
      await ask(practice.owner, 'reschedule-booking', moved)
      await ask(anna, 'cancel-booking', { bookingId })
    },
  )
})

describe('a number that is blocked', () => {
  it('is that of a token, of an account, and of a request, however it is written', async () => {
    const { anna, ben, cem, ask, book, tell } = practice
    const booked = await book(anna, '10:00')
    const { upcoming } = await set({ phone: '0049 170-555' })
    expect(upcoming).toEqual([])
    await expectBarred(withToken(anna, { phone_number: '+49170555' }), booked)
    await ask(ben, 'save-account', { phone: '+49 (170) 555' })
    f.expectProblem(await tell(ben, 'hold-slot', start('12:00')), 'forbidden')
    const sent = { ...start('12:00'), client: { phone: '+49.170.555' } }
    f.expectProblem(await tell(cem, 'create-booking', sent), 'forbidden')
    await ask(ben, 'save-account', { phone: '0170 555' })
    await ask(ben, 'hold-slot', start('12:00'))
  })
})

describe('the list of blocks', () => {
  it('has pages, the newest first, and is the owner’s and admins’ alone', async () => {
    const { anna, professionalId } = practice
    const emails = Array.from({ length: 5 }, (_, index) => `guest${index}@example.com`)
    for (const [index, email] of emails.entries()) {
      clock.now = Date.parse(at('08:00')) + Math.floor(index / 2) * 1000
      await set({ email })
    }
    const seen: (string | undefined)[] = []
    let pageToken: string | undefined
    do {
      const page = await list({ pageSize: '2', ...(pageToken !== undefined && { pageToken }) })
      seen.push(...page.blocks.map(({ email }) => email))
      pageToken = page.nextPageToken
    } while (pageToken !== undefined)
    expect(seen).toEqual(emails.toReversed())
    const admin = await f.adminUser(backend)
    expect((await list({ professionalId }, admin)).blocks).toHaveLength(5)
    for (const query of [{}, { professionalId }])
      f.expectProblem(await f.get(backend, 'list-blocks', anna, query), 'not-found')
  })

  it('takes a thousand', async () => {
    await backend.database.query(
      `insert into blocks (professional_id, kind, key, created_at)
        select $1, 'email', n || '@example.com', now() from generate_series(1, 999) n`,
      [practice.professionalId],
    )
    await set({ phone: '1' })
    const full = await practice.tell(practice.owner, 'set-block', { phone: '2', blocked: true })
    const { detail } = f.expectProblem(full, 'invalid-request')
    expect(detail).toContain('1000 blocks')
    await set({ phone: '1' }, false)
    await set({ phone: '2' })
  })
})

describe('blocks at once', () => {
  it('are all there, each once', async () => {
    const { owner, tell } = practice
    const before = await f.count(
      backend,
      'select revision as n from calendars where professional_id = $1',
      [practice.professionalId],
    )
    const whom = [1, 2, 3, 4].flatMap((n) => [{ phone: `${n}` }, { phone: `${n}` }])
    const told = await Promise.all(
      whom.map((one) => tell(owner, 'set-block', { ...one, blocked: true })),
    )
    for (const { status, body } of told) expect([200, 409], JSON.stringify(body)).toContain(status)
    for (const one of whom) await set(one)
    expect((await list()).blocks).toHaveLength(4)
    const after = await f.count(
      backend,
      'select revision as n from calendars where professional_id = $1',
      [practice.professionalId],
    )
    expect(after - before).toBe(4)
  })

  it('and a booking of whom they are for end in one of two ways', async () => {
    const { anna, owner, tell, serviceId } = practice
    for (let round = 0; round < 4; round++) {
      const [blocked, booked] = await Promise.all([
        tell(owner, 'set-block', { clientUid: anna.uid, blocked: true }),
        tell(anna, 'create-booking', { serviceId, start: at('10:00', round + 1) }),
      ])
      const { upcoming } = f.granted(blocked)
      // It came before the block, which tells of it then; or after it.
      const end =
        booked.status === 200
          ? upcoming.some(({ bookingId }) => bookingId === booked.body.booking.bookingId)
          : booked.body.reason
      expect([true, 'forbidden']).toContain(end)
      await set({ clientUid: anna.uid }, false)
    }
  })
})
