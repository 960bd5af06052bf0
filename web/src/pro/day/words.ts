// What an appointment is called.
import { t } from '../../words/words.ts'
import { type Appointment, isClass } from './appointments.ts'

/** `Emma Fischer`, or of a class `Back class · 5 of 8`. */
export function titleOf(appointment: Appointment): string {
  const { serviceName, seatsTaken, capacity, bookings, status } = appointment
  if (isClass(appointment))
    return t('day.appointment.class', { service: serviceName, taken: seatsTaken, capacity })
  if (status === 'held') return t('day.appointment.held')
  return bookings[0]?.client?.name ?? t('day.booking.client')
}
