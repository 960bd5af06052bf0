// What a search makes of the rows that it was given: whom to compute, whose place is known, and up to where everybody was looked at.
import { type Place, comparePlaces } from '../../scheduling/free/places.ts'

/** A row by its kind: `computed`, `placed`, or one at which the walk along the openings stopped (`met`, `walked`). */
export interface CandidateRow {
  readonly kind: string
  readonly professionalId: string
  /** Null where nothing is free. */
  readonly soonest: number | null
}

export interface Candidate {
  readonly professionalId: string
  /** The place that the stored openings give; unset where it must be computed. */
  readonly place?: Place
}

/** What was found. */
export interface Candidates {
  readonly candidates: readonly Candidate[]
  /** Up to where everybody was looked at; unset where nobody comes after these. */
  readonly end?: Place
}

const toPlace = ({ professionalId, soonest }: CandidateRow): Place => ({
  professionalId,
  soonest: soonest ?? Number.POSITIVE_INFINITY,
})

/** The rows of one kind, in the order in which they came. */
export const ofKind = <R extends CandidateRow>(rows: readonly R[], kind: string): readonly R[] =>
  rows.filter((row) => row.kind === kind)

/** The candidates whose place is known. */
export const placedOf = ({ candidates }: Candidates): readonly Candidate[] =>
  candidates.filter(({ place }) => place !== undefined)

/**
 * Whoever is out of date and could not be computed keeps a stored place, which may lie beyond where the walk stopped: between the two
 * nobody was looked at, so that such a one comes with a later page.
 *
 * @param limit as many as were asked for
 */
export function toCandidates(rows: readonly CandidateRow[], limit: number): Candidates {
  const placed = ofKind(rows, 'placed').map(toPlace).toSorted(comparePlaces)
  const stops = [...ofKind(rows, 'met'), ...ofKind(rows, 'walked')].map(toPlace)
  const last = placed.length >= limit ? placed.slice(-1) : []
  const [end] = [...last, ...stops].toSorted(comparePlaces)
  const known = end ? placed.filter((place) => comparePlaces(place, end) <= 0) : placed
  return {
    candidates: [
      ...ofKind(rows, 'computed').map(({ professionalId }) => ({ professionalId })),
      ...known.map((place) => ({ professionalId: place.professionalId, place })),
    ],
    ...(end && { end }),
  }
}
