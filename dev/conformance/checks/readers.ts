// Who may read which document, and that nobody writes.
import { checksOf } from '../bench/check.ts'
import { must } from '../bench/expect.ts'
import { toLine } from '../bench/exchange.ts'
import { NotChecked } from '../bench/outcome.ts'
import * as p from './practice.ts'

export const readers = checksOf('Documents', [
  {
    id: 'documents/denied',
    says: 'nobody reads what is another’s, and nobody writes',
    run: async (b) => {
      const { talk, professionalId, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const [ann, ben] = [await b.person('ann'), await b.person('ben')]
      const { bookingId } = await p.book(b, 'ann', talk, day.at('09:00'))
      const own = `accounts/${ann.uid}/bookings/${bookingId}`
      await b.documents.until(ann, own, 'it is there', ({ exists }) => exists)
      const denied = [
        [ben, own],
        [undefined, own],
        [undefined, `professionals/${professionalId}`],
        [undefined, `mirrors/${professionalId}`],
        [undefined, `professionals/${professionalId}/days/${day.date}`],
        [ben, `accounts/${ann.uid}/notifications/any`],
        [ben, `accounts/${ann.uid}/schedules/${professionalId}`],
        [ben, `accounts/${ann.uid}`],
        [ann, `conformance/${b.runName}`],
      ] as const
      for (const [who, path] of denied) {
        const { exchange } = await b.documents.read(who, path)
        const may = [401, 403].includes(exchange.status)
        must(may, `${who?.role ?? 'nobody'} is denied ${path}`, toLine(exchange), { exchange })
      }
      for (const [who, path] of [
        [ann, own],
        [ann, `professionals/${professionalId}`],
        [undefined, `professionals/${professionalId}`],
        [ann, `conformance/${b.runName}`],
      ] as const) {
        const exchange = await b.documents.write(who, path)
        const may = [401, 403].includes(exchange.status)
        must(may, `${who?.role ?? 'nobody'} does not write ${path}`, toLine(exchange), { exchange })
      }
      const nobody = await b.anonymous()
      if (!nobody) return
      const { exchange } = await b.documents.read(nobody, own)
      must(exchange.status === 403, 'an anonymous account is denied it', toLine(exchange), {
        exchange,
      })
    },
  },
  {
    id: 'documents/anonymous',
    says: 'an anonymous account reads what is public exactly where it may also ask the functions',
    run: async (b) => {
      const nobody = await b.anonymous()
      if (!nobody) throw new NotChecked('the project has no anonymous accounts')
      const { professionalId } = await b.stage()
      const reply = await b.call({
        name: 'get-professional',
        as: nobody,
        query: { professionalId },
      })
      const { exchange } = await b.documents.read(nobody, `professionals/${professionalId}`)
      must(
        (reply.status === 200) === (exchange.status === 200),
        `Firestore as get-professional, which answers ${reply.status}`,
        toLine(exchange),
        { exchange },
      )
    },
  },
])
