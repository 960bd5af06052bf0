// What is free, for this caller, now.
import { FoundSlots, SearchAvailability } from '../../shared/contract/availability.ts'
import { findBooking } from '../../shared/database/load/find-booking.ts'
import { loadCalendarFor } from '../../shared/database/load/load-calendar.ts'
import { toShownSlot } from '../../shared/projection/shown.ts'
import type { Lasting } from '../../shared/runtime/edge/kept/kept-answers.ts'
import { query } from '../../shared/runtime/edge/query.ts'
import { findService } from '../../shared/scheduling/model/calendar.ts'
import { refuse } from '../../shared/scheduling/model/refusal.ts'
import { toTaker } from '../../shared/scheduling/model/taker.ts'
import { viewerOf } from '../../shared/scheduling/free/judge-start.ts'
import { findSlots } from '../../shared/scheduling/free/search.ts'
import {
  holdersOf,
  isLimitedPerClient,
  unchangedUntil,
} from '../../shared/scheduling/free/unchanged-until.ts'
import { formatInstant } from '../../shared/time/instant.ts'

/** The slots of a service that begin within a range. */
export const searchAvailability = query({
  name: 'search-availability',
  input: SearchAvailability,
  output: FoundSlots,
  refuses: ['not-found'],
  hasEtag: true,
  answer: async ({ input, actor, now, database, as }) => {
    const { professionalId, serviceId, from, to, seats, reschedulingBookingId, timeZone } = input
    const range = { start: from, end: to }
    const wanted = { taker: toTaker(actor), now }
    const loaded = await loadCalendarFor(database, { professionalId }, range, wanted)
    if (!loaded) return refuse('not-found', `there is no professional ${professionalId}`)
    const { calendar, own } = loaded
    const service = findService(calendar, serviceId)
    if (!service) return refuse('not-found', `this professional has no service ${serviceId}`)
    if (reschedulingBookingId !== undefined) {
      const booking = await findBooking(database, reschedulingBookingId)
      if (booking?.professionalId !== professionalId || !as('party', calendar, booking))
        return refuse('not-found', `there is no booking ${reschedulingBookingId}`)
    }
    const by = as('booker', calendar) ?? { kind: 'client', uid: actor.uid }
    const viewer = viewerOf({ by, now, own }, reschedulingBookingId)
    const slots = findSlots(calendar, service, range, seats, viewer)
    const isTheirs = reschedulingBookingId !== undefined || isLimitedPerClient(calendar, service)
    const answer = {
      professionalId,
      serviceId,
      timeZone: calendar.professional.timeZone,
      ...(timeZone !== undefined && { displayTimeZone: timeZone }),
      revision: calendar.revision,
      slots: slots.map((slot) => toShownSlot(slot, formatInstant)),
    }
    const lasts: Lasting = {
      professionalId,
      revision: calendar.revision,
      until: unchangedUntil(calendar, service, slots, viewer),
      for: isTheirs ? 'caller' : { notFor: holdersOf(calendar) },
    }
    return { answer, lasts }
  },
})
