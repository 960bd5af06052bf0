// One slot, wanted by 32 clients at once, each over a connection that has still to be made: as in instances that have just started. Beside
// them one statement each that takes the slot or does nothing. Exactly one may get it, nobody may be ended by a deadlock.
import pg from 'pg'
import { v7 } from 'uuid'
import { type Found, loadForCommand } from '../../shared/database/load/load-for-command.ts'
import { LIMITS, openDatabase } from '../../shared/database/connection/connection.ts'
import type { CalendarSave } from '../../shared/database/save/save-decision.ts'
import type { Aggregate } from '../../shared/runtime/command/aggregate.ts'
import { calendarSaves } from '../../shared/runtime/command/calendar-aggregate.ts'
import { decideAndSave } from '../../shared/runtime/command/decide-and-save.ts'
import { RefusalError } from '../../shared/runtime/edge/problem.ts'
import type { World } from '../../shared/runtime/world/world.ts'
import { decideNewBooking } from '../../shared/scheduling/booking/decide-new-booking.ts'
import { decideInTime } from '../../shared/scheduling/clock/decide-in-time.ts'
import { Closing, type Opened, type Sample, type Setting } from '../common/benchmark.ts'
import { quantile } from '../common/median.ts'
import { freeStarts, type MadeCalendar, makeCalendar, openPlace } from '../common/place.ts'

const SIZES = { whole: { clients: 32, herds: 10 }, short: { clients: 4, herds: 1 } }
const DEADLOCK = '40P01'

type Took = 'won' | 'lost' | 'deadlocked'

/** The least that sells a slot once: it waits for nobody who has not taken it, and does nothing where somebody has. */
const YARDSTICK = `
with r as (update calendars set revision = revision + 1 where professional_id = $1 returning professional_id, revision),
  i as (insert into appointments (professional_id, appointment_id, service_id, during, occupies, capacity, seats_taken, state)
    select professional_id, $2, $3, tstzrange($4, $5), tstzrange($4, $5), 1, 1, 'active' from r
    on conflict do nothing returning appointment_id),
  b as (insert into bookings (professional_id, booking_id, appointment_id, service_id, status, start_at, end_at, seats,
      client_name, created_at, updated_at)
    select $1, $6, $2, $3, 'confirmed', $4, $5, 1, 'Client', now(), now() from i)
select appointment_id from i`

const isDeadlock = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === DEADLOCK

async function takeByOneStatement(
  url: string,
  { professionalId, serviceId }: MadeCalendar,
  start: string,
): Promise<Took> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {}) // the query tells
  await client.connect()
  try {
    const end = new Date(Date.parse(start) + 1_800_000).toISOString()
    const values = [professionalId, v7(), serviceId, start, end, v7()]
    const { rows } = await client.query(YARDSTICK, values)
    return rows.length === 1 ? 'won' : 'lost'
  } catch (error) {
    if (isDeadlock(error)) return 'deadlocked'
    throw error
  } finally {
    await client.end()
  }
}

/** As a command loads, decides, saves, and after a lost race does all that once more under the lock. */
async function takeByDecision(
  place: World,
  url: string,
  { professionalId, serviceId }: MadeCalendar,
  start: number,
  uid: string,
): Promise<Took> {
  const database = openDatabase(
    { config: { connectionString: url } },
    { ...LIMITS, connections: 1 },
  )
  const world = { ...place, database }
  const now = world.now()
  const aggregate: Aggregate<Found, CalendarSave, Took> = {
    ...calendarSaves(world),
    publish: () => Promise.resolve(),
    entry: {},
    load: async (db) => ({
      loaded: await loadForCommand(
        db,
        { locator: { professionalId }, range: { start, end: start } },
        { uid, about: uid, now },
      ),
    }),
  }
  const by = { kind: 'client' as const, uid }
  const request = { serviceId, start, seats: 1, client: { uid, name: 'Client' }, override: [] }
  try {
    return await decideAndSave(
      world,
      aggregate,
      () => by,
      ({ calendar, bookings, about }) => {
        if (!calendar) throw new Error('the calendar is gone')
        const { newId } = world
        const decided = decideInTime(
          { calendar, booking: undefined, bookings },
          { now, newId },
          (inTime) => decideNewBooking(inTime.calendar, request, { by, now, newId }),
        )
        if (decided.refused) return { refused: decided.refused }
        const save: CalendarSave = {
          professionalId,
          revision: calendar.revision,
          ownerUid: calendar.ownerUid,
          causeId: newId(),
          at: now,
          by,
          effects: decided.effects,
          countedFor: { uid, version: about.account?.version },
        }
        return { answer: 'won', save }
      },
    )
  } catch (error) {
    if (error instanceof RefusalError) return 'lost'
    if (isDeadlock(error)) return 'deadlocked'
    throw error
  } finally {
    await database.destroy()
  }
}

/** So many herds, one after the other, each on a slot of its own. @throws where one has not exactly one winner */
async function sample(
  herds: number,
  clients: number,
  nextStart: () => string,
  take: (start: string, client: number) => Promise<Took>,
): Promise<Sample> {
  const times: number[] = []
  let deadlocks = 0
  for (let herd = 0; herd < herds; herd++) {
    const start = nextStart()
    const took = await Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        const began = performance.now()
        const how = await take(start, client)
        times.push(performance.now() - began)
        return how
      }),
    )
    const winners = took.filter((how) => how === 'won').length
    if (winners !== 1) throw new Error(`${winners} of ${clients} got the slot at ${start}`)
    deadlocks += took.filter((how) => how === 'deadlocked').length
  }
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), deadlocks }
}

/** Makes a calendar for each of both. */
export async function openHerd(setting: Setting): Promise<Opened> {
  const { clients, herds } = setting.isShort ? SIZES.short : SIZES.whole
  const closing = new Closing()
  try {
    const place = await openPlace(setting)
    closing.add(place.close)
    const startsOf = async (calendar: MadeCalendar) => {
      const starts = [...(await freeStarts(place, calendar, 30))]
      return () => {
        const start = starts.shift()
        if (start === undefined) throw new Error('no slot is left')
        return start
      }
    }
    const ours = await makeCalendar(place, 'owner')
    const theirs = await makeCalendar(place, 'owner-of-yardstick')
    const [oursNext, theirsNext] = [await startsOf(ours), await startsOf(theirs)]
    const { world, databaseUrl } = place
    const measured = { side: 'product', unit: 'ms' }
    return {
      sides: {
        product: () =>
          sample(herds, clients, oursNext, (start, client) =>
            takeByDecision(world, databaseUrl, ours, Date.parse(start), `client-${client}`),
          ),
        statement: () =>
          sample(herds, clients, theirsNext, (start) =>
            takeByOneStatement(databaseUrl, theirs, start),
          ),
      },
      figures: [
        { ...measured, name: 'p99', beside: 'statement', measure: 'p99', goal: { most: 1.5 } },
        { ...measured, name: 'p50', beside: 'statement', measure: 'p50' },
        {
          side: 'product',
          name: 'ended by a deadlock',
          measure: 'deadlocks',
          unit: `of ${herds * clients}`,
          goal: { most: 0 },
        },
      ],
      close: () => closing.close(),
    }
  } catch (error) {
    await closing.close()
    throw error
  }
}
