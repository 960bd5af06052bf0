// Time off as it is entered: whole days, or from a wall time to another, by the professional's clock.
import { parseDate, parseWallTime } from '../../../../../shared/time/date.ts'
import { COMPATIBLE, findZone, toInstant } from '../../../../../shared/time/zone.ts'
import type { AddTimeOffRequest } from '../../../../../client/index.ts'
import type { Key } from '../../../words/words.ts'
import { dateIn, wallTimeIn } from '../../../words/when.ts'
import type { SetupTimeOff } from '../setup.ts'

export interface TimeOffValues {
  readonly isDays: boolean
  readonly first: string
  readonly last: string
  readonly startTime: string
  readonly endTime: string
  readonly note: string
}

/** An instant from what stands in a date and a time field; undefined while one is empty. */
export function instantOf(zone: string, date: string, time: string): Date | undefined {
  const [known, day, minutes] = [findZone(zone), parseDate(date), parseWallTime(time)]
  if (!known || day === undefined || minutes === undefined) return undefined
  return new Date(toInstant(known, day, minutes, COMPATIBLE))
}

export const noTimeOff = (today: string): TimeOffValues => ({
  isDays: true,
  first: today,
  last: '',
  startTime: '09:00',
  endTime: '12:00',
  note: '',
})

/** Time off that is set, to be edited. */
export function toValues(zone: string, off: SetupTimeOff): TimeOffValues {
  const { start, end, startDate, endDate, note = '' } = off
  const times = { startTime: wallTimeIn(zone, start), endTime: wallTimeIn(zone, end), note }
  if (startDate !== undefined && endDate !== undefined)
    return {
      ...times,
      isDays: true,
      first: startDate,
      last: endDate === startDate ? '' : endDate,
      startTime: '09:00',
      endTime: '12:00',
    }
  const [first, last] = [dateIn(zone, start), dateIn(zone, end)]
  return { ...times, isDays: false, first, last: last === first ? '' : last }
}

type Wrong = { readonly [K in keyof TimeOffValues]?: Key }

/** What is wrong, at which field. An empty last date is the first. */
export function wrongIn(zone: string, today: string, values: TimeOffValues): Wrong {
  const { isDays, first, last, startTime, endTime } = values
  if (first === '') return { first: 'form.missing' }
  if (last !== '' && last < first) return { last: 'timeOff.backwards' }
  if (isDays) return (last === '' ? first : last) < today ? { first: 'timeOff.past' } : {}
  if (startTime === '') return { startTime: 'form.missing' }
  if (endTime === '') return { endTime: 'form.missing' }
  const start = instantOf(zone, first, startTime)
  const end = instantOf(zone, last === '' ? first : last, endTime)
  return start && end && end <= start ? { endTime: 'timeOff.endBeforeStart' } : {}
}

/** What is sent. */
export function toRequest(
  zone: string,
  { isDays, first, last, startTime, endTime, note }: TimeOffValues,
): AddTimeOffRequest {
  const until = last === '' ? first : last
  const about = note.trim() === '' ? {} : { note: note.trim() }
  if (isDays) return { startDate: first, endDate: until, ...about }
  return {
    start: instantOf(zone, first, startTime),
    end: instantOf(zone, until, endTime),
    ...about,
  }
}
