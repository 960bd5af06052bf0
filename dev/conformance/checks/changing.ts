// What becomes of a booking: cancelled, moved, until its deadlines; read and listed by those whose it is.
import { checksOf } from '../bench/check.ts'
import { granted, must, mustEqual, refused } from '../bench/expect.ts'
import { Booked, Bookings, BookingWithHistory } from '../bench/shapes.ts'
import { MINUTE } from '../bench/zone.ts'
import * as p from './practice.ts'

/** Clocks may differ by seconds: nothing is asked nearer than this to a deadline. */
const MARGIN_MINUTES = 2

export const changing = checksOf('Bookings', [
  {
    id: 'cancel-booking/frees',
    about: 'cancel-booking',
    says: 'a cancelled booking’s slot is free at once; cancelling twice is refused',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const { bookingId, version } = await p.book(b, 'ann', talk, day.at('09:00'))
      await p.mustOffer(b, 'ben', talk, day, ['09:30'], 'it is taken')
      const stale = { bookingId, version: version + 1 }
      refused(
        await p.command(b, 'ann', 'cancel-booking', stale),
        'version-mismatch',
        'another version',
      )
      const cancelled = await p.cancel(b, 'ann', bookingId)
      mustEqual(
        [cancelled.status, cancelled['cancelledBy']],
        ['cancelled', 'client'],
        'cancelled by its client',
      )
      await p.mustOffer(b, 'ben', talk, day, ['09:00', '09:30'], 'it is free again')
      const again = await p.command(b, 'ann', 'cancel-booking', { bookingId })
      refused(again, 'already-cancelled', 'cancelling twice')
      const moved = { bookingId, start: day.at('09:30') }
      refused(
        await p.command(b, 'ann', 'reschedule-booking', moved),
        'not-changeable',
        'moving what is cancelled',
      )
    },
  },
  {
    id: 'cancel-booking/deadline',
    about: 'cancel-booking',
    says: 'a client may cancel and move until the deadline that the booking shows, the owner later too',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '11:00'])
      const { bookingId, start } = await p.book(b, 'cem', talk, day.at('09:00'))
      const left = Math.floor((Date.parse(start) - b.now()) / MINUTE)
      const notice = (minutes: number) => ({
        cancelNoticeMinutes: minutes,
        rescheduleNoticeMinutes: minutes,
      })
      const move = () =>
        p.command(b, 'cem', 'reschedule-booking', { bookingId, start: day.at('10:00') })
      await p.withPolicy(b, notice(left + MARGIN_MINUTES), notice(0), async () => {
        const shown = await p.readBooking(b, 'cem', bookingId)
        must(
          Date.parse(shown.cancelUntil ?? '') < b.now(),
          'cancelUntil has passed',
          String(shown.cancelUntil),
        )
        const told = await p.command(b, 'cem', 'cancel-booking', { bookingId })
        refused(told, 'too-late-to-cancel', 'cancelling after the deadline')
        refused(await move(), 'too-late-to-reschedule', 'moving after the deadline')
      })
      await p.withPolicy(b, notice(left - MARGIN_MINUTES), notice(0), async () => {
        granted(await move(), Booked, 'moving before the deadline')
        await p.cancel(b, 'cem', bookingId)
      })
      const { bookingId: other } = await p.book(b, 'cem', talk, day.at('09:00'))
      await p.withPolicy(b, notice(left + MARGIN_MINUTES), notice(0), () =>
        p.cancel(b, 'owner', other),
      )
    },
  },
  {
    id: 'reschedule-booking/moves',
    about: 'reschedule-booking',
    says: 'keeps its id; the old time is free in the instant in which the new one is taken',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:30'])
      const made = await p.book(b, 'ann', talk, day.at('09:00'))
      const { bookingId } = made
      const body = { bookingId, start: day.at('10:00') }
      const reply = await p.command(b, 'ann', 'reschedule-booking', body)
      const { booking: moved } = granted(reply, Booked)
      mustEqual(
        [moved.bookingId, moved.start, moved.version, moved.status],
        [bookingId, day.at('10:00'), made.version + 1, 'confirmed'],
        'the same booking, its version one further',
        reply,
      )
      await p.mustOffer(b, 'ben', talk, day, ['09:00', '09:30'], 'the old time is free')
      const own = await p.search(b, 'ann', talk, day, { reschedulingBookingId: bookingId })
      mustEqual(
        p.startsOf(own.slots),
        ['09:00', '09:30', '10:00'].map(day.at),
        'who moves it may also have its own time',
        own.reply,
      )
      await p.book(b, 'ben', talk, day.at('09:00'))
      const taken = { bookingId, start: day.at('09:00') }
      refused(
        await p.command(b, 'ann', 'reschedule-booking', taken),
        'slot-taken',
        'to where somebody is',
      )
      const kept = await p.readBooking(b, 'ann', bookingId)
      mustEqual(kept.start, day.at('10:00'), 'a move that was refused changes nothing')
    },
  },
  {
    id: 'reschedule-booking/race',
    about: 'reschedule-booking',
    says: 'of three who move to one slot at once, one comes there and the others stay',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '11:00'])
      const roles = ['ann', 'ben', 'cem'] as const
      const made = [
        await p.book(b, 'ann', talk, day.at('09:00')),
        await p.book(b, 'ben', talk, day.at('09:30')),
        await p.book(b, 'cem', talk, day.at('10:00')),
      ]
      const replies = await Promise.all(
        roles.map((role, i) =>
          p.command(b, role, 'reschedule-booking', {
            bookingId: made[i]?.bookingId,
            start: day.at('10:30'),
          }),
        ),
      )
      const won = replies.filter(({ status }) => status === 200)
      must(won.length === 1, 'one of three moves', `${won.length} did`, won[1] ?? replies[0])
      const starts = (await p.agendaOf(b, day)).map(({ start }) => start)
      mustEqual(starts.length, 3, 'three bookings')
      mustEqual(new Set(starts).size, 3, 'at three times')
    },
  },
  {
    id: 'get-booking/history',
    about: 'get-booking',
    says: 'tells step by step what happened, and who did it',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const { bookingId } = await p.book(b, 'ben', talk, day.at('09:00'))
      const body = { bookingId, start: day.at('09:30') }
      granted(await p.command(b, 'owner', 'reschedule-booking', body), Booked)
      await p.cancel(b, 'ben', bookingId)
      const reply = await p.query(b, 'ben', 'get-booking', { bookingId })
      const { history } = granted(reply, BookingWithHistory)
      mustEqual(
        history.map(({ type, by }) => `${type} by ${by}`),
        [
          'booking.confirmed by client',
          'booking.rescheduled by professional',
          'booking.cancelled by client',
        ],
        'confirmed, rescheduled, cancelled',
        reply,
      )
    },
  },
  {
    id: 'list-bookings/pages',
    about: 'list-bookings',
    says: 'pages hold every booking once, in order; a token goes with its own parameters',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '11:30'])
      const times = ['09:00', '09:30', '10:00', '10:30', '11:00']
      for (const time of times) await p.book(b, 'cem', talk, day.at(time))
      const parameters = { as: 'client', ...day.range, pageSize: 2 }
      const seen: string[] = []
      let pageToken: string | undefined
      for (let pages = 0; pages < 5; pages++) {
        const reply = await p.query(b, 'cem', 'list-bookings', {
          ...parameters,
          ...(pageToken !== undefined && { pageToken }),
        })
        const { bookings, nextPageToken } = granted(reply, Bookings)
        must(bookings.length <= 2, 'a page of two', `${bookings.length}`, reply)
        seen.push(...bookings.map(({ start }) => start))
        if (nextPageToken === undefined) break
        const other = { ...parameters, pageSize: 2, order: 'desc', pageToken: nextPageToken }
        if (pages === 0)
          refused(
            await p.query(b, 'cem', 'list-bookings', other),
            'invalid-request',
            'a token with other parameters',
          )
        pageToken = nextPageToken
      }
      mustEqual(seen, times.map(day.at), 'five bookings by start, each once')
    },
  },
  {
    id: 'list-bookings/status',
    about: 'list-bookings',
    says: 'lists the statuses that are asked for, by default all but holds',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:30'])
      const kept = await p.book(b, 'ben', talk, day.at('09:00'))
      const gone = await p.book(b, 'ben', talk, day.at('09:30'))
      await p.cancel(b, 'ben', gone.bookingId)
      const held = granted(
        await p.command(b, 'ben', 'hold-slot', {
          serviceId: talk,
          start: day.at('10:00'),
          holdMinutes: 1,
        }),
        Booked,
      ).booking
      const idsOf = async (more: Readonly<Record<string, readonly string[]>>) => {
        const parameters = { as: 'client', ...day.range, ...more }
        const reply = await p.query(b, 'ben', 'list-bookings', parameters)
        return granted(reply, Bookings).bookings.map(({ bookingId }) => bookingId)
      }
      mustEqual(await idsOf({}), [kept.bookingId, gone.bookingId], 'by default all but the hold')
      mustEqual(await idsOf({ status: ['held'] }), [held.bookingId], 'the hold, asked for')
      mustEqual(
        await idsOf({ status: ['cancelled', 'held'] }),
        [gone.bookingId, held.bookingId],
        'two statuses',
      )
      await p.cancel(b, 'ben', held.bookingId)
    },
  },
])
