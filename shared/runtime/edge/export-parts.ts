// The parts of what is held about an account, in the order in which they are told; each is loaded row by row of its list.
import type { Kysely } from 'kysely'
import * as z from 'zod'
import { BLOCK_KINDS } from '../../contract/block.ts'
import type { ExportedAccount } from '../../contract/privacy.ts'
import { ACTIVITY_STATES, STATUSES } from '../../contract/status.ts'
import { withoutUnset } from '../../contract/values/unset.ts'
import * as v from '../../contract/values/values.ts'
import type { Database } from '../../database/connection/connection.ts'
import { findAccount } from '../../database/load/find-account.ts'
import { findOfferers } from '../../database/load/find-offerers.ts'
import * as held from '../../database/lists/export-account.ts'
import { listBlocks } from '../../database/lists/list-blocks.ts'
import { type Whose, listBookings } from '../../database/lists/list-bookings.ts'
import { toShownBlock } from '../../projection/shown-block.ts'
import { toShownBooking } from '../../projection/shown-booking.ts'
import { atRevision, toShownService, toShownTimeOff } from '../../projection/shown.ts'
import { type Instant, formatInstant } from '../../time/instant.ts'
import { RefusalError } from './problem.ts'

/** What a part told: so many rows, and where it goes on where there are more. */
interface Loaded {
  readonly held: Partial<ExportedAccount>
  readonly rows: number
  readonly next?: unknown
}

/** Loads a part after what was told of it, at most so many rows. */
type Part = (after: unknown, limit: number) => Promise<Loaded>

/** What a timestamp can hold; a token may be forged. */
const instant = z
  .int()
  .min(0)
  .max(Date.UTC(9999, 11, 31))

/** A list in the order of its key: one row more than is told says that there are more. */
function list<P, R>(
  position: z.ZodType<P>,
  load: (after: P | undefined, limit: number) => Promise<readonly R[]>,
  keyOf: (row: R) => P,
  tell: (rows: readonly R[]) => Partial<ExportedAccount> | Promise<Partial<ExportedAccount>>,
): Part {
  return async (given, limit) => {
    const after = given === undefined ? undefined : parse(position, given)
    const found = await load(after, limit + 1)
    const rows = found.slice(0, limit)
    const last = rows.at(-1)
    const isMore = found.length > limit && last !== undefined
    const told = rows.length > 0 ? await tell(rows) : {}
    return { held: told, rows: rows.length, ...(isMore && { next: keyOf(last) }) }
  }
}

function parse<P>(position: z.ZodType<P>, given: unknown): P {
  const parsed = position.safeParse(given)
  if (parsed.success) return parsed.data
  const message = 'is not a token of this export'
  throw RefusalError.of('invalid-request', `pageToken: ${message}`, [
    { path: 'pageToken', message },
  ])
}

const shown = (at: Instant | null) => (at === null ? undefined : formatInstant(at))

/** Devices, services and weekly rules: the contract bounds each far below this. */
const MANY = 1000

type Db = Kysely<Database>

const account =
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
function bookings(db: Db, whose: Whose, name: 'bookings' | 'agenda', now: Instant): Part {
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

const notifications = (db: Db, uid: string): Part =>
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

const professional =
  (db: Db, professionalId: string): Part =>
  async () => {
    const offerer = (await findOfferers(db, [professionalId])).get(professionalId)
    const doing = await held.findHeldActivity(db, professionalId)
    const hours = await held.listHeldHours(db, professionalId, MANY)
    if (!offerer || !doing) return { held: {}, rows: 0 }
    const state = ACTIVITY_STATES.find((one) => one === doing.state)
    const until = shown(doing.until)
    return {
      held: {
        professional: atRevision(offerer.professional, doing.revision),
        ...(state && {
          activity: { state, ...withoutUnset({ until, message: doing.message }) },
        }),
        services: offerer.services.map(toShownService),
        workingHours: hours,
      },
      rows: offerer.services.length + hours.length,
    }
  }

const dateHours = (db: Db, professionalId: string): Part =>
  list(
    v.date,
    (after, limit) => held.listHeldDates(db, professionalId, { after, limit }),
    ({ date }) => date,
    (rows) => ({ dateHours: rows }),
  )

const timeOff = (db: Db, professionalId: string): Part =>
  list(
    z.uuid(),
    (after, limit) => held.listHeldTimeOff(db, professionalId, { after, limit }),
    ({ timeOffId }) => timeOffId,
    (rows) => ({
      timeOff: rows.map(({ timeOffId, start, end, startDate, endDate, note }) =>
        toShownTimeOff(
          { timeOffId, start, end, ...withoutUnset({ startDate, endDate, note }) },
          formatInstant,
        ),
      ),
    }),
  )

const externalBusy = (db: Db, professionalId: string): Part =>
  list(
    z
      .object({ source: z.string().refine(v.isStorable), start: instant, end: instant })
      .refine(({ start, end }) => start < end),
    (after, limit) => held.listHeldBusy(db, professionalId, { after, limit }),
    (row) => row,
    (rows) => ({
      externalBusy: rows.map(({ source, start, end }) => ({
        source,
        start: formatInstant(start),
        end: formatInstant(end),
      })),
    }),
  )

const blocks = (db: Db, professionalId: string): Part =>
  list(
    z.object({
      createdAt: instant,
      kind: z.enum(BLOCK_KINDS),
      key: z.string().refine(v.isStorable),
    }),
    (after, limit) => listBlocks(db, professionalId, { after, limit }),
    ({ createdAt, kind, key }) => ({ createdAt, kind, key }),
    (rows) => ({ blocks: rows.map(toShownBlock) }),
  )

/** The parts of an account, and of the professional that belongs to it, if one does. */
export async function exportParts(db: Db, uid: string, now: Instant): Promise<readonly Part[]> {
  const { professionalId } = await findAccount(db, uid, now)
  const own = [
    account(db, uid),
    bookings(db, { clientUid: uid }, 'bookings', now),
    notifications(db, uid),
  ]
  if (professionalId === undefined) return own
  return [
    ...own,
    professional(db, professionalId),
    dateHours(db, professionalId),
    timeOff(db, professionalId),
    externalBusy(db, professionalId),
    blocks(db, professionalId),
    bookings(db, { professionalId }, 'agenda', now),
  ]
}
