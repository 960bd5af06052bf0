// The closed set of reasons for which a request is refused, each with its HTTP and callable status.

/** Refusals about a time, in the order in which the first that applies is given. */
export const TIME_REASONS = [
  'service-inactive',
  'too-soon',
  'too-far-ahead',
  'outside-hours',
  'on-time-off',
  'professional-away',
  'off-grid',
  'slot-taken',
  'not-enough-seats',
  'limit-reached',
  'client-limit-reached',
] as const
export type TimeReason = (typeof TIME_REASONS)[number]

/** Refusals by any other business rule. */
export const RULE_REASONS = [
  'hold-expired',
  'already-cancelled',
  'too-late-to-cancel',
  'too-late-to-reschedule',
  'not-changeable',
] as const
export type RuleReason = (typeof RULE_REASONS)[number]

const REST = {
  'invalid-request': [400, 'INVALID_ARGUMENT'],
  unauthenticated: [401, 'UNAUTHENTICATED'],
  'app-check-failed': [401, 'UNAUTHENTICATED'],
  forbidden: [403, 'PERMISSION_DENIED'],
  unverified: [403, 'PERMISSION_DENIED'],
  'not-found': [404, 'NOT_FOUND'],
  'method-not-allowed': [405, 'UNIMPLEMENTED'],
  conflict: [409, 'ABORTED'],
  'version-mismatch': [409, 'ABORTED'],
  'payload-too-large': [413, 'INVALID_ARGUMENT'],
  'unsupported-media-type': [415, 'INVALID_ARGUMENT'],
  'idempotency-key-reused': [422, 'INVALID_ARGUMENT'],
  'rate-limited': [429, 'RESOURCE_EXHAUSTED'],
  internal: [500, 'INTERNAL'],
  unavailable: [503, 'UNAVAILABLE'],
} as const

export type Reason = TimeReason | RuleReason | keyof typeof REST

function isOfRest(reason: string): reason is keyof typeof REST {
  return Object.hasOwn(REST, reason)
}

/** The HTTP status and the callable status of a reason. */
export function statusOf(reason: Reason): { readonly http: number; readonly callable: string } {
  if (!isOfRest(reason)) return { http: 409, callable: 'FAILED_PRECONDITION' }
  const [http, callable] = REST[reason]
  return { http, callable }
}

/** Every reason there is, for the API description and for exhaustive tests. */
export const REASONS: readonly Reason[] = [
  ...TIME_REASONS,
  ...RULE_REASONS,
  ...Object.keys(REST).filter(isOfRest),
]

/** The reasons whose answers carry free slots near the wished start. */
export function carriesAlternatives(reason: Reason): boolean {
  if (reason === 'hold-expired') return true
  return reason !== 'service-inactive' && TIME_REASONS.some((one) => one === reason)
}
