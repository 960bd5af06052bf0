// Messages to people: mark-notifications-read, list-deliveries.
import * as z from 'zod'
import * as shown from './values/shown.ts'
import { at, nextPageToken } from './values/shown.ts'
import * as v from './values/values.ts'

/** How long messages are kept. */
export const NOTIFICATION_DAYS = 90

export const MarkNotificationsRead = z
  .strictObject({
    notificationIds: z.array(v.notificationId).max(100).optional(),
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
export type MarkNotificationsRead = z.infer<typeof MarkNotificationsRead>

export const ListDeliveries = z.strictObject({
  bookingId: v.bookingId.optional(),
  uid: v.uid.optional(),
  ...v.page,
})
export type ListDeliveries = z.infer<typeof ListDeliveries>

export const CHANNELS = ['in-app', 'push', 'mail'] as const
export const DELIVERY_STATES = ['waiting', 'sent', 'dropped', 'failed'] as const

export const DeliveriesPage = z.object({
  deliveries: z
    .array(
      z.object({
        notificationId: shown.notificationId,
        causeId: shown.causeId,
        channel: z.enum(CHANNELS),
        state: z.enum(DELIVERY_STATES),
        decidedAt: at,
        sentAt: at.optional(),
        attempts: z.int().min(0),
        answer: z.string().optional(),
      }),
    )
    .readonly(),
  nextPageToken,
})
