// The professional's own time of something, where it differs from the viewer's; with weekdays where the date differs too.
import { t } from '../../words/words.ts'
import { cityOf } from '../../words/cities.ts'
import { dateIn, differs, rangeIn, shortDayIn } from '../../words/when.ts'

/** `09:00–09:30 in London`; undefined where the clocks agree. */
export function theirTime(
  zone: string,
  theirs: string,
  start: Date,
  end: Date,
): string | undefined {
  if (!differs(zone, theirs, start)) return undefined
  const time = rangeIn(theirs, start, end)
  const isSameDate = dateIn(zone, start) === dateIn(theirs, start)
  const when = isSameDate ? time : t('when.onDay', { day: shortDayIn(theirs, start), time })
  return t('sheet.there', { when, city: cityOf(theirs) })
}
