// Effects of one decision after another, as one save.
import type { BookingId, TimeOffId } from '../../contract/values/ids.ts'
import type { AppointmentState, Effects } from './effects.ts'
import { nameOfBusy } from './apply.ts'
import { mergeSteps, steppedBooking } from './steps.ts'

type Rows<T> = readonly T[]

/** Both, without those of the earlier that the later one has again: each row once, with its final values. */
function replacing<T>(
  earlier: Rows<T> = [],
  later: Rows<T> = [],
  nameOf: (row: T) => string,
): Rows<T> {
  const again = new Set(later.map(nameOf))
  return [...earlier.filter((row) => !again.has(nameOf(row))), ...later]
}

/** The rows of one list that are not in another. */
function without<T>(rows: Rows<T> = [], others: Rows<T> = [], nameOf: (row: T) => string): Rows<T> {
  const left = new Set(others.map(nameOf))
  return rows.filter((row) => !left.has(nameOf(row)))
}

/** What a row that is only being inserted comes to after it was changed: it is written once. */
function finalOf<T>(inserted: Rows<T> = [], changed: Rows<T> = [], nameOf: (row: T) => string) {
  const changes = new Map(changed.map((row) => [nameOf(row), row]))
  return inserted.map((row) => changes.get(nameOf(row)) ?? row)
}

const byAppointment = ({ appointmentId }: AppointmentState) => appointmentId
const byTimeOff = ({ timeOffId }: { readonly timeOffId: TimeOffId }) => timeOffId
const byBooking = ({ bookingId }: { readonly bookingId: BookingId }) => bookingId

/** Bookings that were made by the one, with the steps that the other took them; and the steps of those that stood. */
function mergeBookings(earlier: Effects, later: Effects) {
  const steps = mergeSteps([...(earlier.bookingSteps ?? []), ...(later.bookingSteps ?? [])])
  const made = earlier.newBookings ?? []
  const isMade = new Set(made.map(byBooking))
  const stepOf = new Map(steps.map((step) => [step.bookingId, step]))
  const final = made.map((booking) => {
    const step = stepOf.get(booking.bookingId)
    const { version, updatedAt } = booking
    return step ? { ...steppedBooking(booking, step, updatedAt), version } : booking
  })
  return {
    newBookings: [...final, ...(later.newBookings ?? [])],
    bookingSteps: steps.filter(({ bookingId }) => !isMade.has(bookingId)),
  }
}

function mergeAppointments(earlier: Effects, later: Effects) {
  const made = earlier.newAppointments
  const changed = replacing(earlier.changedAppointments, later.changedAppointments, byAppointment)
  return {
    newAppointments: [...finalOf(made, changed, byAppointment), ...(later.newAppointments ?? [])],
    changedAppointments: without(changed, made, byAppointment),
  }
}

function mergeTimeOff(earlier: Effects, later: Effects) {
  const made = without(earlier.newTimeOff, later.removedTimeOff, byTimeOff)
  return {
    newTimeOff: [...made, ...(later.newTimeOff ?? [])],
    removedTimeOff: [
      ...(earlier.removedTimeOff ?? []),
      ...without(later.removedTimeOff, earlier.newTimeOff, byTimeOff),
    ],
  }
}

/** What one adds and the other takes away, or the other way round, stays as it was. */
function mergeBusy({ externalBusy: earlier }: Effects, { externalBusy: later }: Effects) {
  return {
    added: [
      ...without(earlier?.added, later?.removed, nameOfBusy),
      ...without(later?.added, earlier?.removed, nameOfBusy),
    ],
    removed: [
      ...without(earlier?.removed, later?.added, nameOfBusy),
      ...without(later?.removed, earlier?.added, nameOfBusy),
    ],
  }
}

const isSet = (rows: unknown) => !Array.isArray(rows) || rows.length > 0

/** What both come to; each row once, with the later one's final values. `later` was decided on what `earlier` left. */
export function mergeEffects(earlier: Effects, later: Effects): Effects {
  if (earlier.changes.length === 0) return later
  if (later.changes.length === 0) return earlier
  const professional = later.professional ?? earlier.professional
  const activity = later.activity ?? earlier.activity
  const hasBusy = earlier.externalBusy !== undefined || later.externalBusy !== undefined
  // Whoever adds a field to Effects is told here that it must be merged.
  const merged: { readonly [K in keyof Effects]-?: Effects[K] | undefined } = {
    ...mergeAppointments(earlier, later),
    ...mergeBookings(earlier, later),
    ...mergeTimeOff(earlier, later),
    professional,
    isErased: later.isErased ?? earlier.isErased,
    activity,
    blocks: replacing(earlier.blocks, later.blocks, ({ kind, key }) => `${kind} ${key}`),
    services: replacing(earlier.services, later.services, ({ serviceId }) => serviceId),
    weeklyRules: replacing(
      earlier.weeklyRules,
      later.weeklyRules,
      ({ effectiveFrom }) => effectiveFrom,
    ),
    dateHours: replacing(earlier.dateHours, later.dateHours, ({ date }) => date),
    externalBusy: hasBusy ? mergeBusy(earlier, later) : undefined,
    changes: [...earlier.changes, ...later.changes],
  }
  // What neither of them writes is unset.
  return Object.fromEntries(
    Object.entries(merged).filter(([, rows]) => rows !== undefined && isSet(rows)),
  ) as unknown as Effects
}
