// The first answer to a command, kept for its twins, and the part of a save statement that keeps it.
import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../time/instant.ts'
import { timestamp } from '../rows/instants.ts'

/** The first answer to a command, kept for its twins. */
export interface KeptAnswer {
  readonly account: string
  readonly function: string
  readonly key: string
  readonly bodyHash: string
  readonly answer: unknown
  /** Whether an answer that is too old to be given again stands under this key: it goes first. */
  readonly isStale: boolean
}

/** `k`: the key, inserted plainly. One that is taken fails the whole statement (23505), and the twin's answer stands. */
export function keyPart({
  kept,
  at,
}: {
  readonly kept?: KeptAnswer
  readonly at: Instant
}): RawBuilder<unknown>[] {
  if (!kept) return []
  return [
    sql`k as (insert into idempotency_keys (account, function, key, body_hash, answer, created_at)
      select ${kept.account}, ${kept.function}, ${kept.key}, ${kept.bodyHash}, ${JSON.stringify(kept.answer)}::json,
        ${timestamp(at)} from r returning 1)`,
  ]
}
