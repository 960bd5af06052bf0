// Reminders that are due become messages of their own: no change of the calendar, so no row of it, and no revision.
import type { ChangeMessage } from '../../../contract/messages/change.ts'
import {
  type DueReminder,
  claimReminders,
  deleteReminders,
} from '../../../database/notify/reminders.ts'
import { publishChanges } from '../../../messaging/publish.ts'
import { SECOND } from '../../../time/instant.ts'
import { toFault } from '../../world/log.ts'
import type { World } from '../../world/world.ts'
import { sideBySide } from '../side-by-side.ts'

const CLAIM = 200
const PUBLISH_MILLIS = 10 * SECOND

const toReminderDue = (
  { reminderId, professionalId, bookingId, dueAt, revision }: DueReminder,
  newId: () => string,
): ChangeMessage => ({
  changeId: newId(),
  causeId: reminderId,
  type: 'booking.reminder-due',
  professionalId,
  revision,
  at: dueAt,
  by: { kind: 'system' },
  dates: [],
  bookingId,
})

async function remindOf(reminders: readonly DueReminder[], world: World): Promise<number> {
  try {
    const messages = reminders.map((one) => toReminderDue(one, world.newId))
    await publishChanges(world.pubsub, messages, PUBLISH_MILLIS)
    await deleteReminders(world.database, reminders)
    return reminders.length
  } catch (error) {
    // Their lease brings them back; those of other professionals go out.
    world.log({
      severity: 'ERROR',
      ...toFault('tick: reminders could not be published', error),
      ...(reminders[0] && { professionalId: reminders[0].professionalId }),
    })
    return 0
  }
}

/** Publishes what is due now. @returns how many */
export async function remind(world: World): Promise<number> {
  const due = await claimReminders(world.database, world.now(), CLAIM)
  const byProfessional = Map.groupBy(due, ({ professionalId }) => professionalId)
  const counts = await sideBySide(
    [...byProfessional.values()].map((reminders) => remindOf(reminders, world)),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}
