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

/** A call and nothing else, each of whose arguments is a parameter: so that a distributed Postgres hands it to its shard. */
const callOf = (name: string, count: number) =>
  `select ${name}(${Array.from({ length: count }, (_, index) => `$${index + 1}`).join(', ')})`

const SAVED = { revision: nullable(int8) }
const SAVE = `${callOf('save_decision_v1', 21)} as revision`
const SAVE_BOOKING = `${callOf('save_booking_v1', 35)} as revision`

const callSave = fixedStatement('save-decision', SAVED, `${WITH_COMMIT} ${SAVE}`)
const callSaveBooking = fixedStatement('save-booking', SAVED, `${WITH_COMMIT} ${SAVE_BOOKING}`)
/* The same where more comes after it in its transaction. */
const callSaveFirst = fixedStatement('save-decision-first', SAVED, SAVE)
const callSaveBookingFirst = fixedStatement('save-booking-first', SAVED, SAVE_BOOKING)

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

function toValues(
  save: CalendarSave,
  accounts: readonly unknown[] = accountValues(save),
): readonly unknown[] {
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
    ...accounts,
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

/** Saves a decision by a function of the database. @returns as `saveDecision` does */
export async function saveByFunction(
  db: Kysely<Database> | Transaction<Database>,
  save: CalendarSave,
): Promise<number | undefined> {
  const lone = loneBookingOf(save)
  const [row] = lone
    ? await callSaveBooking(db, toLoneValues(save, lone))
    : await callSave(db, toValues(save))
  return row?.revision ?? undefined
}

/** Saves what is the calendar's own of a decision, in a transaction that writes the rest after it. */
export async function saveCalendarAlone(
  db: Kysely<Database> | Transaction<Database>,
  save: Omit<CalendarSave, 'kept' | 'newAccount' | 'countedFor'>,
): Promise<number | undefined> {
  const lone = loneBookingOf(save)
  const [row] = lone
    ? await callSaveBookingFirst(db, toLoneValues(save, lone))
    : await callSaveFirst(db, toValues(save, NO_ACCOUNTS))
  return row?.revision ?? undefined
}
