// An account as its owner sees it, what it says of itself, and its devices: get-account, save-account, register-device.
import * as z from 'zod'
import * as shown from './values/shown.ts'
import { at } from './values/shown.ts'
import * as v from './values/values.ts'

/** An account's devices; one more is refused, so that none of them falls silent unnoticed. */
export const DEVICES = 20

const platform = z.enum(['ios', 'android', 'web'])
/** What FCM gives an app. */
const token = v.line(4096)
/** A language, with a region where dates differ (BCP 47). */
const locale = v.locale

const Devices = z.array(z.object({ deviceId: shown.deviceId, platform, createdAt: at })).readonly()

export const Account = z.object({
  uid: z.string(),
  name: z.string().optional(),
  email: z.string().optional(),
  emailVerified: z.boolean(),
  phone: z.string().optional(),
  timeZone: z.string().optional(),
  locale: z.string().optional(),
  notifications: z.object({
    push: z.boolean(),
    email: z.boolean(),
    reminderMinutes: z.array(z.int()).readonly(),
  }),
  devices: Devices,
})
export type Account = z.infer<typeof Account>

export const GetAccount = z.strictObject({})

export const FoundAccount = z.object({
  account: Account,
  professionalId: shown.professionalId.optional(),
  unreadNotifications: z.int().min(0),
})

const reminderMinutes = z
  .array(v.whole(5, 40_320))
  .max(5)
  .transform((all) => [...new Set(all)])

export const SaveAccount = z.strictObject({
  name: v.name.nullable().optional(),
  email: v.email.nullable().optional(),
  phone: v.phone.nullable().optional(),
  timeZone: v.timeZone.nullable().optional(),
  locale: locale.nullable().optional(),
  notifications: z
    .strictObject({
      push: z.boolean().optional(),
      email: z.boolean().optional(),
      reminderMinutes: reminderMinutes.optional(),
    })
    .optional(),
})
export type SaveAccount = z.infer<typeof SaveAccount>

export const SavedAccount = z.object({ account: Account })

export const RegisterDevice = z.strictObject({ token, platform, locale: locale.optional() })
export type RegisterDevice = z.infer<typeof RegisterDevice>

export const UnregisterDevice = z
  .strictObject({ token: token.optional(), deviceId: v.deviceId.optional() })
  .superRefine(({ token: given, deviceId }, context) => {
    if ((given === undefined) === (deviceId === undefined))
      context.addIssue({
        code: 'custom',
        path: [given === undefined ? 'token' : 'deviceId'],
        message: 'either token or deviceId is required, and not both',
      })
  })
export type UnregisterDevice = z.infer<typeof UnregisterDevice>

/** What is answered where there is nothing to tell. */
export const Done = z.object({})
