// Each function as the Firebase callable protocol calls it: POST of {data}, answered {result} or {error}.
import { REASONS, statusOf } from '../../shared/contract/faults/reasons.ts'
import { toCallableError, toCallableResult } from '../../shared/runtime/edge/callable.ts'
import type { DescribedFunction } from './described-functions.ts'
import { headersOf } from './headers.ts'
import { type Makers, doneOf, json } from './operations.ts'
import type { Form } from './problems.ts'
import type { Json } from './schemas.ts'

const STATUSES = [...new Set(REASONS.map((reason) => statusOf(reason).callable))]

/** A problem as callables are told it. */
export const CALLABLE: Form = {
  type: 'application/json',
  wrap: (problem) => ({
    type: 'object',
    required: ['error'],
    properties: {
      error: {
        type: 'object',
        description: 'What the SDK throws.',
        required: ['status', 'message', 'details'],
        properties: {
          status: { enum: STATUSES, description: 'The code of the SDK’s error, for programs.' },
          message: { type: 'string', description: 'The problem’s `detail`.' },
          details: { ...problem, description: 'The whole problem.' },
        },
      },
    },
  }),
  toAnswered: (problem) => JSON.parse(toCallableError(problem)) as unknown,
}

const KEY: Json = {
  type: 'string',
  minLength: 1,
  maxLength: 255,
  description: 'What plain requests send as the header `Idempotency-Key`.',
}

/** A function as it is called by the Firebase SDKs: `httpsCallable(functions, 'create-booking')`. */
export function toCallablePath(one: DescribedFunction, makers: Makers): Json {
  const { schemas, problems } = makers
  const done = doneOf(one, makers)
  const keyed = one.room === 'commands' && one.caller === 'account'
  const data = keyed
    ? { ...schemas.toInlineInput(one.input, { idempotencyKey: KEY }) }
    : schemas.toSchema(one.input, 'input')
  const result = schemas.toSchema(one.output, 'output')
  return {
    post: {
      operationId: one.operationId,
      tags: [one.room],
      summary: one.summary,
      description: schemas.aboutOf(one.input) ?? one.summary,
      ...(one.caller !== 'account' && { security: [] }),
      requestBody: {
        required: true,
        description: 'At most 64 KiB. An unknown field is refused, and named.',
        content: json(
          {
            type: 'object',
            required: ['data'],
            additionalProperties: false,
            properties: { data: { ...data, description: 'What the function takes.' } },
          },
          one.room === 'commands' ? done : [],
          ({ request }) => ({ data: request.body }),
        ),
      },
      responses: {
        '200': {
          description: 'Done.',
          headers: headersOf('RequestId', 'CacheControl'),
          content: json(
            {
              type: 'object',
              required: ['result'],
              properties: { result: { ...result, description: 'What the function answers.' } },
            },
            done,
            ({ answer }) => JSON.parse(toCallableResult(answer.body ?? {})) as unknown,
          ),
        },
        ...problems.responses(one.name, one.reasons),
      },
    },
  }
}
