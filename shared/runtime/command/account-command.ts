// A command on an account alone: it saves, and keeps the answers of keys, without any calendar.
import type * as z from 'zod'
import type { Held, HeldEffects, HeldWanted } from '../../accounts/held.ts'
import type { Reason } from '../../contract/faults/reasons.ts'
import { type FoundCaller, loadAccount } from '../../database/load/load-account.ts'
import type { AccountSave } from '../../database/save/save-account.ts'
import type { Actor } from '../../identity/actor.ts'
import { type StoredAccount, presentAccount } from '../../projection/account-answer.ts'
import type { Asking } from '../../scheduling/model/circumstances.ts'
import type { Refusal } from '../../scheduling/model/refusal.ts'
import type { Definition } from '../world/definition.ts'
import type { World } from '../world/world.ts'
import { accountSaves } from './account-aggregate.ts'
import type { Aggregate } from './aggregate.ts'
import type { Attempt } from './attempt.ts'
import { type CarriedOut, asFunction } from './command-function.ts'
import { refuseTooMany } from './command-rate.ts'
import { decideAndSave } from './decide-and-save.ts'
import { refuseErasing } from './erasing.ts'
import { accountRow } from './turns/known-rows.ts'
import { answerOfTwin, toKept } from './twins.ts'

/** Refused, or what the account says of itself and has from now on; unset, it stays as it is. */
export type AccountDecision<A> =
  | { readonly refused: Refusal }
  | {
      readonly refused?: undefined
      readonly account?: StoredAccount
      readonly effects?: HeldEffects
      readonly answer: A
    }

/** A command on the caller's account. */
export interface AccountCommand<S extends z.ZodObject, O extends z.ZodObject> {
  readonly name: string
  readonly input: S
  readonly output: O
  /** For which reasons of its own it refuses, beside those of every function of its kind. */
  readonly refuses: readonly Reason[]
  /** What it has to know of what the account has. */
  readonly holds?: (input: z.infer<S>) => HeldWanted
  /** Before the first command an account says of itself what its token does. */
  readonly decide: (
    account: StoredAccount,
    given: Asking & {
      readonly input: z.infer<S>
      readonly actor: Actor
      readonly held: Held
      readonly newId: () => string
    },
  ) => AccountDecision<z.infer<O>>
}

function accountOf(
  attempt: Attempt<unknown>,
  wanted: HeldWanted,
  world: World,
): Aggregate<FoundCaller, AccountSave, CarriedOut> {
  const { name, actor, now, requestId, idempotencyKey } = attempt
  return {
    ...accountSaves(world),
    entry: { function: name, requestId },
    guess: accountRow(actor.uid),
    load: async (db, { isFirst }) => {
      const key = idempotencyKey !== undefined && { function: name, key: idempotencyKey }
      const wants = {
        uid: actor.uid,
        now,
        ...(isFirst && { maxCommands: world.config.commandsPerMinute }),
        ...(key && { attempt: key }),
      }
      const caller = await loadAccount(db, wants, wanted)
      refuseErasing(caller)
      refuseTooMany(caller, now, world.config.commandsPerMinute)
      const body = answerOfTwin(attempt, caller)
      return body ? { answered: { body, isReplayed: true } } : { loaded: caller }
    },
  }
}

function carryOutOnAccount<S extends z.ZodObject, O extends z.ZodObject>(
  spec: AccountCommand<S, O>,
  attempt: Attempt<z.infer<S>>,
  world: World,
): Promise<CarriedOut> {
  const { input, actor, now } = attempt
  const { uid } = actor
  return decideAndSave<FoundCaller, AccountSave, CarriedOut>(
    world,
    accountOf(attempt, spec.holds?.(input) ?? {}, world),
    () => ({ kind: 'client', uid }),
    (caller, by) => {
      const present = presentAccount(actor, caller.account)
      const { held } = caller
      const decided = spec.decide(present, { input, actor, by, now, held, newId: world.newId })
      if (decided.refused) return decided
      const { account = present, effects = {}, answer: body } = decided
      const answer = { body, isReplayed: false }
      const kept = toKept(attempt, body, caller)
      const isChanged = account !== present || Object.keys(effects).length > 0
      if (!isChanged && !kept) return { answer }
      const version = caller.account?.version
      return {
        answer,
        save: {
          uid,
          version,
          at: now,
          account: { ...account, isTold: true },
          effects,
          isChanged,
          ...(kept && { kept }),
        },
      }
    },
  )
}

/** A command on an account as a function of the manifest. */
export function accountCommand<S extends z.ZodObject, O extends z.ZodObject>(
  spec: AccountCommand<S, O>,
): Definition {
  return asFunction(spec, (attempt, world) => carryOutOnAccount(spec, attempt, world))
}
