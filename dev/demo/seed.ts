// Fills a new local stack: professionals who began three weeks ago, and what was booked since, by the functions themselves.
//
// Nobody may book in the past, so the functions run here in a world of their own, whose clock is moved from then to now. Slots,
// hours and limits are as in life. What happened is told to nobody (a thousand fan-outs would take longer than all else) and
// mirrored at once in the end; some bookings of today take the whole way, with mails and pushes.
import { setTimeout } from 'node:timers/promises'
import { v7 } from 'uuid'
import { openFanOut } from '../../shared/runtime/jobs/mirror/open-fan-out.ts'
import type { World } from '../../shared/runtime/world/world.ts'
import { DAY, formatInstant, HOUR, type Instant } from '../../shared/time/instant.ts'
import { type Dispatch, openDispatch } from '../gateway.ts'
import { rebuildMirror } from '../mirror/rebuild.ts'
import type { Addresses } from '../stack-file.ts'
import { type Account, accountOf, makeAccounts, trustUids } from './accounts-at-once.ts'
import { callInside } from './call-inside.ts'
import { type Chance, makeChance } from './chance.ts'
import {
  ADMIN,
  CLIENTS,
  CLIENTS_ZONE,
  type DemoProfessional,
  GUESTS,
  NOTES,
  PASSWORD,
} from './people.ts'
import { PROFESSIONALS } from './professionals.ts'
import { waitForMirror } from './wait-for-mirror.ts'

const STEPS = 4
const STEP = 5 * DAY
/** How far ahead people book: most for the next days. */
const AHEAD = 12 * DAY
/** Between two bookings that one professional gets at one time: so they rarely refuse each other. */
const APART = 2 * HOUR
/** So many professionals get bookings that everybody concerned is told of, from so many clients each. */
const HEARD = { professionals: 4, clients: 2 }

interface Calendar {
  readonly owner: Account
  readonly professionalId: string
  readonly serviceIds: readonly string[]
  readonly demand: number
  readonly chance: Chance
}

interface Slot {
  readonly start: string
  readonly seatsLeft: number
}

type Call = <Answer>(name: string, by: Account, input: object) => Promise<Answer>

/** So often is a call tried that lost to another one: all professionals are booked at once, by the same few clients. */
const TRIES = 8
/** The longest pause before the second try; each further one may take twice as long. */
const PAUSE = 20

/**
 * Calls functions in the callable protocol, which all of them speak; what lost to others is tried again, as a good client does.
 * Nothing is called once `signal` has fired.
 */
function callsTo(dispatch: Dispatch, signal: AbortSignal): Call {
  return async <Answer>(name: string, by: Account, input: object) => {
    for (let tries = 1; ; tries++) {
      signal.throwIfAborted()
      const { status, text } = await callInside(dispatch, name, by.uid, { data: input })
      if (status === 200) return (JSON.parse(text) as { result: Answer }).result // as the contract says
      // A conflict has changed nothing, so that no key is needed to ask once more.
      if (tries === TRIES || !text.includes('"reason":"conflict"'))
        throw new Error(`${name} by ${by.name} was refused: ${text.slice(0, 300)}`)
      await setTimeout(Math.random() * PAUSE * 2 ** tries)
    }
  }
}

async function open(
  call: Call,
  owner: Account,
  { profile, hours, services, demand }: DemoProfessional,
  chance: Chance,
): Promise<Calendar> {
  const { professional } = await call<{ professional: { professionalId: string } }>(
    'save-professional',
    owner,
    { name: owner.name, ...profile },
  )
  await call('set-working-hours', owner, { hours })
  const serviceIds: string[] = []
  for (const service of services) {
    const saved = await call<{ service: { serviceId: string } }>('save-service', owner, service)
    serviceIds.push(saved.service.serviceId)
  }
  return { owner, professionalId: professional.professionalId, serviceIds, demand, chance }
}

/** The bookings that one professional gets at one time. */
async function book(
  call: Call,
  { owner, professionalId, serviceIds, demand, chance }: Calendar,
  clients: readonly Account[],
  now: Instant,
): Promise<void> {
  const { draw, pick } = chance
  for (const [index, serviceId] of serviceIds.entries()) {
    const range = { from: formatInstant(now), to: formatInstant(now + AHEAD) }
    const search = { professionalId, serviceId, ...range }
    let { slots } = await call<{ slots: readonly Slot[] }>('search-availability', owner, search)
    // The first service is the one most people come for.
    const wanted = Math.round(demand * (index === 0 ? 0.7 : 0.3) * (0.6 + 0.8 * draw()))
    for (let count = 0; count < wanted; count++) {
      const slot = slots[Math.floor(draw() ** 2 * slots.length)]
      if (!slot) break
      await bookOne(call, { owner, serviceId, start: slot.start, clients }, { draw, pick })
      slots = slots.filter(
        (one) =>
          one.seatsLeft > 1 || Math.abs(Date.parse(one.start) - Date.parse(slot.start)) >= APART,
      )
    }
  }
}

