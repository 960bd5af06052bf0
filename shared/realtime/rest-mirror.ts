// The mirror in Firestore, over REST.
import { lostOrThrow } from './firestore-faults.ts'
import { type MirrorPlace, callFirestore } from './firestore-rest.ts'
import { type Fields, fromFields, toFields } from './firestore-values.ts'
import { type Mirror, type NextTicket, type Ticket, Unwritable, type Write } from './mirror.ts'

interface Document {
  readonly name: string
  readonly fields?: Fields
  /** RFC 3339, to the microsecond. */
  readonly updateTime: string
}

const idOf = (name: string): string => name.slice(name.lastIndexOf('/') + 1)

function toTicket({ fields = {}, updateTime }: Document): Ticket {
  // Only commit below writes tickets.
  const { updatedAt: _, ...next } = fromFields(fields) as unknown as NextTicket & {
    readonly updatedAt?: Date
  }
  return { ...next, writtenAt: Date.parse(updateTime), mark: updateTime }
}

/** The mirror of a place; nothing connects before it is used. */
export function openMirror(place: MirrorPlace): Mirror {
  const root = `projects/${place.projectId}/databases/(default)/documents`
  const nameOf = (path: string) => `${root}/${path}`

  async function get(name: string, paths: readonly string[]): Promise<readonly Document[]> {
    const body = { documents: paths.map(nameOf) }
    // One entry a document that was asked for, in any order.
    const told = (await callFirestore(name, place, ':batchGet', body)) as { found?: Document }[]
    return told.flatMap(({ found }) => found ?? [])
  }

  function toRestWrite({ path, content }: Write): object {
    const name = nameOf(path)
    return content ? { update: { name, fields: toFields(content) } } : { delete: name }
  }

  function toRestWrites(writes: readonly Write[]): readonly object[] {
    try {
      return writes.map(toRestWrite)
    } catch (error) {
      throw new Unwritable(error instanceof Error ? error.message : 'it cannot be encoded', error)
    }
  }

  function toTicketWrite(path: string, ticket: Ticket | undefined, next: object): object {
    return {
      update: { name: nameOf(path), fields: toFields(next) },
      updateTransforms: [{ fieldPath: 'updatedAt', setToServerValue: 'REQUEST_TIME' }],
      currentDocument: ticket ? { updateTime: ticket.mark } : { exists: false },
    }
  }

  return {
    async readTicket(professionalId) {
      const [document] = await get('read-ticket', [`mirrors/${professionalId}`])
      return document && toTicket(document)
    },
    async readDays(professionalId, dates) {
      if (dates.length === 0) return new Map()
      const paths = dates.map((date) => `professionals/${professionalId}/days/${date}`)
      const documents = await get('read-days', paths)
      return new Map(documents.map(({ name, fields = {} }) => [idOf(name), fromFields(fields)]))
    },
    async listDates(professionalId) {
      const path = `/professionals/${professionalId}:runQuery` as const
      const names = { fields: [{ fieldPath: '__name__' }] }
      const body = { structuredQuery: { select: names, from: [{ collectionId: 'days' }] } }
      const told = (await callFirestore('list-dates', place, path, body)) as {
        document?: Document
      }[]
      return told.flatMap(({ document }) => (document ? [idOf(document.name)] : []))
    },
    async commit(professionalId, ticket, next, writes) {
      const ticketWrite = toTicketWrite(`mirrors/${professionalId}`, ticket, next)
      const body = { writes: [ticketWrite, ...toRestWrites(writes)] }
      try {
        const told = (await callFirestore('commit-documents', place, ':commit', body)) as {
          writeResults: readonly { updateTime: string }[]
        }
        const updateTime = told.writeResults[0]?.updateTime ?? ''
        return { ...next, writtenAt: Date.parse(updateTime), mark: updateTime }
      } catch (error) {
        return lostOrThrow(error, ticket)
      }
    },
  }
}
