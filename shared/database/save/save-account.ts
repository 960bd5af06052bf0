// Saves a decision on an account alone: its row at the version that was decided on, and the answer kept for twins.
import { type Kysely, type Transaction, sql } from 'kysely'
import type { StoredAccount } from '../../projection/account-answer.ts'
import { type Instant, formatInstant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { json } from '../rows/json.ts'
import { type KeptAnswer, keyPart } from './save-decision.ts'

/** What is saved of a decision on an account, and what it was decided on. */
export interface AccountSave {
  readonly uid: string
  /** The version that was decided on; undefined where this save brings the row. */
  readonly version: number | undefined
  readonly at: Instant
  /** All that the account says of itself from now on. */
  readonly account: StoredAccount
  readonly kept?: KeptAnswer
}

const FIELDS = sql`x(name text, email text, phone text, "timeZone" text, locale text, push boolean, mail boolean,
  "reminderMinutes" int[])`

/** `r`: the account's row, if it is still at the version that was decided on. */
function rowPart({ uid, version, at, account }: AccountSave) {
  const fields = sql`jsonb_to_record(${json(account)}) as ${FIELDS}`
  const now = sql`${formatInstant(at)}::timestamptz`
  if (version === undefined)
    return sql`r as (insert into accounts (uid, name, email, phone, time_zone, locale, push, mail, reminder_minutes,
        created_at, updated_at)
      select ${uid}, x.name, x.email, x.phone, x."timeZone", x.locale, x.push, x.mail, x."reminderMinutes", ${now}, ${now}
      from ${fields} returning uid)`
  return sql`r as (update accounts a set name = x.name, email = x.email, phone = x.phone, time_zone = x."timeZone",
      locale = x.locale, push = x.push, mail = x.mail, reminder_minutes = x."reminderMinutes",
      updated_at = ${now}, version = a.version + 1
    from ${fields} where a.uid = ${uid} and a.version = ${version}::bigint returning a.uid)`
}

/**
 * Saves a decision on an account. The row is locked before the key: a key of a function that decides on accounts alone is
 * taken by nobody who holds a calendar.
 *
 * @returns whether it was saved; false where somebody was faster, then nothing was written
 * @throws the driver's error: 23505 on a kept answer (a twin won) or on the account's first row (somebody else brought it)
 */
export async function saveAccount(
  db: Kysely<Database> | Transaction<Database>,
  save: AccountSave,
): Promise<boolean> {
  const parts = [rowPart(save), ...keyPart(save)]
  const { rows } =
    await sql`/* save-account */ with ${sql.join(parts, sql`, `)} select 1 from r`.execute(db)
  return rows.length > 0
}
