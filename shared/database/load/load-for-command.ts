// What a command decides on, in one snapshot: state and revision together, the caller's limits and a twin's answer.
import type { ProfessionalId } from '../../contract/values/ids.ts'
import { type Kysely, type RawBuilder, type Transaction, sql } from 'kysely'
import { rawStatement } from '../connection/raw-statement.ts'
import type { Database } from '../connection/connection.ts'
import { isDistributed } from '../connection/distributed.ts'
import { namedAhead } from '../connection/statement-name.ts'
import {
  BOOKINGS_OF,
  WHOSE,
  accountColumns,
  holdsElsewhere,
  isClient,
} from './command/account-columns.ts'
import { FROM_T, columnsOfCalendar } from './command/calendar-columns.ts'
import { COLUMNS, toFound } from './command/found-row.ts'
import type { AskedWith, CalendarPart, Found } from './command/found.ts'
import { loadApart } from './load-apart.ts'
import { target } from './load-calendar.ts'
import { callerColumns, countCommand } from './load-caller.ts'

/** Which calendar, named `t`; none for a caller who has no more commands in this minute. */
function allowed(caller: AskedWith, which: RawBuilder<unknown>): RawBuilder<unknown> {
  const { maxCommands } = caller
  if (maxCommands === undefined) return sql`t as (${which})`
  return sql`${countCommand(caller)}, t as (select * from (${which}) as named
    where (select commands from rate) <= ${maxCommands})`
}

const loadFound = rawStatement('load-calendar', COLUMNS)

/**
 * Loads a calendar with its revision, and its caller, in one statement. Never locks, never reads the revision later than
 * the state: either would let a save pass that decided on old state.
 */
export async function loadForCommand(
  db: Kysely<Database> | Transaction<Database>,
  wanted: CalendarPart,
  caller: AskedWith,
): Promise<Found> {
  if (isDistributed(db)) return loadApart(db, wanted, caller)
  const [row] = await loadFound(
    db,
    sql`with ${allowed(caller, target(wanted.locator))}
    select ${callerColumns(caller)}, ${accountColumns(caller, BOOKINGS_OF)}, ${holdsElsewhere(wanted, caller, WHOSE, BOOKINGS_OF)} as "holdsElsewhere",
      ${isClient(caller)} as "isClient", ${columnsOfCalendar(wanted, caller)}
    ${FROM_T}`,
  )
  if (!row) throw new Error('a load answers exactly one row')
  return toFound(row, wanted)
}

/** Locks a calendar's row until the transaction ends; the state is loaded by a statement after it. */
export async function lockCalendar(
  db: Transaction<Database>,
  professionalId: ProfessionalId,
): Promise<void> {
  await db
    .selectFrom('calendars')
    .modifyEnd(namedAhead('lock-calendar'))
    .select('revision')
    .where('professional_id', '=', professionalId)
    .forUpdate()
    .execute()
}
