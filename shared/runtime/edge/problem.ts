// Refusals and faults as problem details (RFC 9457): one closed set of reasons, one place that maps them.
import { ERRORS_NAMED, type FieldError } from '../../contract/faults/issues.ts'
import { type Reason, statusOf } from '../../contract/faults/reasons.ts'
import { Unavailable } from '../../contract/faults/unavailable.ts'
import { toDatabaseFault } from '../../database/connection/errors.ts'
import type { Refusal } from '../../scheduling/model/refusal.ts'
import { formatInstant } from '../../time/instant.ts'

/** A refusal on its way to the caller; thrown by what reads requests, so that a shell has one place to answer. */
export class RefusalError extends Error {
  readonly refusal: Refusal
  readonly retryAfterSeconds: number | undefined
  constructor(refusal: Refusal, retryAfterSeconds?: number) {
    super(refusal.detail)
    this.refusal = refusal
    this.retryAfterSeconds = retryAfterSeconds ?? refusal.retryAfterSeconds
  }

  static of(reason: Reason, detail: string, errors?: readonly FieldError[]): RefusalError {
    return new RefusalError({ reason, detail, ...(errors && { errors }) })
  }
}

export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly reason: Reason
  readonly requestId: string
  readonly errors?: readonly FieldError[]
  readonly errorCount?: number
  readonly alternatives?: readonly { start: string; end: string; seatsLeft: number }[]
}

/** A problem as it is answered. */
export interface Failure {
  readonly problem: Problem
  readonly retryAfterSeconds?: number
  /** Set where it is the world's fault, or our bug: what the log shall hold, and nobody else. */
  readonly fault?: unknown
}

function toTitle(reason: Reason): string {
  const words = reason.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/**
 * Longest texts of a problem, in UTF-16 units: callers choose the names of fields, and what is said of them quotes values.
 * JSON writes a unit in six bytes at most, so that no problem is larger than a request may be.
 */
const PATH_UNITS = 100
const MESSAGE_UNITS = 300
const DETAIL_UNITS = 400

function cut(text: string, units: number): string {
  return text.length <= units ? text : `${text.slice(0, units - 1).toWellFormed()}…`
}

function toNamed(errors: readonly FieldError[]): readonly FieldError[] {
  return errors.slice(0, ERRORS_NAMED).map(({ path, message }) => ({
    path: cut(path, PATH_UNITS),
    message: cut(message, MESSAGE_UNITS),
  }))
}

/** The problem of a refusal. */
function toProblem(refusal: Refusal, requestId: string): Problem {
  const { reason, detail, errors, alternatives } = refusal
  return {
    type: `urn:availability-checker:${reason}`,
    title: toTitle(reason),
    status: statusOf(reason).http,
    detail: cut(detail, DETAIL_UNITS),
    reason,
    requestId,
    ...(errors && { errors: toNamed(errors), errorCount: refusal.errorCount ?? errors.length }),
    ...(alternatives && {
      alternatives: alternatives.map(({ start, end, seatsLeft }) => ({
        start: formatInstant(start),
        end: formatInstant(end),
        seatsLeft,
      })),
    }),
  }
}

/** After how long a reason that always carries `Retry-After` says to try again, unless whoever refuses knows better. */
const RETRY_SECONDS: Partial<Record<Reason, number>> = {
  conflict: 1,
  'rate-limited': 60,
}

/** `unavailable` befalls many at once: that they come back one by one, each waits a while that its request's id decides. */
const SPREAD_SECONDS = 4

function spreadOf(requestId: string): number {
  let sum = 0
  for (const character of requestId) sum = (sum * 31 + character.charCodeAt(0)) % 65_521
  return 1 + (sum % SPREAD_SECONDS)
}

function toFailed(refusal: Refusal, requestId: string, retryAfterSeconds?: number): Failure {
  const usual = refusal.reason === 'unavailable' ? spreadOf(requestId) : undefined
  const seconds = retryAfterSeconds ?? usual ?? RETRY_SECONDS[refusal.reason]
  return {
    problem: toProblem(refusal, requestId),
    ...(seconds !== undefined && { retryAfterSeconds: seconds }),
  }
}

/** What to answer to anything that was thrown: a refusal as it is, the world's faults as `unavailable`, else a bug. */
export function toFailure(error: unknown, requestId: string): Failure {
  if (error instanceof RefusalError)
    return toFailed(error.refusal, requestId, error.retryAfterSeconds)
  const fault = toDatabaseFault(error)
  const isPassing =
    fault?.kind === 'unavailable' || fault?.kind === 'busy' || error instanceof Unavailable
  if (isPassing) {
    const detail = 'a part of the system does not answer at present; try again'
    return { ...toFailed({ reason: 'unavailable', detail }, requestId), fault: error }
  }
  const detail = 'something went wrong on our side; the request id finds it in our logs'
  return { ...toFailed({ reason: 'internal', detail }, requestId), fault: error }
}
