// The caller of a command, loaded beside what it decides on: their account, their limits, and what a twin was answered.
import type { AccountUid } from '../../contract/values/ids.ts'
import { type Kysely, type RawBuilder, type Transaction, sql } from 'kysely'
import type { StoredAccount } from '../../projection/account-answer.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import {
  type RowOf,
  bool,
  int4,
  json,
  nullable,
  rawStatement,
  text,
} from '../connection/raw-statement.ts'
import { timestamp } from '../rows/instants.ts'

/** The caller of a command, and what is asked about them. */
export interface CallerWanted {
  readonly uid: AccountUid
  readonly now: Instant
  /**
   * Counts this command, of which there may be so many a minute. Unset, it is not counted: a repetition within one request
   * does not count again.
   */
  readonly maxCommands?: number
  readonly attempt?: { readonly function: string; readonly key: string }
}

/** An account with the version that it, and what is counted of it, was loaded at. */
export interface VersionedAccount extends StoredAccount {
  readonly version: number
}

/** What a twin of a command was answered; too old to be given again where it is stale. */
export interface TwinAnswer {
  readonly bodyHash: string
  readonly answer: unknown
  readonly isStale: boolean
}

/** The caller of a command as found. */
export interface Caller {
  readonly account?: VersionedAccount
  /** Set where the account is being erased, or was while tokens of it may still be valid. */
  readonly isErasing?: true
  /** Commands of the present minute, this one included; unset where it was not counted. */
  readonly commands?: number
  readonly twin?: TwinAnswer
}

/** What {@link callerColumns} selects, as a raw statement declares it. */
export const CALLER = {
  commands: nullable(int4),
  twin: nullable(json<TwinAnswer>()),
  account: nullable(json<VersionedAccount>()),
  isErasing: bool,
}

/** How long a first answer is given again. */
export const REPLAY_MILLIS = DAY

/** An account by its uid, as JSON. */
export const accountOf = (
  uid: AccountUid,
): RawBuilder<unknown> => sql`(select json_build_object('name', name,
    'email', email, 'phone', phone, 'timeZone', time_zone, 'locale', locale, 'push', push, 'mail', mail,
    'reminderMinutes', reminder_minutes, 'isTold', told_at is not null, 'version', version) from accounts where uid = ${uid})`

/** How long an ID token is valid: https://firebase.google.com/docs/auth/admin/verify-id-tokens */
const TOKEN_MILLIS = HOUR

/** Whether an account is being erased, or was as long ago as its tokens are valid. */
export const isErasing = (uid: AccountUid, now: Instant): RawBuilder<boolean> =>
  sql`exists (select from erasures e where e.uid = ${uid}
    and (e.done_at is null or e.done_at > ${timestamp(now - TOKEN_MILLIS)}))`

/** The caller's columns; a statement that counts begins with {@link countCommand}. */
export function callerColumns({
  uid,
  now,
  attempt,
  maxCommands,
}: CallerWanted): RawBuilder<unknown> {
  const twin = attempt
    ? sql`(select json_build_object('bodyHash', k.body_hash, 'answer', k.answer,
        'isStale', k.created_at <= ${timestamp(now - REPLAY_MILLIS)})
      from idempotency_keys k where k.account = ${uid} and k.function = ${attempt.function} and k.key = ${attempt.key})`
    : sql`null::json`
  return sql`${maxCommands === undefined ? sql`null::int` : sql`(select commands from rate)`} as commands, ${twin} as twin,
    ${accountOf(uid)} as account, ${isErasing(uid, now)} as "isErasing"`
}

/** The part `rate`, which counts a command. An unlogged row of its own, so that counting costs no flush of the log. */
export function countCommand({ uid, now }: CallerWanted): RawBuilder<unknown> {
  const minute = timestamp(Math.floor(now / MINUTE) * MINUTE)
  return sql`rate as (insert into command_rates as r (account, minute, commands) values (${uid}, ${minute}, 1)
    on conflict (account) do update set minute = excluded.minute,
      commands = case when r.minute = excluded.minute then r.commands + 1 else 1 end returning commands)`
}

const ASKER = { commands: nullable(int4), email: nullable(text), phone: nullable(text) }
const countOne = rawStatement('count-command', ASKER)

/** Counts a command by a statement of its own, and says how the caller's account is reached. */
export async function countApart(
  db: Kysely<Database> | Transaction<Database>,
  caller: CallerWanted,
): Promise<RowOf<typeof ASKER>> {
  const { uid, maxCommands } = caller
  const isCounted = maxCommands !== undefined
  const [row] = await countOne(
    db,
    sql`${isCounted ? sql`with ${countCommand(caller)}` : sql``}
    select ${isCounted ? sql`(select commands from rate)` : sql`null::int`} as commands, a.email, a.phone
    from (select) as one left join accounts a on a.uid = ${uid}`,
  )
  return row ?? { commands: null, email: null, phone: null }
}

/** The Caller of a row. */
export function toCaller({
  commands,
  twin,
  account,
  isErasing: erasing,
}: RowOf<typeof CALLER>): Caller {
  return {
    ...(account && { account }),
    ...(commands !== null && { commands }),
    ...(twin && { twin }),
    ...(erasing && { isErasing: true }),
  }
}
