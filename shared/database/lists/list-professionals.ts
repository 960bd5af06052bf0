// All professionals by name, page by page.
import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { Professional } from '../../contract/professional.ts'
import { PROFESSIONAL, parseProfessional } from '../rows/professional-row.ts'
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

type Selected = ExpressionBuilder<{ p: Database['professionals'] }, 'p'>

const foldedName = (eb: Selected) => lowered(sql`${eb.ref('p.name')}`)

function conditions(eb: Selected, { active, after, ...typed }: Omit<Listing, 'limit'>) {
  const all = matching(typed).map((condition) => sql<boolean>`${condition}`)
  if (active !== undefined) all.push(sql`${eb('p.active', '=', active)}`)
  if (after)
    all.push(
      sql`${eb(
        eb.tuple(foldedName(eb), eb.ref('p.professional_id')),
        '>',
        eb.tuple(lowered(sql`${after.name}::text`), after.professionalId),
      )}`,
    )
  return eb.and(all)
}

/** One page of professionals, ordered by name, whatever its case, and id. */
export async function listProfessionals(
  db: Kysely<Database>,
  { limit, ...listing }: Listing,
): Promise<readonly ListedProfessional[]> {
  const rows = await db
    .selectFrom('professionals as p')
    .innerJoin('calendars as c', 'c.professional_id', 'p.professional_id')
    .where((eb) => conditions(eb, listing))
    .select([PROFESSIONAL.as('professional'), 'c.revision'])
    .orderBy((eb) => foldedName(eb))
    .orderBy('p.professional_id')
    .limit(limit)
    .execute()
  return rows.map(({ professional, revision }) => ({
    professional: parseProfessional(professional),
    revision,
  }))
}
