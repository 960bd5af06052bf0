// A check: one promise of the description, and how it is tried with nothing but calls and documents.
import type { Description } from '../description/description.ts'
import type { Account } from '../target/accounts.ts'
import type { Target } from '../target/target.ts'
import type { Documents } from './documents.ts'
import type { Ask, Reply } from './line.ts'
import type { Ledger } from './ledger.ts'
import type { Outcome } from './outcome.ts'
import type { Role } from './cast.ts'
import type { Stage } from './stage.ts'

export interface Check {
  /** `<function or matter>/<promise>`, which `--only` takes. */
  readonly id: string
  /** What is promised, in a sentence. */
  readonly says: string
  /** The function whose tag it is grouped by, and whose description is pointed to; unset, `group` alone. */
  readonly about?: string
  /** Where the description has no tag for it. */
  readonly group: string
  /** Waits for the clock: begins with the run, beside the others. */
  readonly isSlow?: true
  readonly run: (bench: Bench) => Promise<void>
}

/** What a check works with. */
export interface Bench {
  readonly target: Target
  readonly description: Description
  readonly documents: Documents
  readonly ledger: Ledger
  readonly signal: AbortSignal
  /** What names this run. */
  readonly runName: string
  /** The deployment's clock, to a second. */
  readonly now: () => number
  readonly call: (ask: Ask) => Promise<Reply>
  /** Sends without keeping to the pace: to find out where the deployment says stop. */
  readonly flood: (ask: Ask) => Promise<Reply>
  readonly person: (role: Role) => Promise<Account>
  /** Undefined where the project has no anonymous accounts. */
  readonly anonymous: () => Promise<Account | undefined>
  /** The calendar of this run; made when the first check asks for it. */
  readonly stage: () => Promise<Stage>
}

/** Checks of one matter. */
export const checksOf = (
  group: string,
  checks: readonly Omit<Check, 'group'>[],
): readonly Check[] => checks.map((check) => ({ ...check, group }))

/** What became of one check. */
export interface Result {
  readonly check: Check
  readonly outcome: Outcome
  readonly millis: number
  readonly requests: number
}
