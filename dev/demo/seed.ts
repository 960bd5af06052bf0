// Fills a new local stack: professionals who began three weeks ago, and what was booked since, by the functions themselves.
//
// Nobody may book in the past, so a gateway of its own runs here whose clock is moved from then to now. Everything else is
// as in life: tokens of real accounts, the rules of slots and hours. What happened before today is told to nobody (a thousand
// fan-outs would take longer than all else) and mirrored at once in the end; what happens today takes the whole way.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { v7 } from 'uuid'
import { openFanOut } from '../../shared/runtime/jobs/open-fan-out.ts'
import type { World } from '../../shared/runtime/world/world.ts'
import { DAY, formatInstant, HOUR, type Instant } from '../../shared/time/instant.ts'
import { startGateway } from '../gateway.ts'
import { rebuildMirror } from '../mirror/rebuild.ts'
import type { Addresses } from '../stack-file.ts'
import { type SignedIn, signIn } from './accounts.ts'
import { type Chance, makeChance } from './chance.ts'
import { ADMIN, CLIENTS, type DemoProfessional, GUESTS, NOTES, PASSWORD } from './people.ts'
import { PROFESSIONALS } from './professionals.ts'
import { waitForMirror } from './wait-for-mirror.ts'

const STEPS = 5
const STEP = 4 * DAY
/** How far ahead people book: most for the next days. */
const AHEAD = 12 * DAY
/** Between two bookings that one professional gets at one time: so they rarely refuse each other. */
const APART = 2 * HOUR

interface Calendar {
  readonly owner: SignedIn
  readonly professionalId: string
  readonly serviceIds: readonly string[]
  readonly demand: number
  readonly chance: Chance
}

interface Slot {
  readonly start: string
  readonly seatsLeft: number
}

type Call = <Answer>(name: string, by: SignedIn, input: object) => Promise<Answer>

/** Calls functions by POST, in the callable protocol, which all of them speak. */
function callsTo(url: string): Call {
  return async <Answer>(name: string, by: SignedIn, input: object) => {
    const response = await fetch(`${url}/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${by.token}` },
      body: JSON.stringify({ data: input }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${name} by ${by.name} was refused: ${text.slice(0, 300)}`)
    return (JSON.parse(text) as { result: Answer }).result // as the contract says
  }
}

async function open(
  call: Call,
  owner: SignedIn,
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
  clients: readonly SignedIn[],
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
    readonly owner: SignedIn
    readonly serviceId: string
    readonly start: string
    readonly clients: readonly SignedIn[]
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
async function tryToBook(call: Call, by: SignedIn, input: object): Promise<string | undefined> {
  try {
    const answer = await call<{ booking: { bookingId: string } }>('create-booking', by, input)
    return answer.booking.bookingId
  } catch (error) {
    const isExpected = /slot-taken|not-enough-seats|limit-reached|too-soon|off-grid/
    if (error instanceof Error && isExpected.test(error.message)) return undefined
    throw error
  }
}

/** Where what nobody shall hear of is published: whatever is posted there is answered with 200. */
async function openNobody(): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end('{}'))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${port}`, close }
}

/** Fills the stack; stopped by `signal`, it leaves things half done. */
export async function seedDemo(
  { authHost, projectId }: Addresses,
  world: World,
  signal?: AbortSignal,
): Promise<void> {
  const signInAs = (person: { readonly name: string; readonly email: string }, claims?: object) =>
    signIn(authHost, projectId, person, PASSWORD, claims)
  const clients = await Promise.all(CLIENTS.map((person) => signInAs(person)))
  await signInAs(ADMIN, { admin: true })

  const present = Math.floor(world.now() / HOUR) * HOUR
  let now = present - STEPS * STEP
  const nobody = await openNobody()
  const unheard = { projectId, baseUrl: nobody.url }
  const gateway = await startGateway({
    port: 0,
    world: {
      ...world,
      config: {
        ...world.config,
        commandsPerMinute: 100_000,
        queriesPerMinute: 100_000,
        textQueriesPerMinute: 100_000,
        upcomingBookings: 1_000,
        // Patient: nobody waits for these answers, and what a busy machine left to the relay would be told again.
        publishMillis: 10_000,
      },
      now: () => now,
      get pubsub() {
        return now < present ? unheard : world.pubsub
      },
      newId: () => v7({ msecs: now }),
      log: (entry) => entry.severity !== 'INFO' && world.log(entry),
    },
  })
  try {
    const call = callsTo(gateway.url)
    const calendars = await Promise.all(
      PROFESSIONALS.map(async (professional, index) =>
        open(call, await signInAs(professional), professional, makeChance(index + 1)),
      ),
    )
    for (; now <= present; now += STEP) {
      signal?.throwIfAborted()
      if (now === present) await rebuildMirror(world)
      await Promise.all(calendars.map((calendar) => book(call, calendar, clients, now)))
    }
  } finally {
    await gateway.stop()
    nobody.close()
  }
  const { mirror } = openFanOut(world)
  const calendars = await world.database.selectFrom('calendars').selectAll().execute()
  for (const { professional_id, revision } of calendars)
    await waitForMirror(mirror, professional_id, revision)
}
