// Saves a decision on an account alone: its row at the version that was decided on, and the answer kept for twins.
import { type Kysely, type Transaction, sql } from 'kysely'
import type { StoredAccount } from '../../projection/account-answer.ts'
import type { HeldEffects } from '../../accounts/held.ts'
import type { Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { rawStatement, text } from '../connection/raw-statement.ts'
import { withCommit } from '../connection/statement-name.ts'
import { timestamp } from '../rows/instants.ts'
import { json } from '../rows/json.ts'
import { type KeptAnswer, keyPart } from './save-kept-answer.ts'

/** What is saved of a decision on an account, and what it was decided on. */
export interface AccountSave {
  readonly uid: string
  /** The version that was decided on; undefined where this save brings the row. */
  readonly version: number | undefined
  readonly at: Instant
  /** All that the account says of itself from now on. */
  readonly account: StoredAccount
  readonly effects?: HeldEffects
  /** Whether anything changed, so that it is to be told; else an answer is kept, no more. */
  readonly isChanged: boolean
  readonly kept?: KeptAnswer
}

/** The version that a save makes. */
export const versionAfter = ({ version }: Pick<AccountSave, 'version'>): number =>
  version === undefined ? 0 : version + 1

const FIELDS = sql`x(name text, email text, phone text, "timeZone" text, locale text, push boolean, mail boolean,
  "reminderMinutes" int[], "isTold" boolean)`

/** `r`: the account's row, if it is still at the version that was decided on. */
function rowPart({ uid, version, at, account }: AccountSave) {
  const fields = sql`jsonb_to_record(${json(account)}) as ${FIELDS}`
  const now = timestamp(at)
  if (version === undefined)
    return sql`r as (insert into accounts (uid, name, email, phone, time_zone, locale, push, mail, reminder_minutes,
        created_at, updated_at, told_at)
      select ${uid}, x.name, x.email, x.phone, x."timeZone", x.locale, x.push, x.mail, x."reminderMinutes", ${now}, ${now},
        case when x."isTold" then ${now} end
      from ${fields} returning uid)`
  return sql`r as (update accounts a set name = x.name, email = x.email, phone = x.phone, time_zone = x."timeZone",
      locale = x.locale, push = x.push, mail = x.mail, reminder_minutes = x."reminderMinutes",
      updated_at = ${now}, told_at = case when x."isTold" then ${now} else a.told_at end, version = a.version + 1
    from ${fields} where a.uid = ${uid} and a.version = ${version}::bigint returning a.uid)`
}

/** A device of its own by its token, whoever had it: a new id for whoever takes it over, so that the old one leads nowhere. */
const register = (
  { deviceId, token, platform, locale }: NonNullable<HeldEffects['registers']>,
  at: Instant,
) =>
  sql`d as (insert into devices as d (device_id, uid, token, platform, locale, created_at)
    select ${deviceId}::uuid, r.uid, ${token}, ${platform}, ${locale}, ${timestamp(at)} from r
    on conflict (token) do update set device_id = excluded.device_id, uid = excluded.uid, platform = excluded.platform,
      locale = excluded.locale, created_at = case when d.uid = excluded.uid then d.created_at else excluded.created_at end)`

function effectParts({ uid, at, effects = {} }: AccountSave) {
  const { registers, unregisters, reads } = effects
  const which = reads === 'all' ? sql`true` : sql`n.notification_id = any (${reads ?? []}::uuid[])`
  return [
    ...(registers ? [register(registers, at)] : []),
    ...(unregisters
      ? [
          sql`e as (delete from devices d using r where d.uid = r.uid and d.device_id = any (${unregisters}::uuid[]))`,
        ]
      : []),
    ...(reads
      ? [
          sql`n as (update notifications n set read_at = ${timestamp(at)} from r
            where n.uid = ${uid} and n.uid = r.uid and n.read_at is null and ${which})`,
        ]
      : []),
  ]
}

/** `o`: the outbox. One row of an account stands for all that happened to it. */
const outboxPart = (save: AccountSave) =>
  sql`o as (insert into unpublished_accounts (uid, version, at)
    select r.uid, ${versionAfter(save)}::bigint, ${timestamp(save.at)} from r
    on conflict (uid) do update set version = excluded.version, at = excluded.at, leased_until = null)`

const runSave = rawStatement('save-account', { uid: text })

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
  const parts = [
    rowPart(save),
    ...keyPart(save),
    ...effectParts(save),
    ...(save.isChanged ? [outboxPart(save)] : []),
  ]
  const rows = await runSave(
    db,
    sql`${withCommit()} with ${sql.join(parts, sql`, `)} select uid from r`,
  )
  return rows.length > 0
}
