// Telling what a save does: its rows, with the changes that other people and machines are told of.
import type { ChangeType, ChangedDates } from '../../contract/messages/change.ts'
import type { Booking, Calendar } from '../model/calendar.ts'
import { applyEffects } from './apply.ts'
import type { ChangeDraft, Effects } from './effects.ts'
import { touchedDates } from './touched-dates.ts'

/** What is to be told; unset dates are those whose availability the rows change. */
export interface Told extends Omit<ChangeDraft, 'changeId' | 'dates'> {
  readonly dates?: ChangedDates
}

/** What happens to a booking, or to a claim on an appointment. */
export function ofBooking(
  type: ChangeType,
  {
    bookingId,
    appointmentId,
    serviceId,
  }: Pick<Booking, 'bookingId' | 'appointmentId' | 'serviceId'>,
): Told {
  return { type, bookingId, appointmentId, serviceId }
}

/** The rows of a save on this calendar, with a change for each thing that is told, in this order. */
export function tell(
  calendar: Calendar,
  rows: Omit<Effects, 'changes'>,
  told: readonly Told[],
  newId: () => string,
): Effects {
  const isTouching = told.some(({ dates }) => dates === undefined)
  const touched = isTouching
    ? touchedDates(calendar, applyEffects(calendar, { ...rows, changes: [] }))
    : []
  const changes = told.map(({ dates = touched, ...one }) => ({ ...one, changeId: newId(), dates }))
  return { ...rows, changes }
}
