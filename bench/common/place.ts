// Where functions are measured: a database, a stand-in of Google, and a gateway by which calendars are made as anybody makes them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGateway } from '../../dev/gateway.ts'
import { makeReadIdToken } from '../../shared/identity/read-id-token.ts'
import { makeVerifyToken } from '../../shared/identity/verify-token.ts'
import { readConfig } from '../../shared/runtime/world/config.ts'
import { makeWorld } from '../../shared/runtime/world/make-world.ts'
import type { World } from '../../shared/runtime/world/world.ts'
import { DAY } from '../../shared/time/instant.ts'
import { Closing, type Setting } from './benchmark.ts'
import { openDatabaseOf } from './database.ts'
import { type Google, openGoogle } from './google.ts'

/** Whose accounts and topics they are. */
export const PROJECT = 'demo-bench'

/** Calls a command, in this process. */
type Call = (name: string, token: string, body: object) => Promise<unknown>

export interface Place {
  /** Of the functions. */
  readonly environment: Readonly<Record<string, string>>
  readonly databaseUrl: string
  readonly google: Google
  /** In this process, on the same database. */
  readonly world: World
  readonly call: Call
  readonly close: () => Promise<void>
}

/** Nobody is refused for asking too often. */
const UNLIMITED = {
  COMMANDS_PER_MINUTE: '100000000',
  QUERIES_PER_MINUTE: '100000000',
  TEXT_QUERIES_PER_MINUTE: '100000000',
  UPCOMING_BOOKINGS: '100000000',
  PAGE_TOKEN_KEYS: 'the-key-of-all-benchmarks-which-is-no-secret',
  // What is published late, on a machine that does everything at once, is published still.
  PUBLISH_MILLIS: '10000',
}

/** Opens it; `parts` of the world in this process may differ. */
export async function openPlace(setting: Setting, parts: Partial<World> = {}): Promise<Place> {
  const closing = new Closing()
  try {
    const folder = mkdtempSync(join(tmpdir(), 'availability-bench-'))
    closing.add(() => rmSync(folder, { recursive: true, force: true }))
    const [database, google] = await Promise.all([
      openDatabaseOf(setting),
      openGoogle(PROJECT, folder),
    ])
    closing.add(database.close)
    closing.add(google.close)
    const environment = { ...google.environment, ...UNLIMITED, DATABASE_URL: database.url }
    const accounts = {
      projectId: PROJECT,
      baseUrl: google.url,
      accessToken: () => Promise.resolve('bench'),
      isEmulator: false,
    }
    const world: World = {
      ...makeWorld(readConfig({ ...environment, ANSWERS_KEPT: process.env['ANSWERS_KEPT'] })),
      verifyToken: makeVerifyToken(accounts, makeReadIdToken(PROJECT, { keysUrl: google.keysUrl })),
      pubsub: { projectId: PROJECT, baseUrl: google.url },
      log: () => {},
      ...parts,
    }
    closing.add(() => world.database.destroy())
    const gateway = await startGateway({ world, port: 0 })
    closing.add(() => gateway.stop('at once'))
    const call: Call = async (name, token, body) => {
      const response = await fetch(`${gateway.url}/${name}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      })
      if (!response.ok) throw new Error(`${name}: ${await response.text()}`)
      return response.json()
    }
    const close = () => closing.close()
    return { environment, databaseUrl: database.url, google, world, call, close }
  } catch (error) {
    await closing.close()
    throw error
  }
}

/** A calendar that was made for a benchmark. */
export interface MadeCalendar {
  readonly ownerUid: string
  readonly professionalId: string
  readonly serviceId: string
}

/** Makes a professional with one service of half an hour, every day at these hours. */
export async function makeCalendar(
  { call, google }: Place,
  ownerUid: string,
  { timeZone = 'America/New_York', start = '08:00', end = '20:00', policy = {} } = {},
): Promise<MadeCalendar> {
  const token = await google.tokenOf(ownerUid)
  // All answers are as the API's description has them.
  const { professional } = (await call('save-professional', token, {
    name: ownerUid,
    timeZone,
    policy: { horizonDays: 90, ...policy },
  })) as { professional: { professionalId: string } }
  const { service } = (await call('save-service', token, {
    name: 'Visit',
    durationMinutes: 30,
  })) as { service: { serviceId: string } }
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start, end }))
  await call('set-working-hours', token, { hours })
  return { ownerUid, professionalId: professional.professionalId, serviceId: service.serviceId }
}

/** The free starts of a calendar within so many days from tomorrow on. */
export async function freeStarts(
  { call, google }: Place,
  { professionalId, serviceId, ownerUid }: MadeCalendar,
  days: number,
): Promise<readonly string[]> {
  const body = { data: { professionalId, serviceId, ...rangeOf(days) } }
  const answer = await call('search-availability', await google.tokenOf(ownerUid), body)
  const { result } = answer as { result: { slots: readonly { start: string }[] } }
  return result.slots.map(({ start }) => start)
}

/** So many days from the beginning of tomorrow, in UTC. */
export function rangeOf(days: number): { readonly from: string; readonly to: string } {
  const tomorrow = (Math.floor(Date.now() / DAY) + 1) * DAY
  const toText = (at: number) => new Date(at).toISOString()
  return { from: toText(tomorrow), to: toText(tomorrow + days * DAY) }
}
