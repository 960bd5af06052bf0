// Who in the list of professionals matches what is typed: in two statements at most, however many there are.
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../connection/connection.ts'
import { isDistributed } from '../connection/distributed.ts'
import { bool, nullable, rawStatement, text, uuid } from '../connection/raw-statement.ts'
import { FEW, selectFew } from '../rows/few.ts'
import { type Typed, lowered, matching } from '../rows/matching.ts'
import { findTypedApart } from './find-typed-apart.ts'
import {
  type FoundTyped,
  type Listing,
  WALKED_MAX,
  conditions,
  foldedName,
  onProfessionals,
} from './listed.ts'

const isMatching = (typed: Typed) => sql<boolean>`${sql.join(matching(typed), sql` and `)}`

const walkRows = rawStatement('walk-professionals', {
  professionalId: uuid,
  stoppedAt: nullable(text),
})

/** Along the names, until enough match or enough were looked at. */
function walk(db: Kysely<Database>, { limit, ...listing }: Listing): RawBuilder<unknown> {
  const walked = db
    .selectFrom('professionals as p')
    .where((eb) => conditions(eb, listing))
    .select(['p.professional_id', 'p.name'])
    .select((eb) => foldedName(eb).as('folded_name'))
    .orderBy((eb) => foldedName(eb))
    .orderBy('p.professional_id')
    .limit(sql.lit(WALKED_MAX))
  return sql`with walked as materialized (${walked}),
    page as materialized (
      select w.professional_id from walked w
        cross join lateral (select from professionals p
          where p.professional_id = w.professional_id and ${isMatching(listing)} limit 1) f
      order by w.folded_name, w.professional_id limit ${limit})
    select professional_id as "professionalId", null::text as "stoppedAt" from page
    union all (select professional_id, name from walked
      where (select count(*) from walked) >= ${sql.lit(WALKED_MAX)} and (select count(*) from page) < ${limit}
      order by folded_name desc, professional_id desc limit 1)`
}

const fewRows = rawStatement('few-professionals', { professionalId: uuid, isTooMany: bool })

/** Among those who alone can match; without anybody where these are too many. */
function choose(few: RawBuilder<unknown>, { limit, ...listing }: Listing): RawBuilder<unknown> {
  const isEnough = sql`(select count(*) from few) <= ${sql.lit(FEW)}`
  return sql`with few as materialized (${few})
    (select p.professional_id as "professionalId", false as "isTooMany"
      from (select professional_id from few where ${isEnough}) w
        cross join lateral (select p.professional_id, ${lowered(sql`p.name`)} as folded_name from professionals p
          where p.professional_id = w.professional_id and ${conditions(onProfessionals, listing)} and ${isMatching(listing)} limit 1) p
      order by p.folded_name, p.professional_id limit ${limit})
    union all (select professional_id, true from few where not ${isEnough} limit 1)`
}

/** One page of the ids of those who match what is typed, in the order of the list. */
export async function findTyped(db: Kysely<Database>, listing: Listing): Promise<FoundTyped> {
  if (isDistributed(db)) return findTypedApart(db, listing)
  const met = await walkRows(db, walk(db, listing))
  const stopped = met.flatMap(({ professionalId, stoppedAt }) =>
    stoppedAt === null ? [] : { name: stoppedAt, professionalId },
  )[0]
  const ids = met.filter(({ stoppedAt }) => stoppedAt === null).map((row) => row.professionalId)
  const few = stopped && selectFew(listing)
  const rows = few && (await fewRows(db, choose(few, listing)))
  if (rows && !rows.some(({ isTooMany }) => isTooMany))
    return { ids: rows.map(({ professionalId }) => professionalId) }
  return { ids, ...(stopped && { stopped }) }
}
