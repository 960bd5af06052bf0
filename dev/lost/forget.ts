// Documents that speak of what a restored database does not have: written after the second that it was restored to. The fan-out
// brings up to date what there is; of what there is not any more it knows nothing.
import { FieldPath, type Firestore, type QueryDocumentSnapshot } from '@google-cloud/firestore'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../shared/database/connection/connection.ts'
import { type Instant, MINUTE } from '../../shared/time/instant.ts'

/** Ids of version 7 begin with the millisecond in which they were made (RFC 9562, 5.7); machines' clocks differ. */
const CLOCKS_DIFFER_MILLIS = MINUTE

/** Documents that are read, and deleted, together. */
const PAGE = 300

/** The kinds of documents by their collections: where they stand, and the table that has what they speak of. */
const KINDS = [
  {
    group: 'agenda',
    path: /^accounts\/[^/]+\/agenda\/[^/]+$/,
    table: 'bookings',
    key: 'booking_id',
  },
  {
    group: 'bookings',
    path: /^accounts\/[^/]+\/bookings\/[^/]+$/,
    table: 'bookings',
    key: 'booking_id',
  },
  {
    group: 'notifications',
    path: /^accounts\/[^/]+\/notifications\/[^/]+$/,
    table: 'notifications',
    key: 'notification_id',
  },
  {
    group: 'schedules',
    path: /^accounts\/[^/]+\/schedules\/[^/]+$/,
    table: 'calendars',
    key: 'professional_id',
  },
  {
    group: 'professionals',
    path: /^professionals\/[^/]+$/,
    table: 'calendars',
    key: 'professional_id',
  },
  { group: 'mirrors', path: /^mirrors\/[^/]+$/, table: 'calendars', key: 'professional_id' },
] as const
type Kind = (typeof KINDS)[number]

/** A lost booking and whom to tell, as its document has them. */
export interface LostBooking {
  readonly bookingId: string
  readonly document: Readonly<Record<string, unknown>>
}

export interface Forgotten {
  readonly bookings: number
  /** All of them, the days of lost calendars too. */
  readonly documents: number
}

const UUID_V7 = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/

/** When an id was made; undefined where it is none of ours. */
const madeAt = (id: string): Instant | undefined =>
  UUID_V7.test(id) ? Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) : undefined

/** Those of the ids that the database has. */
async function known(
  db: Kysely<Database>,
  { table, key }: Kind,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`select ${sql.ref(key)} as id from ${sql.table(table)}
    where ${sql.ref(key)} = any (${ids}::uuid[])`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** The documents of a kind, page by page, without an index of their own. */
async function* pagesOf(
  firestore: Firestore,
  { group }: Kind,
): AsyncGenerator<readonly QueryDocumentSnapshot[]> {
  const all = firestore.collectionGroup(group).orderBy(FieldPath.documentId()).limit(PAGE)
  for (let page = (await all.get()).docs; page.length > 0;) {
    yield page
    page = (await all.startAfter(page.at(-1)).get()).docs
  }
}

/** The days of a calendar that is lost go with it. */
async function withDays(
  firestore: Firestore,
  { ref }: QueryDocumentSnapshot,
): Promise<readonly string[]> {
  const days = await firestore.collection(`${ref.path}/days`).listDocuments()
  return [ref.path, ...days.map(({ path }) => path)]
}

async function deleteAll(firestore: Firestore, paths: readonly string[]): Promise<void> {
  for (let from = 0; from < paths.length; from += PAGE) {
    const batch = firestore.batch()
    for (const path of paths.slice(from, from + PAGE)) batch.delete(firestore.doc(path))
    await batch.commit()
  }
}

/**
 * Finds what is lost since an instant, tells of each booking once, and deletes the documents unless it is a rehearsal. A document is
 * looked at before the database is asked, so that what is made meanwhile is never taken for lost.
 */
export async function forgetLost(
  { firestore, database }: { readonly firestore: Firestore; readonly database: Kysely<Database> },
  {
    since,
    isDry,
    tell,
  }: {
    readonly since: Instant
    readonly isDry: boolean
    readonly tell: (lost: LostBooking) => void
  },
): Promise<Forgotten> {
  const told = new Set<string>()
  let documents = 0
  for (const kind of KINDS)
    for await (const page of pagesOf(firestore, kind)) {
      const suspects = page.filter(
        ({ id, ref }) =>
          kind.path.test(ref.path) && (madeAt(id) ?? 0) >= since - CLOCKS_DIFFER_MILLIS,
      )
      if (suspects.length === 0) continue
      const there = await known(
        database,
        kind,
        suspects.map(({ id }) => id),
      )
      const lost = suspects.filter(({ id }) => !there.has(id))
      for (const one of lost)
        if (kind.table === 'bookings' && !told.has(one.id)) {
          told.add(one.id)
          tell({ bookingId: one.id, document: one.data() })
        }
      const trees =
        kind.group === 'professionals' ? lost.map((one) => withDays(firestore, one)) : []
      const paths =
        trees.length > 0 ? (await Promise.all(trees)).flat() : lost.map(({ ref }) => ref.path)
      documents += paths.length
      if (!isDry) await deleteAll(firestore, paths)
    }
  return { bookings: told.size, documents }
}
