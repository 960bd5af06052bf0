// The message of the internal topic `account-changes`: something happened to one account. It says no more than which.
import * as z from 'zod'
import * as v from '../values/values.ts'

export const ACCOUNTS_TOPIC = 'account-changes'
export const ACCOUNT_CHANGED = 'account.changed'

/** The data of a message. Fields that later versions add are ignored. */
export const AccountChange = z.object({ type: z.literal(ACCOUNT_CHANGED), uid: v.uid })
export type AccountChange = z.infer<typeof AccountChange>
