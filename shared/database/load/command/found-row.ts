// What a command finds, of the row that was loaded for it: one statement has all of its columns, or two have each their part.
import { LOAD_MARGIN_MILLIS } from '../../../scheduling/free/plan.ts'
import type { RowOf } from '../../connection/raw-statement.ts'
import { parseBooking } from '../../rows/booking-row.ts'
import { parseCalendar } from '../../rows/calendar-row.ts'
import { toKept } from '../kept-holds.ts'
import { toKnownBlocks } from '../load-blocks.ts'
import { toCaller } from '../load-caller.ts'
import { toOwn } from '../own-bookings.ts'
import { ACCOUNTS } from './account-columns.ts'
import { OF_CALENDAR } from './calendar-columns.ts'
import type { CalendarPart, Found } from './found.ts'

/** All of a command. */
export const COLUMNS = { ...OF_CALENDAR, ...ACCOUNTS }

/** What a command finds, of a row. */
export function toFound(row: RowOf<typeof COLUMNS>, { taker }: CalendarPart): Found {
  const { about, upcomingBookings, isClient, isGoing, holdsElsewhere, loadedFrom, loadedTo } = row
  const { revision, ownerUid } = row
  const found = {
    caller: toCaller(row),
    about: {
      account: about ?? undefined,
      upcomingBookings,
      isClient: isClient && !isGoing,
      isGoing,
    },
    bookings: row.bookings?.map(parseBooking) ?? [],
    holdsElsewhere,
    kept: toKept(row.kept),
    ...(taker && { own: toOwn(row.own, taker) }),
    ...toKnownBlocks(row),
  }
  if (revision === null || ownerUid === null || loadedFrom === null || loadedTo === null)
    return found
  const range = { start: loadedFrom + LOAD_MARGIN_MILLIS, end: loadedTo - LOAD_MARGIN_MILLIS }
  return {
    ...found,
    calendar: parseCalendar({ ...row, revision, ownerUid, isErased: row.isErased === true }, range),
    ...(row.booking && { booking: parseBooking(row.booking) }),
  }
}
