// A command as a function: its caller is verified and counted, the request read, its input parsed, its answer sent.
import type * as z from 'zod'
import type { Reason } from '../../contract/faults/reasons.ts'
import { authenticateCommand } from '../edge/authenticate.ts'
import { COMMAND_REASONS, reasonsOf } from '../edge/edge-reasons.ts'
import { parseInput } from '../edge/input/parse-input.ts'
import { readCommand } from '../edge/request.ts'
import { shell } from '../edge/shell.ts'
import type { Definition, Input } from '../world/definition.ts'
import type { World } from '../world/world.ts'
import type { Attempt } from './attempt.ts'

/** What was answered, now or to a twin of this request. */
export interface CarriedOut {
  readonly body: object
  readonly isReplayed: boolean
}

/** The function of a command that is carried out so. */
export function asFunction<S extends Input, O extends z.ZodObject>(
  spec: {
    readonly name: string
    readonly input: S
    readonly output: O
    readonly refuses: readonly Reason[]
  },
  carryOut: (attempt: Attempt<z.infer<S>>, world: World) => Promise<CarriedOut>,
): Definition {
  const { name, input, output } = spec
  return {
    name,
    schemas: { input, output },
    reasons: reasonsOf(COMMAND_REASONS, spec.refuses),
    serve: (world) =>
      shell(name, world, async (request, exchange) => {
        const actor = await authenticateCommand(request, world)
        const read = readCommand(request, exchange)
        const attempt: Attempt<z.infer<S>> = {
          name,
          input: parseInput(input, read),
          actor,
          now: world.now(),
          requestId: exchange.requestId,
          ...(read.idempotencyKey !== undefined && { idempotencyKey: read.idempotencyKey }),
        }
        const { body, isReplayed } = await carryOut(attempt, world)
        return { body, ...(isReplayed && { headers: { 'Idempotency-Replayed': 'true' } }) }
      }),
  }
}
