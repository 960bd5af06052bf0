// The mirror in Firestore.
import {
  type DocumentData,
  type DocumentReference,
  Firestore,
  Timestamp,
  type WriteBatch,
} from '@google-cloud/firestore'
import { Unavailable } from '../contract/unavailable.ts'
import { span } from '../tracing/current.ts'
import { type Digests, type Mirror, type Ticket, Unwritable, type Write } from './mirror.ts'

/** Where the documents are. */
export interface MirrorPlace {
  readonly projectId: string
  /** The emulator's `host:port`. */
  readonly emulatorHost?: string
}

/** A client of the place's Firestore; nothing connects before it is used. */
export function openFirestore({ projectId, emulatorHost }: MirrorPlace): Firestore {
  return new Firestore({
    projectId,
    ignoreUndefinedProperties: true,
    ...(emulatorHost !== undefined && {
      host: emulatorHost,
      ssl: false,
      customHeaders: { Authorization: 'Bearer owner' },
    }),
  })
}

const INVALID_ARGUMENT = 3
const ALREADY_EXISTS = 6
const NOT_FOUND = 5
const FAILED_PRECONDITION = 9
const ABORTED = 10
const LOST = [ALREADY_EXISTS, FAILED_PRECONDITION, ABORTED]

/** Whether a commit failed its condition; an absent document is a lost race only where one was read before. */
function isLost(error: unknown, ticket: Ticket | undefined): boolean {
  const { code } = error as { code?: unknown }
  if (code === NOT_FOUND) return ticket !== undefined
  return typeof code === 'number' && LOST.includes(code)
}

// gRPC's codes for what may pass: deadline exceeded, resource exhausted, internal, unavailable.
const PASSING = [4, 8, 13, 14]

// The client tries again by itself for minutes, longer than a function may last; whoever calls us comes again anyway.
const ANSWER_MILLIS = 10_000

const FIRESTORE = { 'db.system.name': 'gcp.firestore' } as const

/**
 * A call of Firestore, bounded in time and a span by its name; what may pass is told from what is a bug. A commit that was given up may still
 * be carried out: its condition makes it harmless.
 */
function ask<T>(name: string, call: () => Promise<T>): Promise<T> {
  return span(name, 'client', FIRESTORE, () => inTime(call()))
}

async function inTime<T>(call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Unavailable('Firestore does not answer')), ANSWER_MILLIS)
  })
  try {
    return await Promise.race([call, tooLate])
  } catch (error) {
    const { code } = error as { code?: unknown }
    if (typeof code === 'number' && PASSING.includes(code))
      throw new Unavailable('Firestore does not answer', error)
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/** Timestamps as Dates, at any depth, so that stored and projected content can be compared. */
function withDates(value: unknown): unknown {
  if (value instanceof Timestamp) return value.toDate()
  if (Array.isArray(value)) return value.map(withDates)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withDates(inner)]))
}

function toTicket(data: DocumentData, updateTime: Timestamp): Ticket {
  const { revision, digests } = data as { revision: number; digests: Digests }
  return { revision, digests, writtenAt: updateTime.toMillis(), mark: updateTime }
}

/** The mirror of a place. */
export function openMirror(place: MirrorPlace): Mirror {
  const firestore = openFirestore(place)
  const ticketOf = (professionalId: string) => firestore.doc(`mirrors/${professionalId}`)
  const daysOf = (professionalId: string) =>
    firestore.collection(`professionals/${professionalId}/days`)

  function add(batch: WriteBatch, { path, content }: Write): void {
    const reference = firestore.doc(path)
    if (content) batch.set(reference, content)
    else batch.delete(reference)
  }

  function condition(
    batch: WriteBatch,
    reference: DocumentReference,
    ticket: Ticket | undefined,
    data: object,
  ): void {
    if (!ticket) batch.create(reference, data)
    // The mark was made by toTicket, of the same mirror.
    else batch.update(reference, data as DocumentData, { lastUpdateTime: ticket.mark as Timestamp })
  }

  return {
    async readTicket(professionalId) {
      const snapshot = await ask('read-ticket', () => ticketOf(professionalId).get())
      const data = snapshot.data()
      return data && snapshot.updateTime && toTicket(data, snapshot.updateTime)
    },
    async readDays(professionalId, dates) {
      if (dates.length === 0) return new Map()
      const days = daysOf(professionalId)
      const snapshots = await ask('read-days', () =>
        firestore.getAll(...dates.map((date) => days.doc(date))),
      )
      return new Map(
        snapshots.flatMap((snapshot) =>
          snapshot.exists ? [[snapshot.id, withDates(snapshot.data()) as object] as const] : [],
        ),
      )
    },
    async listDates(professionalId) {
      const references = await ask('list-dates', () => daysOf(professionalId).select().get())
      return references.docs.map(({ id }) => id)
    },
    async commit(professionalId, ticket, next, writes) {
      const batch = firestore.batch()
      const data = {
        revision: next.revision,
        digests: { ...next.digests },
        updatedAt: Timestamp.now(),
      }
      condition(batch, ticketOf(professionalId), ticket, data)
      for (const write of writes) add(batch, write)
      try {
        const [written] = await ask('commit-documents', () => batch.commit())
        return written && toTicket(data, written.writeTime)
      } catch (error) {
        if (isLost(error, ticket)) return undefined
        if ((error as { code?: unknown }).code === INVALID_ARGUMENT) throw new Unwritable(error)
        throw error
      }
    },
  }
}
