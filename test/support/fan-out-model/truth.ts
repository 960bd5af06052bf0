// The truth of the fan-out's model: a calendar of three days that changes back and forth.
import { toCanonicalJson } from '../../../shared/contract/values/canonical-json.ts'
import { projectBooking } from '../../../shared/projection/booking-documents.ts'
import { isEmptyDay, projectDays } from '../../../shared/projection/day-documents.ts'
import type { MirrorState, SeatedBooking } from '../../../shared/projection/mirror-state.ts'
import { projectProfessional } from '../../../shared/projection/professional-document.ts'
import { projectSchedule } from '../../../shared/projection/schedule-document.ts'
import type { Write } from '../../../shared/realtime/mirror.ts'
import type { Calendar } from '../../../shared/scheduling/model/calendar.ts'
import { type DateText, formatDate, parseDate } from '../../../shared/time/date.ts'
import { DAY, type Instant } from '../../../shared/time/instant.ts'
import {
  NOW,
  bookingOf,
  buildAppointment,
  buildCalendar,
  buildClaim,
  everyDay,
  monday,
} from '../build-calendar.ts'

export const ID = 'the-professional'
export const DATES = ['2026-11-23', '2026-11-24', '2026-11-25'] as const
export const [MONDAY, TUESDAY] = DATES
const [, , WEDNESDAY] = DATES
export const TODAY = parseDate(MONDAY) ?? Number.NaN
/** The date that comes to be shown once Monday is over. */
export const THURSDAY = '2026-11-26'
export const FIRST_REVISION = 1

/**
 * What one change does, or undoes if it was done: `M` and `T` book the first hour of Monday (which alters `nextFree`)
 * and of Tuesday, `N` that of Thursday, which is not shown before midnight, `U` that of Wednesday for an account that no document
 * can be kept under, `H` other hours on all days, `P` another name, `-` nothing that shows.
 */
export type Change = 'M' | 'T' | 'N' | 'U' | 'H' | 'P' | '-'
export type History = readonly Change[]

export const DATES_OF: Record<Change, MirrorState['dates']> = {
  M: [MONDAY],
  T: [TUESDAY],
  N: [THURSDAY],
  U: [WEDNESDAY],
  H: 'all',
  P: 'all',
  '-': [],
}

/** How many days after Monday each kind books. */
const BOOKED = { M: 0, T: 1, N: 3, U: 2 } as const

/** No document can have this id in its path. */
export const RESERVED = '__\n__'

interface Truth {
  readonly calendar: Calendar
  readonly bookings: readonly SeatedBooking[]
}

function toTruth(history: History): Truth {
  const isOn = (kind: Change) => history.filter((change) => change === kind).length % 2 === 1
  const booked = (['M', 'T', 'N', 'U'] as const).filter((kind) => history.includes(kind))
  const appointments = booked.map((kind) =>
    buildAppointment(monday('09:00', BOOKED[kind]), {
      appointmentId: kind,
      claims: [buildClaim({ bookingId: kind, status: isOn(kind) ? 'confirmed' : 'cancelled' })],
    }),
  )
  const built = buildCalendar({
    policy: { horizonDays: DATES.length - 1 },
    weeklyRules: everyDay({ start: '09:00', end: isOn('H') ? '12:00' : '11:00' }),
    appointments,
    revision: FIRST_REVISION + history.length,
  })
  const name = isOn('P') ? 'Paula' : 'Petra'
  const bookings = booked.map((kind) => ({
    booking: bookingOf(built, kind, {
      client: { uid: kind === 'U' ? RESERVED : 'anna', name: 'Anna' },
    }),
    capacity: 1,
  }))
  const live = appointments.filter((_, index) => bookings[index]?.booking.status === 'confirmed')
  return {
    calendar: { ...built, professional: { ...built.professional, name }, appointments: live },
    bookings,
  }
}

/** What `load` answers: what changed after `since`, as it is now. */
export function toState(history: History, since: number | undefined): MirrorState {
  const { calendar, bookings } = toTruth(history)
  if (since === undefined) return { calendar, bookings, dates: 'all' }
  const changes = history.slice(since - FIRST_REVISION)
  const dates = changes.map((change) => DATES_OF[change])
  const touches = (kind: string) => changes.some((change) => change === kind || change === 'P')
  return {
    calendar,
    bookings: bookings.filter(({ booking }) => touches(booking.bookingId)),
    dates: dates.includes('all') ? 'all' : [...new Set(dates.flat())],
  }
}

export const withoutStamp = ({
  revision: _revision,
  updatedAt: _updatedAt,
  ...content
}: Record<string, unknown>) => content

/** The same hour of Monday, or of so many days later. */
export const nowOn = (day: number): Instant => NOW + day * DAY

/** The dates that are shown on Monday, or so many days later. */
const datesOn = (day: number): readonly DateText[] =>
  DATES.map((_, index) => formatDate(TODAY + day + index))

/**
 * The documents as they must be at a point of history on a day, as text by path; a day on which nothing is free has none.
 */
export function documentsAt(history: History, day: number): ReadonlyMap<string, string> {
  const { calendar, bookings } = toTruth(history)
  const now = nowOn(day)
  const days = projectDays(calendar, datesOn(day), TODAY + day).filter((one) => !isEmptyDay(one))
  const writes: readonly Write[] = [
    ...days.map((content) => ({ path: `professionals/${ID}/days/${content.date}`, content })),
    { path: `professionals/${ID}`, content: projectProfessional(calendar, now) },
    {
      path: `accounts/${calendar.ownerUid}/schedules/${ID}`,
      content: projectSchedule(calendar, now),
    },
    ...bookings.flatMap((booking) => projectBooking(calendar, booking)),
  ]
  return new Map(writes.map(({ path, content = {} }) => [path, toCanonicalJson(content)]))
}
