// The mirror of the fan-out's model: immutable states, each with one text that is its identity.
import { toCanonicalJson } from '../../../shared/contract/values/canonical-json.ts'
import type { Ticket } from '../../../shared/realtime/mirror.ts'
import { withoutStamp } from './truth.ts'

interface Stored {
  readonly content: Record<string, unknown>
  /** The content apart from its stamp, and its stamp. */
  readonly text: string
  readonly revision: number
}

export interface MirrorAt {
  readonly key: string
  readonly ticket?: Ticket
  readonly documents: ReadonlyMap<string, Stored>
}

export function toStored(path: string, content: object): Stored {
  const fields = { ...content } as Record<string, unknown>
  const { revision = 0 } = fields as { revision?: number }
  const { professional, ...plain } = withoutStamp(fields)
  // A booking's `updatedAt` is its own; a schedule names the professional's revision inside as well.
  const told = path.includes('/schedules/')
    ? { ...plain, professional: withoutStamp(professional as Record<string, unknown>) }
    : /\/(?:agenda|bookings)\//.test(path)
      ? content
      : withoutStamp(fields)
  return { content: fields, text: toCanonicalJson(told), revision }
}

const textKeys = new Map<string, number>()
const keyOfText = (text: string): number => {
  const known = textKeys.get(text)
  if (known !== undefined) return known
  textKeys.set(text, textKeys.size)
  return textKeys.size - 1
}

export const ticketKey = (ticket: Ticket | undefined) =>
  ticket
    ? `${JSON.stringify(ticket.unwritten ?? {})}${ticket.date}/${ticket.revision}/${keyOfText(ticket.digests.professional + ticket.digests.schedule)}/${String(ticket.mark)}`
    : '-'

export const storedKey = (stored: Stored | undefined) =>
  stored ? `${keyOfText(stored.text)}@${stored.revision}` : '-'

const mirrors = new Map<string, MirrorAt>()

export function mirrorAt(
  ticket: Ticket | undefined,
  documents: ReadonlyMap<string, Stored>,
): MirrorAt {
  const parts = [...documents]
    .map(([path, stored]) => `${keyOfText(path)}=${storedKey(stored)}`)
    .toSorted()
  const key = String(keyOfText(`${ticketKey(ticket)} ${parts.join(' ')}`))
  const known = mirrors.get(key)
  if (known) return known
  const made = { key, documents, ...(ticket && { ticket }) }
  mirrors.set(key, made)
  return made
}

export const EMPTY = mirrorAt(undefined, new Map())
