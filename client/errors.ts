// What a call may end in besides its answer: refused, no network, or a system that cannot serve now.
import type { Problem, Reason, Slot } from './types.ts'

/** What an error says besides its words. */
interface About {
  readonly cause?: unknown
  readonly requestId?: string | undefined
  readonly retryAfterMillis?: number | undefined
  readonly idempotencyKey?: string | undefined
}

/** The system answered no: by a rule, or because of what was sent or who asks. Sending the same again changes nothing. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  /** Why, of a closed set: decide by this, not by the words. */
  readonly reason: Reason
  /** Why, in words, naming field and value; for developers. */
  readonly detail: string
  readonly status: number
  /** Of `invalid-request`: which fields. */
  readonly errors: readonly { readonly path: string; readonly message: string }[]
  /** Of refusals about a time: free slots nearby, sorted. */
  readonly alternatives: readonly Slot[]
  readonly requestId: string
  /** Of `rate-limited`: after how long another try may succeed. */
  readonly retryAfterMillis: number | undefined
  /** The whole problem, fields of later versions included. */
  readonly problem: Problem

  constructor(problem: Problem, retryAfterMillis?: number) {
    super(problem.detail)
    this.problem = problem
    this.reason = problem.reason
    this.detail = problem.detail
    this.status = problem.status
    this.errors = problem.errors ?? []
    this.alternatives = problem.alternatives ?? []
    this.requestId = problem.requestId
    this.retryAfterMillis = retryAfterMillis
  }
}

/**
 * Nothing answered: no network, or none that reaches the system. Of a command it is not known whether it was carried out:
 * send it again with this `idempotencyKey`, and it is carried out once.
 */
export class Offline extends Error {
  override readonly name = 'Offline'
  readonly idempotencyKey: string | undefined

  constructor(message: string, { cause, idempotencyKey }: About = {}) {
    super(message, { cause })
    this.idempotencyKey = idempotencyKey
  }
}

/** Something answered that it cannot serve now. Of a command see {@link Offline}. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'
  readonly requestId: string | undefined
  readonly retryAfterMillis: number | undefined
  readonly idempotencyKey: string | undefined

  constructor(message: string, about: About = {}) {
    super(message, { cause: about.cause })
    this.requestId = about.requestId
    this.retryAfterMillis = about.retryAfterMillis
    this.idempotencyKey = about.idempotencyKey
  }
}