async function bookOne(
  call: Call,
  wish: {
    readonly owner: Account
    readonly serviceId: string
    readonly start: string
    readonly clients: readonly Account[]
  },
  { draw, pick }: Chance,
): Promise<void> {
  const { owner, serviceId, start, clients } = wish
  const client = draw() < 0.55 ? pick(clients) : undefined
  const note = draw() < 0.2 ? pick(NOTES) : undefined
  const guest = pick(GUESTS)
  const input = { serviceId, start, ...(note !== undefined && { note }) }
  const booking = client
    ? await tryToBook(call, client, input)
    : await tryToBook(call, owner, { ...input, client: { name: guest } })
  if (booking === undefined || draw() > 0.07) return
  await call('cancel-booking', owner, { bookingId: booking, reason: 'Called in sick.' })
}

/** Two may have chosen the same start, or overlapping ones; the second goes away. */
async function tryToBook(call: Call, by: Account, input: object): Promise<string | undefined> {
  try {
    const answer = await call<{ booking: { bookingId: string } }>('create-booking', by, input)
    return answer.booking.bookingId
  } catch (error) {
    const isExpected = /slot-taken|not-enough-seats|limit-reached|too-soon|off-grid/
    if (error instanceof Error && isExpected.test(error.message)) return undefined
    throw error
  }
}

/** A booking of the first service by each of some clients, which takes the whole way. */
async function bookAloud(
  call: Call,
  { owner, professionalId, serviceIds: [serviceId = ''] }: Calendar,
  clients: readonly Account[],
  now: Instant,
): Promise<void> {
  const range = { from: formatInstant(now + DAY), to: formatInstant(now + AHEAD) }
  const search = { professionalId, serviceId, ...range }
  const { slots } = await call<{ slots: readonly Slot[] }>('search-availability', owner, search)
  for (const [index, client] of clients.entries()) {
    const slot = slots[Math.floor((slots.length * (index + 1)) / (clients.length + 1))]
    if (slot)
      await tryToBook(call, client, { serviceId, start: slot.start, timeZone: CLIENTS_ZONE })
  }
}

/** A world whose clock, accounts and words are the demo's; what happens in it is told while `isHeard` says so. */
function toPast(
  world: World,
  accounts: readonly Account[],
  now: () => Instant,
  isHeard: () => boolean,
): World {
  const { config, pubsub } = world
  // Refused before anything is sent: the change stays in the outbox.
  const unheard = { ...pubsub, accessToken: () => Promise.reject(new Error('nobody shall hear')) }
  return {
    ...world,
    config: {
      ...config,
      commandsPerMinute: 100_000,
      queriesPerMinute: 100_000,
      textQueriesPerMinute: 100_000,
      upcomingBookings: 1_000,
      // Patient: nobody waits for these answers, and what a busy machine left to the relay would be told again.
      publishMillis: 10_000,
    },
    now,
    newId: () => v7({ msecs: now() }),
    verifyToken: trustUids(accounts),
    get pubsub() {
      return isHeard() ? pubsub : unheard
    },
    log: (entry) => {
      const isMeant = !isHeard() && entry.message.includes('left to the relay')
      if (entry.severity !== 'INFO' && !isMeant) world.log(entry)
    },
  }
}

/** Takes out of the outbox what nobody shall hear of. */
async function forgetUnpublished({ database }: World): Promise<void> {
  await database.deleteFrom('unpublished').execute()
  await database.deleteFrom('unpublished_accounts').execute()
}

/** Fills the stack, from when its database and Auth can be used; stopped by `signal`, it leaves things half done. */
export async function seedDemo(
  { authHost, projectId }: Addresses,
  world: World,
  ready: Promise<unknown> = Promise.resolve(),
  signal?: AbortSignal,
): Promise<void> {
  const clients = CLIENTS.map((person) => accountOf(person))
  const owners = PROFESSIONALS.map((person) => accountOf(person))
  const accounts = [...clients, ...owners, accountOf(ADMIN, true)]
  const present = Math.floor(world.now() / HOUR) * HOUR
  let now = present - STEPS * STEP
  let isHeard = false
  const past = toPast(
    world,
    accounts,
    () => now,
    () => isHeard,
  )
  const givenUp = new AbortController()
  /** Waits for all, also where one fails: whoever ends the stack then ends it under nobody. */
  const together = async <Made>(work: readonly Promise<Made>[]): Promise<Made[]> => {
    try {
      return await Promise.all(work)
    } catch (error) {
      givenUp.abort(error)
      await Promise.allSettled(work)
      throw error
    }
  }
  const ends = signal ? AbortSignal.any([signal, givenUp.signal]) : givenUp.signal
  const call = callsTo(await openDispatch(past), ends)
  const calendars = await together(
    PROFESSIONALS.map((professional, index) =>
      open(call, owners[index] ?? accountOf(professional), professional, makeChance(index + 1)),
    ),
  )
  for (; now <= present; now += STEP)
    await together(calendars.map((calendar) => book(call, calendar, clients, now)))
  now = present
  await forgetUnpublished(world)
  await ready
  signal?.throwIfAborted()
  await makeAccounts(authHost, projectId, accounts, PASSWORD)
  await rebuildMirror(world)
  isHeard = true
  await together(
    calendars
      .slice(0, HEARD.professionals)
      .map((calendar) => bookAloud(call, calendar, clients.slice(0, HEARD.clients), now)),
  )
  const { mirror } = openFanOut(world)
  const rows = await world.database.selectFrom('calendars').selectAll().execute()
  for (const { professional_id, revision } of rows)
    await waitForMirror(mirror, professional_id, revision)
}
