// What an appointment is called, and a time within a sentence.
import { t } from '../../words/words.ts'
import { addDays, dateIn, shortDayIn, timeIn } from '../../words/when.ts'
import { type Appointment, isClass } from './appointments.ts'

/** `Emma Fischer`, or of a class `Back class · 5 of 8`. */
export function titleOf(appointment: Appointment): string {
  const { serviceName, seatsTaken, capacity, bookings, status } = appointment
  if (isClass(appointment))
    return t('day.appointment.class', { service: serviceName, taken: seatsTaken, capacity })
  if (status === 'held') return t('day.appointment.held')
  return bookings[0]?.client?.name ?? t('day.booking.client')
}

/** `today, 13:45`, `tomorrow, 13:45`, `Tue 1 Dec, 13:45` */
export function whenIn(zone: string, at: Date, now: Date): string {
  const [date, today] = [dateIn(zone, at), dateIn(zone, now)]
  const time = timeIn(zone, at)
  if (date === today) return t('day.at.today', { time })
  if (date === addDays(today, 1)) return t('day.at.tomorrow', { time })
  return t('day.at.on', { day: shortDayIn(zone, at), time })
}
