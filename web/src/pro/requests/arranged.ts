// Requests in an order that stays: who has waited longest stands first, what is new comes last, what was decided keeps its place.
import type { AgendaDocument } from '../../../../client/index.ts'
import { steady } from '../day/steady.ts'

export interface Arranged {
  readonly booking: AgendaDocument
  readonly isOpen: boolean
}

/** The requests that a page shows which has shown `kept` so far. */
export function arranged(
  kept: readonly AgendaDocument[],
  present: readonly AgendaDocument[],
  now: Date,
): readonly Arranged[] {
  const open = present.filter(({ start }) => start > now)
  const { shown, waiting } = steady(byAge(kept), open, ({ bookingId }) => bookingId)
  return [
    ...shown.map(({ item, isGone }) => ({ booking: item, isOpen: !isGone })),
    ...byAge(waiting).map((booking) => ({ booking, isOpen: true })),
  ]
}

const byAge = (bookings: readonly AgendaDocument[]) =>
  bookings.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
