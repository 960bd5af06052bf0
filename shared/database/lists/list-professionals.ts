// All professionals by name, page by page.
import type { Kysely } from 'kysely'
import type { Professional } from '../../contract/professional.ts'
import type { Database } from '../connection/connection.ts'
import { named } from '../connection/statement-name.ts'
import { PROFESSIONAL, parseProfessional } from '../rows/professional-row.ts'
import { findTyped } from './find-typed.ts'
import { type Listing, type Position, conditions, foldedName } from './listed.ts'

export interface ListedProfessional {
  readonly professional: Professional
  readonly revision: number
}

/** A page; with `end` where more may come after it. */
export interface ListedPage {
  readonly listed: readonly ListedProfessional[]
  readonly end?: Position
}

/** Professionals by their ids, in the order of the list. */
async function load(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<readonly ListedProfessional[]> {
  const found = await db
    .selectFrom('professionals as p')
    .modifyEnd(named('load-listed-professionals'))
    .innerJoin('calendars as c', 'c.professional_id', 'p.professional_id')
    .where((eb) => eb('p.professional_id', '=', eb.fn.any(eb.val([...ids]))))
    .select([PROFESSIONAL.as('professional'), 'c.revision'])
    .orderBy((eb) => foldedName(eb))
    .orderBy('p.professional_id')
    .execute()
  return found.map(({ professional, revision }) => ({
    professional: parseProfessional(professional),
    revision,
  }))
}

/** The next of all of them. */
async function nextIds(db: Kysely<Database>, { limit, ...listing }: Listing) {
  const rows = await db
    .selectFrom('professionals as p')
    .modifyEnd(named('list-professionals'))
    .where((eb) => conditions(eb, listing))
    .select('p.professional_id')
    .orderBy((eb) => foldedName(eb))
    .orderBy('p.professional_id')
    .limit(limit)
    .execute()
  return rows.map(({ professional_id: id }) => id)
}

/**
 * One page of professionals, ordered by name, whatever its case, and id. Of those who match what is typed it may be short, where many
 * do and they are far apart.
 */
export async function listProfessionals(
  db: Kysely<Database>,
  listing: Listing,
): Promise<ListedPage> {
  const isTyped = listing.specialty !== undefined || (listing.words ?? []).length > 0
  const { ids, stopped } = isTyped
    ? await findTyped(db, { ...listing, limit: listing.limit + 1 })
    : { ids: await nextIds(db, { ...listing, limit: listing.limit + 1 }), stopped: undefined }
  const listed = await load(db, ids.slice(0, listing.limit))
  const last = listed.at(-1)?.professional
  const end = ids.length > listing.limit ? last : stopped
  return {
    listed,
    ...(end && { end: { name: end.name, professionalId: end.professionalId } }),
  }
}
