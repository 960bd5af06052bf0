// Which professionals a list is of, and in which order: by their names, whatever the case, and ids.
import { type ExpressionBuilder, expressionBuilder, sql } from 'kysely'
import type { Database } from '../connection/connection.ts'
import { type Typed, lowered } from '../rows/matching.ts'

/** Where a page ended. */
export interface Position {
  readonly name: string
  readonly professionalId: string
}

/** Which of them, and how many. */
export interface Listing extends Typed {
  readonly active?: boolean
  readonly after?: Position
  readonly limit: number
}

type Selected = ExpressionBuilder<{ p: Database['professionals'] }, 'p'>
/** To build conditions of professionals `p` outside of a query. */
export const onProfessionals: Selected = expressionBuilder()

/** By what the list is ordered first. */
export const foldedName = (eb: Selected) => lowered(sql`${eb.ref('p.name')}`)

/** Who comes after the page before, of those who are asked for. */
export function conditions(eb: Selected, { active, after }: Omit<Listing, 'limit'>) {
  const all = [sql<boolean>`true`]
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

/** How many names are gone along for one page. */
export const WALKED_MAX = 1_000

/** Those on a page who match what is typed; `stopped` where more may come after it. */
export interface FoundTyped {
  readonly ids: readonly string[]
  readonly stopped?: Position
}
