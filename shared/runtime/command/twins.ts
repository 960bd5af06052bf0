// Twins of a request: the same account, function and idempotency key. The first answer is kept, and given again.
import { createHash } from 'node:crypto'
import type { Caller } from '../../database/load/load-caller.ts'
import type { KeptAnswer } from '../../database/save/save-kept-answer.ts'
import { toCanonicalJson } from '../../contract/values/canonical-json.ts'
import type { Attempt } from './attempt.ts'
import { RefusalError } from '../edge/problem.ts'

function hashOf(input: unknown): string {
  return createHash('sha256').update(toCanonicalJson(input)).digest('base64url')
}

/** The answer that a twin was given; refused where it asked for something else. */
export function answerOfTwin(
  { input }: Attempt<unknown>,
  { twin }: Pick<Caller, 'twin'>,
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
export function toKept(
  { name, actor, input, idempotencyKey }: Attempt<unknown>,
  answer: object,
  { twin }: Pick<Caller, 'twin'>,
): KeptAnswer | undefined {
  if (idempotencyKey === undefined) return undefined
  return {
    account: actor.uid,
    function: name,
    key: idempotencyKey,
    bodyHash: hashOf(input),
    answer,
    isStale: twin?.isStale === true,
  }
}
