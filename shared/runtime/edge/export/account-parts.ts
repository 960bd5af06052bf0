// What is held about an account itself: its row and devices, what it booked, what it was told.
import type { Kysely } from 'kysely'
import * as z from 'zod'
import { STATUSES } from '../../../contract/status.ts'
import { withoutUnset } from '../../../contract/values/unset.ts'
import type { Database } from '../../../database/connection/connection.ts'
import { findOfferers } from '../../../database/load/find-offerers.ts'
import * as held from '../../../database/lists/export-account.ts'
import { type Whose, listBookings } from '../../../database/lists/list-bookings.ts'
import { toShownBooking } from '../../../projection/shown-booking.ts'
import { type Instant, formatInstant } from '../../../time/instant.ts'
import { MANY, type Part, instant, list, shown } from './part.ts'

type Db = Kysely<Database>

/** Its row and its devices. */
export const account =
  (db: Db, uid: string): Part =>
  async () => {
    const found = await held.findHeldAccount(db, uid)
    const devices = await held.listHeldDevices(db, uid, MANY)
    const { push = true, mail = true, reminderMinutes = [] } = found ?? {}
    const { name, email, phone, timeZone, locale } = found ?? {}
    const told = found && {
      uid,
      ...withoutUnset({ name, email, phone, timeZone, locale }),
      notifications: { push, email: mail, reminderMinutes },
      createdAt: formatInstant(found.createdAt),
      updatedAt: formatInstant(found.updatedAt),
    }
    return {
      held: {
        ...(told && { account: told }),
        devices: devices.map(({ locale: spoken, createdAt, ...device }) => ({
          ...device,
          ...withoutUnset({ locale: spoken }),
          createdAt: formatInstant(createdAt),
        })),
      },
      rows: devices.length,
    }
  }

/** Bookings of whoever, in every status, each shown as its professional's. */
export function bookings(db: Db, whose: Whose, name: 'bookings' | 'agenda', now: Instant): Part {
  return list(
    z.object({ start: instant, bookingId: z.uuid() }),
    (after, limit) =>
      listBookings(db, {
        whose,
        status: STATUSES,
        order: 'asc',
        now,
        ...(after && { after }),
        limit,
      }),
    ({ start, bookingId }) => ({ start, bookingId }),
    async (rows) => {
      const offerers = await findOfferers(
        db,
        rows.map(({ professionalId }) => professionalId),
      )
      const told = rows.flatMap(({ professionalId, ...booking }) => {
        const offerer = offerers.get(professionalId)
        return offerer ? [toShownBooking(offerer, booking, formatInstant, now)] : []
      })
      return { [name]: told }
    },
  )
}

/** What it was told, with how it was told. */
export const notifications = (db: Db, uid: string): Part =>
  list(
    z.object({ decidedAt: instant, notificationId: z.uuid() }),
    (after, limit) => held.listHeldNotifications(db, uid, { after, limit }),
    ({ decidedAt, notificationId }) => ({ decidedAt, notificationId }),
    (rows) => ({
      notifications: rows.map(({ decidedAt, readAt, deliveries, ...told }) => ({
        ...told,
        createdAt: formatInstant(decidedAt),
        ...withoutUnset({ readAt: shown(readAt) }),
        deliveries: deliveries.map(({ endedAt, ...delivery }) => ({
          ...delivery,
          ...withoutUnset({ endedAt: shown(endedAt) }),
        })),
      })),
    }),
  )
