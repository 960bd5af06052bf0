// What becomes of a check: passed, a deviation from the description, or not checked; and of a run that cannot go on.
import type { Exchange } from './exchange.ts'

/** The deployment does other than it says. */
export class Deviation extends Error {
  override readonly name = 'Deviation'
  /** What the description promises, in words. */
  readonly promised: string
  /** What came instead. */
  readonly came: string
  /** Where in the description: a JSON pointer. Unset, the check's own. */
  readonly pointer: string | undefined
  /** Which of the published files the pointer is into. */
  readonly where: 'description' | 'documents'
  readonly exchange: Exchange | undefined

  constructor(told: {
    readonly promised: string
    readonly came: string
    readonly pointer?: string | undefined
    readonly where?: 'description' | 'documents'
    readonly exchange?: Exchange | undefined
  }) {
    super(`${told.promised}; ${told.came}`)
    this.promised = told.promised
    this.came = told.came
    this.pointer = told.pointer
    this.where = told.where ?? 'description'
    this.exchange = told.exchange
  }
}

/** Nothing was found out, and why: the deployment does not have it, or nobody said what is needed for it. */
export class NotChecked extends Error {
  override readonly name = 'NotChecked'
}

/** The run cannot be carried out: nothing that is said of the deployment. */
export class Unable extends Error {
  override readonly name = 'Unable'
}

export type Outcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly deviation: Deviation }
  | { readonly kind: 'not-checked'; readonly reason: string }

/** What a check that threw has found. @throws what is no finding */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof Deviation) return { kind: 'failed', deviation: error }
  if (error instanceof NotChecked) return { kind: 'not-checked', reason: error.message }
  throw error
}
