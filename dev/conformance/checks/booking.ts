// Booking: a slot once, seats as many as there are, holds, and requests that are sent twice.
import { randomUUID } from 'node:crypto'
import { checksOf } from '../bench/check.ts'
import { granted, must, mustEqual, refused } from '../bench/expect.ts'
import type { Reply } from '../bench/line.ts'
import { Anything, Booked } from '../bench/shapes.ts'
import * as p from './practice.ts'

const CLIENTS = ['ann', 'ben', 'cem'] as const

/** In a race each of these may be told to a loser: who was faster, or that too many were. */
const LOST = ['slot-taken', 'not-enough-seats', 'conflict']

const reasonOf = ({ body }: Reply): unknown =>
  typeof body === 'object' && body !== null && 'reason' in body ? body.reason : undefined

/** So many at once; those that were told of a conflict try again, as the description asks of them. */
async function race(tries: readonly (() => Promise<Reply>)[]): Promise<readonly Reply[]> {
  return Promise.all(
    tries.map(async (attempt) => {
      const reply = await attempt()
      return reasonOf(reply) === 'conflict' ? attempt() : reply
    }),
  )
}

const key = () => ({ 'Idempotency-Key': randomUUID() })

export const booking = checksOf('Booking', [
  {
    id: 'create-booking/once',
    about: 'create-booking',
    says: 'of nine who book one slot at once, one gets it',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const start = day.at('09:00')
      const tries = [...CLIENTS, ...CLIENTS, ...CLIENTS].map(
        (role) => () => p.tryBook(b, role, talk, start),
      )
      const replies = await race(tries)
      const won = replies.filter(({ status }) => status === 200)
      must(won.length === 1, 'one of nine gets the slot', `${won.length} did`, won[1] ?? won[0])
      for (const reply of replies.filter((one) => one.status !== 200))
        refused(reply, LOST, 'who comes too late')
      const booked = await p.agendaOf(b, day)
      mustEqual(booked.length, 1, 'the agenda has one booking')
      mustEqual(
        booked[0]?.bookingId,
        granted(won[0] ?? replies[0] ?? failed(), Booked).booking.bookingId,
        'the agenda has the winner’s booking',
      )
    },
  },
  {
    id: 'create-booking/taken',
    about: 'create-booking',
    says: 'a slot that somebody has is refused to everybody else',
    run: async (b) => {
      const { talk, request, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      await p.book(b, 'ann', talk, day.at('09:00'))
      for (const [role, serviceId] of [
        ['ben', talk],
        ['ann', talk],
        ['cem', request],
      ] as const)
        refused(await p.tryBook(b, role, serviceId, day.at('09:00')), 'slot-taken', 'the same time')
    },
  },
  {
    id: 'create-booking/capacity',
    about: 'create-booking',
    says: 'of six who want one of three seats at once, three get one',
    run: async (b) => {
      const { group, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const tries = [...CLIENTS, ...CLIENTS].map(
        (role) => () => p.tryBook(b, role, group, day.at('09:00')),
      )
      const replies = await race(tries)
      const won = replies.filter(({ status }) => status === 200)
      must(won.length === 3, 'three of six get a seat', `${won.length} did`, won[3] ?? won[0])
      for (const reply of replies.filter((one) => one.status !== 200))
        refused(reply, LOST, 'who comes too late')
      await p.mustOffer(b, 'ann', group, day, [], 'a full group is offered no more')
    },
  },
  {
    id: 'create-booking/as-sent',
    about: 'create-booking',
    says: 'the booking is what was asked for, and reads back the same',
    run: async (b) => {
      const { talk, professionalId, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const { uid } = await b.person('ann')
      const made = await p.book(b, 'ann', talk, day.at('09:00'), { note: 'Grüße 🙂' })
      const { start, end, seats, status, version, note } = made
      mustEqual(
        { start, end, seats, status, version, note, serviceId: made.serviceId },
        {
          start: day.at('09:00'),
          end: day.at('09:30'),
          seats: 1,
          status: 'confirmed',
          version: 1,
          note: 'Grüße 🙂',
          serviceId: talk,
        },
        'the booking has what was sent',
      )
      mustEqual([made.professionalId, made.client.uid], [professionalId, uid], 'and whose it is')
      mustEqual(await p.readBooking(b, 'ann', made.bookingId), made, 'get-booking answers the same')
      const owners = await p.readBooking(b, 'owner', made.bookingId)
      mustEqual(owners, made, 'the owner is answered the same')
    },
  },
  {
    id: 'create-booking/same-key',
    about: 'create-booking',
    says: 'sent again with its key it is answered again, and carried out once',
    run: async (b) => {
      const { group, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const headers = key()
      const send = () => p.tryBook(b, 'ann', group, day.at('09:00'), {}, headers)
      const one = await send()
      const { booking: made } = granted(one, Booked)
      mustEqual(one.headers.get('Idempotency-Replayed'), null, 'the first answer is no replay', one)
      const again = await send()
      mustEqual(
        granted(again, Booked, 'the same key and body are answered again').booking,
        made,
        'the same answer',
        again,
      )
      mustEqual(again.headers.get('Idempotency-Replayed'), 'true', 'Idempotency-Replayed', again)
      mustEqual((await p.agendaOf(b, day)).length, 1, 'it was carried out once', again)
    },
  },
  {
    id: 'create-booking/same-key-at-once',
    about: 'create-booking',
    says: 'sent five times at once with one key it is carried out once',
    run: async (b) => {
      const { group, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const headers = key()
      const send = () => p.tryBook(b, 'ben', group, day.at('09:00'), {}, headers)
      const replies = await Promise.all([send(), send(), send(), send(), send()])
      for (const reply of replies)
        if (reply.status === 200) granted(reply, Booked)
        else refused(reply, 'conflict', 'a request whose twin still runs')
      must(
        replies.some(({ status }) => status === 200),
        'one of five is carried out',
        replies.map(({ status }) => status).join(', '),
        replies[0],
      )
      mustEqual((await p.agendaOf(b, day)).length, 1, 'one booking', replies[0])
    },
  },
  {
    id: 'create-booking/key-reused',
    about: 'create-booking',
    says: 'a key that was used for something else is refused',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const headers = key()
      granted(await p.tryBook(b, 'ann', talk, day.at('09:00'), {}, headers), Booked)
      const other = await p.tryBook(b, 'ann', talk, day.at('09:30'), {}, headers)
      refused(other, 'idempotency-key-reused', 'another body with the same key')
      // Another account's key of the same name is another key.
      granted(await p.tryBook(b, 'ben', talk, day.at('09:30'), {}, headers), Booked)
    },
  },
  {
    id: 'create-booking/key-in-data',
    about: 'create-booking',
    says: 'a callable sends its key as idempotencyKey in the data',
    run: async (b) => {
      const { group, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const ask = {
        name: 'create-booking',
        as: await b.person('cem'),
        isCallable: true,
        body: { serviceId: group, start: day.at('09:00'), idempotencyKey: randomUUID() },
      }
      const made = granted(await b.call(ask), Booked)
      const again = await b.call(ask)
      mustEqual(granted(again, Booked), made, 'the same answer', again)
      mustEqual((await p.agendaOf(b, day)).length, 1, 'it was carried out once', again)
    },
  },
  {
    id: 'create-booking/on-request',
    about: 'decide-booking',
    says: 'of a service on request is pending until the owner decides, and keeps its time',
    run: async (b) => {
      const { request, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const [one, two] = [
        await p.book(b, 'ann', request, day.at('09:00')),
        await p.book(b, 'ben', request, day.at('09:30')),
      ]
      mustEqual([one.status, two.status], ['pending', 'pending'], 'both are pending')
      await p.mustOffer(b, 'cem', request, day, [], 'what is pending is taken')
      const decide = async (bookingId: string, decision: string) =>
        p.command(b, 'owner', 'decide-booking', { bookingId, decision })
      const approved = granted(await decide(one.bookingId, 'approve'), Booked).booking
      mustEqual(approved.status, 'confirmed', 'approved is confirmed')
      const declined = granted(await decide(two.bookingId, 'decline'), Booked).booking
      mustEqual(declined.status, 'declined', 'declined')
      await p.mustOffer(b, 'cem', request, day, ['09:30'], 'what was declined is free')
      refused(await decide(one.bookingId, 'decline'), 'not-changeable', 'deciding twice')
      refused(
        await p.command(b, 'ann', 'decide-booking', {
          bookingId: one.bookingId,
          decision: 'approve',
        }),
        ['forbidden', 'not-found'],
        'deciding as the client',
      )
    },
  },
  {
    id: 'create-booking/by-the-owner',
    about: 'create-booking',
    says: 'the owner books a guest in, against a rule only where that is named, and the history says so',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const guest = { client: { name: 'Gus Guest' } }
      const start = day.at('10:15')
      refused(await p.tryBook(b, 'owner', talk, start, guest), 'outside-hours', 'without a word')
      const override = ['outside-hours', 'off-grid']
      const { bookingId, client } = await p.book(b, 'owner', talk, start, { ...guest, override })
      mustEqual([client.uid, client.name], [undefined, 'Gus Guest'], 'a guest has no account')
      const reply = await p.query(b, 'owner', 'get-booking', { bookingId })
      granted(reply, Anything)
      must(
        reply.exchange.text.includes('"override"'),
        'the history records the override',
        reply.exchange.text,
        reply,
      )
      const told = await p.tryBook(b, 'ann', talk, day.at('10:45'), { override })
      refused(told, ['forbidden', 'invalid-request'], 'an override by a client')
    },
  },
])

function failed(): never {
  throw new Error('a race without tries')
}
