// A command publishes its own changes before it answers, bounded in time, and has them marked; what fails is left to relay-changes.
import type { ChangeMessage } from '../../../contract/messages/change.ts'
import type { CalendarSave } from '../../../database/save/calendar-save.ts'
import { publishChanges } from '../../../messaging/publish.ts'
import { toFault } from '../../world/log.ts'
import type { World } from '../../world/world.ts'
import { marksOf } from './marks-of.ts'

/** The messages of a saved decision. */
function messagesOf({
  professionalId,
  revision = 0,
  causeId,
  at,
  by,
  effects,
}: CalendarSave): readonly ChangeMessage[] {
  return effects.changes.map(
    ({ changeId, type, dates, bookingId, appointmentId, serviceId, by: maker }, index) => ({
      changeId,
      causeId,
      type,
      dates,
      ...(bookingId !== undefined && { bookingId }),
      ...(appointmentId !== undefined && { appointmentId }),
      ...(serviceId !== undefined && { serviceId }),
      professionalId,
      revision: revision + index + 1,
      at,
      by: { kind: maker ?? by.kind },
    }),
  )
}

/** Publishes, and has it marked. Nothing is lost where it fails: the rows stay in the outbox, and the log says so. */
export async function publishOwnChanges(save: CalendarSave, world: World): Promise<void> {
  const messages = messagesOf(save)
  if (messages.length === 0) return
  try {
    await publishChanges(world.pubsub, messages, world.config.publishMillis)
    marksOf(world).changes(messages)
  } catch (error) {
    world.log({
      severity: 'WARNING',
      ...toFault('changes are left to the relay', error),
      professionalId: save.professionalId,
      revision: (save.revision ?? 0) + messages.length,
    })
  }
}
