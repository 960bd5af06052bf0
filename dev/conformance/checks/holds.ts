// Holds: a slot that is kept while its client checks out, to the second.
import { checksOf } from '../bench/check.ts'
import { granted, must, mustEqual, refused } from '../bench/expect.ts'
import { Booked, Found } from '../bench/shapes.ts'
import { dateAfter, instantOf, MINUTE, toText, wallAt } from '../bench/zone.ts'
import * as p from './practice.ts'

export const holds = checksOf('Booking', [
  {
    id: 'hold-slot/keeps',
    about: 'hold-slot',
    says: 'a hold keeps the slot from others, and becomes a booking with the same id',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const body = { serviceId: talk, start: day.at('09:00'), holdMinutes: 5 }
      const reply = await p.command(b, 'ann', 'hold-slot', body)
      const { booking: hold } = granted(reply, Booked)
      mustEqual(hold.status, 'held', 'a hold is held', reply)
      const lasts = Date.parse(hold.holdExpiresAt ?? '') - b.now()
      must(
        Math.abs(lasts - 5 * MINUTE) < 15_000,
        'it lasts five minutes',
        `until ${hold.holdExpiresAt}`,
        reply,
      )
      await p.mustOffer(b, 'ben', talk, day, ['09:30'], 'a held slot is offered to nobody else')
      refused(await p.tryBook(b, 'ben', talk, day.at('09:00')), 'slot-taken', 'a held slot')
      await p.mustOffer(b, 'ann', talk, day, ['09:00', '09:30'], 'who holds it may have it')
      const made = await p.command(b, 'ann', 'create-booking', { holdId: hold.bookingId })
      const { booking: booked } = granted(made, Booked, 'the hold becomes a booking')
      mustEqual(
        [booked.bookingId, booked.status],
        [hold.bookingId, 'confirmed'],
        'the hold’s id, confirmed',
        made,
      )
    },
  },
  {
    id: 'hold-slot/one-at-a-time',
    about: 'hold-slot',
    says: 'a new hold takes the place of the old one; a released one is free at once',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const hold = async (time: string) => {
        const body = { serviceId: talk, start: day.at(time), holdMinutes: 2 }
        return granted(await p.command(b, 'ben', 'hold-slot', body), Booked).booking
      }
      const old = await hold('09:00')
      const other = await hold('09:30')
      await p.mustOffer(b, 'ann', talk, day, ['09:00'], 'the old hold’s slot is free')
      const gone = await p.readBooking(b, 'ben', old.bookingId)
      mustEqual(gone.status, 'expired', 'the old hold is expired')
      const reply = await p.command(b, 'ben', 'create-booking', { holdId: old.bookingId })
      refused(reply, 'hold-expired', 'a hold that is over')
      const released = await p.cancel(b, 'ben', other.bookingId)
      mustEqual(released.status, 'expired', 'a hold that is cancelled is expired')
      await p.mustOffer(b, 'ann', talk, day, ['09:00', '09:30'], 'a released hold’s slot is free')
    },
  },
  {
    id: 'hold-slot/ends',
    about: 'hold-slot',
    says: 'a hold ends to the second: then it is free, and cannot be booked by it',
    isSlow: true,
    run: async (b) => {
      // On the other owner's calendar: what runs beside this changes the rules of the first.
      const zone = 'Europe/Berlin'
      const { professionalId, serviceId } = await p.nightCalendar(b, zone)
      const start = toText(instantOf(dateAfter(wallAt(b.now(), zone).date, 10), '01:00', zone))
      const mustBeFree = async (isFree: boolean, promised: string) => {
        const range = { from: start, to: toText(Date.parse(start) + MINUTE) }
        const parameters = { professionalId, serviceId, ...range }
        const reply = await p.query(b, 'cem', 'search-availability', parameters)
        const { slots } = granted(reply, Found)
        mustEqual(p.startsOf(slots), isFree ? [start] : [], promised, reply)
      }
      const body = { serviceId, start, holdMinutes: 1 }
      const { booking: hold } = granted(await p.command(b, 'dora', 'hold-slot', body), Booked)
      const end = Date.parse(hold.holdExpiresAt ?? '')
      await p.sleepUntil(b, end - 4_000)
      await mustBeFree(false, 'four seconds before its end it is kept')
      await p.sleepUntil(b, end + 2_000)
      await mustBeFree(true, 'two seconds after its end it is free')
      const after = await p.readBooking(b, 'dora', hold.bookingId)
      mustEqual(after.status, 'expired', 'every function answers expired at once')
      const late = await p.command(b, 'dora', 'create-booking', { holdId: hold.bookingId })
      refused(late, 'hold-expired', 'a hold that is over')
    },
  },
])
