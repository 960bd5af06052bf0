// The mirror as the fan-out sees it: a ticket per professional, documents by path, and one conditional write.
import type { DateText } from '../time/date.ts'
import type { Instant } from '../time/instant.ts'

/** `mirrors/{professionalId}`: all documents of that professional are as at `revision`, but those that are `unwritten`. */
export interface Ticket {
  readonly revision: number
  /** Digests of the professional's and the schedule's documents as last written. */
  readonly digests: Digests
  /** The professional's local date as of which they are; unset where nobody noted it. */
  readonly date?: DateText
  /** Documents that the mirror cannot hold as they would be at this revision: they are as they were before. */
  readonly unwritten?: Unwritten
  /** When it was last written, by the mirror's clock. */
  readonly writtenAt: Instant
  /** The mirror's own mark of this version: what a commit is conditional on. */
  readonly mark: unknown
}

export interface Digests {
  readonly professional: string
  readonly schedule: string
}

/** One document to write whole, or to delete where `content` is unset. */
export interface Write {
  readonly path: string
  readonly content?: object
}

/** Digests of what could not be written, by the names of its documents (unwritten.ts). */
export type Unwritten = Readonly<Record<string, string>>

/** What a commit leaves as the ticket. */
export type NextTicket = Pick<Ticket, 'revision' | 'digests' | 'date' | 'unwritten'>

/**
 * The mirror refuses what is to be written, however often it is tried: a document that is too large, a path that cannot
 * be. Its message says why, in words that tell neither whose document it is nor what it says.
 */
export class Unwritable extends Error {
  constructor(why: string, cause?: unknown) {
    super(why, { cause })
    this.name = 'Unwritable'
  }
}

/** Reads and writes one professional's documents. */
export interface Mirror {
  readonly readTicket: (professionalId: string) => Promise<Ticket | undefined>
  /** The documents of these days as they are stored; a day without one is not in the map. */
  readonly readDays: (
    professionalId: string,
    dates: readonly DateText[],
  ) => Promise<ReadonlyMap<DateText, object>>
  /** The dates of all day documents that exist. */
  readonly listDates: (professionalId: string) => Promise<readonly DateText[]>
  /**
   * Writes everything in one atomic batch with the ticket, if the ticket is still the one that was read (or is still
   * absent). Undefined where it is not: then nothing was written.
   *
   * @throws Unwritable where one of the documents, or all together, are refused; Unavailable for what may pass. Nothing
   *   was written then, or as much as says a later ticket
   */
  readonly commit: (
    professionalId: string,
    ticket: Ticket | undefined,
    next: NextTicket,
    writes: readonly Write[],
  ) => Promise<Ticket | undefined>
}
