// Professionals who match, whoever has the soonest slot first.
import * as z from 'zod'
import { SEARCH_DAYS, SEARCH_MILLIS } from '../../shared/contract/availability.ts'
import { FoundProfessionals, SearchProfessionals } from '../../shared/contract/professionals.ts'
import { findProfessionals } from '../../shared/database/search/find-professionals.ts'
import { toFoundProfessional, toOfferedSlot } from '../../shared/projection/found-professional.ts'
import { query } from '../../shared/runtime/edge/query.ts'
import type { Span } from '../../shared/time/span.ts'
import { refuseField } from '../../shared/scheduling/model/refusal.ts'
import type { Place } from '../../shared/scheduling/free/places.ts'
import { DAY, type Instant, MINUTE, formatInstant } from '../../shared/time/instant.ts'

const Position = z.object({
  /** Null where nothing is free. */
  soonest: z.int().nullable(),
  professionalId: z.uuid(),
})

function toPlace({ soonest, professionalId }: z.infer<typeof Position>): Place {
  return { soonest: soonest ?? Number.POSITIVE_INFINITY, professionalId }
}

function toPosition({ soonest, professionalId }: Place): z.infer<typeof Position> {
  return { soonest: soonest === Number.POSITIVE_INFINITY ? null : soonest, professionalId }
}

/** From now unless later; 62 days on, or without an end where no range was asked for. */
function toRange({ from, to }: SearchProfessionals, now: Instant): Span {
  const start = Math.max(from ?? now, now)
  if (to !== undefined) return { start, end: to }
  return { start, end: from === undefined ? Number.POSITIVE_INFINITY : from + SEARCH_DAYS * DAY }
}

/** One page of professionals with their soonest slots for this caller. */
export const searchProfessionals = query({
  name: 'search-professionals',
  input: SearchProfessionals,
  output: FoundProfessionals,
  refuses: [],
  hasEtag: true,
  searchesText: true,
  answer: async ({ input, actor, now, database, pages }) => {
    const { specialty, text, durationMinutes, from, to, availableNow, pageSize } = input
    const position = pages.after(Position)
    const range = toRange(input, now)
    if (from === undefined && to !== undefined && to > now + SEARCH_MILLIS)
      return refuseField(
        'to',
        `must be at most ${SEARCH_DAYS} days from now, got "${formatInstant(to)}"`,
      )
    const { found, next } = await findProfessionals(database, {
      search: {
        now,
        uid: actor.uid,
        range,
        mustBeFree: from !== undefined || to !== undefined || availableNow,
        isAvailableNow: availableNow,
        ...(durationMinutes !== undefined && { durationMinutes }),
      },
      typed: { ...(specialty !== undefined && { specialty }), ...(text && { words: text }) },
      after: position && toPlace(position),
      size: pageSize,
    })
    // Tokens made within one minute are the same, or else no answer with a token would ever be unchanged.
    const minute = Math.ceil(now / MINUTE) * MINUTE
    return {
      professionals: found.map(({ calendar, slots }) => ({
        ...toFoundProfessional(calendar, now, formatInstant),
        nextSlots: slots.map((slot) => toOfferedSlot(slot, formatInstant)),
      })),
      ...(next && { nextPageToken: pages.next(toPosition(next), minute) }),
    }
  },
})
