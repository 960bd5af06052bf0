// A command on an account alone: it saves, and keeps the answers of keys, without any calendar.
import type * as z from 'zod'
import { loadAccount, lockAccount } from '../../database/load/load-account.ts'
import type { Caller } from '../../database/load/load-caller.ts'
import { deleteStaleKey } from '../../database/save/idempotency.ts'
import { type AccountSave, saveAccount } from '../../database/save/save-account.ts'
import type { Actor } from '../../identity/actor.ts'
import { type StoredAccount, newAccount } from '../../projection/account-answer.ts'
import type { Asking } from '../../scheduling/model/circumstances.ts'
import type { Refusal } from '../../scheduling/model/refusal.ts'
import type { Definition } from '../world/definition.ts'
import type { World } from '../world/world.ts'
import type { Aggregate } from './aggregate.ts'
import type { Attempt } from './attempt.ts'
import { type CarriedOut, asFunction } from './command-function.ts'
import { refuseTooMany } from './command-rate.ts'
import { decideAndSave } from './decide-and-save.ts'
import { answerOfTwin, toKept } from './twins.ts'

/** Refused, or what the account says of itself from now on; unset, it stays as it is. */
export type AccountDecision<A> =
  | { readonly refused: Refusal }
  | { readonly refused?: undefined; readonly account?: StoredAccount; readonly answer: A }

/** A command on the caller's account. */
export interface AccountCommand<S extends z.ZodObject, O extends z.ZodObject> {
  readonly name: string
  readonly input: S
  readonly output: O
  /** Before the first command an account says of itself what its token does. */
  readonly decide: (
    account: StoredAccount,
    given: Asking & { readonly input: z.infer<S>; readonly actor: Actor },
  ) => AccountDecision<z.infer<O>>
}

function accountOf(
  attempt: Attempt<unknown>,
  world: World,
): Aggregate<Caller, AccountSave, CarriedOut> {
  const { name, actor, now, requestId, idempotencyKey } = attempt
  return {
    entry: { function: name, requestId },
    load: async (db, { isFirst }) => {
      const caller = await loadAccount(db, {
        uid: actor.uid,
        now,
        ...(isFirst && { maxCommands: world.config.commandsPerMinute }),
        ...(idempotencyKey !== undefined && { attempt: { function: name, key: idempotencyKey } }),
      })
      refuseTooMany(caller, now, world.config.commandsPerMinute)
      const body = answerOfTwin(attempt, caller)
      return body ? { answered: { body, isReplayed: true } } : { loaded: caller }
    },
    save: async (db, save) => {
      if (save.kept?.isStale === true) await deleteStaleKey(db, save.kept, save.at)
      return saveAccount(db, save)
    },
    lock: (transaction, { uid }) => lockAccount(transaction, uid),
    // Nobody is told of accounts yet.
    publish: () => Promise.resolve(),
  }
}

function carryOutOnAccount<S extends z.ZodObject, O extends z.ZodObject>(
  spec: AccountCommand<S, O>,
  attempt: Attempt<z.infer<S>>,
  world: World,
): Promise<CarriedOut> {
  const { input, actor, now } = attempt
  const { uid } = actor
  return decideAndSave<Caller, AccountSave, CarriedOut>(
    world,
    accountOf(attempt, world),
    () => ({ kind: 'client', uid }),
    (caller, by) => {
      const present = caller.account ?? newAccount(actor)
      const decided = spec.decide(present, { input, actor, by, now })
      if (decided.refused) return decided
      const { account, answer: body } = decided
      const answer = { body, isReplayed: false }
      const kept = toKept(attempt, body, caller)
      if (!account && !kept) return { answer }
      const version = caller.account?.version
      const row = account ?? present
      return { answer, save: { uid, version, at: now, account: row, ...(kept && { kept }) } }
    },
  )
}

/** A command on an account as a function of the manifest. */
export function accountCommand<S extends z.ZodObject, O extends z.ZodObject>(
  spec: AccountCommand<S, O>,
): Definition {
  return asFunction(spec, (attempt, world) => carryOutOnAccount(spec, attempt, world))
}
