// The save statement's parts for accounts: the caller's first row, that of whoever gets a calendar, and the version of the one whose
// count grows.
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

const insert = ({ uid, name, email, phone }: NewAccount, at: Instant, after: RawBuilder<unknown>) =>
  sql`insert into accounts (uid, name, email, phone, created_at, updated_at)
    select ${uid}, ${name ?? null}, ${email ?? null}, ${phone ?? null}, ${formatInstant(at)}::timestamptz,
      ${formatInstant(at)}::timestamptz from r where ${after}`

/** Compares an account's version and moves it. Where it is another, it becomes null, which the column refuses: all is undone. */
const moveOn = ({ uid, version }: CountedFor, after: RawBuilder<unknown>) =>
  sql`update accounts a set version = case when a.version = ${version ?? null}::bigint then a.version + 1 end
    from r where a.uid = ${uid} and ${after} returning 1`

/**
 * The parts that write accounts. Rows are locked in one order everywhere: the calendar, the key, then accounts by their uid;
 * an aggregate over the part before is what keeps that order.
 */
export function accountParts({
  newAccount,
  newOwnerUid,
  countedFor,
  kept,
  at,
}: {
  readonly newAccount?: NewAccount
  /** Whose calendar this save makes. */
  readonly newOwnerUid?: string
  readonly countedFor?: CountedFor
  readonly kept?: unknown
  readonly at: Instant
}): RawBuilder<unknown>[] {
  const isOne = newAccount !== undefined && newAccount.uid === countedFor?.uid
  const isOwnersOwn = newOwnerUid === newAccount?.uid
  const written: { uid: string; write: (after: RawBuilder<unknown>) => RawBuilder<unknown> }[] = []
  // Two first commands at once may both bring the caller's row; either will do.
  if (newAccount && !isOne)
    written.push({
      uid: newAccount.uid,
      write: (after) =>
        sql`${insert(newAccount, at, after)} on conflict (uid) do nothing returning 1`,
    })
  // An admin makes calendars for accounts that have done nothing yet: without a row, nobody would be told anything of theirs.
  if (newOwnerUid !== undefined && !isOwnersOwn && newOwnerUid !== countedFor?.uid)
    written.push({
      uid: newOwnerUid,
      write: (after) =>
        sql`${insert({ uid: newOwnerUid }, at, after)} on conflict (uid) do nothing returning 1`,
    })
  if (countedFor) {
    const { uid, version } = countedFor
    written.push({
      uid,
      // A plain insert: a row that somebody else has made meanwhile was not there when this one counted.
      write: (after) =>
        version === undefined
          ? sql`${insert(isOne ? newAccount : { uid }, at, after)} returning 1`
          : moveOn(countedFor, after),
    })
  }
  let after = kept === undefined ? sql`true` : sql`(select count(*) from k) >= 0`
  return written
    .toSorted((one, other) => (one.uid < other.uid ? -1 : 1))
    .map(({ write }, index) => {
      const name = sql.raw(`a${index}`)
      const part = sql`${name} as (${write(after)})`
      after = sql`(select count(*) from ${name}) >= 0`
      return part
    })
}
