// What decisions are made on and saved to, one after another: a calendar, or an account.
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../database/connection/connection.ts'
import type { Refusal } from '../../scheduling/model/refusal.ts'
import type { Span } from '../../time/span.ts'
import type { Entry } from '../world/log.ts'

/** The database, or the transaction of a retry that holds the aggregate's row. */
export type Db = Kysely<Database> | Transaction<Database>

/** How it is loaded: for the first time in a request or once more, and with more around a stretch. */
export interface LoadOptions {
  readonly isFirst: boolean
  readonly near?: Span
}

/** `L` is what is loaded of it, `S` what is saved to it, `A` what is answered. */
export interface Aggregate<L, S, A> {
  /** Loads it at its version; or the answer that a twin of this request was given. */
  readonly load: (
    db: Db,
    options: LoadOptions,
  ) => Promise<{ readonly answered: A } | { readonly loaded: L }>
  /** Saves at the version that was loaded. @returns false where somebody was faster, then nothing was written */
  readonly save: (db: Db, save: S) => Promise<boolean>
  /** Names the row that is saved to, for the turns of this instance. */
  readonly row: (save: S) => string
  /** The same before it is loaded, where it is known. */
  readonly guess?: string | undefined
  /** Locks its row until the transaction ends. */
  readonly lock: (transaction: Transaction<Database>, save: S) => Promise<void>
  /** Tells of what was saved; never fails. */
  readonly publish: (save: S) => Promise<void>
  /** What the log says of whoever decides on it. */
  readonly entry: Pick<Entry, 'function' | 'requestId' | 'professionalId'>
}

/** What is decided on what was loaded: refused, or an answer and what it saves, if anything. */
export type Verdict<S, A> =
  | {
      readonly refused: Refusal
      /** With so much loaded it may be decided otherwise, or refused with alternatives. */
      readonly near?: Span | undefined
    }
  | { readonly refused?: undefined; readonly answer: A; readonly save?: S | undefined }
