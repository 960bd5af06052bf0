// An account has read messages.
import { decideReading } from '../../shared/accounts/decide-read.ts'
import { Done } from '../../shared/contract/account.ts'
import { MarkNotificationsRead } from '../../shared/contract/notification.ts'
import { accountCommand } from '../../shared/runtime/command/account-command.ts'

/** Marks messages as read; the app's documents follow. */
export const markNotificationsRead = accountCommand({
  name: 'mark-notifications-read',
  input: MarkNotificationsRead,
  output: Done,
  refuses: ['not-found'],
  holds: ({ notificationIds }) => (notificationIds ? { notificationIds } : { unread: true }),
  decide: (_, { input, held }) => {
    const effects = decideReading(held, input)
    return 'refused' in effects ? effects : { effects, answer: {} }
  },
})
