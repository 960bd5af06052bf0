// Messages in the app: mark-notifications-read.
import * as z from 'zod'
import * as v from './values.ts'

/** How long messages are kept. */
export const NOTIFICATION_DAYS = 90

export const MarkNotificationsRead = z
  .strictObject({
    notificationIds: z.array(v.id).max(100).optional(),
    all: z.literal(true).optional(),
  })
  .superRefine(({ notificationIds, all }, context) => {
    if ((notificationIds === undefined) === (all === undefined))
      context.addIssue({
        code: 'custom',
        path: [all === undefined ? 'notificationIds' : 'all'],
        message: 'either notificationIds or all is required, and not both',
      })
  })
  .meta({ description: 'Those that are named, all of them or none; or all of the account.' })
export type MarkNotificationsRead = z.infer<typeof MarkNotificationsRead>
