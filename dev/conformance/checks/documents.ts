// The mirror in Firestore: documents follow a command within the patience of the run, hold what the functions answer, and are
// shown to those alone who may see them.
import { type Bench, checksOf } from '../bench/check.ts'
import type { Read } from '../bench/documents.ts'
import { granted, must, mustEqual } from '../bench/expect.ts'
import { Activity, Anything, Booked, Revision } from '../bench/shapes.ts'
import * as z from 'zod'
import * as p from './practice.ts'

const Offer = z.object({ start: z.string(), seatsLeft: z.int() })
const DayContent = z.looseObject({
  date: z.string(),
  timeZone: z.string(),
  revision: z.int(),
  slots: z.record(z.string(), z.array(Offer)),
})

const slotsIn = ({ content }: Read, serviceId: string) => {
  const read = DayContent.safeParse(content)
  return read.success ? (read.data.slots[serviceId] ?? []) : []
}

/** Waits until everything of the calendar is as at a revision. */
async function mirrored(b: Bench, revision: number): Promise<void> {
  const { professionalId } = await b.stage()
  await b.documents.until(
    await b.person('ann'),
    `mirrors/${professionalId}`,
    `revision ${revision} or later`,
    ({ content }) => Number(content['revision']) >= revision,
  )
}

const without = (value: Readonly<Record<string, unknown>>, ...keys: readonly string[]) =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)))

