// One booking and its history.
import type { BookingId, ProfessionalId } from '../../contract/values/ids.ts'
import type { Kysely } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Override } from '../../contract/booking.ts'
import type { ChangeType } from '../../contract/messages/change.ts'
import type { ActorKind } from '../../contract/status.ts'
import type { Booking } from '../../scheduling/model/calendar.ts'
import type { Instant } from '../../time/instant.ts'
import { BOOKING, type BookingRow, parseBooking } from '../rows/booking-row.ts'
import { millis } from '../rows/instants.ts'
import { findPlaceFirst } from './place.ts'
import { selectBookings } from '../rows/select-bookings.ts'
import type { Database } from '../connection/connection.ts'

/** A booking and whose calendar it is in. */
export type FoundBooking = Booking & { readonly professionalId: ProfessionalId }

function toFound(row: BookingRow): FoundBooking {
  return { ...parseBooking(row), professionalId: row.professionalId }
}

const byId = (db: Kysely<Database>, bookingId: BookingId, place: ProfessionalId | undefined) =>
  selectBookings(db)
    .where('b.booking_id', '=', bookingId)
    .$if(place !== undefined, (query) =>
      query
        .where('b.professional_id', '=', place ?? '')
        .where('a.professional_id', '=', place ?? ''),
    )
    .select(BOOKING.as('booking'))

/** A booking; undefined where there is none. */
export async function findBooking(
  db: Kysely<Database>,
  bookingId: BookingId,
): Promise<FoundBooking | undefined> {
  const place = await findPlaceFirst(db, { bookingId })
  if (place === null) return undefined
  const row = await byId(db, bookingId, place).executeTakeFirst()
  return row && toFound(row.booking)
}

/** One step of a booking's history. */
export interface HistoryStep {
  readonly at: Instant
  readonly type: ChangeType
  readonly by: ActorKind
  readonly override?: readonly Override[]
}

/** A booking and what happened to it, oldest first, in one snapshot. */
export async function findBookingWithHistory(
  db: Kysely<Database>,
  bookingId: BookingId,
): Promise<
  { readonly booking: FoundBooking; readonly history: readonly HistoryStep[] } | undefined
> {
  const place = await findPlaceFirst(db, { bookingId })
  if (place === null) return undefined
  const row = await byId(db, bookingId, place)
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('changes as h')
          .where('h.booking_id', '=', bookingId)
          .$if(place !== undefined, (of) => of.where('h.professional_id', '=', place ?? ''))
          .orderBy('h.revision')
          .select((h) => [
            millis(h.ref('h.at')).as('at'),
            // Written by saves alone, from these closed sets.
            h.ref('h.type').$castTo<ChangeType>().as('type'),
            h.ref('h.by_kind').$castTo<ActorKind>().as('by'),
            h.ref('h.override').$castTo<readonly Override[] | null>().as('override'),
          ]),
      ).as('history'),
    )
    .executeTakeFirst()
  return (
    row && {
      booking: toFound(row.booking),
      history: row.history.map(({ override, ...step }) => ({
        ...step,
        ...(override && { override }),
      })),
    }
  )
}
