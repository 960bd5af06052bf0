// What an appointment is called, and a time within a sentence.
import type { Override } from '../../../../client/index.ts'
import { type Key, t } from '../../words/words.ts'
import { addDays, dateIn, list, shortDayIn, timeIn } from '../../words/when.ts'
import { type Appointment, isClass } from './appointments.ts'

/** `Emma Fischer`, or of a class `Back class · 5 of 8`. */
export function titleOf(appointment: Appointment): string {
  const { serviceName, seatsTaken, capacity, bookings, status } = appointment
  if (isClass(appointment))
    return t('day.appointment.class', { service: serviceName, taken: seatsTaken, capacity })
  if (status === 'held') return t('day.appointment.held')
  return bookings[0]?.client?.name ?? t('day.booking.client')
}

const RULES: Readonly<Record<Override, Key>> = {
  'too-soon': 'day.rule.too-soon',
  'too-far-ahead': 'day.rule.too-far-ahead',
  'outside-hours': 'day.rule.outside-hours',
  'on-time-off': 'day.rule.on-time-off',
  'professional-away': 'day.rule.professional-away',
  'off-grid': 'day.rule.off-grid',
  'limit-reached': 'day.rule.limit-reached',
}

/** `outside your working hours and not one of your usual start times` */
export function rulesText(rules: readonly Override[]): string {
  return list(rules.map((rule) => t(RULES[rule])))
}

/** `today, 13:45`, `tomorrow, 13:45`, `Tue 1 Dec, 13:45` */
export function whenIn(zone: string, at: Date, now: Date): string {
  const [date, today] = [dateIn(zone, at), dateIn(zone, now)]
  const time = timeIn(zone, at)
  if (date === today) return t('day.at.today', { time })
  if (date === addDays(today, 1)) return t('day.at.tomorrow', { time })
  return t('day.at.on', { day: shortDayIn(zone, at), time })
}
