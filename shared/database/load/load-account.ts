// What a command on an account alone decides on: the account at its version, with its limits and a twin's answer.
import type { AccountUid } from '../../contract/values/ids.ts'
import { type Kysely, type Transaction, sql } from 'kysely'
import type { Held, HeldWanted } from '../../accounts/held.ts'
import type { Database } from '../connection/connection.ts'
import { rawStatement } from '../connection/raw-statement.ts'
import { namedAhead } from '../connection/statement-name.ts'
import { HELD, heldColumns } from './held.ts'
import {
  type Caller,
  CALLER,
  type CallerWanted,
  callerColumns,
  countCommand,
  toCaller,
} from './load-caller.ts'

const loadCaller = rawStatement('load-account', { ...CALLER, ...HELD })

/** The caller of a command on an account, and what of it the command asked for. */
export interface FoundCaller extends Caller {
  readonly held: Held
}

/** Loads the caller of a command in one statement. */
export async function loadAccount(
  db: Kysely<Database> | Transaction<Database>,
  caller: CallerWanted,
  wanted: HeldWanted,
): Promise<FoundCaller> {
  const counted = caller.maxCommands === undefined ? sql`` : sql`with ${countCommand(caller)}`
  const held = heldColumns(caller.uid, wanted, caller.now)
  const [row] = await loadCaller(db, sql`${counted} select ${callerColumns(caller)}, ${held}`)
  if (!row) throw new Error('a load answers exactly one row')
  const { devices, notifications, unread } = row
  return { ...toCaller(row), held: { devices, notifications, unread } }
}

/** Locks an account's row, if there is one, until the transaction ends; it is loaded by a statement after it. */
export async function lockAccount(db: Transaction<Database>, uid: AccountUid): Promise<void> {
  await db
    .selectFrom('accounts')
    .modifyEnd(namedAhead('lock-account'))
    .select('version')
    .where('uid', '=', uid)
    .forUpdate()
    .execute()
}
