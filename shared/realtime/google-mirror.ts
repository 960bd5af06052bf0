// The mirror by Google's own client, for what nobody waits for: one connection for many calendars, and what may pass is tried
// again. See docs/decisions/0024-googles-clients-where-nobody-waits.md.
import firestore, { type DocumentData, FieldValue, Timestamp } from '@google-cloud/firestore'
import { whenAborted } from '../http/post.ts'
import { documentBytes } from '../projection/document-limits.ts'
import { FirestoreRefusal, lostOrThrow, toMirrorFault } from './firestore-faults.ts'
import { openFirestore } from './firestore-mirror.ts'
import type { MirrorPlace } from './firestore-rest.ts'
import { toFields } from './firestore-values.ts'
import { type Mirror, type NextTicket, type Ticket, Unwritable, type Write } from './mirror.ts'

/** With what it tries again by itself. */
const ANSWER_MILLIS = 30_000

/** Of one request: https://firebase.google.com/docs/firestore/quotas#writes_and_transactions */
const REQUEST_BYTES = 10 * 1024 * 1024

/** What a ticket may be without. */
const OPTIONAL: readonly string[] = ['date', 'unwritten']

/** A value with the client's timestamps as Dates. */
function fromStored(value: unknown): unknown {
  if (value instanceof Timestamp) return value.toDate()
  if (Array.isArray(value)) return value.map(fromStored)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fromStored(inner)]))
}

/** The client's error in Firestore's own word. */
function toRefusal(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  const { code, message } = error
  // A deadline of ours has a code as well, which is none of gRPC's.
  const status = typeof code === 'number' ? firestore.GrpcStatus[code] : undefined
  return status === undefined ? error : new FirestoreRefusal(status, message)
}

async function answer<T>(asked: Promise<T>): Promise<T> {
  try {
    return await Promise.race([asked, whenAborted(AbortSignal.timeout(ANSWER_MILLIS))])
  } catch (error) {
    throw toMirrorFault(toRefusal(error))
  }
}

function toTicket(data: DocumentData, mark: Timestamp): Ticket {
  // Only commits write tickets.
  const { updatedAt: _, ...next } = fromStored(data) as NextTicket & { readonly updatedAt: Date }
  return { ...next, writtenAt: mark.toMillis(), mark }
}

/** The mirror of a place; nothing connects before it is used. */
export function openGoogleMirror({ projectId, baseUrl }: MirrorPlace): Mirror {
  const [scheme, host = ''] = baseUrl.split('://')
  const firestore = openFirestore({ projectId, ...(scheme === 'http' && { emulatorHost: host }) })

  function toBatch(
    path: string,
    ticket: Ticket | undefined,
    next: NextTicket,
    writes: readonly Write[],
  ) {
    const batch = firestore.batch()
    const fields = { ...next, updatedAt: FieldValue.serverTimestamp() }
    if (!ticket) batch.create(firestore.doc(path), fields)
    else {
      // An update leaves fields that it does not name.
      const gone = Object.keys(ticket).filter((key) => !(key in next) && OPTIONAL.includes(key))
      const deleted = gone.map((key) => [key, FieldValue.delete()] as const)
      const lastUpdateTime = ticket.mark as Timestamp // of the same adapter
      batch.update(
        firestore.doc(path),
        { ...fields, ...Object.fromEntries(deleted) },
        { lastUpdateTime },
      )
    }
    try {
      for (const { path: at, content } of writes) {
        // The client encodes when it commits, and says nothing of what it cannot encode by any code.
        if (content) toFields(content)
        if (content) batch.set(firestore.doc(at), content)
        else batch.delete(firestore.doc(at))
      }
    } catch (error) {
      throw new Unwritable('it cannot be encoded', error)
    }
    const bytes = writes.reduce((sum, one) => sum + documentBytes(one.path, one.content ?? {}), 0)
    // It would be refused as a quota is, and the client try again.
    if (bytes > REQUEST_BYTES) throw new Unwritable(`${bytes} bytes are too many for one request`)
    return batch
  }

  return {
    async readTicket(professionalId) {
      const found = await answer(firestore.doc(`mirrors/${professionalId}`).get())
      const data = found.data()
      return data && found.updateTime && toTicket(data, found.updateTime)
    },
    async readDays(professionalId, dates) {
      const days = firestore.collection(`professionals/${professionalId}/days`)
      const found =
        dates.length > 0
          ? await answer(firestore.getAll(...dates.map((date) => days.doc(date))))
          : []
      return new Map(
        found.flatMap((day) => {
          const data = day.data()
          return data ? [[day.id, fromStored(data) as object] as const] : []
        }),
      )
    },
    async listDates(professionalId) {
      const days = firestore.collection(`professionals/${professionalId}/days`)
      return (await answer(days.select().get())).docs.map(({ id }) => id)
    },
    async commit(professionalId, ticket, next, writes) {
      const batch = toBatch(`mirrors/${professionalId}`, ticket, next, writes)
      try {
        const [written] = await answer(batch.commit())
        const mark = written?.writeTime ?? Timestamp.fromMillis(0)
        return { ...next, writtenAt: mark.toMillis(), mark }
      } catch (error) {
        return lostOrThrow(error, ticket)
      }
    },
  }
}
