// All professionals by name, page by page.
import { type Kysely, sql } from 'kysely'
import type { Professional } from '../../contract/professional.ts'
import { PROFESSIONAL, withoutNulls } from '../rows/calendar-row.ts'
import type { Database } from '../connection/connection.ts'
import { type Typed, lowered, matching } from '../rows/matching.ts'

/** Where a page ended. */
export interface Position {
  readonly name: string
  readonly professionalId: string
}

export interface Listing extends Typed {
  readonly active?: boolean
  readonly after?: Position
  readonly limit: number
}

export interface ListedProfessional {
  readonly professional: Professional
  readonly revision: number
}

/** One page of professionals, ordered by name, whatever its case, and id. */
export async function listProfessionals(
  db: Kysely<Database>,
  { active, after, limit, ...typed }: Listing,
): Promise<readonly ListedProfessional[]> {
  const conditions = [...matching(typed)]
  if (active !== undefined) conditions.push(sql`p.active = ${active}`)
  if (after)
    conditions.push(sql`(${lowered(sql`p.name`)}, p.professional_id)
      > (${lowered(sql`${after.name}::text`)}, ${after.professionalId}::uuid)`)
  const { rows } = await sql<ListedProfessional>`
    select ${PROFESSIONAL} as professional, c.revision
    from professionals p join calendars c on c.professional_id = p.professional_id
    where ${sql.join(conditions, sql` and `)}
    order by ${lowered(sql`p.name`)}, p.professional_id limit ${limit}`.execute(db)
  return rows.map(({ professional, revision }) => ({
    professional: withoutNulls<Professional>(professional),
    revision,
  }))
}
