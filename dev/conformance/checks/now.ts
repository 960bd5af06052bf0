// What happens now: sessions that begin, run late and end, and what the professional is doing.
import * as z from 'zod'
import { type Bench, checksOf } from '../bench/check.ts'
import { granted, must, mustEqual, refused } from '../bench/expect.ts'
import { Activity, Anything, Booked, Booking } from '../bench/shapes.ts'
import { dayOf, type Stage } from '../bench/stage.ts'
import { MINUTE, toText, wallAt } from '../bench/zone.ts'
import * as p from './practice.ts'

const Progress = z.object({
  booking: Booking,
  delayed: z.array(z.object({ bookingId: z.string(), expectedStart: z.string() })),
})
const Shown = z.object({ activity: Activity })

const QUARTER = 15 * MINUTE

/** Today, open around now: from the quarter of an hour before it on for six hours. */
async function openToday(b: Bench, { zone }: Stage) {
  const now = b.now()
  const first = Math.floor(now / QUARTER) * QUARTER - QUARTER
  const { date, time: start } = wallAt(first, zone)
  const { time: end } = wallAt(first + 6 * 60 * MINUTE, zone)
  const body = { date, intervals: [{ start, end }] }
  granted(await p.command(b, 'owner', 'set-date-hours', body), Anything)
  const quarter = (n: number) => toText(first + n * QUARTER)
  return { day: dayOf(date, zone), date, quarter }
}

const closeToday = (b: Bench, date: string) =>
  p.command(b, 'owner', 'set-date-hours', { date, intervals: [] })

async function shownActivity(b: Bench, { professionalId }: Stage) {
  const reply = await p.query(b, 'ann', 'get-professional', { professionalId })
  return { ...granted(reply, Shown).activity, reply }
}

const OVERRIDE = ['too-soon', 'off-grid', 'outside-hours']

export const happening = checksOf('Now', [
  {
    id: 'set-activity/takes-time',
    about: 'set-activity',
    says: 'busy until a time takes the time until then out of the offer; available gives it back',
    run: async (b) => {
      const stage = await b.stage()
      const { day, date, quarter } = await openToday(b, stage)
      const service = { durationMinutes: 15 }
      try {
        await p.withService(b, service, async (serviceId) => {
          const before = await p.search(b, 'ann', serviceId, day)
          mustEqual(
            p.startsOf(before.slots)[0],
            quarter(2),
            'the next quarter is free',
            before.reply,
          )
          const body = { state: 'busy', until: quarter(4), message: 'in a call' }
          granted(await p.command(b, 'owner', 'set-activity', body), Anything)
          const { state, until, message, reply } = await shownActivity(b, stage)
          mustEqual(
            [state, until, message],
            ['busy', quarter(4), 'in a call'],
            'it is shown',
            reply,
          )
          const busy = await p.search(b, 'ann', serviceId, day)
          mustEqual(p.startsOf(busy.slots)[0], quarter(4), 'free from its end on', busy.reply)
          const told = await p.tryBook(b, 'ann', serviceId, quarter(2))
          refused(told, 'professional-away', 'a start in between')
          granted(await p.command(b, 'owner', 'set-activity', { state: 'available' }), Anything)
          const after = await p.search(b, 'ann', serviceId, day)
          mustEqual(p.startsOf(after.slots)[0], quarter(2), 'free again', after.reply)
          const now = await shownActivity(b, stage)
          mustEqual(now.state, 'available', 'available is shown', now.reply)
        })
      } finally {
        await closeToday(b, date)
      }
      const closed = await shownActivity(b, stage)
      mustEqual(closed.state, 'off', 'outside the hours it is off', closed.reply)
    },
  },
  {
    id: 'report-progress/delays',
    about: 'report-progress',
    says: 'a session that runs late moves the expected starts behind it, until it ends',
    run: async (b) => {
      const stage = await b.stage()
      const { day, date, quarter } = await openToday(b, stage)
      const guest = { client: { name: 'Gus Guest' }, override: OVERRIDE }
      try {
        await p.withService(b, { durationMinutes: 15 }, async (serviceId) => {
          // The one that runs now began at most 15 minutes ago; two wait behind it, and then there is a gap.
          const running = await p.book(b, 'owner', serviceId, quarter(1), guest)
          const next = await p.book(b, 'ann', serviceId, quarter(2))
          const behind = await p.book(b, 'ben', serviceId, quarter(3))
          const started = await p.readBooking(b, 'owner', running.bookingId)
          mustEqual(started.status, 'in-progress', 'what has begun is in progress')
          const session = await shownActivity(b, stage)
          mustEqual([session.state, session.until], ['in-session', quarter(2)], 'it is shown')
          const report = (step: string, more: object = {}) =>
            p.command(b, 'owner', 'report-progress', {
              bookingId: running.bookingId,
              step,
              ...more,
            })
          const late = toText(Date.parse(quarter(2)) + 10 * MINUTE)
          const reply = await report('running-late', { expectedEnd: late })
          const { booking, delayed } = granted(reply, Progress)
          mustEqual(booking.expectedEnd, late, 'it is expected to end later', reply)
          const pushed = toText(Date.parse(late) + 15 * MINUTE)
          mustEqual(
            delayed.map((one) => [one.bookingId, one.expectedStart]),
            [
              [next.bookingId, late],
              [behind.bookingId, pushed],
            ],
            'both behind it move along',
            reply,
          )
          const told = await p.readBooking(b, 'ann', next.bookingId)
          mustEqual(
            [told.start, told.expectedStart],
            [quarter(2), late],
            'the client keeps the start, and is told when it is expected',
          )
          const free = await p.search(b, 'cem', serviceId, day)
          mustEqual(
            p.startsOf(free.slots)[0],
            quarter(5),
            'the delay takes the time after those behind it',
            free.reply,
          )
          const ended = granted(await report('finished'), Progress)
          must(ended.booking.endedAt !== undefined, 'it has ended', 'no endedAt')
          mustEqual(ended.booking.status, 'completed', 'and is completed')
          const onTime = await p.readBooking(b, 'ben', behind.bookingId)
          mustEqual(
            onTime.expectedStart ?? onTime.start,
            quarter(3),
            'what is behind it is expected at its start again',
          )
          const now = await p.search(b, 'cem', serviceId, day)
          mustEqual(p.startsOf(now.slots)[0], quarter(4), 'the time is given back', now.reply)
          const other = { bookingId: next.bookingId, step: 'started' }
          refused(
            await p.command(b, 'ann', 'report-progress', other),
            ['forbidden', 'not-found'],
            'a client reports nothing',
          )
        })
      } finally {
        await closeToday(b, date)
      }
    },
  },
  {
    id: 'report-progress/no-show',
    about: 'report-progress',
    says: 'a client who did not come is a no-show, until that is put right',
    run: async (b) => {
      // The other owner's, which is open by night: only an override books there now.
      const { serviceId } = await p.nightCalendar(b, 'Europe/Berlin')
      const start = toText(Math.floor(b.now() / MINUTE) * MINUTE - 5 * MINUTE)
      const guest = { client: { name: 'Gus Guest' }, override: OVERRIDE }
      const { bookingId } = await p.book(b, 'otto', serviceId, start, guest)
      const report = (step: string) => p.command(b, 'otto', 'report-progress', { bookingId, step })
      const gone = await report('no-show')
      mustEqual(granted(gone, Booked).booking.status, 'no-show', 'a no-show', gone)
      const back = await report('finished')
      mustEqual(granted(back, Booked).booking.status, 'completed', 'put right', back)
    },
  },
])
