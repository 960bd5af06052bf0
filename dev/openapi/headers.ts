// Headers of requests and answers, as components.
import type { Json } from './schemas.ts'

const header = (description: string, schema: Json, required = false): Json => ({
  description,
  ...(required && { required }),
  schema,
})

/** Headers of answers, by the names of their components. */
export const HEADERS = {
  RequestId: header(
    'Names the request in the logs: the one that was sent, or a new one.',
    { type: 'string' },
    true,
  ),
  RetryAfter: header('After how many seconds to try again.', { type: 'integer', minimum: 1 }),
  ETag: header('Of this very answer; send it as `If-None-Match` to be answered 304.', {
    type: 'string',
  }),
  CacheControl: header(
    'How long the answer may be kept: `no-store`, or asked for anew each time.',
    {
      type: 'string',
    },
  ),
  IdempotencyReplayed: header(
    '`true` where this is the first answer to this key again. Absent otherwise.',
    { const: 'true' },
  ),
  WWWAuthenticate: header('How to sign in.', { const: 'Bearer' }),
  Allow: header('The methods by which it is called.', { type: 'string' }),
} as const satisfies Record<string, Json>

const NAMES: Readonly<Record<keyof typeof HEADERS, string>> = {
  RequestId: 'X-Request-Id',
  RetryAfter: 'Retry-After',
  ETag: 'ETag',
  CacheControl: 'Cache-Control',
  IdempotencyReplayed: 'Idempotency-Replayed',
  WWWAuthenticate: 'WWW-Authenticate',
  Allow: 'Allow',
}

/** The headers of an answer, as references. */
export const headersOf = (...names: readonly (keyof typeof HEADERS)[]): Json =>
  Object.fromEntries(names.map((name) => [NAMES[name], { $ref: `#/components/headers/${name}` }]))

/** Headers of requests, by the names of their components. */
export const PARAMETERS = {
  RequestId: {
    name: 'X-Request-Id',
    in: 'header',
    required: false,
    description:
      'Names the request in the logs, 8–128 of `A–Z a–z 0–9 _ . : -`; answered again. Anything else, or nothing: a new one.',
    schema: { type: 'string' },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'One key for each thing that a person wants, however often it is sent: the same account, function, key and body get the first answer again for 24 hours; another body is `idempotency-key-reused`; while the first still runs, `conflict`. A refused command keeps none. Callables send `idempotencyKey` in the data.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'The `ETag` of an answer that the caller has: where it still is the answer, 304.',
    schema: { type: 'string' },
  },
} as const satisfies Record<string, Json>

/** Headers of a request, as references. */
export const parametersOf = (...names: readonly (keyof typeof PARAMETERS)[]): readonly Json[] =>
  names.map((name) => ({ $ref: `#/components/parameters/${name}` }))
