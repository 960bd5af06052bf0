// The same requests and statements where there is much and where there is little: searches, lists, a booking, what a fan-out loads, what the
// clock's job and the comparison claim. As many at once on either side; only what lies beside them differs.
import pg from 'pg'
import { claimDue } from '../../shared/database/clock/due.ts'
import { claimReconciliations } from '../../shared/database/clock/reconciliations.ts'
import { listBookings } from '../../shared/database/lists/list-bookings.ts'
import { listProfessionals } from '../../shared/database/lists/list-professionals.ts'
import { loadMirrorState } from '../../shared/database/load/load-mirror-state.ts'
import { STATUSES } from '../../shared/contract/status.ts'
import { DAY, HOUR, MINUTE } from '../../shared/time/instant.ts'
import {
  Closing,
  type Figure,
  type Opened,
  type Sample,
  type Setting,
} from '../common/benchmark.ts'
import { median } from '../common/median.ts'
import { openPlace, type Place } from '../common/place.ts'
import { activeNumber, fillMany, idOf, type Many, revisionOf, SERVICES } from './fill.ts'

/** What grows, and from where to where. */
const SIZES = {
  professionals: {
    little: { professionals: 1_000, appointments: 10_000 },
    much: { professionals: 100_000, appointments: 1_000_000 },
    most: 1.5,
  },
  appointments: {
    little: { professionals: 10_000, appointments: 1_000_000 },
    much: { professionals: 10_000, appointments: 5_000_000 },
    most: 1.2,
  },
  short: {
    little: { professionals: 20, appointments: 200 },
    much: { professionals: 40, appointments: 400 },
    most: 1.5,
  },
} as const

/** The same calendars again and again, so that both sides have them in memory. */
const AGAIN = 10
/** How often each is done for one measurement. */
const CALLS = 5

type Do = (turn: number) => Promise<unknown>

interface Filled {
  readonly place: Place
  readonly many: Many
}

async function openFilled(
  setting: Setting,
  closing: Closing,
  size: Omit<Many, 'now'>,
): Promise<Filled> {
  const place = await openPlace(setting)
  closing.add(place.close)
  const many = { ...size, now: new Date().toISOString() }
  const client = new pg.Client({ connectionString: place.databaseUrl })
  await client.connect()
  try {
    await fillMany(client, many, (sentence) => setting.say(`growth: ${sentence}`))
  } finally {
    await client.end()
  }
  return { place, many }
}

/** Everything that is measured, by its name. */
async function makeAll({ place, many }: Filled): Promise<Readonly<Record<string, Do>>> {
  const { world, call, google } = place
  const { database } = world
  const [token, client] = [await google.tokenOf('somebody'), await google.tokenOf('client')]
  const now = Date.parse(many.now)
  const text = (at: number) => new Date(at).toISOString()
  const search = (data: object) =>
    call('search-professionals', token, { data: { pageSize: 20, ...data } })
  const first = (await search({})) as { result: { nextPageToken?: string } }
  const { nextPageToken: pageToken } = first.result
  // Never one that another turn took: some are booked already.
  const middle = Math.ceil(many.professionals / 2)
  let booked = 0
  const list = (words?: readonly string[]) =>
    listProfessionals(database, { limit: 20, ...(words && { words }) })
  let claims = 0
  return {
    'search: the first page': () => search({}),
    'search: the next page': () => search({ ...(pageToken !== undefined && { pageToken }) }),
    'search: a text that few match': () => search({ text: 'zymurgy' }),
    'search: a text that none match': () => search({ text: 'xylophone' }),
    'search: a text that all match': () => search({ text: 'care' }),
    'search: a specialty': () => search({ specialty: 'Yoga' }),
    'search: a range that begins later': () =>
      search({ from: text(now + 5 * DAY), to: text(now + 12 * DAY) }),
    'list-professionals': () => list(),
    'list-professionals: a text that few match': () => list(['zymurgy']),
    'list-bookings of a professional': (turn) =>
      listBookings(database, {
        whose: { professionalId: idOf('professional', (turn % AGAIN) + 1) },
        status: STATUSES,
        order: 'desc',
        now,
        limit: 21,
      }),
    'create-booking': () => {
      const index = booked++
      const number = activeNumber(index % middle)
      const day = Math.floor(now / DAY) + 1 + (Math.floor(index / middle) % 25)
      return call('create-booking', client, {
        serviceId: idOf('service', number * SERVICES),
        start: text(day * DAY + 12 * HOUR + (Math.floor(index / middle / 25) % 4) * 30 * MINUTE),
      })
    },
    // After one change, or two where a booking was measured there; whoever has no watermark loads the bookings of 400 days.
    'what the fan-out loads': (turn) =>
      loadMirrorState(
        database,
        idOf('professional', (turn % AGAIN) + 1),
        revisionOf(many) - 1,
        now,
      ),
    'what tick claims': () => claimDue(database, now + DAY + ++claims * MINUTE),
    'what is compared': () => claimReconciliations(database, now + 2 * DAY + ++claims * MINUTE),
  }
}

/** The median time of a call. */
async function sample(run: Do, calls: number, from: number): Promise<Sample> {
  const times: number[] = []
  for (let call = 0; call < calls; call++) {
    const began = performance.now()
    await run(from + call)
    times.push(performance.now() - began)
  }
  return { millis: median(times) }
}

/** Fills two databases. */
export async function openGrowth(
  setting: Setting,
  what: 'professionals' | 'appointments',
): Promise<Opened> {
  const { little, much, most } = SIZES[setting.isShort ? 'short' : what]
  const closing = new Closing()
  try {
    const few = await makeAll(await openFilled(setting, closing, little))
    const many = await makeAll(await openFilled(setting, closing, much))
    const calls = setting.isShort ? 1 : CALLS
    const sides: Record<string, () => Promise<Sample>> = {}
    const figures: Figure[] = []
    let turn = 0
    for (const [name, run] of Object.entries(many)) {
      const beside = few[name]
      if (!beside) throw new Error(`there is no "${name}" beside`)
      sides[`little ${name}`] = () => sample(beside, calls, turn)
      sides[`much ${name}`] = () => sample(run, calls, (turn += calls))
      figures.push({
        name,
        side: `much ${name}`,
        beside: `little ${name}`,
        measure: 'millis',
        unit: 'ms',
        goal: { most },
      })
    }
    return { sides, figures, close: () => closing.close() }
  } catch (error) {
    await closing.close()
    throw error
  }
}
