// command(): one transaction. Loads a calendar at its revision, lets pure code decide, saves what was decided if nobody was
// faster, publishes the changes, answers. See docs/architecture.md, "From commit to screen".
import type * as z from 'zod'
import { authenticateCommand } from '../edge/authenticate.ts'
import type { Attempt } from './attempt.ts'
import { carryOut } from './carry-out.ts'
import type { Command } from './command-spec.ts'
import type { Definition } from '../world/definition.ts'
import { parseInput } from '../edge/input/parse-input.ts'
import { readCommand } from '../edge/request.ts'
import { shell } from '../edge/shell.ts'

/** A command as a function of the manifest. */
export function command<S extends z.ZodObject, A, O extends z.ZodObject>(
  spec: Command<S, A, O>,
): Definition {
  return {
    name: spec.name,
    schemas: { input: spec.input, output: spec.output },
    serve: (world) =>
      shell(spec.name, world, async (request, exchange) => {
        const read = readCommand(request, exchange)
        const actor = await authenticateCommand(request, world)
        const input = parseInput(spec.input, read)
        const attempt: Attempt<z.infer<S>> = {
          name: spec.name,
          input,
          actor,
          now: world.now(),
          requestId: exchange.requestId,
          ...(read.idempotencyKey !== undefined && { idempotencyKey: read.idempotencyKey }),
        }
        const { body, isReplayed } = await carryOut(spec, attempt, world)
        return { body, ...(isReplayed && { headers: { 'Idempotency-Replayed': 'true' } }) }
      }),
  }
}
