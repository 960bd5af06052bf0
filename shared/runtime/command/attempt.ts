// One request to carry out a command, and what it loads.
import type { Kysely, Transaction } from 'kysely'
import type * as z from 'zod'
import type { Database } from '../../database/connection/connection.ts'
import {
  type Found,
  type CalendarPart,
  loadForCommand,
} from '../../database/load/load-for-command.ts'
import type { Actor } from '../../identity/actor.ts'
import type { Instant } from '../../time/instant.ts'
import type { Command } from './command-spec.ts'

/** One request to carry out a command. */
export interface Attempt<S extends z.ZodObject, A> {
  readonly spec: Command<S, A>
  readonly input: z.infer<S>
  readonly actor: Actor
  readonly now: Instant
  readonly requestId: string
  readonly idempotencyKey?: string
}

/** The database, or the transaction of a retry that holds the calendar's row. */
export type Db = Kysely<Database> | Transaction<Database>

/** Loads what the command decides on; with `range`, that much of the calendar instead. */
export function load<S extends z.ZodObject, A>(
  { spec, input, actor, now, idempotencyKey }: Attempt<S, A>,
  db: Db,
  { count, range }: { count: boolean; range?: CalendarPart['range'] },
): Promise<Found> {
  const wanted = spec.calendar(input, actor, now)
  return loadForCommand(db, range ? { ...wanted, range } : wanted, {
    uid: actor.uid,
    about: spec.account?.(input) ?? actor.uid,
    now,
    count,
    ...(idempotencyKey !== undefined && { attempt: { function: spec.name, key: idempotencyKey } }),
  })
}
