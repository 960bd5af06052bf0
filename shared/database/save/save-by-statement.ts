// The statement that saves a decision: it holds only at the revision that was decided on, or writes nothing.
// Its shape was proven; see docs/decisions/0002-one-statement-saves-a-decision.md before changing a line.
import { type Kysely, type RawBuilder, type Transaction, sql } from 'kysely'
import { formatInstant } from '../../time/instant.ts'
import { int8, rawStatement } from '../connection/raw-statement.ts'
import { withCommit } from '../connection/statement-name.ts'
import type { Database } from '../connection/connection.ts'
import { timestamp } from '../rows/instants.ts'
import { json } from '../rows/json.ts'
import { type CalendarSave, accountsOf, toChangeRows } from './calendar-save.ts'
import { keyPart } from './save-kept-answer.ts'
import { accountParts } from './save-accounts.ts'
import { blockParts } from './save-blocks.ts'
import { bookingParts } from './save-bookings.ts'
import { scheduleParts } from './save-schedule.ts'

/** `r`: the calendar row, if it is still at the revision that was decided on. */
function revisionPart({
  professionalId,
  revision,
  effects,
  due,
}: CalendarSave): RawBuilder<unknown> {
  const count = effects.changes.length
  if (revision === undefined)
    return sql`r as (insert into calendars (professional_id, revision)
      values (${professionalId}::uuid, ${count}::int) returning professional_id, revision)`
  // Only the clock's job knows when nothing is due before: whoever else saves may bring that nearer, never put it off.
  return sql`r as (update calendars set revision = revision + ${count}::int,
      due_at = least(due_at, ${due === undefined ? null : formatInstant(due)}::timestamptz)
    where professional_id = ${professionalId}::uuid and revision = ${revision}::bigint
    returning professional_id, revision)`
}

function changeParts(save: CalendarSave): RawBuilder<unknown>[] {
  const { revision = 0, causeId, at, by } = save
  return [
    sql`c as (insert into changes (professional_id, revision, change_id, cause_id, type, at, by_kind, dates, booking_id,
        appointment_id, service_id, override, before, subject)
      select r.professional_id, ${revision}::bigint + x.n, x."changeId", ${causeId}::uuid, x.type, ${timestamp(at)},
        coalesce(x.by, ${by.kind}), x.dates, x."bookingId", x."appointmentId", x."serviceId", x.override, x.before, x.subject
      from r, rows from (jsonb_to_recordset(${json(toChangeRows(save))}) as ("changeId" uuid, type text, dates text[],
        "bookingId" uuid, "appointmentId" uuid, "serviceId" uuid, override text[], before tstzrange, subject text, by text)) with ordinality
        as x("changeId", type, dates, "bookingId", "appointmentId", "serviceId", override, before, subject, by, n)
      returning professional_id, revision)`,
    sql`o as (insert into unpublished (professional_id, revision, at)
      select c.professional_id, c.revision, ${timestamp(at)} from c)`,
  ]
}

const runSave = rawStatement('save-by-statement', { revision: int8 })

/** Saves a decision by one statement whose text says what it writes. @returns as `saveDecision` does */
export async function saveByStatement(
  db: Kysely<Database> | Transaction<Database>,
  save: CalendarSave,
): Promise<number | undefined> {
  const parts = [
    revisionPart(save),
    ...keyPart(save),
    ...accountParts({ ...save, ...accountsOf(save) }),
    ...scheduleParts(save.effects, save.ownerUid, save.at),
    ...blockParts(save.effects),
    ...bookingParts(save.effects, save.at),
    ...changeParts(save),
  ]
  const [row] = await runSave(
    db,
    sql`${withCommit()} with ${sql.join(parts, sql`, `)} select revision from r`,
  )
  return row?.revision
}
