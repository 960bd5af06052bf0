// The statement by which the product saves a booking, as it issues it, beside the least statement that writes the same rows to the same
// tables, over as many connections. Each connection books on calendars of its own, so that nobody loses a race.
import pg from 'pg'
import { v7 } from 'uuid'
import type { CalendarSave } from '../../shared/database/save/calendar-save.ts'
import { saveDecision } from '../../shared/database/save/save-decision.ts'
import { SAVES_BY } from '../../shared/database/save/saves-by.ts'
import { LIMITS, openDatabase } from '../../shared/database/connection/connection.ts'
import { MINUTE } from '../../shared/time/instant.ts'
import {
  Closing,
  type Figure,
  type Opened,
  type Sample,
  type Setting,
} from '../common/benchmark.ts'
import { openDatabaseOf } from '../common/database.ts'
import { type Booked, toParameters, YARDSTICK } from './yardstick.ts'

const SIZES = {
  whole: { connections: [8, 32], millis: 1_500 },
  short: { connections: [2], millis: 40 },
}
const CALENDARS_EACH = 16
/** As the answer to a booking is, about. */
const ANSWER = { booking: { note: 'x'.repeat(700) } }
const FIRST_START = Date.UTC(2027, 0, 4)

/** A calendar that one connection books on, one slot behind the other. */
interface Line {
  readonly professionalId: string
  readonly serviceId: string
  readonly uid: string
  revision: number
  version: number
  start: number
}

async function makeLines(database: pg.Pool, count: number): Promise<Line[]> {
  const lines = Array.from({ length: count }, () => ({
    professionalId: v7(),
    serviceId: v7(),
    uid: v7(),
    revision: 0,
    version: 1,
    start: FIRST_START,
  }))
  await database.query(
    'insert into calendars (professional_id, revision) select unnest($1::uuid[]), 0',
    [lines.map(({ professionalId }) => professionalId)],
  )
  await database.query(
    `insert into accounts (uid, version, created_at, updated_at) select unnest($1::text[]), 1, now(), now()`,
    [lines.map(({ uid }) => uid)],
  )
  return lines
}

/** The next booking of a line; it moves on. */
function next(line: Line): Booked & { readonly at: number; readonly version: number } {
  const at = Date.now()
  line.start += 40 * MINUTE
  const text = (instant: number) => new Date(instant).toISOString()
  return {
    ...line,
    start: text(line.start),
    end: text(line.start + 30 * MINUTE),
    revision: line.revision++,
    version: line.version++,
    at,
    now: text(at),
    key: v7(),
    bodyHash: 'x'.repeat(44),
    answer: JSON.stringify(ANSWER),
    appointmentId: v7(),
    bookingId: v7(),
    changeId: v7(),
    causeId: v7(),
    dates: [text(line.start).slice(0, 10)],
  }
}

/** The same booking as a command decides it. */
function toSave(one: ReturnType<typeof next>): CalendarSave {
  const { professionalId, revision, uid, at, appointmentId, serviceId, bookingId, dates } = one
  const start = Date.parse(one.start)
  const end = Date.parse(one.end)
  const claimed = { start, end, appointmentId, serviceId }
  return {
    professionalId,
    revision,
    ownerUid: 'owner',
    causeId: one.causeId,
    at,
    by: { kind: 'client', uid },
    due: start,
    kept: {
      account: uid,
      function: 'create-booking',
      key: one.key,
      bodyHash: one.bodyHash,
      answer: ANSWER,
      isStale: false,
    },
    countedFor: { uid, version: one.version },
    effects: {
      changes: [
        {
          changeId: one.changeId,
          type: 'booking.confirmed',
          dates,
          bookingId,
          appointmentId,
          serviceId,
        },
      ],
      newAppointments: [
        { ...claimed, occupies: { start, end }, capacity: 1, seatsTaken: 1, state: 'active' },
      ],
      newBookings: [
        {
          ...claimed,
          bookingId,
          status: 'confirmed',
          seats: 1,
          version: 1,
          client: { uid, name: 'Client' },
          createdAt: at,
          updatedAt: at,
        },
      ],
      bookingSteps: [],
    },
  }
}

/** Saves on every line of every connection in turn, for so long. */
async function saveFor(
  connections: readonly (readonly Line[])[],
  millis: number,
  saveOne: (one: ReturnType<typeof next>) => Promise<unknown>,
): Promise<Sample> {
  const began = performance.now()
  const deadline = began + millis
  const cpu = process.cpuUsage()
  let saved = 0
  await Promise.all(
    connections.map(async (lines) => {
      for (let turn = 0; performance.now() < deadline; turn++) {
        const line = lines[turn % lines.length]
        if (!line) throw new Error('a connection has no line')
        const revision = await saveOne(next(line))
        if (revision === undefined) throw new Error('a save wrote nothing')
        saved++
      }
    }),
  )
  const { user, system } = process.cpuUsage(cpu)
  return {
    perSecond: saved / ((performance.now() - began) / 1000),
    cpuMillis: (user + system) / 1000 / saved,
  }
}

/** Makes the calendars, and as many connections of each kind. */
export async function openSave(setting: Setting): Promise<Opened> {
  const { connections: counts, millis } = setting.isShort ? SIZES.short : SIZES.whole
  const closing = new Closing()
  try {
    const { url, close } = await openDatabaseOf(setting)
    closing.add(close)
    const sides: Record<string, () => Promise<Sample>> = {}
    const figures: Figure[] = []
    for (const count of counts) {
      const product = openDatabase(
        { config: { connectionString: url } },
        { ...LIMITS, connections: count },
      )
      closing.add(() => product.destroy())
      const pool = new pg.Pool({ connectionString: url, max: count })
      pool.on('error', () => {}) // whoever uses a connection is told
      closing.add(() => pool.end())
      const makeAll = async () => {
        const all = await makeLines(pool, count * CALENDARS_EACH)
        return Array.from({ length: count }, (_, index) =>
          all.slice(index * CALENDARS_EACH, (index + 1) * CALENDARS_EACH),
        )
      }
      const others = await makeAll()
      const least = async (one: Booked) => {
        const values = [...toParameters(one)]
        const { rows } = await pool.query<{ revision: string }>({
          name: 'book',
          text: YARDSTICK,
          values,
        })
        return rows[0]?.revision
      }
      sides[`least ${count}`] = () => saveFor(others, millis, least)
      for (const savesBy of SAVES_BY) {
        const own = await makeAll()
        const side = `${savesBy} ${count}`
        sides[side] = () =>
          saveFor(own, millis, (one) => saveDecision(product, toSave(one), savesBy))
        const compared = {
          name: `${count} connections, by ${savesBy}`,
          side,
          beside: `least ${count}`,
        }
        figures.push({ ...compared, measure: 'perSecond', unit: '/s', goal: { least: 0.85 } })
      }
    }
    return { sides, figures, close: () => closing.close() }
  } catch (error) {
    await closing.close()
    throw error
  }
}
