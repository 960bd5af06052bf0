// Who may do what: nobody, an anonymous account, somebody else, the client, the owner.
import { checksOf } from '../bench/check.ts'
import { must, mustEqual, refused } from '../bench/expect.ts'
import { NotChecked } from '../bench/outcome.ts'
import * as p from './practice.ts'

/** Needs no account, or cannot be tried without a link from a mail. */
const OPEN = ['health', 'guest-booking', 'cancel-guest-booking', 'unsubscribe']

export const authorization = checksOf('Who may', [
  {
    id: 'authorization/signed-out',
    says: 'every function that needs an account refuses whoever has no token, or a wrong one',
    run: async (b) => {
      const operations = b.description.operations.filter(({ needsAccount }) => needsAccount)
      must(operations.length > 20, 'functions that need an account', String(operations.length))
      for (const { name } of operations) {
        const reply = await b.call({ name })
        refused(reply, 'unauthenticated', `${name} without a token`)
      }
      const { token } = await b.person('ann')
      const [header = '', payload = ''] = token.split('.')
      for (const wrong of ['x', `${header}.${payload.slice(0, -2)}.`, token.slice(0, -20)]) {
        const reply = await b.call({
          name: 'get-account',
          headers: { Authorization: `Bearer ${wrong}` },
        })
        // The emulator's tokens have no signature: cut there, they are whole.
        if (b.target.isLocal && wrong === token.slice(0, -20) && reply.status === 200) continue
        refused(reply, 'unauthenticated', 'a token that is none')
      }
    },
  },
  {
    id: 'authorization/anonymous',
    says: 'an anonymous account commands nothing',
    run: async (b) => {
      const nobody = await b.anonymous()
      if (!nobody) throw new NotChecked('the project has no anonymous accounts')
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const body = { serviceId: talk, start: day.at('09:00') }
      for (const name of ['create-booking', 'hold-slot']) {
        const reply = await b.call({ name, as: nobody, body })
        refused(reply, 'forbidden', `${name} by an anonymous account`)
      }
      await p.mustOffer(b, 'ann', talk, day, ['09:00', '09:30'], 'nothing was taken')
    },
  },
  {
    id: 'authorization/others-bookings',
    says: 'another’s booking is not there: not to read, to cancel, to move or to list',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const { bookingId } = await p.book(b, 'ann', talk, day.at('09:00'))
      refused(
        await p.query(b, 'ben', 'get-booking', { bookingId }),
        'not-found',
        'reading another’s booking',
      )
      refused(
        await p.command(b, 'ben', 'cancel-booking', { bookingId }),
        'not-found',
        'cancelling another’s booking',
      )
      const body = { bookingId, start: day.at('09:30') }
      refused(
        await p.command(b, 'ben', 'reschedule-booking', body),
        'not-found',
        'moving another’s booking',
      )
      const listed = await p.query(b, 'ben', 'list-bookings', { as: 'client', pageSize: 100 })
      must(
        !listed.exchange.text.includes(bookingId),
        'another’s booking is not listed',
        bookingId,
        listed,
      )
      const kept = await p.readBooking(b, 'ann', bookingId)
      mustEqual([kept.status, kept.start], ['confirmed', day.at('09:00')], 'it is as it was')
    },
  },
  {
    id: 'authorization/others-calendars',
    says: 'who does not own a calendar can neither change nor read its inside',
    run: async (b) => {
      const { professionalId } = await b.stage()
      const own = { professionalId }
      const commands: readonly (readonly [string, object])[] = [
        ['save-professional', { ...own, headline: 'Not mine' }],
        ['save-service', { ...own, name: 'Not mine', durationMinutes: 30 }],
        ['set-working-hours', { ...own, hours: [] }],
        ['set-date-hours', { ...own, date: '2099-01-01', intervals: [] }],
        ['set-activity', { ...own, state: 'available' }],
        ['set-block', { ...own, email: 'x@example.com', blocked: true }],
      ]
      for (const [name, body] of commands)
        refused(
          await p.command(b, 'ben', name, body),
          ['not-found', 'forbidden'],
          `${name} of another’s`,
        )
      for (const name of ['get-schedule', 'list-changes', 'list-blocks'])
        refused(
          await p.query(b, 'ben', name, own),
          ['not-found', 'forbidden'],
          `${name} of another’s`,
        )
      const parameters = { as: 'professional', professionalId }
      refused(
        await p.query(b, 'ben', 'list-bookings', parameters),
        ['not-found', 'forbidden'],
        'another’s agenda',
      )
    },
  },
  {
    id: 'authorization/admins',
    says: 'what is for admins alone is refused to everybody else',
    run: async (b) => {
      for (const name of ['list-professionals', 'list-deliveries'])
        refused(await p.query(b, 'ann', name), 'forbidden', name)
      const { uid, isGiven } = await b.person('ben')
      if (isGiven) return // of a deployment that erases all the same
      const body = { confirm: 'erase', uid }
      refused(await p.command(b, 'ann', 'erase-account', body), 'forbidden', 'erasing another')
    },
  },
  {
    id: 'authorization/links',
    says: 'a link that was made up leads nowhere',
    run: async (b) => {
      const token = 'conformance.made-up'
      const json = { Accept: 'application/json' }
      const read = await b.call({ name: 'guest-booking', query: { token }, headers: json })
      refused(read, 'not-found', 'a guest’s booking')
      for (const name of OPEN.slice(2)) {
        const reply = await b.call({ name, body: { token } })
        refused(reply, 'not-found', name)
      }
    },
  },
])
