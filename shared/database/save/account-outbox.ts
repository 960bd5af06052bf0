// The outbox of accounts: which of them something happened to that is not known to be published. As with calendars, deleting a
// row is the mark, and a lease keeps relays apart.
import { type Kysely, sql } from 'kysely'
import type { Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { int8, rawStatement, text } from '../connection/raw-statement.ts'
import { timestamp } from '../rows/instants.ts'
import { LEASE_MILLIS, OWN_PUBLISH_MILLIS } from './outbox.ts'

/** An account, and the version of it that is told of. */
export interface UnpublishedAccount {
  readonly uid: string
  readonly version: number
}

const ACCOUNTS_A_CLAIM = 100

const markRows = rawStatement('mark-accounts-published', {})

/** Marks accounts as published; one to which more has happened since stays. Commits asynchronously, as of calendars. */
export async function markAccountsPublished(
  db: Kysely<Database>,
  accounts: readonly UnpublishedAccount[],
): Promise<void> {
  const uids = accounts.map(({ uid }) => uid)
  const versions = accounts.map(({ version }) => version)
  await markRows(
    db,
    sql`with s as materialized (select set_config('synchronous_commit', 'off', true))
    delete from unpublished_accounts u using s, unnest(${uids}::text[], ${versions}::bigint[]) as p(uid, version)
    where u.uid = p.uid and u.version <= p.version`,
  )
}

const claimRows = rawStatement('claim-unpublished-accounts', { uid: text, version: int8 })

/** Claims accounts that have waited long enough, under a lease; the longest waiting first. */
export async function claimUnpublishedAccounts(
  db: Kysely<Database>,
  now: Instant,
): Promise<readonly UnpublishedAccount[]> {
  return claimRows(
    db,
    sql`with waiting as (select uid from unpublished_accounts
      where at <= ${timestamp(now - OWN_PUBLISH_MILLIS)} and (leased_until is null or leased_until <= ${timestamp(now)})
      order by at limit ${sql.lit(ACCOUNTS_A_CLAIM)} for update skip locked)
    update unpublished_accounts u set leased_until = ${timestamp(now + LEASE_MILLIS)} from waiting w
      where u.uid = w.uid returning u.uid, u.version`,
  )
}
