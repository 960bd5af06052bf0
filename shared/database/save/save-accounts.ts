// What a save writes of accounts: the caller's first row, that of whoever gets a calendar, and the version of the one whose count
// grows; and the parts of the save statement that do.
// See docs/decisions/0020-what-is-counted-of-an-account-is-exact.md before changing a line.
import { type RawBuilder, sql } from 'kysely'
import { type Instant, formatInstant } from '../../time/instant.ts'

/** What an account's first command tells of it: what stands in the ID token. */
export interface NewAccount {
  readonly uid: string
  readonly name?: string
  readonly email?: string
  readonly phone?: string
}

/** An account to whose open holds or upcoming bookings a save adds, at the version that they were counted at. */
export interface CountedFor {
  readonly uid: string
  /** Undefined where it has no row yet. */
  readonly version: number | undefined
}

/** An account's row as a save writes it. */
export type AccountWrite =
  /** It is brought, unless somebody else has; of the one that is counted, nobody else may have. */
  | { readonly uid: string; readonly row: NewAccount; readonly isCounted: boolean }
  /** Its version is compared and moved. */
  | { readonly uid: string; readonly version: number }

/** What a save writes of accounts. */
export interface AccountsOfSave {
  readonly newAccount?: NewAccount
  /** Whose calendar this save makes. */
  readonly newOwnerUid?: string
  readonly countedFor?: CountedFor
}

/** The accounts that a save writes, by their uid: rows are locked in one order everywhere. */
export function accountWrites({
  newAccount,
  newOwnerUid,
  countedFor,
}: AccountsOfSave): readonly AccountWrite[] {
  const isOne = newAccount !== undefined && newAccount.uid === countedFor?.uid
  const isOwnersOwn = newOwnerUid === newAccount?.uid
  const writes: AccountWrite[] = []
  // Two first commands at once may both bring the caller's row; either will do.
  if (newAccount && !isOne) writes.push({ uid: newAccount.uid, row: newAccount, isCounted: false })
  // An admin makes calendars for accounts that have done nothing yet: without a row, nobody would be told anything of theirs.
  if (newOwnerUid !== undefined && !isOwnersOwn && newOwnerUid !== countedFor?.uid)
    writes.push({ uid: newOwnerUid, row: { uid: newOwnerUid }, isCounted: false })
  if (countedFor) {
    const { uid, version } = countedFor
    if (version === undefined)
      // A row that somebody else has made meanwhile was not there when this one counted.
      writes.push({ uid, row: isOne ? newAccount : { uid }, isCounted: true })
    else writes.push({ uid, version })
  }
  return writes.length > 1
    ? writes.toSorted((one, other) => (one.uid < other.uid ? -1 : 1))
    : writes
}

const insert = ({ uid, name, email, phone }: NewAccount, at: Instant, after: RawBuilder<unknown>) =>
  sql`insert into accounts (uid, name, email, phone, created_at, updated_at)
    select ${uid}, ${name ?? null}, ${email ?? null}, ${phone ?? null}, ${formatInstant(at)}::timestamptz,
      ${formatInstant(at)}::timestamptz from r where ${after}`

function written(
  write: AccountWrite,
  at: Instant,
  after: RawBuilder<unknown>,
): RawBuilder<unknown> {
  // Where the version is another, it becomes null, which the column refuses: all is undone.
  if ('version' in write)
    return sql`update accounts a set version = case when a.version = ${write.version}::bigint then a.version + 1 end
      from r where a.uid = ${write.uid} and ${after} returning 1`
  if (write.isCounted) return sql`${insert(write.row, at, after)} returning 1`
  return sql`${insert(write.row, at, after)} on conflict (uid) do nothing returning 1`
}

/**
 * The parts that write accounts. Rows are locked in one order everywhere: the calendar, the key, then accounts by their uid;
 * an aggregate over the part before is what keeps that order.
 */
export function accountParts(
  save: AccountsOfSave & { readonly kept?: unknown; readonly at: Instant },
): RawBuilder<unknown>[] {
  let after = save.kept === undefined ? sql`true` : sql`(select count(*) from k) >= 0`
  return accountWrites(save).map((write, index) => {
    const name = sql.raw(`a${index}`)
    const part = sql`${name} as (${written(write, save.at, after)})`
    after = sql`(select count(*) from ${name}) >= 0`
    return part
  })
}
