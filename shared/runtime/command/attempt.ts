// One request to carry out a command.
import type { Actor } from '../../identity/actor.ts'
import type { Instant } from '../../time/instant.ts'

/** One request to carry out a command with a parsed input `I`. */
export interface Attempt<I> {
  /** The command's name. */
  readonly name: string
  readonly input: I
  readonly actor: Actor
  readonly now: Instant
  readonly requestId: string
  readonly idempotencyKey?: string
}
