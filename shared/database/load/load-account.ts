// What a command on an account alone decides on: the account at its version, with its limits and a twin's answer.
import { type Kysely, type Transaction, sql } from 'kysely'
import type { Database } from '../connection/connection.ts'
import {
  type Caller,
  type CallerRow,
  type CallerWanted,
  callerColumns,
  countCommand,
  toCaller,
} from './load-caller.ts'

/** Loads the caller of a command in one statement. */
export async function loadAccount(
  db: Kysely<Database> | Transaction<Database>,
  caller: CallerWanted,
): Promise<Caller> {
  const counted = caller.count ? sql`with ${countCommand(caller)}` : sql``
  const { rows } =
    await sql<CallerRow>`/* load-account */ ${counted} select ${callerColumns(caller)}`.execute(db)
  const row = rows[0]
  if (!row) throw new Error('a load answers exactly one row')
  return toCaller(row)
}

/** Locks an account's row, if there is one, until the transaction ends; it is loaded by a statement after it. */
export async function lockAccount(db: Transaction<Database>, uid: string): Promise<void> {
  await sql`select 1 from accounts where uid = ${uid} for update`.execute(db)
}
