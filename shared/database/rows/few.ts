// Those who alone can match what is asked, by an index, where they are few: whatever else is asked is compared with these alone.
import { type RawBuilder, sql } from 'kysely'
import { gramsOf } from '../../contract/values/grams.ts'
import type { Typed } from './matching.ts'

/** How many are few. */
export const FEW = 1_000

/** What can be looked up. */
export interface LookedUp extends Typed {
  /** Of an active service. */
  readonly durationMinutes?: number
}

/** The same limit for each, so that no more is ever read of what is said of nearly everybody. */
const limited = (arms: readonly RawBuilder<unknown>[]): readonly RawBuilder<unknown>[] =>
  arms.map((arm) => sql`${arm} limit ${sql.lit(FEW + 1)}`)

/** The word of which the fewest texts are likely to have all pieces. */
function rarest(words: readonly string[]): readonly string[] {
  const all = words.map(gramsOf)
  return all.reduce((most, one) => (one.length > most.length ? one : most), [])
}

/**
 * Queries that find together the ids of all professionals who may match, of more than {@link FEW} at least one more than that;
 * undefined where no index tells. Each is by one index; those that were not folded yet may match anything.
 */
export function armsOfFew(asked: LookedUp): readonly RawBuilder<unknown>[] | undefined {
  const { words = [], specialty, durationMinutes } = asked
  const unfolded = sql`select professional_id from professionals where folded is null or specialty_keys is null`
  const grams = rarest(words)
  if (grams.length > 0)
    return limited([
      sql`select professional_id from professionals where grams(folded) @> ${[...grams]}::text[]`,
      sql`select professional_id from services where active and grams(folded) @> ${[...grams]}::text[]`,
      unfolded,
      sql`select professional_id from services where active and folded is null`,
    ])
  if (specialty !== undefined)
    return limited([
      sql`select professional_id from professionals where specialty_keys @> ${[specialty]}::text[]`,
      unfolded,
    ])
  if (durationMinutes !== undefined)
    return limited([
      sql`select distinct professional_id from services where active and duration_minutes = ${durationMinutes}`,
    ])
  return undefined
}

/** The same as one query. */
export function selectFew(asked: LookedUp): RawBuilder<unknown> | undefined {
  const arms = armsOfFew(asked)
  return (
    arms &&
    sql.join(
      arms.map((arm) => sql`(${arm})`),
      sql` union `,
    )
  )
}
