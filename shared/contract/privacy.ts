// What is held about an account, taken along and erased: export-account, erase-account.
import * as z from 'zod'
import { ShownBlock } from './block.ts'
import { BookingsPage } from './booking.ts'
import { ShownProfessional } from './professional.ts'
import { FoundSchedule } from './schedule.ts'
import { Activity } from './session.ts'
import * as shown from './values/shown.ts'
import { at, nextPageToken } from './values/shown.ts'
import { page, uid } from './values/values.ts'

export const ExportAccount = z.strictObject({ pageToken: page.pageToken })
export type ExportAccount = z.infer<typeof ExportAccount>

const bookings = BookingsPage.shape.bookings
const { services, workingHours, dateHours, timeOff, externalBusy } = FoundSchedule.shape

const Device = z.object({
  deviceId: shown.deviceId,
  token: z.string(),
  platform: z.string(),
  locale: z.string().optional(),
  createdAt: at,
})

const Notification = z.object({
  notificationId: shown.notificationId,
  professionalId: shown.professionalId,
  type: z.string(),
  bookingIds: z.array(shown.bookingId).readonly(),
  createdAt: at,
  readAt: at.optional(),
  deliveries: z
    .array(z.object({ channel: z.string(), state: z.string(), endedAt: at.optional() }))
    .readonly(),
})

/** A page of everything that is held about the caller: what it does not name is on another page, or is not held. */
export const ExportedAccount = z.object({
  account: z
    .object({
      uid: z.string(),
      name: z.string().optional(),
      email: z.string().optional(),
      phone: z.string().optional(),
      timeZone: z.string().optional(),
      locale: z.string().optional(),
      notifications: z.object({
        push: z.boolean(),
        email: z.boolean(),
        reminderMinutes: z.array(z.int()).readonly(),
      }),
      createdAt: at,
      updatedAt: at,
    })
    .optional(),
  devices: z.array(Device).readonly().optional(),
  bookings: bookings.optional(),
  notifications: z.array(Notification).readonly().optional(),
  professional: ShownProfessional.optional(),
  activity: Activity.optional(),
  services: services.optional(),
  workingHours: workingHours.optional(),
  dateHours: dateHours.optional(),
  timeOff: timeOff.optional(),
  externalBusy: externalBusy.optional(),
  blocks: z.array(ShownBlock).readonly().optional(),
  agenda: bookings.optional(),
  nextPageToken,
})
export type ExportedAccount = z.infer<typeof ExportedAccount>

export const EraseAccount = z.strictObject({
  confirm: z.literal('erase', { error: 'must be "erase"' }),
  cancelBookings: z.boolean().default(false),
  uid: uid.optional(),
})
export type EraseAccount = z.infer<typeof EraseAccount>

export const BegunErasure = z.object({})
