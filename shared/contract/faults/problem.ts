// Why a request was refused, as `application/problem+json` (RFC 9457).
import * as z from 'zod'
import { Slot } from '../availability.ts'
import { ERRORS_NAMED } from './issues.ts'
import { REASONS } from './reasons.ts'

/** The body of every answer that is not 200. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  reason: z.enum(REASONS),
  requestId: z.string(),
  errors: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .max(ERRORS_NAMED)
    .readonly()
    .optional(),
  /** How many there are; `errors` names the first. */
  errorCount: z.int().min(1).optional(),
  alternatives: z.array(Slot).readonly().optional(),
})
