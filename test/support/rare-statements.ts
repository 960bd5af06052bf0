// What only a race, a fault of somebody else's, an erasure, the migration job, or a distributed Postgres has the product send.
import { foldRows } from '../../shared/database/save/fold-rows.ts'
import { openDatabase } from '../../shared/database/connection/connection.ts'
import { listBookings } from '../../shared/database/lists/list-bookings.ts'
import { giveBackDue } from '../../shared/database/clock/due.ts'
import { lockAccount } from '../../shared/database/load/load-account.ts'
import { lockCalendar } from '../../shared/database/load/load-for-command.ts'
import { putOffDelivery } from '../../shared/database/notify/deliveries.ts'
import { deleteDevice, findDevice } from '../../shared/database/notify/devices.ts'
import { countGuestMail, isSuppressed } from '../../shared/database/notify/guest-mail.ts'
import { loadUpcoming } from '../../shared/database/notify/load-upcoming.ts'
import { loadUnshownReads, saveShownReads } from '../../shared/database/notify/reads.ts'
import { deleteReminders, saveReminders } from '../../shared/database/notify/reminders.ts'
import { eraseBlocksOf } from '../../shared/database/save/erase-blocks.ts'
import { deleteRemindersOf } from '../../shared/database/save/erase-rows.ts'
import {
  listMessagesAbout,
  noteCalendars,
  noteMessages,
} from '../../shared/database/save/erasures.ts'
import { deleteStaleKey } from '../../shared/database/save/idempotency.ts'
import { markAccountsPublished } from '../../shared/database/save/account-outbox.ts'
import { markPublished } from '../../shared/database/save/outbox.ts'
import { saveByStatement } from '../../shared/database/save/save-by-statement.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Whose } from './long-history.ts'
import { type Recorder as Statements, recording } from './recorded.ts'

/** A database that is recorded, and what was sent to it. */
type Sent = Pick<Statements, 'database' | 'statements'>

/** What a client's list asks first where Postgres is distributed. */
async function listDistributed(
  { statements }: Sent,
  connectionString: string,
  clientUid: string,
  now: Instant,
): Promise<void> {
  const own = openDatabase({ config: { connectionString }, isDistributed: true })
  await listBookings(recording(own, statements), {
    whose: { clientUid },
    status: ['confirmed'],
    order: 'asc',
    now,
    limit: 21,
  })
  await own.destroy()
}

/** Sends each once. */
export async function sendRare(
  statements: Sent,
  connectionString: string,
  { professionalId, clientUid, now }: Pick<Whose, 'professionalId' | 'clientUid' | 'now'>,
  newId: () => string,
): Promise<void> {
  const { database } = statements
  const at = Date.parse(now)
  const [notificationId, bookingId] = [newId(), newId()]
  await giveBackDue(database, [professionalId], at)
  await database.transaction().execute(async (transaction) => {
    await lockAccount(transaction, clientUid)
    await lockCalendar(transaction, professionalId)
  })
  await putOffDelivery(
    database,
    { notificationId, channel: 'mail', target: '', attempts: 1 },
    'later',
    at,
  )
  await findDevice(database, clientUid, newId())
  await deleteDevice(database, { deviceId: newId(), token: 'nobody' })
  await isSuppressed(database, 'digest')
  await countGuestMail(database, {
    ownerUid: clientUid,
    date: '2026-11-26',
    digest: 'digest',
    isAgain: false,
  })
  await loadUpcoming(database, clientUid, at)
  await loadUnshownReads(database, { uid: clientUid }, 50)
  await loadUnshownReads(database, { uid: clientUid, notificationId }, 50)
  await saveShownReads(database, [notificationId])
  const planned = { dueAt: [at], from: at }
  await saveReminders(database, [
    { professionalId, bookingId, ...planned },
    { professionalId: newId(), bookingId: newId(), ...planned },
  ])
  await deleteReminders(database, [{ professionalId, reminderId: newId(), bookingId }])
  await deleteRemindersOf(database, professionalId, [bookingId])
  await eraseBlocksOf(database, newId())
  await listMessagesAbout(
    database,
    professionalId,
    { uid: clientUid, toldAfter: notificationId },
    50,
  )
  await noteCalendars(database, clientUid, [professionalId])
  await noteMessages(database, clientUid, notificationId)
  await deleteStaleKey(database, { account: clientUid, function: 'hold-slot', key: 'k' }, at)
  // The other way of saving, at a revision that nothing has.
  await saveByStatement(database, {
    professionalId,
    revision: -1,
    ownerUid: 'ana',
    causeId: newId(),
    at,
    by: { kind: 'system' },
    effects: {
      changes: [{ changeId: newId(), type: 'schedule.changed', dates: 'all' }],
      newAppointments: [],
      newBookings: [],
      bookingSteps: [],
    },
  })
  await markPublished(database, [{ professionalId, revision: 1 }])
  await markAccountsPublished(database, [{ uid: clientUid, version: 1 }])
  await foldRows(database)
  await listDistributed(statements, connectionString, clientUid, at)
}
