// When there is time, and what is blocked, in the days that are shown: live for the next weeks, asked for beyond.
import { useMemo } from 'react'
import type { ScheduleDocument } from '../../../../client/index.ts'
import { useAsked } from '../../app/live.ts'
import { addDays, dateIn } from '../../words/when.ts'
import { useNow } from '../day/now.ts'
import { startOf } from '../day/wall.ts'

export type Hours = Pick<ScheduleDocument, 'windows' | 'timeOff' | 'externalBusy'>

/** How many days from today on the schedule document tells of. */
const LIVE_DAYS = 60

export function useHours(
  schedule: ScheduleDocument,
  { from, to }: { readonly from: Date; readonly to: Date },
): Hours {
  const { professionalId, timeZone } = schedule.professional
  const today = dateIn(timeZone, useNow(60_000))
  const isLive =
    from >= startOf(timeZone, today) &&
    to <= startOf(timeZone, addDays(today, LIVE_DAYS)) &&
    schedule.truncated !== true
  const { data } = useAsked(
    isLive ? undefined : `hours ${from.toISOString()} ${to.toISOString()} ${schedule.revision}`,
    ({ call }, signal) => call.getSchedule({ professionalId, from, to }, { signal }),
  )
  return useMemo(() => {
    if (isLive || !data) return schedule
    return {
      windows: data.windows.map(toSpan),
      timeOff: data.timeOff.map((one) => ({ ...one, ...toSpan(one) })),
      externalBusy: data.externalBusy.map((one) => ({ ...one, ...toSpan(one) })),
    }
  }, [isLive, data, schedule])
}

const toSpan = ({ start, end }: { readonly start: string; readonly end: string }) => ({
  start: new Date(start),
  end: new Date(end),
})
