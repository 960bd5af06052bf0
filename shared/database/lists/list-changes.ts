// The changes of one calendar by revision, page by page, with the calendar's revision of the same snapshot.
import type { Kysely } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { ChangeMessage } from '../../contract/change.ts'
import { changeColumns, toChangeMessage } from '../rows/change-row.ts'
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
  const row = await db
    .selectFrom('professionals as p')
    .innerJoin('calendars as k', 'k.professional_id', 'p.professional_id')
    .where((eb) =>
      'ownerUid' in locator
        ? eb('p.owner_uid', '=', locator.ownerUid)
        : eb('p.professional_id', '=', locator.professionalId),
    )
    .select(['p.owner_uid as ownerUid', 'k.revision'])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('changes as c')
          .whereRef('c.professional_id', '=', 'k.professional_id')
          .where('c.revision', '>', afterRevision)
          .orderBy('c.revision')
          .limit(limit)
          .select(changeColumns),
      ).as('changes'),
    )
    .executeTakeFirst()
  return row && { ...row, changes: row.changes.map(toChangeMessage) }
}
