// A calendar as its owner and the public see it: saved fields, schedules, changes, the search for professionals.
import * as z from 'zod'
import { checksOf } from '../bench/check.ts'
import { granted, must, mustEqual, refused } from '../bench/expect.ts'
import { Anything, Revision, SavedProfessional } from '../bench/shapes.ts'
import { DAY, toText } from '../bench/zone.ts'
import * as p from './practice.ts'

const Page = z.object({
  changes: z.array(z.looseObject({ revision: z.int(), type: z.string(), changeId: z.string() })),
  nextPageToken: z.string().optional(),
})
const FoundProfessionals = z.object({
  professionals: z.array(
    z.object({
      professional: z.looseObject({ professionalId: z.string() }),
      nextSlots: z.array(z.object({ serviceId: z.string(), start: z.string() })).max(3),
    }),
  ),
})
const Schedule = z.looseObject({
  revision: z.int(),
  services: z.array(z.looseObject({ serviceId: z.string() })),
})

export const calendars = checksOf('Calendars', [
  {
    id: 'save-professional/keeps-what-is-absent',
    about: 'save-professional',
    says: 'absent fields keep their value, null clears one, and the revision moves on',
    run: async (b) => {
      await b.stage()
      const save = async (body: object) =>
        granted(await p.command(b, 'owner', 'save-professional', body), SavedProfessional)
      const one = await save({ headline: 'Made for a check', specialties: ['Conformance'] })
      const two = await save({ about: 'Gone soon' })
      mustEqual(
        [two.professional['headline'], two.professional['about']],
        ['Made for a check', 'Gone soon'],
        'the headline stays',
      )
      mustEqual(two.revision, one.revision + 1, 'one command, one revision')
      const three = await save({ headline: null })
      mustEqual(three.professional['headline'], undefined, 'null clears it')
      const same = await save({})
      mustEqual(same.revision, three.revision, 'what changes nothing makes no revision')
      const told = await p.command(b, 'owner', 'save-professional', { name: null })
      refused(told, 'invalid-request', 'a name cannot be cleared')
    },
  },
  {
    id: 'get-professional/etag',
    about: 'get-professional',
    says: 'answers the public what it may know, and 304 while that is the same',
    run: async (b) => {
      const { professionalId } = await b.stage()
      const ask = {
        name: 'get-professional',
        as: await b.person('ben'),
        query: { professionalId },
      }
      const reply = await b.call(ask)
      granted(reply, Anything)
      const { uid } = await b.person('owner')
      must(
        !reply.exchange.text.includes(uid),
        'nothing public names the owner’s account',
        uid,
        reply,
      )
      const etag = reply.headers.get('ETag') ?? ''
      must(etag !== '', 'the answer has an ETag', 'none', reply)
      const again = await b.call({ ...ask, headers: { 'If-None-Match': etag } })
      must(again.status === 304, '304 for the same state', String(again.status), again)
    },
  },
  {
    id: 'get-schedule/holds-it-all',
    about: 'get-schedule',
    says: 'answers its owner the schedule at the present revision, and nobody else',
    run: async (b) => {
      const { professionalId, talk } = await b.stage()
      const headline = `At ${b.now()}`
      const saved = await p.command(b, 'owner', 'save-professional', { headline })
      const { revision } = granted(saved, SavedProfessional)
      const reply = await p.query(b, 'owner', 'get-schedule')
      const schedule = granted(reply, Schedule)
      mustEqual(schedule.revision, revision, 'the revision of the last command', reply)
      const ids = schedule.services.map(({ serviceId }) => serviceId)
      must(ids.includes(talk), 'its services', ids.join(', '), reply)
      const told = await p.query(b, 'ann', 'get-schedule', { professionalId })
      refused(told, ['not-found', 'forbidden'], 'somebody else’s schedule')
    },
  },
  {
    id: 'list-changes/every-revision',
    about: 'list-changes',
    says: 'lists every change since a revision, in order and without a gap',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const { revision: since } = await p.search(b, 'ann', talk, day)
      const { bookingId } = await p.book(b, 'ann', talk, day.at('09:00'))
      await p.cancel(b, 'ann', bookingId)
      const about = `After ${since}`
      granted(await p.command(b, 'owner', 'save-professional', { about }), Anything)
      const reply = await p.query(b, 'owner', 'list-changes', { afterRevision: since })
      const { changes } = granted(reply, Page)
      mustEqual(
        changes.map(({ revision, type }) => `${revision - since} ${type}`),
        ['1 booking.confirmed', '2 booking.cancelled', '3 professional.changed'],
        'three changes, three revisions',
        reply,
      )
    },
  },
  {
    id: 'search-professionals/finds',
    about: 'search-professionals',
    says: 'finds a professional by a word of their name, with the next free slots',
    run: async (b) => {
      const { professionalId, talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const until = { promised: 'a free start', to: toText(Date.parse(day.range.to) + DAY) }
      const { slots } = await p.search(b, 'ann', talk, day)
      must(slots.length > 0, until.promised, 'none')
      // What is next free is written down by the fan-out, which follows the command.
      const reply = await p.untilReply(
        b,
        () => p.query(b, 'ann', 'search-professionals', { text: b.runName }),
        (told) => {
          const read = FoundProfessionals.safeParse(told.body)
          return read.success && read.data.professionals.length > 0
        },
      )
      const { professionals } = granted(reply, FoundProfessionals)
      const ids = professionals.map((one) => one.professional.professionalId)
      must(ids.includes(professionalId), 'the calendar of this run', ids.join(', '), reply)
      const own = professionals.find((one) => one.professional.professionalId === professionalId)
      must((own?.nextSlots.length ?? 0) > 0, 'its next free slots', 'none', reply)
    },
  },
  {
    id: 'save-service/inactive',
    about: 'save-service',
    says: 'a service that is inactive is neither offered nor booked',
    run: async (b) => {
      const { open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      let serviceId = ''
      await p.withService(b, {}, async (id) => {
        serviceId = id
        await p.mustOffer(b, 'ann', id, day, ['09:00', '09:30'], 'active')
      })
      await p.mustOffer(b, 'ann', serviceId, day, [], 'inactive')
      refused(await p.tryBook(b, 'ann', serviceId, day.at('09:00')), 'service-inactive', 'inactive')
      granted(await p.query(b, 'owner', 'get-schedule'), Revision)
    },
  },
])
