// What a subscriber reads of a change message: a hint that something happened, of any version.
import * as z from 'zod'
import * as v from '../contract/values/values.ts'

/**
 * The fields that make a message a hint at a calendar. A later version may send others, and types that are not known
 * here: whoever reads the present state needs no more.
 */
export const ChangeHint = z.object({
  type: z.string().min(1),
  professionalId: v.id,
  revision: z.int().min(1),
  at: v.instant,
  causeId: v.id.optional(),
  bookingId: v.id.optional(),
  /** What a later version may say otherwise. */
  dates: z.array(v.date).readonly().optional().catch(undefined),
})
/** The attribute that has `at` to the millisecond; in the data instants have whole seconds, as everywhere outside. */
export const AT_ATTRIBUTE = 'at'

export type ChangeHint = z.infer<typeof ChangeHint>
