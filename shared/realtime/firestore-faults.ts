// What Firestore refuses, whoever asks: what may pass, what a document is refused for, and in words that name nobody.
import { Unavailable } from '../contract/faults/unavailable.ts'
import { type Ticket, Unwritable } from './mirror.ts'

/** Firestore refuses what is asked; `status` says why in its own word, such as `FAILED_PRECONDITION`, or `TOO_LARGE`. */
export class FirestoreRefusal extends Error {
  readonly status: string
  constructor(status: string, message: string) {
    super(`Firestore: ${status}: ${withoutAccounts(message)}`)
    this.name = 'FirestoreRefusal'
    this.status = isTooLarge(status, message) ? 'TOO_LARGE' : status
  }
}

/** What may pass by itself. */
const PASSING = ['DEADLINE_EXCEEDED', 'RESOURCE_EXHAUSTED', 'INTERNAL', 'UNAVAILABLE']
/** For what reasons a commit fails its condition. */
const LOST = ['ALREADY_EXISTS', 'FAILED_PRECONDITION', 'ABORTED']
/** For what reasons it is refused for what is in it: a document, or all together. */
const OF_WRITES = ['INVALID_ARGUMENT', 'OUT_OF_RANGE', 'TOO_LARGE']

/**
 * What Firestore says names documents, whose paths name accounts, and quotes ids of them: those are for nobody's log. Names
 * of fields are ours.
 */
const withoutAccounts = (text: string): string =>
  text
    .replace(/\baccounts\/[^/]*/g, 'accounts/…')
    .replace(/\bid ".*"/gs, 'id "…"')
    .replace(/(property |field )?"[^"/]*"/g, (quoted, field?: string) =>
      field === undefined ? '"…"' : quoted,
    )

/** A request that is too large is told by gRPC in the words of a quota: it never passes by itself. */
const isTooLarge = (status: string, message: string): boolean =>
  status === 'RESOURCE_EXHAUSTED' && /message (exceeds maximum size|larger than max)/i.test(message)

/** A fault as callers know it: what may pass is unavailable, and so is what is no answer. */
export function toMirrorFault(error: unknown): Error {
  const isRefusal = error instanceof FirestoreRefusal && !PASSING.includes(error.status)
  return isRefusal ? error : new Unavailable('Firestore does not answer', error)
}

/** An absent document is a lost race only where one was read before. */
function isLost(status: string, ticket: Ticket | undefined): boolean {
  return status === 'NOT_FOUND' ? ticket !== undefined : LOST.includes(status)
}

/**
 * What a commit's fault comes to: undefined where somebody else was faster.
 *
 * @throws Unwritable for what is in it; else the fault
 */
export function lostOrThrow(error: unknown, ticket: Ticket | undefined): undefined {
  if (!(error instanceof FirestoreRefusal)) throw error
  if (isLost(error.status, ticket)) return undefined
  if (OF_WRITES.includes(error.status)) throw new Unwritable(error.message, error)
  throw error
}
