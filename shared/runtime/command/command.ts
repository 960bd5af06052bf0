// command(): one decision on one calendar, saved by one statement. See docs/architecture.md, "From a request to a commit".
import type * as z from 'zod'
import type { Definition, Input } from '../world/definition.ts'
import { carryOut } from './carry-out.ts'
import { asFunction } from './command-function.ts'
import type { Command } from './command-spec.ts'

/** A command on a calendar as a function of the manifest. */
export function command<S extends Input, A, O extends z.ZodObject>(
  spec: Command<S, A, O>,
): Definition {
  return asFunction(spec, (attempt, world) => carryOut(spec, attempt, world))
}
