// Why requests are refused before anything is decided, by the kind of function; each adds the reasons of its own.
import { REASONS, type Reason } from '../../contract/faults/reasons.ts'

const ANY = [
  'invalid-request',
  'method-not-allowed',
  'rate-limited',
  'internal',
  'unavailable',
] as const
const WITH_BODY = ['payload-too-large', 'unsupported-media-type'] as const
const SIGNED_IN = ['unauthenticated', 'app-check-failed', 'forbidden'] as const

export const QUERY_REASONS = [...ANY, ...WITH_BODY, ...SIGNED_IN] as const
export const COMMAND_REASONS = [...QUERY_REASONS, 'conflict', 'idempotency-key-reused'] as const
/** Whoever has no link of ours is told nothing. */
export const LINK_REASONS = [...ANY, ...WITH_BODY, 'not-found'] as const
export const PROBE_REASONS = [...ANY, ...WITH_BODY] as const

/** Those of a GET, which has no body. */
export const withoutBody = (reasons: readonly Reason[]): readonly Reason[] =>
  reasons.filter((reason) => !WITH_BODY.some((one) => one === reason))

/** All reasons of a function, each once, in the order of the closed set. */
export const reasonsOf = (...lists: readonly (readonly Reason[])[]): readonly Reason[] =>
  REASONS.filter((reason) => lists.some((list) => list.includes(reason)))
