// An account as its owner asks for it: what is stored of it, its devices, its professional, and what it has not read.
import type { AccountUid, ProfessionalId } from '../../contract/values/ids.ts'
import { type Kysely, sql } from 'kysely'
import type { StoredAccount, StoredDevice } from '../../projection/account-answer.ts'
import type { Instant } from '../../time/instant.ts'
import { isDistributed } from '../connection/distributed.ts'
import type { Database } from '../connection/connection.ts'
import { json, nullable, rawStatement, uuid } from '../connection/raw-statement.ts'
import { HELD, heldColumns } from './held.ts'
import { accountOf } from './load-caller.ts'

/** What there is of an account. */
export interface FoundAccount {
  /** Undefined before its first command. */
  readonly account?: StoredAccount
  readonly professionalId?: ProfessionalId
  readonly devices: readonly StoredDevice[]
  readonly unread: number
}

const loadAccount = rawStatement('find-account', {
  professionalId: nullable(uuid),
  account: nullable(json<StoredAccount>()),
  ...HELD,
})

/** An account by its uid. */
export async function findAccount(
  db: Kysely<Database>,
  uid: AccountUid,
  now: Instant,
): Promise<FoundAccount> {
  const own = isDistributed(db)
    ? sql`(select professional_id from places where kind = 'owner' and key = ${uid})`
    : sql`(select professional_id from professionals where owner_uid = ${uid})`
  const [row] = await loadAccount(
    db,
    sql`select ${own} as "professionalId",
      ${accountOf(uid)} as account, ${heldColumns(uid, { devices: true, unread: true }, now)}`,
  )
  if (!row) throw new Error('a load answers exactly one row')
  const { account, professionalId, devices, unread } = row
  return {
    ...(account && { account }),
    ...(professionalId !== null && { professionalId }),
    devices,
    unread,
  }
}
