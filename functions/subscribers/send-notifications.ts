// Tells people what happened: in the app, on their devices, by mail.
import { subscriber } from '../../shared/runtime/edge/subscriber.ts'
import { notify } from '../../shared/runtime/jobs/notify/notify.ts'
import { notifyAccount } from '../../shared/runtime/jobs/notify/notify-account.ts'

/** Tells of the save that a change belongs to; the message only says that there may be something to tell. */
export const sendNotifications = subscriber({
  name: 'send-notifications',
  open: () => undefined,
  handle: async (change, world) => {
    const done = await notify(change, world)
    if (done)
      world.log({
        severity: 'INFO',
        message: 'send-notifications: told',
        professionalId: change.professionalId,
        revision: change.revision,
        ...done,
      })
    return 'handled'
  },
  handleAccount: async ({ uid }, world) => {
    const done = await notifyAccount(uid, world)
    world.log({ severity: 'INFO', message: 'send-notifications: brought an account up', ...done })
    return 'handled'
  },
})
