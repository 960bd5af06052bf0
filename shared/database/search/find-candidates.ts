// The professionals that a search has to look at next: those whose place in the list is known, in its order, and those
// whose soonest slot must be computed first.
import { type Kysely, type RawBuilder, sql } from 'kysely'
import {
  type Place,
  type ProfessionalSearch,
  isLater,
  slotBefore,
} from '../../scheduling/free/professional-search.ts'
import { bool, int8, nullable, rawStatement, uuid } from '../connection/raw-statement.ts'
import { millis, timestamp } from '../rows/calendar-row.ts'
import type { Database } from '../connection/connection.ts'
import { type Typed, matching } from '../rows/matching.ts'

/** How many are computed, however many openings are out of date. */
const COMPUTED_MAX = 200

export interface Candidate {
  readonly professionalId: string
  /** The place that the stored openings give; unset where it must be computed. */
  readonly place?: Place
}

/** What to look for. */
export interface CandidateQuery {
  readonly search: ProfessionalSearch
  readonly typed: Typed
  /** Of those whose place is known, the next after this one. */
  readonly after: Place | undefined
  readonly limit: number
}

/**
 * One row for each professional that matches: the soonest of the stored openings, and whether that is the soonest slot in
 * truth. It is not where the calendar has changed since, where time has, or where the caller has an own hold to give up.
 */
function matchingRows({ now, uid, durationMinutes }: ProfessionalSearch, typed: Typed) {
  const length =
    durationMinutes === undefined ? sql`` : sql`and s.duration_minutes = ${durationMinutes}`
  return sql`
    select c.professional_id, coalesce(min(o.next_free_at), 'infinity') as soonest,
      bool_or(o.service_id is null) as is_unknown,
      c.due_at > ${timestamp(now)} and h.professional_id is null
        and bool_and(o.revision is not distinct from c.revision and o.exact_until > ${timestamp(now)}) as is_exact
    from professionals p
      join calendars c on c.professional_id = p.professional_id
      join services s on s.professional_id = p.professional_id and s.active ${length}
      left join openings o on o.professional_id = s.professional_id and o.service_id = s.service_id
      left join (select distinct professional_id from bookings where client_uid = ${uid} and status = 'held') h
        on h.professional_id = p.professional_id
    where p.active and ${sql.join(matching(typed), sql` and `)}
    group by c.professional_id, h.professional_id`
}

const findRows = rawStatement('find-candidates', {
  professionalId: uuid,
  isPlaced: bool,
  soonest: nullable(int8),
})

function isPossible(search: ProfessionalSearch): RawBuilder<unknown> {
  if (!search.mustBeFree) return sql`true`
  return sql`(not m.is_exact or m.soonest < ${timestamp(slotBefore(search))})`
}

/**
 * Candidates in one statement: up to 200 to compute, and up to `limit` whose place is known. More than 200 that had to be
 * computed keep the place that is stored of them. Of a range that begins later, the first 200 that match are computed.
 */
export async function findCandidates(
  db: Kysely<Database>,
  { search, typed, after, limit }: CandidateQuery,
): Promise<readonly Candidate[]> {
  const isUnplaced = isLater(search)
  const beyond = after
    ? sql`(m.soonest, m.professional_id) > (${timestamp(after.soonest)}, ${after.professionalId}::uuid)`
    : sql`true`
  const rows = await findRows(
    db,
    sql`with matching as materialized (${matchingRows(search, typed)}),
    computed as (
      select m.professional_id, m.soonest, false as is_placed from matching m
      where (${isUnplaced}::boolean or not m.is_exact) and ${isPossible(search)}
      order by m.is_unknown desc, m.soonest, m.professional_id limit ${COMPUTED_MAX}
    ),
    placed as (
      select m.professional_id, m.soonest, true as is_placed from matching m
      where not exists (select from computed k where k.professional_id = m.professional_id)
        and ${isPossible(search)} and ${beyond}
      order by m.soonest, m.professional_id limit ${isUnplaced ? 0 : limit}
    )
    select professional_id as "professionalId", is_placed as "isPlaced",
      ${millis(sql`nullif(soonest, 'infinity')`)} as soonest
    from (select * from computed union all select * from placed) as all_of_them
    order by is_placed, all_of_them.soonest, professional_id`,
  )
  return rows.map(({ professionalId, isPlaced, soonest }) => ({
    professionalId,
    ...(isPlaced && {
      place: { professionalId, soonest: soonest ?? Number.POSITIVE_INFINITY },
    }),
  }))
}
