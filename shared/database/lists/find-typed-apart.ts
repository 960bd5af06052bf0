// The same where Postgres is distributed: names are gone along in all shards, and whoever was met is compared at their own.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../connection/connection.ts'
import { rawStatement, text, uuid } from '../connection/raw-statement.ts'
import { FEW, armsOfFew } from '../rows/few.ts'
import { matchingAmong } from '../rows/matching.ts'
import {
  type FoundTyped,
  type Listing,
  WALKED_MAX,
  conditions,
  foldedName,
  onProfessionals,
} from './listed.ts'

const walkedRows = rawStatement('walk-professionals-apart', { professionalId: uuid, name: text })
const fewRows = rawStatement('few-professionals-apart', { professionalId: uuid })
const matchingRows = rawStatement('match-professionals', { professionalId: uuid })

const IN_ORDER = sql`order by ${foldedName(onProfessionals)}, p.professional_id`

/** Along the names. */
const walk = (db: Kysely<Database>, listing: Omit<Listing, 'limit'>) =>
  walkedRows(
    db,
    sql`select p.professional_id as "professionalId", p.name from professionals p
      where ${conditions(onProfessionals, listing)} ${IN_ORDER} limit ${sql.lit(WALKED_MAX)}`,
  )

/** Those of these ids who match, in the order of the list. */
async function match(
  db: Kysely<Database>,
  { limit, ...listing }: Listing,
  ids: readonly string[],
): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const rows = await matchingRows(
    db,
    sql`select p.professional_id as "professionalId" ${matchingAmong(ids, listing)}
      and ${conditions(onProfessionals, listing)} ${IN_ORDER} limit ${limit}`,
  )
  return rows.map(({ professionalId }) => professionalId)
}

/** Those who alone can match; undefined where no index tells, or they are too many. */
async function findFew(
  db: Kysely<Database>,
  listing: Listing,
): Promise<readonly string[] | undefined> {
  const arms = armsOfFew(listing)
  if (!arms) return undefined
  const few = new Set<string>()
  for (const arm of arms) {
    const rows = await fewRows(
      db,
      sql`select professional_id as "professionalId" from (${arm}) few`,
    )
    for (const { professionalId } of rows) few.add(professionalId)
    if (few.size > FEW) return undefined
  }
  return [...few]
}

/** One page of the ids of those who match what is typed. */
export async function findTypedApart(db: Kysely<Database>, listing: Listing): Promise<FoundTyped> {
  const walked = await walk(db, listing)
  const ids = await match(
    db,
    listing,
    walked.map(({ professionalId }) => professionalId),
  )
  const last = walked.at(-1)
  if (!last || walked.length < WALKED_MAX || ids.length >= listing.limit) return { ids }
  const few = await findFew(db, listing)
  return few ? { ids: await match(db, listing, few) } : { ids, stopped: last }
}
