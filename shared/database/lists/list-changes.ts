// The changes of one calendar by revision, page by page, with the calendar's revision of the same snapshot.
import type { Kysely } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { ChangeMessage } from '../../contract/messages/change.ts'
import { CHANGE_DAYS } from '../../contract/retention.ts'
import { DAY, type Instant } from '../../time/instant.ts'
import { timestamp } from '../rows/instants.ts'
import { changeColumns, toChangeMessage } from '../rows/change-row.ts'
import type { Database } from '../connection/connection.ts'
import { findPlaceFirst } from '../load/place.ts'

/** Which changes of which calendar: by its professional, or by its owner. */
export interface Listing {
  readonly locator: { readonly professionalId: string } | { readonly ownerUid: string }
  readonly afterRevision: number
  readonly limit: number
  readonly now: Instant
}

export interface ListedChanges {
  readonly ownerUid: string
  /** Of the calendar, at present. */
  readonly revision: number
  /** From this one on, no change is deleted. */
  readonly firstRevision: number
  /** Ascending by revision. */
  readonly changes: readonly ChangeMessage[]
}

/** One page of changes; undefined where there is no such calendar. */
export async function listChanges(
  db: Kysely<Database>,
  { locator, afterRevision, limit, now }: Listing,
): Promise<ListedChanges | undefined> {
  const place = await findPlaceFirst(db, locator)
  if (place === null) return undefined
  const whose = place === undefined ? locator : { professionalId: place }
  const row = await db
    .selectFrom('professionals as p')
    .innerJoin('calendars as k', 'k.professional_id', 'p.professional_id')
    .where((eb) =>
      'ownerUid' in whose
        ? eb('p.owner_uid', '=', whose.ownerUid)
        : eb('p.professional_id', '=', whose.professionalId),
    )
    .select(['p.owner_uid as ownerUid', 'k.revision'])
    // Those of bookings are kept longer than others, with gaps between them.
    .select((eb) =>
      eb
        .selectFrom('changes as f')
        .select((first) => first.fn.min('f.revision').as('revision'))
        .whereRef('f.professional_id', '=', 'k.professional_id')
        .$if(place !== undefined, (of) => of.where('f.professional_id', '=', place ?? ''))
        .where('f.at', '>=', timestamp(now - CHANGE_DAYS * DAY))
        .as('firstRevision'),
    )
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('changes as c')
          .whereRef('c.professional_id', '=', 'k.professional_id')
          .$if(place !== undefined, (of) => of.where('c.professional_id', '=', place ?? ''))
          .where('c.revision', '>', afterRevision)
          .orderBy('c.revision')
          .limit(limit)
          .select(changeColumns),
      ).as('changes'),
    )
    .executeTakeFirst()
  if (!row) return undefined
  const firstRevision = row.firstRevision ?? row.revision + 1
  return { ...row, firstRevision, changes: row.changes.map(toChangeMessage) }
}
