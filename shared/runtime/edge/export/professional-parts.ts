// What is held about the professional that belongs to an account.
import type { Kysely } from 'kysely'
import * as z from 'zod'
import { BLOCK_KINDS } from '../../../contract/block.ts'
import { ACTIVITY_STATES } from '../../../contract/status.ts'
import { withoutUnset } from '../../../contract/values/unset.ts'
import * as v from '../../../contract/values/values.ts'
import type { Database } from '../../../database/connection/connection.ts'
import { findOfferers } from '../../../database/load/find-offerers.ts'
import * as held from '../../../database/lists/export-account.ts'
import { listBlocks } from '../../../database/lists/list-blocks.ts'
import { toShownBlock } from '../../../projection/shown-block.ts'
import { atRevision, toShownService, toShownTimeOff } from '../../../projection/shown.ts'
import { formatInstant } from '../../../time/instant.ts'
import { MANY, type Part, instant, list, shown } from './part.ts'

type Db = Kysely<Database>

/** Who they are, what they do now and offer, and their weekly hours. */
export const professional =
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

/** Dates with hours of their own. */
export const dateHours = (db: Db, professionalId: string): Part =>
  list(
    v.date,
    (after, limit) => held.listHeldDates(db, professionalId, { after, limit }),
    ({ date }) => date,
    (rows) => ({ dateHours: rows }),
  )

/** Time off, with its notes. */
export const timeOff = (db: Db, professionalId: string): Part =>
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

/** What other calendars had. */
export const externalBusy = (db: Db, professionalId: string): Part =>
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

/** Whom they take no bookings from. */
export const blocks = (db: Db, professionalId: string): Part =>
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
