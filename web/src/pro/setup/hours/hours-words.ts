// Hours as a professional reads them: `Mon–Fri 09:00–17:00`, `18:00–02:00 next day`.
import { serverNow } from '../../../app/backend.ts'
import { t } from '../../../words/words.ts'
import { dateIn, list, noon, shortDayIn, timeIn, weekdayName } from '../../../words/when.ts'
import { type DraftInterval, type DraftWeek, isOvernight, isWholeDay, runsOf } from './week.ts'

/** `09:00` in the reader's hour cycle. */
function wallWords(time: string): string {
  return time === '' ? '…' : timeIn('UTC', new Date(`2024-01-01T${time}:00Z`))
}

/** `09:00–17:00`, `18:00–02:00 next day`, `the whole day` */
export function intervalWords(interval: DraftInterval): string {
  if (isWholeDay(interval)) return t('hours.wholeDay')
  const range = `${wallWords(interval.start)}–${wallWords(interval.end)}`
  return isOvernight(interval) ? t('hours.nextDay', { range }) : range
}

/** `09:00–12:00 and 13:00–17:00`; of a day without hours, that it is closed. */
export function dayWords(day: readonly DraftInterval[]): string {
  return day.length === 0 ? t('hours.closed') : list(day.map(intervalWords))
}

/** `Mon–Fri 09:00–17:00 · Sat 10:00–14:00` */
export function weekWords(week: DraftWeek, weekdays: readonly number[]): string {
  const runs = runsOf(week, weekdays)
  if (runs.length === 0) return t('hours.none')
  return runs
    .map(({ first, last, day }) => {
      const days =
        first === last
          ? weekdayName(first, 'short')
          : `${weekdayName(first, 'short')}–${weekdayName(last, 'short')}`
      return `${days} ${dayWords(day)}`
    })
    .join(' · ')
}

/** `Thu 24 Dec`; the year where it is another than this one. */
export function dateWords(date: string): string {
  const day = shortDayIn('UTC', noon(date))
  const year = date.slice(0, 4)
  return year === dateIn('UTC', new Date(serverNow())).slice(0, 4)
    ? day
    : t('dates.ofYear', { day, year })
}
