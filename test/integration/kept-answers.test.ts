// Answers that are kept are invisible: whatever happens to a calendar and whoever asks, an instance that has answered a thousand times
// says what one says that has just started. And an unchanged question costs one row by its primary key.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as fc from 'fast-check'
import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { searchAvailability } from '../../functions/queries/search-availability.ts'
import { nameStatement } from '../../shared/database/connection/statement-name.ts'
import { toListener } from '../../shared/runtime/edge/direct.ts'
import type { World } from '../../shared/runtime/world/world.ts'
import { DAY, MINUTE, formatInstant } from '../../shared/time/instant.ts'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { runs } from '../support/long.ts'
import { type Play, type Step, remember, step, toCall } from '../support/random-calls.ts'
import type { User } from '../support/users.ts'

const START = '2027-03-10T13:00:00Z'
const STEPS = runs(12, 120)

let backend: Backend
let clock: f.Clock
let clients: readonly User[]
let admin: User

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked(START, {
    config: { upcomingBookings: 1000, answersKept: 5_000 },
  }))
  clients = await Promise.all(['Ann', 'Ben'].map((name) => backend.user(name)))
  admin = await f.adminUser(backend)
})
afterAll(() => backend.stop())

interface Answered {
  readonly status: number
  readonly etag: string | null
  readonly body: string
}

