// The changes of one calendar by revision, page by page, with the calendar's revision of the same snapshot.
import { type Kysely, sql } from 'kysely'
import type { ChangeMessage } from '../../contract/change.ts'
import { CHANGE, type ChangeRow, toChangeMessage } from '../rows/change-row.ts'
import type { Database } from '../connection/connection.ts'

/** Which changes of which calendar: by its professional, or by its owner. */
export interface Listing {
  readonly locator: { readonly professionalId: string } | { readonly ownerUid: string }
  readonly afterRevision: number
  readonly limit: number
}

export interface ListedChanges {
  readonly ownerUid: string
  /** Of the calendar, at present. */
  readonly revision: number
  /** Ascending by revision. */
  readonly changes: readonly ChangeMessage[]
}

/** One page of changes; undefined where there is no such calendar. */
export async function listChanges(
  db: Kysely<Database>,
  { locator, afterRevision, limit }: Listing,
): Promise<ListedChanges | undefined> {
  const located =
    'ownerUid' in locator
      ? sql`p.owner_uid = ${locator.ownerUid}`
      : sql`p.professional_id = ${locator.professionalId}::uuid`
  const { rows } = await sql<{
    ownerUid: string
    revision: number
    changes: readonly ChangeRow[] | null
  }>`
    select p.owner_uid as "ownerUid", k.revision,
      (select json_agg(n order by n.revision) from (select ${CHANGE} from changes c
        where c.professional_id = k.professional_id and c.revision > ${afterRevision}::bigint
        order by c.revision limit ${limit}) n) as changes
    from professionals p join calendars k on k.professional_id = p.professional_id
    where ${located}`.execute(db)
  const row = rows[0]
  return row && { ...row, changes: row.changes?.map(toChangeMessage) ?? [] }
}
