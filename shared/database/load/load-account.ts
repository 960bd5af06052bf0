// What a command on an account alone decides on: the account at its version, with its limits and a twin's answer.
import { type Kysely, type Transaction, sql } from 'kysely'
import type { Held, HeldWanted } from '../../accounts/held.ts'
import type { Database } from '../connection/connection.ts'
import { heldColumns } from './held.ts'
import {
  type Caller,
  type CallerRow,
  type CallerWanted,
  callerColumns,
  countCommand,
  toCaller,
} from './load-caller.ts'

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
  const counted = caller.count ? sql`with ${countCommand(caller)}` : sql``
  const { rows } = await sql<CallerRow & Held>`
    /* load-account */ ${counted} select ${callerColumns(caller)}, ${heldColumns(caller.uid, wanted, caller.now)}`.execute(
    db,
  )
  const row = rows[0]
  if (!row) throw new Error('a load answers exactly one row')
  const { devices, notifications, unread } = row
  return { ...toCaller(row), held: { devices, notifications, unread } }
}

/** Locks an account's row, if there is one, until the transaction ends; it is loaded by a statement after it. */
export async function lockAccount(db: Transaction<Database>, uid: string): Promise<void> {
  await sql`select 1 from accounts where uid = ${uid} for update`.execute(db)
}
