// One slot, wanted by 32 clients at once, each over a connection that has still to be made: as in instances that have just started. Beside
// them one statement each that takes the slot or does nothing. The save alone, which was decided before, either way; and all that a command
// does, whose 32 loads and decisions share the bench's one process. Exactly one may get it, nobody may be ended by a deadlock.
import { sql } from 'kysely'
import pg from 'pg'
import { v7 } from 'uuid'
import type { Found } from '../../shared/database/load/command/found.ts'
import { loadForCommand } from '../../shared/database/load/load-for-command.ts'
import { LIMITS, openDatabase } from '../../shared/database/connection/connection.ts'
import type { CalendarSave } from '../../shared/database/save/calendar-save.ts'
import { saveDecision } from '../../shared/database/save/save-decision.ts'
import { SAVES_BY, type SavesBy } from '../../shared/database/save/saves-by.ts'
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

/** What a client decides on a calendar as it was loaded. */
function decide(
  { newId }: World,
  { calendar, bookings, about }: Found,
  { serviceId }: MadeCalendar,
  start: number,
  uid: string,
  now: number,
) {
  if (!calendar) throw new Error('the calendar is gone')
  const by = { kind: 'client' as const, uid }
  const request = { serviceId, start, seats: 1, client: { uid, name: 'Client' }, override: [] }
  const decided = decideInTime(
    { calendar, booking: undefined, bookings },
    { now, newId },
    (inTime) => decideNewBooking(inTime.calendar, request, { by, now, newId }),
  )
  if (decided.refused) return { refused: decided.refused }
  const save: CalendarSave = {
    professionalId: calendar.professionalId,
    revision: calendar.revision,
    ownerUid: calendar.ownerUid,
    causeId: newId(),
    at: now,
    by,
    effects: decided.effects,
    countedFor: { uid, version: about.account?.version },
  }
  return { answer: 'won' as const, save }
}

const loadFor = (
  db: Parameters<typeof loadForCommand>[0],
  { professionalId }: MadeCalendar,
  start: number,
  uid: string,
  now: number,
) =>
  loadForCommand(
    db,
    { locator: { professionalId }, range: { start, end: start } },
    { uid, about: uid, now },
  )

/** All have decided on the same revision; what is left is the save. */
async function decideAll(
  world: World,
  calendar: MadeCalendar,
  start: number,
  uids: readonly string[],
): Promise<readonly CalendarSave[]> {
  const now = world.now()
  const saves: CalendarSave[] = []
  for (const uid of uids) {
    const found = await loadFor(world.database, calendar, start, uid, now)
    const { save } = decide(world, found, calendar, start, uid, now)
    if (!save) throw new Error('the slot is not free')
    saves.push(save)
  }
  return saves
}

async function takeBySave(url: string, save: CalendarSave, savesBy: SavesBy): Promise<Took> {
  const database = openDatabase(
    { config: { connectionString: url } },
    { ...LIMITS, connections: 1 },
  )
  try {
    return (await saveDecision(database, save, savesBy)) === undefined ? 'lost' : 'won'
  } catch (error) {
    if (isDeadlock(error)) return 'deadlocked'
    throw error
  } finally {
    await database.destroy()
  }
}

/** As a command loads, decides, saves, and after a lost race does all that once more under the lock. */
async function takeByDecision(
  place: World,
  url: string,
  made: MadeCalendar,
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
    load: async (db) => ({ loaded: await loadFor(db, made, start, uid, now) }),
  }
  try {
    return await decideAndSave(
      world,
      aggregate,
      () => ({ kind: 'client' as const, uid }),
      (found) => decide(world, found, made, start, uid, now),
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
  begin: (start: string) => Promise<(client: number) => Promise<Took>>,
): Promise<Sample> {
  const times: number[] = []
  let deadlocks = 0
  for (let herd = 0; herd < herds; herd++) {
    const start = nextStart()
    const take = await begin(start)
    const took = await Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        const began = performance.now()
        const how = await take(client)
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
    const uids = Array.from({ length: clients }, (_, client) => `client-${client}`)
    // Whoever has no account yet would bring it: a row more than a save of theirs later.
    await world.database
      .insertInto('accounts')
      .values(
        uids.map((uid) => ({ uid, created_at: sql<Date>`now()`, updated_at: sql<Date>`now()` })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const bySave = (savesBy: SavesBy) => () =>
      sample(herds, clients, oursNext, async (start) => {
        const saves = await decideAll(world, ours, Date.parse(start), uids)
        return (client) => {
          const save = saves[client]
          if (!save) throw new Error('a client has decided nothing')
          return takeBySave(databaseUrl, save, savesBy)
        }
      })
    return {
      sides: {
        ...Object.fromEntries(SAVES_BY.map((savesBy) => [`save by ${savesBy}`, bySave(savesBy)])),
        command: () =>
          sample(herds, clients, oursNext, (start) =>
            Promise.resolve((client: number) =>
              takeByDecision(world, databaseUrl, ours, Date.parse(start), `client-${client}`),
            ),
          ),
        statement: () =>
          sample(herds, clients, theirsNext, (start) =>
            Promise.resolve(() => takeByOneStatement(databaseUrl, theirs, start)),
          ),
      },
      figures: [...SAVES_BY.map((savesBy) => `save by ${savesBy}`), 'command'].flatMap((side) => [
        {
          side,
          unit: 'ms',
          name: `${side}, p99`,
          beside: 'statement',
          measure: 'p99',
          ...(side !== 'command' && { goal: { most: 1.5 } }),
        },
        {
          side,
          name: `${side}, ended by a deadlock`,
          measure: 'deadlocks',
          unit: `of ${herds * clients}`,
          goal: { most: 0 },
        },
      ]),
      close: () => closing.close(),
    }
  } catch (error) {
    await closing.close()
    throw error
  }
}
