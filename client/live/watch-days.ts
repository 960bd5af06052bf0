// A viewer's days of one service: the professional, their days and the viewer's holds, watched as one.
import type { BookingDocument, DayDocument, ProfessionalDocument } from '../types.ts'
import { datesIn, layOut, toWanted } from './days.ts'
import { type Clockwork, type Listener, type Stop, type Watched, listen } from './listen.ts'
import type { DaysQuery, WatchedDay } from './shown-days.ts'
import { type FirestoreSdk, documentAt, documentsIn } from './sdk.ts'
import { type Look, tellTogether, worstOf } from './together.ts'

/** More than the dates of a query, and the holds of an account. */
const DATES = 100
const HOLDS = 10

/** Watches. @throws RangeError for a query that cannot be */
export function watchDays(
  sdk: FirestoreSdk,
  clockwork: Clockwork,
  query: DaysQuery,
  tell: Listener<readonly WatchedDay[]>,
): Stop {
  const wanted = toWanted(query)
  const { professionalId, uid } = query
  const path = `professionals/${professionalId}`
  let professional: Watched<ProfessionalDocument | null> | undefined
  let days: Watched<readonly DayDocument[]> | undefined
  let holds: Watched<readonly BookingDocument[]> | undefined
  let dates = ''
  let stopDays: Stop = () => {}

  function look(now: number): Look<readonly WatchedDay[]> {
    const about = worstOf([professional, days, holds].filter((part) => part !== undefined))
    const offered = professional?.data
    if (!offered || !days?.data) {
      const nobody = offered === null ? [] : undefined
      return { watched: { ...about, data: nobody }, changesAt: Infinity }
    }
    // Holds are waited for where they are about to come, lest the viewer's own start goes and comes back.
    const isWaiting = uid !== undefined && !holds?.data && about.state === 'live'
    const laid = layOut(wanted, offered, days.data, holds?.data ?? [], now)
    return {
      watched: { ...about, data: isWaiting ? undefined : laid.days },
      changesAt: laid.changesAt,
    }
  }

  const { changed, stop: stopTelling } = tellTogether(clockwork, look, (watched) => {
    if (watched.denied) stop()
    tell(watched)
  })

  function watchDates([first, last]: readonly [string, string]): void {
    if (dates === first + last) return
    dates = first + last
    days = undefined
    stopDays()
    const place = documentsIn<DayDocument>(sdk, `${path}/days`, {
      conditions: [
        ['date', '>=', first],
        ['date', '<=', last],
      ],
      orderBy: ['date', 'asc'],
      limit: DATES,
    })
    stopDays = listen(place, clockwork, (found) => {
      days = found
      changed()
    })
  }

  const stopProfessional = listen(
    documentAt<ProfessionalDocument>(sdk, path),
    clockwork,
    (found) => {
      professional = found
      changed()
      if (found.data) watchDates(datesIn(wanted, found.data))
    },
  )

  const held = {
    conditions: [['status', 'in', ['held']]],
    orderBy: ['start', 'asc'],
    limit: HOLDS,
  } as const
  const stopHolds =
    uid === undefined
      ? undefined
      : listen(
          documentsIn<BookingDocument>(sdk, `accounts/${uid}/bookings`, held),
          clockwork,
          (found) => {
            holds = found
            changed()
          },
        )

  function stop(): void {
    stopTelling()
    stopProfessional()
    stopDays()
    stopHolds?.()
  }
  return stop
}
