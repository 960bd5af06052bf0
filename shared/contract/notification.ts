// Messages to people: mark-notifications-read, list-deliveries.
import * as z from 'zod'
import { at, nextPageToken, uuid } from './values/shown.ts'
import * as v from './values/values.ts'

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

export const ListDeliveries = z
  .strictObject({ bookingId: v.id.optional(), uid: v.uid.optional(), ...v.page })
  .meta({ description: 'Of a booking, of an account, of both or of all; the last decided first.' })
export type ListDeliveries = z.infer<typeof ListDeliveries>

export const CHANNELS = ['in-app', 'push', 'mail'] as const
export const DELIVERY_STATES = ['waiting', 'sent', 'dropped', 'failed'] as const

export const DeliveriesPage = z.object({
  deliveries: z
    .array(
      z.object({
        notificationId: uuid,
        causeId: uuid,
        channel: z.enum(CHANNELS),
        state: z.enum(DELIVERY_STATES).meta({
          description:
            'waiting: for its first or next attempt; dropped: not true or not wanted any more when it was to be sent; failed: given up.',
        }),
        decidedAt: at,
        sentAt: at.optional(),
        attempts: z.int().min(0),
        answer: z.string().optional().meta({
          description: "The other side's word, or why it was dropped; without an address.",
        }),
      }),
    )
    .readonly(),
  nextPageToken,
})
