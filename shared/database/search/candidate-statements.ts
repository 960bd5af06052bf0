// The two statements by which a search finds candidates: along the stored openings, and among those who alone can match.
import { type RawBuilder, sql } from 'kysely'
import type { Place } from '../../scheduling/free/places.ts'
import {
  type ProfessionalSearch,
  isLater,
  slotBefore,
} from '../../scheduling/free/professional-search.ts'
import { FEW } from '../rows/few.ts'
import { millis, timestamp } from '../rows/instants.ts'
import type { Typed } from '../rows/matching.ts'
import type { MatchingRows } from './matching-rows.ts'

/** How many are computed, however many openings are out of date. */
export const COMPUTED_MAX = 200
/** Of each reason to be out of date, how many are looked at. */
const OUTDATED_MAX = 1_000
/** How many openings are gone along in one statement. */
const WALKED_MAX = 1_000
/** How many times as many where nobody's place is known, since there is no next page to go on. */
const UNPLACED_TIMES = 3

/** What to look for. */
export interface CandidateQuery {
  readonly search: ProfessionalSearch
  readonly typed: Typed
  /** Of those whose place is known, the next after this one. */
  readonly after: Place | undefined
  readonly limit: number
}

/** The caller's own holds, which are theirs to give up. */
const heldPart = (uid: string) =>
  sql`held as materialized (select professional_id from bookings
    where client_uid = ${uid} and status = 'held')`

function isPossible(search: ProfessionalSearch): RawBuilder<unknown> {
  if (!search.mustBeFree) return sql`true`
  return sql`(not is_exact or soonest < ${timestamp(slotBefore(search))})`
}

/** `computed` and `placed`, of the rows of `matched`. */
function choicePart({ search, after, limit }: CandidateQuery): RawBuilder<unknown> {
  const isUnplaced = isLater(search)
  const beyond = after
    ? sql`(m.soonest, m.professional_id) > (${timestamp(after.soonest)}, ${after.professionalId}::uuid)`
    : sql`true`
  return sql`computed as materialized (
      select professional_id, soonest from matched
      where (${isUnplaced}::boolean or not is_exact) and ${isPossible(search)}
      order by is_unknown desc, soonest, professional_id limit ${sql.lit(COMPUTED_MAX)}
    ),
    placed as materialized (
      select m.professional_id, m.soonest from matched m
      where not exists (select from computed k where k.professional_id = m.professional_id)
        and ${isPossible(search)} and ${beyond}
      order by m.soonest, m.professional_id limit ${isUnplaced ? 0 : limit}
    )`
}

const chosen = sql`select 'computed' as kind, professional_id, soonest from computed
  union all select 'placed', professional_id, soonest from placed`

const asRows = (rows: RawBuilder<unknown>) =>
  sql`select kind, professional_id as "professionalId", ${millis(sql`nullif(soonest, 'infinity')`)} as soonest
    from (${rows}) as rows`

/** Those who may be out of date, by each reason: as many as a search can look at. */
const outdatedPart = (now: RawBuilder<unknown>) => sql`outdated as materialized (
    select professional_id from held
    union (select professional_id from calendars where due_at <= ${now}
      order by due_at limit ${sql.lit(OUTDATED_MAX)})
    union (select professional_id from outdated_openings limit ${sql.lit(OUTDATED_MAX)})
    union (select professional_id from openings where exact_until = '-infinity' limit ${sql.lit(OUTDATED_MAX)})
    union (select professional_id from openings where exact_until > '-infinity' and exact_until <= ${now}
      order by exact_until desc limit ${sql.lit(OUTDATED_MAX)})
  )`

/** Along the openings, the soonest first, until enough professionals match or enough openings were looked at. */
export function walk(query: CandidateQuery, rowsOf: MatchingRows): RawBuilder<unknown> {
  const { search, typed, after, limit } = query
  const SOONEST = sql`coalesce(next_free_at, 'infinity')`
  const isUnplaced = isLater(search)
  const beyond =
    after && !isUnplaced
      ? sql`(${SOONEST}, professional_id) > (${timestamp(after.soonest)}, ${after.professionalId}::uuid)`
      : sql`true`
  const before = search.mustBeFree ? sql`${SOONEST} < ${timestamp(slotBefore(search))}` : sql`true`
  const most = sql.lit(COMPUTED_MAX + limit)
  const walked = sql.lit(isUnplaced ? WALKED_MAX * UNPLACED_TIMES : WALKED_MAX)
  return sql`with ${heldPart(search.uid)}, ${outdatedPart(timestamp(search.now))},
    walked as materialized (
      select professional_id, ${SOONEST} as soonest from openings where ${beyond} and ${before}
      order by ${SOONEST}, professional_id fetch first ${walked} rows with ties
    ),
    met as materialized (
      select x.professional_id, x.soonest, x.is_unknown, x.is_exact
      from (select distinct soonest, professional_id from walked order by soonest, professional_id) t
        cross join lateral (${rowsOf(sql`(select t.professional_id)`, search, typed)}) x
      where x.soonest = t.soonest
      order by t.soonest, t.professional_id limit ${most}
    ),
    matched as materialized (
      select * from met
      union ${rowsOf(sql`outdated`, search, typed)}
    ),
    ${choicePart(query)}
    ${asRows(sql`${chosen}
      union all (select 'met', professional_id, soonest from met
        where (select count(*) from met) >= ${most} order by soonest desc, professional_id desc limit 1)
      union all (select 'walked', professional_id, soonest from walked
        where (select count(*) from walked) >= ${walked}
        order by soonest desc, professional_id desc limit 1)`)}`
}

/** Among those who alone can match; without any row where they are too many, unless nobody's place is known. */
export function choose(
  query: CandidateQuery,
  few: RawBuilder<unknown>,
  rowsOf: MatchingRows,
): RawBuilder<unknown> {
  const { search, typed } = query
  const isEnough = isLater(search) ? sql`true` : sql`(select count(*) from few) <= ${sql.lit(FEW)}`
  return sql`with ${heldPart(search.uid)}, few as materialized (${few}),
    looked_up as materialized (select professional_id from few where ${isEnough} limit ${sql.lit(FEW)}),
    matched as materialized (${rowsOf(sql`looked_up`, search, typed)}),
    ${choicePart(query)}
    ${asRows(sql`${chosen}
      union all select 'too many', professional_id, null from (select professional_id from few limit 1) one
        where not ${isEnough}`)}`
}
