// The one statement that saves a decision: it holds only at the revision that was decided on, or writes nothing.
// Its shape was proven; see docs/decisions/0002-one-statement-saves-a-decision.md before changing a line.
import { type Kysely, type RawBuilder, type Transaction, sql } from 'kysely'
import type { By } from '../../scheduling/model/calendar.ts'
import type { Effects } from '../../scheduling/effects/effects.ts'
import { type Instant, formatInstant } from '../../time/instant.ts'
import { int8, rawStatement } from '../connection/raw-statement.ts'
import { withCommit } from '../connection/statement-name.ts'
import type { Database } from '../connection/connection.ts'
import { timestamp } from '../rows/calendar-row.ts'
import { json } from '../rows/json.ts'
import { type CountedFor, type NewAccount, accountParts } from './save-accounts.ts'
import { blockParts } from './save-blocks.ts'
import { bookingParts } from './save-bookings.ts'
import { scheduleParts } from './save-schedule.ts'

/** The first answer to a command, kept for its twins. */
export interface KeptAnswer {
  readonly account: string
  readonly function: string
  readonly key: string
  readonly bodyHash: string
  readonly answer: unknown
  /** Whether an answer that is too old to be given again stands under this key: it goes first. */
  readonly isStale: boolean
}

/** What is saved of a decision, and what it was decided on. */
export interface CalendarSave {
  readonly professionalId: string
  /** The revision of the calendar that was decided on; undefined where this save creates it. */
  readonly revision: number | undefined
  readonly ownerUid: string
  /** What all its changes are caused by: this one save. */
  readonly causeId: string
  readonly at: Instant
  readonly by: By
  readonly effects: Effects
  /** The next instant at which time alone changes what was decided on; unset where none was seen. */
  readonly due?: Instant
  readonly kept?: KeptAnswer
  /** The caller's account, where this is its first command. */
  readonly newAccount?: NewAccount
  /** The account to whose open holds or upcoming bookings this adds. */
  readonly countedFor?: CountedFor
}

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

/** `k`: the key, inserted plainly. One that is taken fails the whole statement (23505), and the twin's answer stands. */
export function keyPart({ kept, at }: Pick<CalendarSave, 'kept' | 'at'>): RawBuilder<unknown>[] {
  if (!kept) return []
  return [
    sql`k as (insert into idempotency_keys (account, function, key, body_hash, answer, created_at)
      select ${kept.account}, ${kept.function}, ${kept.key}, ${kept.bodyHash}, ${JSON.stringify(kept.answer)}::json,
        ${timestamp(at)} from r returning 1)`,
  ]
}

function changeParts({
  revision = 0,
  causeId,
  at,
  by,
  effects,
}: CalendarSave): RawBuilder<unknown>[] {
  const drafts = effects.changes.map(({ dates, before, ...draft }) => ({
    ...draft,
    dates: dates === 'all' ? undefined : dates,
    before: before && `[${formatInstant(before.start)},${formatInstant(before.end)})`,
  }))
  return [
    sql`c as (insert into changes (professional_id, revision, change_id, cause_id, type, at, by_kind, dates, booking_id,
        appointment_id, service_id, override, before, subject)
      select r.professional_id, ${revision}::bigint + x.n, x."changeId", ${causeId}::uuid, x.type, ${timestamp(at)},
        coalesce(x.by, ${by.kind}), x.dates, x."bookingId", x."appointmentId", x."serviceId", x.override, x.before, x.subject
      from r, rows from (jsonb_to_recordset(${json(drafts)}) as ("changeId" uuid, type text, dates text[],
        "bookingId" uuid, "appointmentId" uuid, "serviceId" uuid, override text[], before tstzrange, subject text, by text)) with ordinality
        as x("changeId", type, dates, "bookingId", "appointmentId", "serviceId", override, before, subject, by, n)
      returning professional_id, revision)`,
    sql`o as (insert into unpublished (professional_id, revision, at)
      select c.professional_id, c.revision, ${timestamp(at)} from c)`,
  ]
}

const runSave = rawStatement('save-decision', { revision: int8 })

/**
 * Saves a decision together with its changes, its outbox rows and the answer kept for twins.
 *
 * @param db the database, or the transaction of a retry that holds the calendar row locked, which this ends
 * @returns the new revision; undefined where somebody was faster, then nothing was written
 * @throws the driver's error: 23505 on a kept answer or the owner's calendar (a twin won), 23502 on an account's version
 *   (others added to what is counted of it), 23P01 on an overlap
 */
export async function saveDecision(
  db: Kysely<Database> | Transaction<Database>,
  save: CalendarSave,
): Promise<number | undefined> {
  const parts = [
    revisionPart(save),
    ...keyPart(save),
    ...accountParts({
      ...save,
      ...(save.revision === undefined && { newOwnerUid: save.ownerUid }),
    }),
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
