// Everything that is held about an account, part by part, in the order in which it is told.
import type { Kysely } from 'kysely'
import type { Database } from '../../../database/connection/connection.ts'
import { findAccount } from '../../../database/load/find-account.ts'
import type { Instant } from '../../../time/instant.ts'
import { account, bookings, notifications } from './account-parts.ts'
import type { Part } from './part.ts'
import { blocks, dateHours, externalBusy, professional, timeOff } from './professional-parts.ts'

/** The parts of an account, and of the professional that belongs to it, if one does. */
export async function exportParts(
  db: Kysely<Database>,
  uid: string,
  now: Instant,
): Promise<readonly Part[]> {
  const { professionalId } = await findAccount(db, uid, now)
  const own = [
    account(db, uid),
    bookings(db, { clientUid: uid }, 'bookings', now),
    notifications(db, uid),
  ]
  if (professionalId === undefined) return own
  return [
    ...own,
    professional(db, professionalId),
    dateHours(db, professionalId),
    timeOff(db, professionalId),
    externalBusy(db, professionalId),
    blocks(db, professionalId),
    bookings(db, { professionalId }, 'agenda', now),
  ]
}
