// A kind of thing that is not kept for ever, and how its rows are found: by their age, or calendar by calendar.
import type { Kysely } from 'kysely'
import type { Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'

/** How many rows one statement deletes at most: it is over in milliseconds, and so are its locks. */
export const ROWS_A_BATCH = 500

/** What is to go, by when it was over. */
export interface AgeRange {
  /** What is older has gone already: a whole pass ended there. */
  readonly from: Instant
  readonly before: Instant
}

/** Deletes a batch of rows of these calendars. @returns how many */
export type OfCalendars = (
  db: Kysely<Database>,
  professionalIds: readonly string[],
  span: AgeRange,
) => Promise<number>

/**
 * One kind of thing. A batch deletes at most {@link ROWS_A_BATCH} rows, skips what others have locked, and says how many it
 * deleted: where that is as many as it may, there may be more.
 */
export type Kind = {
  readonly name: string
  /** In words, for whoever reads the runbook. */
  readonly what: string
  readonly keptDays: number
} & (
  | { readonly byAge: (db: Kysely<Database>, before: Instant) => Promise<number> }
  | { readonly ofCalendars: OfCalendars }
)
