// Folds what was written without it: rows from before there was a folding, and those that an older version wrote since.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../connection/connection.ts'
import { rawStatement } from '../connection/raw-statement.ts'
import { foldedProfessional, foldedService } from '../rows/folded.ts'
import { json } from '../rows/json.ts'

/** Professionals, with all their services, in one statement. */
const PAGE = 200
/** Before all ids. */
const NIL = '00000000-0000-0000-0000-000000000000'

type Page = Awaited<ReturnType<typeof loadPage>>

async function loadPage(db: Kysely<Database>, after: string) {
  const professionals = await db
    .selectFrom('professionals')
    .select(['professional_id', 'name', 'headline', 'specialties', 'folded', 'specialty_keys'])
    .where('professional_id', '>', after)
    .orderBy('professional_id')
    .limit(PAGE)
    .execute()
  const ids = professionals.map(({ professional_id: id }) => id)
  const services = await db
    .selectFrom('services')
    .select(['professional_id', 'service_id', 'name', 'folded'])
    .where('professional_id', '=', sql<string>`any (${ids}::uuid[])`)
    .execute()
  return { professionals, services }
}

function staleProfessionals({ professionals }: Page) {
  return professionals.flatMap(({ folded, specialty_keys: keys, ...row }) => {
    const now = foldedProfessional(row)
    const isFolded =
      folded === now.folded && JSON.stringify(keys) === JSON.stringify(now.specialtyKeys)
    return isFolded ? [] : [{ ...row, folded: now.folded, keys: now.specialtyKeys }]
  })
}

function staleServices({ services }: Page) {
  return services.flatMap(({ folded, ...row }) => {
    const now = foldedService(row)
    return folded === now.folded ? [] : [{ ...row, folded: now.folded }]
  })
}

const foldProfessionals = rawStatement('fold-professionals', {})
const foldServices = rawStatement('fold-services', {})

// Whoever saved a row since it was read has folded it, or is an older version, after which this runs once more.
async function savePage(db: Kysely<Database>, page: Page): Promise<number> {
  const [professionals, services] = [staleProfessionals(page), staleServices(page)]
  if (professionals.length > 0)
    await foldProfessionals(
      db,
      sql`update professionals p set folded = x.folded, specialty_keys = x.keys
      from jsonb_to_recordset(${json(professionals)}) as x(professional_id uuid, name text, headline text,
        specialties text[], folded text, keys text[])
      where p.professional_id = x.professional_id and p.name = x.name
        and p.headline is not distinct from x.headline and p.specialties = x.specialties`,
    )
  if (services.length > 0)
    await foldServices(
      db,
      sql`update services s set folded = x.folded
      from jsonb_to_recordset(${json(services)}) as x(professional_id uuid, service_id uuid, name text, folded text)
      where s.professional_id = x.professional_id and s.service_id = x.service_id and s.name = x.name`,
    )
  return professionals.length + services.length
}

/**
 * Folds professionals and services whose folding is missing, or is not that of what they tell, page by page. Safe while
 * they are being saved, and as often as one likes.
 *
 * @returns how many rows were folded
 */
export async function foldRows(db: Kysely<Database>): Promise<number> {
  let count = 0
  let after: string | undefined = NIL
  while (after !== undefined) {
    const page = await loadPage(db, after)
    count += await savePage(db, page)
    after = page.professionals.at(-1)?.professional_id
  }
  return count
}
