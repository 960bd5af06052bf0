// The professionals that a search has to look at next: those whose place in the list is known, in its order, and those
// whose soonest slot must be computed first. However many there are, a bounded number of them is looked at.
import type { Kysely } from 'kysely'
import { isLater } from '../../scheduling/free/professional-search.ts'
import type { Database } from '../connection/connection.ts'
import { int8, nullable, rawStatement, text, uuid } from '../connection/raw-statement.ts'
import { selectFew } from '../rows/few.ts'
import { type Candidates, ofKind, placedOf, toCandidates } from './candidate-rows.ts'
import { COMPUTED_MAX, type CandidateQuery, choose, walk } from './candidate-statements.ts'
import { matchingRowsOf } from './matching-rows.ts'

const COLUMNS = { professionalId: uuid, kind: text, soonest: nullable(int8) }
const walkRows = rawStatement('find-candidates', COLUMNS)
const fewRows = rawStatement('find-few-candidates', COLUMNS)

/**
 * Candidates: up to 200 to compute, and up to `limit` whose place is known. More than 200 that had to be computed keep the place that
 * is stored of them. Of a range that begins later, the first 200 that match are computed.
 *
 * Whoever matches is met along the openings, unless too few of those do: then who alone can match is looked up. Where these are many,
 * the way along the openings goes on from `end`, with the next statement.
 */
export async function findCandidates(
  db: Kysely<Database>,
  query: CandidateQuery,
): Promise<Candidates> {
  const { search, typed, limit } = query
  const isUnplaced = isLater(search)
  const rowsOf = matchingRowsOf(db)
  const met = await walkRows(db, walk(query, rowsOf))
  const found = toCandidates(met, limit)
  const isWhole = isUnplaced
    ? ofKind(met, 'computed').length >= COMPUTED_MAX || found.end === undefined
    : placedOf(found).length >= limit || found.end === undefined
  const { durationMinutes } = search
  const few = isWhole
    ? undefined
    : selectFew({ ...typed, ...(durationMinutes !== undefined && { durationMinutes }) })
  const rows = few && (await fewRows(db, choose(query, few, rowsOf)))
  const all = rows && ofKind(rows, 'too many').length === 0 ? toCandidates(rows, limit) : found
  return isUnplaced ? { candidates: all.candidates } : all
}
