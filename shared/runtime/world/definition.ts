// What a file under functions/ exports: a name, and how it is served in a world.
import type * as z from 'zod'
import type { Reason } from '../../contract/faults/reasons.ts'
import type { Handle } from './http.ts'
import type { World } from './world.ts'

/** The schema of what a function takes: fields, and what they come to. */
export type Input = z.ZodType<object>

export interface Definition {
  readonly name: string
  /** What it takes and answers; unset for what only the platform calls. */
  readonly schemas?: { readonly input: Input; readonly output: z.ZodObject }
  /** Every reason for which it may refuse; a test fails where it answers another. Unset for what only the platform calls. */
  readonly reasons?: readonly Reason[]
  /** Whether its answers carry an ETag. */
  readonly hasEtag?: boolean
  readonly serve: (world: World) => Handle
}
