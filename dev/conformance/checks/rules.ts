// The rules of a professional and a service: buffers, notice, horizon, limits, own hours, time off, blocks.
import * as z from 'zod'
import { checksOf } from '../bench/check.ts'
import { granted, must, mustEqual, refused } from '../bench/expect.ts'
import { Anything, Saved } from '../bench/shapes.ts'
import { DAY, dateAfter, MINUTE, toText, wallAt } from '../bench/zone.ts'
import * as p from './practice.ts'

const TimeOff = z.object({ timeOff: z.object({ timeOffId: z.string() }) })

export const rules = checksOf('Rules of a calendar', [
  {
    id: 'save-service/buffers',
    about: 'save-service',
    says: 'buffers keep their distance from other appointments, and are not offered',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '12:00'])
      const buffers = { bufferBeforeMinutes: 15, bufferAfterMinutes: 15 }
      await p.withService(b, { ...buffers, slotStepMinutes: 15 }, async (serviceId) => {
        await p.book(b, 'ann', talk, day.at('10:00'))
        const { slots, reply } = await p.search(b, 'ben', serviceId, day)
        const wanted = ['09:00', '09:15', '10:45', '11:00', '11:15', '11:30'].map(day.at)
        mustEqual(p.startsOf(slots), wanted, '15 minutes before and after 10:00–10:30', reply)
        await p.book(b, 'ben', serviceId, day.at('11:00'))
        const told = await p.tryBook(b, 'cem', talk, day.at('10:30'))
        refused(told, 'slot-taken', '10:30 to 11:00 ends in the buffer of 11:00')
      })
    },
  },
  {
    id: 'save-service/notice',
    about: 'save-service',
    says: 'a start is offered and booked until its notice, to the minute',
    run: async (b) => {
      const { open } = await b.stage()
      const day = await open(['09:00', '17:00'])
      const boundary = Date.parse(day.at('12:00'))
      // Half a minute away from the boundary, so that clocks that differ by seconds do no harm.
      for (const [moves, isOffered] of [
        [-1, true],
        [1, false],
      ] as const) {
        const minutes = Math.round((boundary - b.now()) / MINUTE) + moves
        await p.withService(b, { minNoticeMinutes: minutes }, async (serviceId) => {
          const { slots, reply } = await p.search(b, 'ben', serviceId, day)
          const says = `12:00 with a notice that ends a minute ${isOffered ? 'before' : 'after'} it`
          const starts = p.startsOf(slots)
          mustEqual(starts.includes(day.at('12:00')), isOffered, `${says}: offered`, reply)
          mustEqual(starts.includes(day.at('11:30')), false, '11:30 is too soon', reply)
          const told = await p.tryBook(b, 'ben', serviceId, day.at('12:00'))
          if (isOffered) granted(told, Anything, `${says}: booked`)
          else refused(told, 'too-soon', says)
        })
      }
    },
  },
  {
    id: 'save-service/horizon',
    about: 'save-service',
    says: 'the last date that can be booked is so many days after today',
    run: async (b) => {
      const { zone, open } = await b.stage()
      const [last, beyond] = [await open(['09:00', '10:00']), await open(['09:00', '10:00'])]
      const today = wallAt(b.now(), zone).date
      const days = Math.round((Date.parse(last.date) - Date.parse(today)) / DAY)
      await p.withService(b, { horizonDays: days }, async (serviceId) => {
        await p.mustOffer(b, 'ann', serviceId, last, ['09:00', '09:30'], 'the last day is offered')
        await p.mustOffer(b, 'ann', serviceId, beyond, [], 'the day after it is not')
        const reply = await p.tryBook(b, 'ann', serviceId, beyond.at('09:00'))
        refused(reply, 'too-far-ahead', 'the day after the last')
      })
    },
  },
  {
    id: 'save-service/own-hours',
    about: 'save-service',
    says: 'with hours of its own is offered in these alone',
    run: async (b) => {
      const { open } = await b.stage()
      const day = await open(['09:00', '12:00'])
      const weekday = new Date(`${day.date}T00:00:00Z`).getUTCDay() || 7
      const hours = [{ weekday, start: '10:00', end: '11:00' }]
      await p.withService(b, { hours }, (serviceId) =>
        p.mustOffer(
          b,
          'ann',
          serviceId,
          day,
          ['10:00', '10:30'],
          'its own hours, cut to the date’s',
        ),
      )
    },
  },
  {
    id: 'set-date-hours/closes',
    about: 'set-date-hours',
    says: 'replaces the whole of a date, and names the bookings that no longer fit',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '11:00'])
      const booking = await p.book(b, 'ann', talk, day.at('09:00'))
      const body = { date: day.date, intervals: [], validateOnly: true }
      const tried = granted(await p.command(b, 'owner', 'set-date-hours', body), Saved)
      mustEqual(
        tried.conflicts.map(({ bookingId }) => bookingId),
        [booking.bookingId],
        'trying a closed date names its booking',
      )
      await p.mustOffer(
        b,
        'ben',
        talk,
        day,
        ['09:30', '10:00', '10:30'],
        'trying (validateOnly) changes nothing',
      )
      const closed = { date: day.date, intervals: [] }
      const { conflicts } = granted(await p.command(b, 'owner', 'set-date-hours', closed), Saved)
      mustEqual(conflicts.length, 1, 'closing the date names its booking')
      await p.mustOffer(b, 'ben', talk, day, [], 'a closed date offers nothing')
      const kept = await p.readBooking(b, 'ann', booking.bookingId)
      mustEqual(kept.status, 'confirmed', 'a booking that no longer fits stays')
    },
  },
  {
    id: 'add-time-off/taken-and-given-back',
    about: 'add-time-off',
    says: 'time off is not offered; given back, it is again. Others are not told of it',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '11:00'])
      const body = { start: day.at('09:30'), end: day.at('10:30'), note: 'private' }
      const reply = await p.command(b, 'owner', 'add-time-off', body)
      const { timeOff } = granted(reply, TimeOff)
      await p.mustOffer(b, 'ann', talk, day, ['09:00', '10:30'], 'time off from 09:30 to 10:30')
      refused(await p.tryBook(b, 'ann', talk, day.at('09:30')), 'outside-hours', 'a client’s try')
      const byOwner = await p.tryBook(b, 'owner', talk, day.at('09:30'), {
        client: { name: 'Guest' },
      })
      refused(byOwner, 'on-time-off', 'the owner’s own try')
      const { timeOffId } = timeOff
      granted(await p.command(b, 'owner', 'remove-time-off', { timeOffId }), Anything)
      const all = ['09:00', '09:30', '10:00', '10:30']
      await p.mustOffer(b, 'ann', talk, day, all, 'time off that was given back')
    },
  },
  {
    id: 'set-external-busy/taken',
    about: 'set-external-busy',
    says: 'what another calendar has is not offered, until it has it no more',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:30'])
      const busy = { start: day.at('09:30'), end: day.at('10:00') }
      const body = { source: 'conformance', ...day.range, intervals: [busy] }
      granted(await p.command(b, 'owner', 'set-external-busy', body), Anything)
      await p.mustOffer(b, 'ann', talk, day, ['09:00', '10:00'], 'busy from 09:30 to 10:00')
      const none = { ...body, intervals: [] }
      granted(await p.command(b, 'owner', 'set-external-busy', none), Anything)
      await p.mustOffer(b, 'ann', talk, day, ['09:00', '09:30', '10:00'], 'busy no more')
    },
  },
  {
    id: 'save-professional/limit-per-day',
    about: 'save-professional',
    says: 'a day with as many appointments as it may have offers no more',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '11:00'])
      const rule = { maxBookingsPerDay: 2 }
      await p.withPolicy(b, rule, { maxBookingsPerDay: null }, async () => {
        await p.book(b, 'ann', talk, day.at('09:00'))
        await p.book(b, 'ben', talk, day.at('10:00'))
        await p.mustOffer(b, 'cem', talk, day, [], 'two of two are booked')
        refused(await p.tryBook(b, 'cem', talk, day.at('10:30')), 'limit-reached', 'a third one')
      })
      await p.book(b, 'cem', talk, day.at('10:30'))
    },
  },
  {
    id: 'save-professional/limit-per-client',
    about: 'save-professional',
    says: 'a client who has as much as one may have is refused, others are not',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '11:00'])
      await p.withPolicy(b, { perClient: { maxPerDay: 1 } }, { perClient: null }, async () => {
        await p.book(b, 'ann', talk, day.at('09:00'))
        const told = await p.tryBook(b, 'ann', talk, day.at('10:00'))
        refused(told, 'client-limit-reached', 'the same client on the same day')
        await p.mustOffer(b, 'ann', talk, day, [], 'the search leaves it out for its caller')
        await p.book(b, 'ben', talk, day.at('10:00'))
      })
    },
  },
  {
    id: 'save-professional/verified',
    about: 'save-professional',
    says: 'who asks for verified clients refuses others',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const ann = await b.person('ann')
      if (ann.isGiven) return // whether it is verified is its owner's matter
      await p.withPolicy(b, { requireVerified: true }, { requireVerified: false }, async () => {
        const told = await p.tryBook(b, 'ann', talk, day.at('09:00'))
        refused(told, 'unverified', 'an address that nobody confirmed')
      })
    },
  },
  {
    id: 'set-block/refuses',
    about: 'set-block',
    says: 'who is blocked takes no time, and may cancel',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const { bookingId } = await p.book(b, 'cem', talk, day.at('09:00'))
      const { uid: clientUid } = await b.person('cem')
      const block = await p.command(b, 'owner', 'set-block', { clientUid, blocked: true })
      granted(block, Anything)
      try {
        const listed = await p.query(b, 'owner', 'list-blocks')
        must(
          JSON.stringify(listed.body).includes(clientUid),
          'the block is listed',
          listed.exchange.text,
          listed,
        )
        refused(await p.tryBook(b, 'cem', talk, day.at('09:30')), 'forbidden', 'a blocked client')
        await p.cancel(b, 'cem', bookingId)
      } finally {
        await p.command(b, 'owner', 'set-block', { clientUid, blocked: false })
      }
      await p.book(b, 'cem', talk, day.at('09:30'))
    },
  },
  {
    id: 'set-working-hours/from-a-date',
    about: 'set-working-hours',
    says: 'weekly hours hold from their date on, past midnight too',
    run: async (b) => {
      const { professionalId, serviceId } = await p.nightCalendar(b, 'Europe/Berlin')
      const zone = 'Europe/Berlin'
      const date = dateAfter(wallAt(b.now(), zone).date, 200)
      const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7
      const hours = [{ weekday, start: '23:00', end: '00:30' }]
      const body = { hours, effectiveFrom: date }
      granted(await p.command(b, 'otto', 'set-working-hours', body), Anything)
      const midnight = Date.parse(`${dateAfter(date, 1)}T00:00:00Z`)
      const reply = await p.query(b, 'ann', 'search-availability', {
        professionalId,
        serviceId,
        from: toText(midnight - DAY),
        to: toText(midnight + DAY),
      })
      const { slots } = granted(
        reply,
        z.object({ slots: z.array(z.object({ start: z.string() })) }),
      )
      const shown = slots.map(({ start }) => wallAt(Date.parse(start), zone))
      const own = shown.map((one) => `${one.date === date ? '' : '+1 '}${one.time}`)
      mustEqual(
        own.filter((one) => !/^0[1-4]/.test(one)),
        ['23:00', '23:30', '+1 00:00'],
        `from ${date} on 23:00 to 00:30, and not the hours before`,
        reply,
      )
      granted(
        await p.command(b, 'otto', 'set-working-hours', { hours: null, effectiveFrom: date }),
        Anything,
      )
    },
  },
])
