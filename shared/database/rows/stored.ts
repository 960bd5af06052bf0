// What is stored as JSON, parsed on the way in: a row may be older than a rule that has a default by now, or younger than this
// version. Its values were checked when they were sent; here, only what they are made of.
import * as z from 'zod'
import { perClient, policy } from '../../contract/policy.ts'

/** A thing as a row has it: what is unset is null. */
export type Stored<T> = {
  readonly [K in keyof T]-?: object extends Pick<T, K> ? T[K] | null : T[K]
}

const wallInterval = z.object({ start: z.string(), end: z.string() })
const intervals = z.array(wallInterval)
const hours = z.array(wallInterval.extend({ weekday: z.number() }))
const price = z.object({ amountMinor: z.number(), currency: z.string() })
const location = z.object({
  address: z.string(),
  latitude: z.number().exactOptional(),
  longitude: z.number().exactOptional(),
})
const contact = z.object({ phone: z.string().exactOptional(), email: z.string().exactOptional() })
// What it does not know is left out, unlike in a request.
const limits = z.object(perClient.shape)
const rules = z.object({ ...policy.shape, perClient: limits.exactOptional() })

const nullable = <T>(schema: z.ZodType<T>) => {
  return (stored: unknown): T | null => (stored === null ? null : schema.parse(stored))
}

/** The rules of a professional; one that came later than the row has its default. */
export const parsePolicy = (stored: unknown) => rules.parse(stored)
/** The hours of a week, of a rule or a service. */
export const parseHours = (stored: unknown) => hours.parse(stored)
/** The hours of one date. */
export const parseIntervals = (stored: unknown) => intervals.parse(stored)
export const parseServiceHours = nullable(hours)
export const parsePerClient = nullable(limits)
export const parsePrice = nullable(price)
export const parseLocation = nullable(location)
export const parseContact = nullable(contact)
