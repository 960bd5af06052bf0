// What is offered: the starts that hours, steps and rules make, each of which can be booked, and no other.
import { checksOf } from '../bench/check.ts'
import { first, granted, must, mustEqual, refused } from '../bench/expect.ts'
import { Explained, Found } from '../bench/shapes.ts'
import { DAY, dateAfter, instantOf, MINUTE, toText, wallAt } from '../bench/zone.ts'
import * as p from './practice.ts'

const HOURS = ['09:00', '12:00'] as const
const HALF_HOURS = ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30']

export const searching = checksOf('Searching', [
  {
    id: 'search-availability/exactly',
    about: 'search-availability',
    says: 'offers the starts that hours and step make, and no other',
    run: async (b) => {
      const { talk, group, open } = await b.stage()
      const day = await open(HOURS, ['14:00', '15:15'])
      const talks = [...HALF_HOURS, '14:00', '14:30']
      await p.mustOffer(b, 'ann', talk, day, talks, 'half hours that fit into 09–12 and 14–15:15')
      await p.mustOffer(
        b,
        'ann',
        group,
        day,
        ['09:00', '10:00', '11:00', '14:00'],
        'hours that fit into 09–12 and 14–15:15',
      )
      const { slots, reply } = await p.search(b, 'ann', group, day)
      const { start, end, seatsLeft } = first(slots, 'a slot', reply)
      mustEqual(
        [Date.parse(end) - Date.parse(start), seatsLeft],
        [60 * MINUTE, 3],
        'a slot of the group is an hour long and has three seats',
        reply,
      )
    },
  },
  {
    id: 'search-availability/offered-is-bookable',
    about: 'search-availability',
    says: 'every start that is offered can be booked, and is then offered no more',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(HOURS)
      const { slots, reply } = await p.search(b, 'ann', talk, day)
      must(slots.length > 0, 'there are free starts', 'none', reply)
      for (const [index, { start }] of slots.entries()) {
        const role = index % 2 === 0 ? 'ann' : 'ben'
        const { reply: told, slots: left } = await bookAndSearch(start, role)
        mustEqual(p.startsOf(left).includes(start), false, `${start} is not offered any more`, told)
      }
      async function bookAndSearch(start: string, role: 'ann' | 'ben') {
        await p.book(b, role, talk, start)
        return p.search(b, 'cem', talk, day)
      }
      await p.mustOffer(b, 'cem', talk, day, [], 'nothing is left when everything is booked')
    },
  },
  {
    id: 'search-availability/not-offered-is-refused',
    about: 'search-availability',
    says: 'a start that is not offered is refused, with the reason, and with free starts instead',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(HOURS)
      const { slots } = await p.search(b, 'cem', talk, day)
      const offered = p.startsOf(slots)
      const tries = [
        [day.at('09:10'), 'off-grid'],
        [day.at('08:30'), 'outside-hours'],
        [day.at('11:45'), 'outside-hours'],
        [toText(b.now() - DAY), 'too-soon'],
        [toText(b.now() + 800 * DAY), 'too-far-ahead'],
      ] as const
      for (const [start, reason] of tries) {
        const reply = await p.tryBook(b, 'cem', talk, start)
        const { alternatives = [] } = refused(reply, reason, `${start} is refused`)
        must(
          alternatives.length <= 5,
          'at most five alternatives',
          String(alternatives.length),
          reply,
        )
        if (reason !== 'off-grid') continue
        must(alternatives.length > 0, 'there are alternatives', 'none', reply)
        const near = p.startsOf(alternatives).filter((one) => one.startsWith(day.date))
        must(
          near.every((one) => offered.includes(one)),
          'every alternative is a free start',
          near.join(', '),
          reply,
        )
      }
    },
  },
  {
    id: 'explain-availability/agrees',
    about: 'explain-availability',
    says: 'says of a start that it can be booked exactly where the search offers it',
    run: async (b) => {
      const { talk, professionalId, open } = await b.stage()
      const day = await open(['09:00', '11:00'])
      await p.book(b, 'ben', talk, day.at('09:30'))
      const offered = p.startsOf((await p.search(b, 'ann', talk, day)).slots)
      for (
        let at = Date.parse(day.at('08:45'));
        at <= Date.parse(day.at('11:00'));
        at += 15 * MINUTE
      ) {
        const start = toText(at)
        const parameters = { professionalId, serviceId: talk, start }
        const reply = await p.query(b, 'ann', 'explain-availability', parameters)
        const { bookable, reasons } = granted(reply, Explained)
        mustEqual(bookable, offered.includes(start), `${start} is bookable as it is offered`, reply)
        mustEqual(reasons.length === 0, bookable, 'a start has a reason, or can be booked', reply)
        must(
          reasons.every(({ source }) => source === undefined),
          'clients are told no sources',
          JSON.stringify(reasons),
          reply,
        )
      }
    },
  },
  {
    id: 'search-availability/seats',
    about: 'search-availability',
    says: 'for several seats offers only where so many are left',
    run: async (b) => {
      const { group, open } = await b.stage()
      const day = await open(['09:00', '11:00'])
      await p.book(b, 'ben', group, day.at('09:00'), { seats: 2 })
      const two = await p.search(b, 'ann', group, day, { seats: 2 })
      mustEqual(p.startsOf(two.slots), [day.at('10:00')], 'two seats are left at 10:00', two.reply)
      const one = await p.search(b, 'ann', group, day)
      mustEqual(
        one.slots.map(({ start, seatsLeft }) => [start, seatsLeft]),
        [
          [day.at('09:00'), 1],
          [day.at('10:00'), 3],
        ],
        'one seat is left at 09:00 and three at 10:00',
        one.reply,
      )
      const reply = await p.tryBook(b, 'ann', group, day.at('09:00'), { seats: 2 })
      refused(reply, 'not-enough-seats', 'two of one seat')
    },
  },
  {
    id: 'search-availability/bounds',
    about: 'search-availability',
    says: 'lists from its first bound on and before its last one',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(HOURS)
      const range = { from: day.at('09:30'), to: day.at('11:00') }
      const { slots, reply } = await p.search(b, 'ann', talk, { range })
      const wanted = ['09:30', '10:00', '10:30'].map(day.at)
      mustEqual(p.startsOf(slots), wanted, 'starts with from ≤ start < to', reply)
      const far = {
        range: { from: day.at('09:00'), to: toText(Date.parse(day.at('09:00')) + 63 * DAY) },
      }
      const { professionalId } = await b.stage()
      const parameters = { professionalId, serviceId: talk, ...far.range }
      const told = await p.query(b, 'ann', 'search-availability', parameters)
      refused(told, 'invalid-request', 'more than 62 days apart')
    },
  },
  {
    id: 'search-availability/clock-changes',
    about: 'search-availability',
    says: 'where clocks change, a day has the hours that pass on it',
    run: async (b) => {
      const { professionalId, serviceId, zone, spring, autumn } = await openNight(b)
      for (const [date, ends] of [
        [spring, 6],
        [autumn, 10],
        [dateAfter(spring, 1), 8],
      ] as const) {
        // From 01:00 to 05:00 by the clock.
        const start = instantOf(date, '01:00', zone)
        const wanted = Array.from({ length: ends }, (_, i) => toText(start + i * 30 * MINUTE))
        const reply = await p.query(b, 'ann', 'search-availability', {
          professionalId,
          serviceId,
          from: toText(start - 60 * MINUTE),
          to: toText(start + 12 * 60 * MINUTE),
        })
        const { slots } = granted(reply, Found)
        mustEqual(
          p.startsOf(slots),
          wanted,
          `${ends} half hours pass from 01:00 to 05:00 on ${date} in ${zone}`,
          reply,
        )
      }
    },
  },
  {
    id: 'search-availability/etag',
    about: 'search-availability',
    says: 'answers 304 while nothing has changed, and the new state once it has',
    run: async (b) => {
      const { talk, professionalId, open } = await b.stage()
      const day = await open(HOURS)
      const ask = {
        name: 'search-availability',
        as: await b.person('ann'),
        query: { professionalId, serviceId: talk, ...day.range },
      }
      const reply = await b.call(ask)
      granted(reply, Found)
      const etag = reply.headers.get('ETag')
      must(etag !== null, 'the answer has an ETag', 'none', reply)
      const headers = { 'If-None-Match': etag ?? '' }
      const again = await b.call({ ...ask, headers })
      must(again.status === 304, '304 for the same state', `${again.status}`, again)
      must(again.exchange.text === '', '304 has no body', again.exchange.text, again)
      await p.book(b, 'ben', talk, day.at('10:00'))
      const changed = await b.call({ ...ask, headers })
      must(changed.status === 200, '200 once a slot was booked', `${changed.status}`, changed)
      must(changed.headers.get('ETag') !== etag, 'another ETag', String(etag), changed)
    },
  },
  {
    id: 'search-availability/revision',
    about: 'search-availability',
    says: 'the revision moves on by one with every booking, and stands still in between',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(HOURS)
      const before = await p.search(b, 'ann', talk, day)
      const again = await p.search(b, 'cem', talk, day)
      mustEqual(again.revision, before.revision, 'asking makes none', again.reply)
      await p.book(b, 'ben', talk, day.at('09:00'))
      const after = await p.search(b, 'ann', talk, day)
      mustEqual(after.revision, before.revision + 1, 'one change, one revision', after.reply)
      await p.tryBook(b, 'cem', talk, day.at('09:00'))
      const same = await p.search(b, 'ann', talk, day)
      mustEqual(same.revision, after.revision, 'a refusal makes none', same.reply)
    },
  },
])

/** A calendar in a zone whose clocks change, open by night. */
async function openNight(b: Parameters<(typeof searching)[number]['run']>[0]) {
  const zone = 'Europe/Berlin'
  const { professionalId, serviceId } = await p.nightCalendar(b, zone)
  const today = dateAfter(wallAt(b.now(), zone).date, 1)
  const [spring, autumn] = p.clockChanges(zone, today)
  return { professionalId, serviceId, zone, spring, autumn }
}
