// The candidates of a search with their calendars: whether they are listed, with which slots, and where in the list.
import type { Kysely } from 'kysely'
import { NEXT_SLOTS } from '../../contract/availability.ts'
import type { Calendar } from '../../scheduling/model/calendar.ts'
import type { Span } from '../../time/span.ts'
import { type Place, comparePlaces } from '../../scheduling/free/places.ts'
import {
  type OfferedSlot,
  type ProfessionalSearch,
  countingServices,
  endOfSoon,
  firstLook,
  isAvailableNow,
  isLater,
  nextSlots,
  wholeLook,
} from '../../scheduling/free/professional-search.ts'
import type { Database } from '../connection/connection.ts'
import type { Candidate } from './candidate-rows.ts'
import { loadCalendars } from '../load/load-calendars.ts'

/** A professional who is to be listed. */
export interface Listed {
  readonly place: Place
  /** Loaded for the range that is searched. */
  readonly calendar: Calendar
  readonly slots: readonly OfferedSlot[]
}

/** The same span for each of these. */
export function spansOf(ids: readonly string[], span: Span): ReadonlyMap<string, Span> {
  return new Map(ids.map((id) => [id, span]))
}

// Of a range that begins later, what is done now must be looked at by itself.
async function withoutUnavailable(
  db: Kysely<Database>,
  search: ProfessionalSearch,
  ids: readonly string[],
): Promise<readonly string[]> {
  if (!search.isAvailableNow || !isLater(search)) return ids
  const around = { start: search.now, end: endOfSoon(search) }
  const calendars = [...(await loadCalendars(db, spansOf(ids, around))).values()]
  return calendars
    .filter((calendar) => isAvailableNow(calendar, search))
    .map(({ professionalId }) => professionalId)
}

function listed(calendar: Calendar, search: ProfessionalSearch, place: Place | undefined): Listed {
  const { professionalId } = calendar
  const slots = nextSlots(calendar, search)
  const [{ start: soonest } = { start: Number.POSITIVE_INFINITY }] = slots
  return { place: place ?? { soonest, professionalId }, calendar, slots }
}

/**
 * Those of the candidates who are to be listed, in no order, in three statements at most. Who stands before `after` may be
 * left out.
 */
export async function lookAtCandidates(
  db: Kysely<Database>,
  search: ProfessionalSearch,
  candidates: readonly Candidate[],
  after: Place | undefined,
): Promise<readonly Listed[]> {
  const places = new Map(candidates.map(({ professionalId, place }) => [professionalId, place]))
  const ids = await withoutUnavailable(db, search, [...places.keys()])
  const list = (calendar: Calendar) => listed(calendar, search, places.get(calendar.professionalId))
  const loaded = await loadCalendars(db, spansOf(ids, firstLook(search)))
  const first = [...loaded.values()]
    // What matched may have changed since.
    .filter(({ professional }) => professional.active)
    .filter((calendar) => countingServices(calendar, search).length > 0)
    .filter(
      (calendar) => !search.isAvailableNow || isLater(search) || isAvailableNow(calendar, search),
    )
    .map(list)
    .filter(({ place, slots }) => slots.length === 0 || !after || comparePlaces(place, after) > 0)
  const short = first
    .filter(({ slots }) => slots.length < NEXT_SLOTS)
    .map(({ calendar }) => [calendar, wholeLook(calendar, search)] as const)
    .filter(([calendar, whole]) => whole.end > calendar.range.end)
    .map(([{ professionalId }, whole]) => [professionalId, whole] as const)
  const wholes = await loadCalendars(db, new Map(short))
  return first
    .map((one) => {
      const whole = wholes.get(one.place.professionalId)
      return whole ? list(whole) : one
    })
    .filter(({ slots }) => !search.mustBeFree || slots.length > 0)
}
