// The professionals that match a search, each with its place as far as stored openings tell it: the part of a statement that looks at each.
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { ProfessionalSearch } from '../../scheduling/free/professional-search.ts'
import type { Database } from '../connection/connection.ts'
import { isDistributed } from '../connection/distributed.ts'
import { timestamp } from '../rows/instants.ts'
import { type Typed, matching, matchingApart } from '../rows/matching.ts'

/**
 * One row for each professional of `source` that matches: the soonest of the stored openings, and whether that is the soonest slot in
 * truth. It is not where the calendar has changed since, where time has, or where the caller has an own hold to give up.
 */
export type MatchingRows = (
  source: RawBuilder<unknown>,
  search: ProfessionalSearch,
  typed: Typed,
) => RawBuilder<unknown>

/** The condition of a search for services of one length. */
const ofLength = (minutes: number | undefined): RawBuilder<unknown> =>
  minutes === undefined ? sql`` : sql`and s.duration_minutes = ${minutes}`

function matchingRows(
  source: RawBuilder<unknown>,
  { now, durationMinutes }: ProfessionalSearch,
  typed: Typed,
): RawBuilder<unknown> {
  // Limits, so that each is looked up by its key in turn, and only as many as are wanted.
  return sql`select f.professional_id, m.soonest, m.is_unknown,
      f.due_at > ${timestamp(now)} and m.are_exact
        and not exists (select from held h where h.professional_id = f.professional_id) as is_exact
    from ${source} w
      cross join lateral (select c.professional_id, c.revision, c.due_at
        from professionals p join calendars c on c.professional_id = p.professional_id
        where p.professional_id = w.professional_id and p.active and ${sql.join(matching(typed), sql` and `)}
        limit 1) f
      cross join lateral (select coalesce(min(o.next_free_at), 'infinity') as soonest,
          bool_or(o.revision is null or o.revision = 0) as is_unknown,
          bool_and(o.revision is not distinct from f.revision and o.exact_until > ${timestamp(now)}) as are_exact
        from services s
          left join openings o on o.professional_id = s.professional_id and o.service_id = s.service_id
        where s.professional_id = f.professional_id and s.active ${ofLength(durationMinutes)}
        having count(*) > 0) m`
}

/** Where Postgres is distributed: joined at the shards, since none is looked up there by a row of another part, in turn. */
function matchingRowsApart(
  source: RawBuilder<unknown>,
  { now, durationMinutes }: ProfessionalSearch,
  typed: Typed,
): RawBuilder<unknown> {
  return sql`select p.professional_id, coalesce(min(o.next_free_at), 'infinity') as soonest,
      bool_or(o.revision is null or o.revision = 0) as is_unknown,
      c.due_at > ${timestamp(now)} and bool_and(h.professional_id is null
        and o.revision is not distinct from c.revision and o.exact_until > ${timestamp(now)}) as is_exact
    from ${source} w
      join professionals p on p.professional_id = w.professional_id
      join calendars c on c.professional_id = p.professional_id
      join services s on s.professional_id = p.professional_id and s.active ${ofLength(durationMinutes)}
      left join openings o on o.professional_id = s.professional_id and o.service_id = s.service_id
      left join held h on h.professional_id = p.professional_id
    where p.active and ${sql.join(matchingApart(typed), sql` and `)}
    group by p.professional_id, c.revision, c.due_at`
}

/** These rows as this database answers them; beside a part `held`, the professionals of whom the caller holds a slot. */
export const matchingRowsOf = (db: Kysely<Database>): MatchingRows =>
  isDistributed(db) ? matchingRowsApart : matchingRows
