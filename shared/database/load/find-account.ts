// An account as its owner asks for it: what is stored of it, its devices, its professional, and what it has not read.
import { type Kysely, sql } from 'kysely'
import { NOTIFICATION_DAYS } from '../../contract/notification.ts'
import type { StoredAccount, StoredDevice } from '../../projection/account-answer.ts'
import { DAY, type Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { timestamp } from '../rows/calendar-row.ts'
import { devicesOf } from './held.ts'
import { accountOf } from './load-caller.ts'

/** What there is of an account. */
export interface FoundAccount {
  /** Undefined before its first command. */
  readonly account?: StoredAccount
  readonly professionalId?: string
  readonly devices: readonly StoredDevice[]
  readonly unread: number
}

interface Row {
  readonly account: StoredAccount | null
  readonly professionalId: string | null
  readonly devices: readonly StoredDevice[]
  readonly unread: number
}

/** An account by its uid. */
export async function findAccount(
  db: Kysely<Database>,
  uid: string,
  now: Instant,
): Promise<FoundAccount> {
  const { rows } = await sql<Row>`
    /* find-account */ select (select professional_id from professionals where owner_uid = ${uid}) as "professionalId",
      ${accountOf(uid)} as account, ${devicesOf(uid)} as devices,
      (select count(*) from notifications where uid = ${uid} and read_at is null
        and decided_at > ${timestamp(now - NOTIFICATION_DAYS * DAY)}) as unread`.execute(db)
  const { account, professionalId, devices = [], unread = 0 } = rows[0] ?? {}
  return {
    ...(account && { account }),
    ...(professionalId && { professionalId }),
    devices,
    unread,
  }
}
