// What a command decides on where Postgres is distributed: the calendar from its shard, accounts from where they are kept.
import { type Kysely, type Transaction, sql } from 'kysely'
import type { Database } from '../connection/connection.ts'
import { onOneConnection } from '../connection/distributed.ts'
import { rawStatement } from '../connection/raw-statement.ts'
import {
  ACCOUNTS,
  CLIENT_BOOKINGS,
  accountColumns,
  hasBooked,
  holdsElsewhere,
} from './command/account-columns.ts'
import { FROM_T, OF_CALENDAR, columnsOfCalendar } from './command/calendar-columns.ts'
import { toFound } from './command/found-row.ts'
import type { AskedWith, CalendarPart, Found } from './command/found.ts'
import { target } from './load-calendar.ts'
import { callerColumns, countApart } from './load-caller.ts'
import { findPlace } from './place.ts'

const loadOfCalendar = rawStatement('load-calendar-apart', OF_CALENDAR)
const loadAccounts = rawStatement('load-accounts-apart', ACCOUNTS)

/** Where there is no such calendar, or nothing more of one may be asked for. */
const NO_CALENDAR = '00000000-0000-0000-0000-000000000000'

/**
 * The same where Postgres is distributed: the calendar is asked of its shard, accounts of theirs. The calendar first: a twin that
 * saved in between has left an answer then, and of an account that is read later a save compares the version.
 */
export async function loadApart(
  db: Kysely<Database> | Transaction<Database>,
  wanted: CalendarPart,
  caller: AskedWith,
): Promise<Found> {
  const [place, asker] = await Promise.all([findPlace(db, wanted.locator), countApart(db, caller)])
  const { maxCommands = Number.POSITIVE_INFINITY } = caller
  const isAllowed = place !== undefined && (asker.commands ?? 0) <= maxCommands
  const professionalId = isAllowed ? place : NO_CALENDAR
  const id = sql`${professionalId}::uuid`
  const { about, uid } = caller
  const hasBookedHere = about === uid ? sql`true` : hasBooked(caller, id)
  const { maxCommands: _, ...counted } = caller
  // On one connection, so that they are asked in this order, in one round trip.
  const ask = (on: Kysely<Database>) =>
    Promise.all([
      loadOfCalendar(
        on,
        sql`with t as (${target(wanted.locator, professionalId)})
    select ${hasBookedHere} as "isClient", ${columnsOfCalendar(wanted, caller, id, asker)}
    ${FROM_T}`,
      ),
      loadAccounts(
        on,
        sql`select ${callerColumns(counted)}, ${accountColumns(caller, CLIENT_BOOKINGS)},
      ${holdsElsewhere(wanted, caller, id, CLIENT_BOOKINGS)} as "holdsElsewhere"`,
      ),
    ])
  const [[calendar], [accounts]] = await onOneConnection(db, ask)
  if (!calendar || !accounts) throw new Error('a load answers exactly one row')
  return toFound({ ...calendar, ...accounts, commands: asker.commands }, wanted)
}
