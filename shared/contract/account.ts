// An account as its owner sees it: get-account.
import * as z from 'zod'
import { uuid } from './shown.ts'

export const GetAccount = z.strictObject({})

export const FoundAccount = z.object({
  account: z.object({
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
  }),
  professionalId: uuid.optional(),
  unreadNotifications: z.int().min(0),
})