export const documents = checksOf('Documents', [
  {
    id: 'documents/day',
    says: 'a day’s document follows each change within the patience, and holds what the search answers',
    run: async (b) => {
      const { talk, group, professionalId, zone, open } = await b.stage()
      const day = await open(['09:00', '11:00'])
      const ann = await b.person('ann')
      const path = `professionals/${professionalId}/days/${day.date}`
      const mustAgree = async (what: string) => {
        for (const serviceId of [talk, group]) {
          const { slots, reply } = await p.search(b, 'cem', serviceId, day)
          const wanted = slots.map(({ start, seatsLeft }) => ({ start, seatsLeft }))
          await b.documents.until(
            ann,
            path,
            `${what}: the slots of the search`,
            (read) => JSON.stringify(inOrder(slotsIn(read, serviceId))) === JSON.stringify(wanted),
          )
          must(reply.status === 200, 'the search', '')
        }
      }
      await mustAgree('once it is open')
      const { bookingId } = await p.book(b, 'ann', talk, day.at('09:30'))
      await mustAgree('after a booking')
      await p.book(b, 'ben', group, day.at('10:00'), { seats: 2 })
      await mustAgree('after two of three seats')
      await p.cancel(b, 'ann', bookingId)
      await mustAgree('after a cancellation')
      const { revision } = await p.search(b, 'cem', talk, day)
      await mirrored(b, revision)
      const read = await b.documents.read(ann, path)
      mustEqual(
        [read.content['date'], read.content['timeZone'], read.content['revision']],
        [day.date, zone, revision],
        'its date, its zone, and the revision that last changed it',
        read,
      )
      must(
        [...read.timestamps].some((one) => /^\/slots\/[^/]+\/0\/start$/.test(one)),
        'a slot’s start is a Timestamp',
        JSON.stringify(read.content['slots']),
        read,
      )
      must(read.timestamps.has('/expireAt'), 'expireAt is a Timestamp', 'not so', read)
    },
  },
  {
    id: 'documents/mirror',
    says: 'the watermark moves on to the revision of every change',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const { revision } = await p.search(b, 'ann', talk, day)
      await mirrored(b, revision)
      await p.book(b, 'ben', talk, day.at('09:00'))
      await mirrored(b, revision + 1)
    },
  },
  {
    id: 'documents/professional',
    says: 'a professional’s document holds what get-professional answers, and when each service is next free',
    run: async (b) => {
      const { professionalId, talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      await mirrored(b, (await p.search(b, 'ann', talk, day)).revision)
      const ben = await b.person('ben')
      const read = await b.documents.read(ben, `professionals/${professionalId}`)
      const reply = await p.query(b, 'ben', 'get-professional', { professionalId })
      const Told = z.object({
        professional: z.looseObject({ name: z.string(), timeZone: z.string() }),
        services: z.array(z.looseObject({ serviceId: z.string() })),
        activity: Activity,
      })
      const { professional, services, activity } = granted(reply, Told)
      const { content } = read
      mustEqual(
        [content['name'], content['timeZone'], content['activity']],
        [professional.name, professional.timeZone, activity],
        'name, zone and activity of the answer',
        read,
      )
      const Held = z.looseObject({
        services: z.array(z.looseObject({ serviceId: z.string() })),
        nextFree: z.record(z.string(), z.string().nullable()),
        daysThrough: z.string(),
      })
      const held = Held.parse(content)
      mustEqual(
        held.services.map(({ serviceId }) => serviceId).toSorted(),
        services.map(({ serviceId }) => serviceId).toSorted(),
        'its active services',
        read,
      )
      must(typeof held.nextFree[talk] === 'string', 'when the service is next free', 'null', read)
      must(read.timestamps.has(`/nextFree/${talk}`), 'as a Timestamp', 'not so', read)
      must(held.daysThrough > day.date, 'daysThrough is after this date', held.daysThrough, read)
      const { uid } = await b.person('owner')
      must(
        !JSON.stringify(content).includes(uid),
        'nothing public names the owner’s account',
        uid,
        read,
      )
    },
  },
  {
    id: 'documents/own-booking',
    says: 'the client’s document and the owner’s hold the booking that get-booking answers',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const [ann, owner] = [await b.person('ann'), await b.person('owner')]
      const made = await p.book(b, 'ann', talk, day.at('09:00'), { note: 'for the mirror' })
      const { bookingId } = made
      const [own, agenda] = [
        `accounts/${ann.uid}/bookings/${bookingId}`,
        `accounts/${owner.uid}/agenda/${bookingId}`,
      ]
      const mine = await b.documents.until(ann, own, 'it is there', ({ exists }) => exists)
      mustEqual(
        without(mine.content, 'expireAt'),
        { ...made },
        'what create-booking answered',
        mine,
      )
      for (const field of ['/start', '/end', '/createdAt', '/updatedAt', '/expireAt'])
        must(mine.timestamps.has(field), `${field.slice(1)} is a Timestamp`, 'not so', mine)
      const theirs = await b.documents.until(owner, agenda, 'it is there', ({ exists }) => exists)
      mustEqual(
        [theirs.content['note'], theirs.content['capacity'], theirs.content['status']],
        ['for the mirror', 1, 'confirmed'],
        'note, capacity and status',
        theirs,
      )
      await p.cancel(b, 'ann', bookingId)
      const cancelled = ({ content }: Read) => content['status'] === 'cancelled'
      await b.documents.until(ann, own, 'it is cancelled', cancelled)
      await b.documents.until(owner, agenda, 'it is cancelled', cancelled)
    },
  },
  {
    id: 'documents/schedule',
    says: 'the owner’s schedule document holds what get-schedule answers',
    run: async (b) => {
      const { professionalId, talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const { date } = day
      const { revision } = await p.search(b, 'ann', talk, day)
      await mirrored(b, revision)
      const owner = await b.person('owner')
      const path = `accounts/${owner.uid}/schedules/${professionalId}`
      const read = await b.documents.read(owner, path)
      const reply = await p.query(b, 'owner', 'get-schedule')
      const told = granted(reply, Revision)
      mustEqual(
        [read.content['services'], read.content['workingHours']],
        [told['services'], told['workingHours']],
        'services and weekly hours of the answer',
        read,
      )
      must(
        Number(read.content['revision']) <= told.revision,
        'the revision of a change that there was',
        String(read.content['revision']),
        read,
      )
      must(JSON.stringify(read.content).includes(date), `the hours of ${date}`, 'not in it', read)
    },
  },
  {
    id: 'documents/notification',
    says: 'who is concerned is told in the app, and what was read is marked so',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const owner = await b.person('owner')
      const { bookingId } = await p.book(b, 'ben', talk, day.at('09:00'))
      const folder = `accounts/${owner.uid}/notifications`
      const find = async () =>
        (await b.documents.list(owner, folder)).find(
          ({ content }) => content['bookingId'] === bookingId,
        )
      const told = await p.untilFound(b, find, `${folder} tells of booking ${bookingId}`)
      for (const field of ['type', 'title', 'body'])
        must(typeof told.content[field] === 'string', `it has a ${field}`, 'none', told)
      mustEqual(told.content['readAt'], null, 'it is not read yet', told)
      const notificationId = told.path.split('/').at(-1) ?? ''
      const body = { notificationIds: [notificationId] }
      granted(await p.command(b, 'owner', 'mark-notifications-read', body), Anything)
      await b.documents.until(
        owner,
        told.path,
        'it is read',
        ({ content, timestamps }) => content['readAt'] !== null && timestamps.has('/readAt'),
      )
    },
  },
  {
    id: 'documents/hold',
    says: 'a hold takes the slot out of the day’s document, and is shown to the owner without its client',
    run: async (b) => {
      const { talk, professionalId, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      await mirrored(b, (await p.search(b, 'ann', talk, day)).revision)
      const [ben, owner] = [await b.person('ben'), await b.person('owner')]
      const hold = { serviceId: talk, start: day.at('09:00'), holdMinutes: 1 }
      const { booking } = granted(await p.command(b, 'ben', 'hold-slot', hold), Booked)
      const path = `professionals/${professionalId}/days/${day.date}`
      const starts = (read: Read) => slotsIn(read, talk).map(({ start }) => start)
      const isTaken = (read: Read) =>
        read.exists && !starts(read).includes(day.at('09:00')) && starts(read).length === 1
      await b.documents.until(ben, path, '09:00 is gone', isTaken)
      const agenda = `accounts/${owner.uid}/agenda/${booking.bookingId}`
      const read = await b.documents.until(owner, agenda, 'it is there', ({ exists }) => exists)
      mustEqual(
        [read.content['status'], read.content['client']],
        ['held', undefined],
        'held, and by nobody who is named',
        read,
      )
      await p.cancel(b, 'ben', booking.bookingId)
      const isBack = (one: Read) => starts(one).includes(day.at('09:00'))
      await b.documents.until(ben, path, '09:00 is back', isBack)
    },
  },
])

const inOrder = (slots: readonly z.infer<typeof Offer>[]) =>
  slots.map(({ start, seatsLeft }) => ({ start, seatsLeft }))