/** One function in an instance that has answered nothing yet. */
async function openInstance(world: World) {
  const server = createServer(toListener(searchAvailability.serve(world)))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo // a TCP server's
  return {
    ask: async (
      user: User,
      query: Record<string, string>,
      headers: Record<string, string> = {},
    ): Promise<Answered> => {
      const search = new URLSearchParams(query).toString()
      const response = await fetch(`http://127.0.0.1:${port}/?${search}`, {
        headers: { Authorization: `Bearer ${user.token}`, ...headers },
      })
      const { status } = response
      return { status, etag: response.headers.get('ETag'), body: await response.text() }
    },
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

type Instance = Awaited<ReturnType<typeof openInstance>>

/** What people ask: few questions, so that each is asked again and again. */
function questionsOf({
  professionalId,
  serviceIds,
  bookings,
}: Play): readonly Record<string, string>[] {
  const from = Date.parse(START)
  const range = { from: formatInstant(from), to: formatInstant(from + 8 * DAY) }
  const moved = bookings.at(-1)?.bookingId
  return serviceIds.flatMap((serviceId) => {
    const plain = { professionalId, serviceId, ...range }
    return [
      plain,
      { ...plain, seats: '2', timeZone: 'Asia/Tokyo' },
      ...(moved === undefined ? [] : [{ ...plain, reschedulingBookingId: moved }]),
    ]
  })
}

/** Whether both say the same, told at once: nothing happens in between. */
async function compare(warm: Instance, play: Play, who: readonly User[]): Promise<number> {
  const cold = await openInstance(backend.world)
  let compared = 0
  try {
    for (const question of questionsOf(play))
      for (const user of who) {
        const said = await warm.ask(user, question)
        const fresh = await cold.ask(user, question)
        const strip = ({ body, ...rest }: Answered) => ({
          ...rest,
          body: body.replace(/"requestId":"[^"]*"/, ''),
        })
        expect(strip(said), JSON.stringify([question, user.email])).toEqual(strip(fresh))
        compared++
      }
  } finally {
    cold.close()
  }
  return compared
}

async function newPlay(): Promise<Play> {
  const owner = await backend.user('Olga Owner')
  const made = await f.makeProfessional(backend, owner, {
    hours: f.everyDay('09:00', '18:00'),
    service: { durationMinutes: 45, bufferAfterMinutes: 5 },
  })
  const group = { name: 'Group', durationMinutes: 60, capacity: 4, slotStepMinutes: 30 }
  const saved = f.granted(await f.post(backend, 'save-service', owner, group))
  const serviceIds = [made.serviceId, saved.service.serviceId]
  const nothing = { bookings: [], holdIds: [], timeOffIds: [] }
  const { professionalId } = made
  return { backend, clock, clients, admin, owner, professionalId, serviceIds, ...nothing }
}

async function take(play: Play, one: Step): Promise<void> {
  clock.now += (one.size % 5) * (one.size % 11 === 0 ? 60 : 4) * MINUTE + (one.size % 50) * 1000
  const call = await toCall(play, one)
  const { status, body } = await f.post(backend, call.name, call.user, call.body)
  if (status === 200) remember(play, call, body)
}

describe('an instance that keeps its answers', () => {
  it(`says what one says that has none, through ${STEPS} commands, to owner, admin and clients`, async () => {
    const play = await newPlay()
    const warm = await openInstance(backend.world)
    const everybody = [...clients, play.owner, admin]
    let compared = 0
    try {
      for (const [index, one] of fc.sample(step, { seed: 5, numRuns: STEPS }).entries()) {
        await take(play, one)
        // Two of them in turn, so that kept answers grow old before they are asked for again.
        const who = [everybody[index % 4], everybody[(index + 1) % 4]].flatMap((user) => user ?? [])
        compared += await compare(warm, play, who)
        // Time alone: past expiries, notices and midnights.
        if (index % 3 === 0) clock.now += (one.what % 90) * MINUTE
        if (index % 3 === 0) compared += await compare(warm, play, who)
      }
    } finally {
      warm.close()
    }
    expect(compared).toBeGreaterThan(STEPS * 6)
  }, 600_000)
})

describe('an unchanged question', () => {
  let statements: string[] = []
  let counted: World
  let instance: Instance
  let question: Record<string, string>
  let play: Play
  let ann: User

  beforeAll(async () => {
    const counter: KyselyPlugin = {
      transformQuery: ({ node }) => {
        statements.push(nameStatement(JSON.stringify(node)))
        return node
      },
      transformResult: ({ result }) => Promise.resolve(result),
    }
    const database = backend.world.database.withPlugin(counter)
    counted = { ...backend.world, database }
    instance = await openInstance(counted)
    ann = await backend.user('Ann')
    play = await newPlay()
    question = questionsOf(play)[0] ?? {}
  })
  afterAll(() => instance.close())

  async function billOf(headers: Record<string, string> = {}) {
    statements = []
    const said = await instance.ask(ann, question, headers)
    return { ...said, statements }
  }

  it('costs one row by its primary key, whole or as a 304', async () => {
    const first = await billOf()
    expect(first).toMatchObject({ status: 200, statements: ['read-calendar-for-taker'] })
    expect(await billOf()).toEqual({ ...first, statements: ['read-revisions'] })
    const { etag } = first
    const unchanged = await billOf({ 'If-None-Match': etag ?? '' })
    expect(unchanged).toEqual({ status: 304, etag, body: '', statements: ['read-revisions'] })
  })

  it('is loaded each time where none is to be kept, and says the same', async () => {
    const config = { ...backend.world.config, answersKept: 0 }
    const kept = await billOf()
    const forgetful = await openInstance({ ...counted, config })
    const ask = async () => {
      statements = []
      return { ...(await forgetful.ask(ann, question)), statements }
    }
    const loaded = { ...kept, statements: ['read-calendar-for-taker'] }
    expect([await ask(), await ask()]).toEqual([loaded, loaded])
    forgetful.close()
  })

  it('is loaded again after any change, and then costs as little again', async () => {
    const before = await billOf()
    const [slot] = (JSON.parse(before.body) as { slots: readonly { start: string }[] }).slots
    const { serviceId = '' } = question
    f.granted(await f.post(backend, 'hold-slot', ann, { serviceId, start: slot?.start }))
    // Own holds are nobody's way: what is free for its holder is as before, at another revision.
    const after = await billOf()
    expect(after.statements).toEqual(['read-revisions', 'read-calendar-for-taker'])
    expect(after.etag).not.toBe(before.etag)
    expect((await billOf()).statements).toEqual(['read-revisions'])
    const others = await instance.ask(clients[0] ?? ann, question)
    expect(JSON.parse(others.body)).not.toEqual(JSON.parse(after.body))
  })
})
