// A guest cancels their booking by its link: as a client does, with no account that is counted or keeps keys.
import type { Found } from '../../database/load/command/found.ts'
import { loadForCommand } from '../../database/load/load-for-command.ts'
import type { CalendarSave } from '../../database/save/calendar-save.ts'
import { decideCancellation } from '../../scheduling/booking/decide-cancellation.ts'
import { decideInTime } from '../../scheduling/clock/decide-in-time.ts'
import type { Booking, By, Calendar } from '../../scheduling/model/calendar.ts'
import { refuse } from '../../scheduling/model/refusal.ts'
import type { Instant } from '../../time/instant.ts'
import type { World } from '../world/world.ts'
import type { Aggregate, Verdict } from './aggregate.ts'
import { calendarSaves, toCalendarSave } from './calendar-aggregate.ts'
import { decideAndSave } from './decide-and-save.ts'

/** No account has this id: guests have none. */
const NOBODY = ''

/** A booking, and the calendar that it is in, as they stand then. */
export interface GuestsBooking {
  readonly calendar: Calendar
  readonly booking: Booking
}

const MISSING = refuse('not-found', 'this link leads to no booking')

function judge(
  { calendar, booking, bookings }: Found,
  by: By,
  reason: string | undefined,
  now: Instant,
  { newId }: World,
): Verdict<CalendarSave, GuestsBooking> {
  if (!calendar || !booking || booking.client.uid !== undefined) return MISSING
  // Whoever asks again, or too late to be the first, is shown what they asked for.
  if (booking.status === 'cancelled') return { answer: { calendar, booking } }
  const circumstances = { by, now, newId }
  const request = { ...(reason !== undefined && { reason }) }
  const decided = decideInTime({ calendar, booking, bookings }, circumstances, (inTime) =>
    decideCancellation(inTime.calendar, inTime.booking, request, circumstances),
  )
  if (decided.refused) return decided
  return {
    answer: { calendar: decided.after, booking: decided.answer },
    save: toCalendarSave(calendar.revision, decided, circumstances),
  }
}

/**
 * Cancels a guest's booking, until the client's deadline.
 *
 * @throws RefusalError where there is no such booking of a guest, or it is too late
 */
export function cancelAsGuest(
  { bookingId, reason }: { readonly bookingId: string; readonly reason?: string | undefined },
  { functionName, requestId }: { readonly functionName: string; readonly requestId: string },
  world: World,
): Promise<GuestsBooking> {
  const now = world.now()
  const calendar: Aggregate<Found, CalendarSave, GuestsBooking> = {
    ...calendarSaves(world),
    entry: { function: functionName, requestId },
    load: async (db) => {
      const asked = { uid: NOBODY, about: NOBODY, now }
      return { loaded: await loadForCommand(db, { locator: { bookingId } }, asked) }
    },
  }
  return decideAndSave(
    world,
    calendar,
    () => ({ kind: 'client' }),
    (found, by) => judge(found, by, reason, now, world),
  )
}
