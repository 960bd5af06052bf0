// What is shown of a booking before the documents say so: changed at the tap, dropped when they do, or when it was refused.
import type { AgendaDocument } from '../../../../client/index.ts'

/** What a step changes of a booking. */
export type BookingChange = Partial<
  Pick<AgendaDocument, 'status' | 'start' | 'end' | 'expectedStart' | 'expectedEnd'>
>

export interface Patch {
  readonly change: BookingChange
  /** The booking's version with the change; until it is known the change is shown. */
  readonly version?: number
}

/** The bookings as they will be. */
export function patched(
  bookings: readonly AgendaDocument[],
  patches: ReadonlyMap<string, Patch>,
): readonly AgendaDocument[] {
  if (patches.size === 0) return bookings
  return bookings.map((booking) => {
    const patch = patches.get(booking.bookingId)
    if (!patch || (patch.version !== undefined && booking.version >= patch.version)) return booking
    return { ...booking, ...patch.change }
  })
}
