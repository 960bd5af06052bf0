// What one save did, as it stands now: its changes, their bookings with their history, and the accounts concerned.
import { type Kysely, sql } from 'kysely'
import type { ChangeType } from '../../contract/messages/change.ts'
import type { ActorKind } from '../../contract/status.ts'
import type {
  AccountSettings,
  Cause,
  CausedBooking,
  CausedChange,
} from '../../notifications/cause.ts'
import type { ChangeSubject } from '../../scheduling/effects/effects.ts'
import { statusAt } from '../../scheduling/model/status-at.ts'
import type { Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { json, nullable, rawStatement } from '../connection/raw-statement.ts'
import { BOOKING, BOOKINGS_JOINED, type BookingRow, parseBooking } from '../rows/booking-row.ts'
import { millis } from '../rows/instants.ts'
import { digestOfAddress } from './address-digest.ts'

/** No save makes more changes; those of one stand side by side. */
const CHANGES_A_SAVE = 2000

/** What a message tells of a save. */
export interface CauseHint {
  readonly type: string
  readonly professionalId: string
  readonly revision: number
  readonly at: Instant
  readonly causeId?: string | undefined
  readonly bookingId?: string | undefined
}

async function loadChanges(
  db: Kysely<Database>,
  { professionalId, revision }: CauseHint,
): Promise<{ readonly causeId: string; readonly changes: readonly CausedChange[] } | undefined> {
  const rows = await db
    .selectFrom('changes')
    .select((eb) => [
      'type',
      'by_kind',
      'revision',
      eb.fn.coalesce('cause_id', 'change_id').as('cause_id'),
      'booking_id',
      'subject',
      millis(sql`lower(${eb.ref('before')})`).as('before_start'),
      millis(sql`upper(${eb.ref('before')})`).as('before_end'),
    ])
    .where('professional_id', '=', professionalId)
    // What was saved before causes were is its own.
    .where(
      sql<boolean>`coalesce(cause_id, change_id) = (select coalesce(n.cause_id, n.change_id) from changes n
        where n.professional_id = ${professionalId}::uuid and n.revision = ${revision}::bigint)`,
    )
    .where('revision', '>', revision - CHANGES_A_SAVE)
    .where('revision', '<', revision + CHANGES_A_SAVE)
    .orderBy('revision')
    .execute()
  const causeId = rows[0]?.cause_id
  if (causeId === undefined) return undefined
  const changes = rows.map(
    ({ type, by_kind, revision, booking_id, subject, before_start, before_end }) => ({
      // Only the save writes these columns, and it knows no other words.
      type: type as ChangeType,
      by: by_kind as ActorKind,
      revision,
      ...(booking_id !== null && { bookingId: booking_id }),
      ...(subject !== null && { subject: subject as ChangeSubject }),
      ...(before_start !== null && { before: { start: before_start, end: before_end } }),
    }),
  )
  return { causeId, changes }
}

const REMINDER = 'booking.reminder-due'

function reminderOf({ causeId, bookingId, revision }: CauseHint) {
  if (causeId === undefined || bookingId === undefined) return undefined
  return { causeId, changes: [{ type: REMINDER, by: 'system', revision, bookingId } as const] }
}

/** A change of a booking as its history has it. */
export interface Step {
  readonly revision: number
  readonly type: ChangeType
  readonly at: Instant
}

const withHistory = rawStatement('bookings-with-history', {
  booking: json<BookingRow>(),
  history: nullable(json<readonly Step[]>()),
})

/** Whole bookings with their histories, by their ids and those of their professionals. */
export async function loadBookingsWithHistory(
  db: Kysely<Database>,
  professionalIds: readonly string[],
  bookingIds: readonly string[],
): Promise<readonly { readonly booking: BookingRow; readonly history: readonly Step[] }[]> {
  if (bookingIds.length === 0) return []
  const ofThem = sql`any (${[...new Set(professionalIds)]}::uuid[])`
  const rows = await withHistory(
    db,
    sql`select ${BOOKING} as booking, (select json_agg(json_build_object(
        'revision', h.revision, 'type', h.type, 'at', ${millis(sql`h.at`)}) order by h.revision)
      from changes h where h.booking_id = b.booking_id
        and h.professional_id = b.professional_id and h.professional_id = ${ofThem}) as history
    from ${BOOKINGS_JOINED} where b.booking_id = any (${bookingIds}::uuid[])
      and b.professional_id = ${ofThem} and a.professional_id = ${ofThem}`,
  )
  return rows.map(({ booking, history }) => ({ booking, history: history ?? [] }))
}

/** A booking as its messages see it. */
export function toCausedBooking(
  row: BookingRow,
  history: readonly Step[],
  now: Instant,
): CausedBooking {
  const booking = parseBooking(row)
  const { bookingId, start, expectedStart, client, holdExpiresAt } = booking
  const { uid, email } = client
  return {
    bookingId,
    status: statusAt(booking, now),
    start,
    ...(expectedStart !== undefined && { expectedStart }),
    ...(uid !== undefined && { clientUid: uid }),
    ...(uid === undefined && email !== undefined && { guestAddress: digestOfAddress(email) }),
    isHold: holdExpiresAt !== undefined,
    history,
  }
}

async function loadSettings(
  db: Kysely<Database>,
  uids: readonly string[],
): Promise<ReadonlyMap<string, AccountSettings>> {
  const rows = await db
    .selectFrom('accounts')
    .select(['uid', 'push', 'mail as email', 'reminder_minutes as reminderMinutes'])
    .where('uid', 'in', uids)
    .execute()
  return new Map(rows.map(({ uid, ...settings }) => [uid, settings]))
}

/**
 * Everything that messages about a save are decided from.
 *
 * @param hint any change of it; a reminder is of no save and stands for itself
 * @returns undefined where the professional or the change is not in the books any more
 */
export async function loadCause(
  db: Kysely<Database>,
  hint: CauseHint,
  now: Instant,
): Promise<Cause | undefined> {
  const { professionalId, at, type } = hint
  const owner = await db
    .selectFrom('professionals')
    .select('owner_uid')
    .where('professional_id', '=', professionalId)
    .executeTakeFirst()
  if (!owner) return undefined
  const saved = type === REMINDER ? reminderOf(hint) : await loadChanges(db, hint)
  if (!saved) return undefined
  const { causeId, changes } = saved
  const ids = [...new Set(changes.flatMap((change) => change.bookingId ?? []))]
  const bookings = (await loadBookingsWithHistory(db, [professionalId], ids))
    .filter(({ booking }) => booking.professionalId === professionalId)
    .map(({ booking, history }) => toCausedBooking(booking, history, now))
  const uids = new Set([owner.owner_uid, ...bookings.flatMap(({ clientUid }) => clientUid ?? [])])
  return {
    causeId,
    professionalId,
    ownerUid: owner.owner_uid,
    at,
    changes,
    bookings: new Map(bookings.map((booking) => [booking.bookingId, booking])),
    accounts: await loadSettings(db, [...uids]),
  }
}
