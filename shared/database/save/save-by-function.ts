// Saves a decision by a function of the database: one text whatever is saved, statements in sequence, and none for what is not there.
// See docs/decisions/0040-a-function-saves-a-decision.md before changing a line.
import type { Kysely, Transaction } from 'kysely'
import { type Instant, formatInstant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { fixedStatement, int8, nullable } from '../connection/raw-statement.ts'
import { WITH_COMMIT } from '../connection/statement-name.ts'
import { type CalendarSave, accountsOf, toChangeRows } from './calendar-save.ts'
import { type LoneBooking, loneBookingOf } from './lone-booking.ts'
import { toAppointmentRows, toBookingRows, toStepRows } from './booking-rows.ts'
import { type AccountWrite, accountWrites } from './save-accounts.ts'
import { toScheduleParts } from './schedule-rows.ts'

const SAVED = { revision: nullable(int8) }

/** A call and nothing else, each of whose arguments is a parameter: so that a distributed Postgres hands it to its shard. */
function callOf(called: string, name: string, count: number) {
  const parameters = Array.from({ length: count }, (_, index) => `$${index + 1}`).join(', ')
  return fixedStatement(called, SAVED, `${WITH_COMMIT} select ${name}(${parameters}) as revision`)
}

/** The functions of a way of saving, for any decision and for a lone booking. */
interface Functions {
  readonly decision: ReturnType<typeof callOf>
  readonly booking: ReturnType<typeof callOf>
}

const WHOLE: Functions = {
  decision: callOf('save-decision', 'save_decision_v1', 21),
  booking: callOf('save-booking', 'save_booking_v1', 35),
}
/** With what is behind a calendar's part written at the coordinator of a distributed Postgres. */
const APART: Functions = {
  decision: callOf('save-decision-apart', 'save_decision_apart_v1', 21),
  booking: callOf('save-booking-apart', 'save_booking_apart_v1', 35),
}

/** As JSON; null where there is none. */
const rows = <T>(
  all: readonly T[] | undefined,
  toRows: (all: readonly T[]) => readonly object[],
): string | null => (all && all.length > 0 ? JSON.stringify(toRows(all)) : null)

const toRow = (write: AccountWrite): object =>
  'version' in write ? write : { ...write.row, is_counted: write.isCounted }

const NO_ACCOUNTS: readonly unknown[] = [null, null, null]

/** The account whose version is moved, where that is all that is written of accounts; else all that are written. */
function accountValues(save: CalendarSave): readonly unknown[] {
  const writes = accountWrites(accountsOf(save))
  const [first] = writes
  if (!first) return NO_ACCOUNTS
  if (writes.length === 1 && 'version' in first) return [first.uid, first.version, null]
  return [null, null, JSON.stringify(writes.map(toRow))]
}

const textOf = (at: Instant | undefined): string | null =>
  at === undefined ? null : formatInstant(at)

/** To the millisecond: `formatInstant` has whole seconds. */
const exactly = (at: Instant): string => new Date(at).toISOString()

const keptValues = ({ kept }: CalendarSave): readonly unknown[] =>
  kept
    ? [kept.account, kept.function, kept.key, kept.bodyHash, JSON.stringify(kept.answer)]
    : [null, null, null, null, null]

function toValues(save: CalendarSave): readonly unknown[] {
  const { professionalId, revision, due, at, causeId, by, effects, ownerUid } = save
  const schedule = toScheduleParts(effects, ownerUid)
  return [
    professionalId,
    revision,
    effects.changes.length,
    textOf(due),
    exactly(at),
    causeId,
    by.kind,
    JSON.stringify(toChangeRows(save)),
    rows(effects.changedAppointments, toAppointmentRows),
    rows(effects.newAppointments, toAppointmentRows),
    rows(effects.newBookings, toBookingRows),
    rows(effects.bookingSteps, toStepRows),
    schedule && JSON.stringify(schedule),
    ...keptValues(save),
    ...accountValues(save),
  ]
}

function toLoneValues(
  save: CalendarSave,
  { booking, appointment, change }: LoneBooking,
): readonly unknown[] {
  const { client, price } = booking
  return [
    save.professionalId,
    save.revision,
    textOf(save.due),
    exactly(save.at),
    save.causeId,
    change.by ?? save.by.kind,
    change.changeId,
    change.type,
    change.dates,
    change.override,
    booking.appointmentId,
    booking.bookingId,
    booking.serviceId,
    formatInstant(booking.start),
    formatInstant(booking.end),
    formatInstant(appointment.occupies.start),
    formatInstant(appointment.occupies.end),
    appointment.capacity,
    booking.seats,
    booking.status,
    client.uid,
    client.name,
    client.email,
    client.phone,
    booking.timeZone,
    booking.note,
    price && JSON.stringify(price),
    textOf(booking.holdExpiresAt),
    ...keptValues(save),
    save.countedFor?.uid,
    save.countedFor?.version,
  ]
}

async function saveBy(
  functions: Functions,
  db: Kysely<Database> | Transaction<Database>,
  save: CalendarSave,
): Promise<number | undefined> {
  const lone = loneBookingOf(save)
  const [row] = lone
    ? await functions.booking(db, toLoneValues(save, lone))
    : await functions.decision(db, toValues(save))
  return row?.revision ?? undefined
}

/** Saves a decision by a function of the database. @returns as `saveDecision` does */
export const saveByFunction = (
  db: Kysely<Database> | Transaction<Database>,
  save: CalendarSave,
): Promise<number | undefined> => saveBy(WHOLE, db, save)

/** Whether all that a save writes is the calendar's own, and nothing leads to it from elsewhere. */
function isCalendarsAlone(save: CalendarSave): boolean {
  const { services = [], newBookings = [], bookingSteps = [] } = save.effects
  const isLedTo = services.length + newBookings.length + bookingSteps.length > 0
  return !isLedTo && !save.kept && accountWrites(accountsOf(save)).length === 0
}

/** The same where Postgres is distributed. @returns as `saveDecision` does */
export const saveApart = (
  db: Kysely<Database> | Transaction<Database>,
  save: CalendarSave,
): Promise<number | undefined> => saveBy(isCalendarsAlone(save) ? WHOLE : APART, db, save)
