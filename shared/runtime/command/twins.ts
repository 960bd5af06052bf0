// Twins of a request: the same account, function and idempotency key. The first answer is kept, and given again.
import { createHash } from 'node:crypto'
import type * as z from 'zod'
import type { Found } from '../../database/load/load-for-command.ts'
import type { KeptAnswer } from '../../database/save/save-decision.ts'
import { toCanonicalJson } from '../../contract/canonical-json.ts'
import type { Attempt } from './attempt.ts'
import { RefusalError } from '../edge/problem.ts'

function hashOf(input: unknown): string {
  return createHash('sha256').update(toCanonicalJson(input)).digest('base64url')
}

/** The answer that a twin was given; refused where it asked for something else. */
export function answerOfTwin<S extends z.ZodObject, A>(
  { input }: Attempt<S, A>,
  { caller: { twin } }: Found,
): object | undefined {
  if (!twin || twin.isStale) return undefined
  if (twin.bodyHash !== hashOf(input))
    throw RefusalError.of(
      'idempotency-key-reused',
      'this idempotency key was used for another request',
    )
  return twin.answer as object
}

/** What is kept of an answer for twins to come; nothing without a key. */
export function toKept<S extends z.ZodObject, A>(
  attempt: Attempt<S, A>,
  answer: object,
): KeptAnswer | undefined {
  const { spec, actor, input, idempotencyKey } = attempt
  if (idempotencyKey === undefined) return undefined
  return {
    account: actor.uid,
    function: spec.name,
    key: idempotencyKey,
    bodyHash: hashOf(input),
    answer,
  }
}
