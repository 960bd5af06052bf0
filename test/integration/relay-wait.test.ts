// How long a change waits that its command could not publish: the relay's own looks, minute after minute, on a clock that the test moves.
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Unavailable } from '../../shared/contract/faults/unavailable.ts'
import { relayChanges } from '../../shared/runtime/jobs/relay.ts'
import {
  PAUSE_MILLIS,
  longestWait,
  longestWaitAfterOutage,
} from '../../shared/runtime/jobs/relay-wait.ts'
import type { World } from '../../shared/runtime/world/world.ts'
import { formatInstant } from '../../shared/time/instant.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'

const SECOND = 1_000
const START = Date.parse('2027-03-01T06:00:00Z')
/** One change for each of these, in the minute after the start; many at the very second in which a look may just have been. */
const COMMITTED = Array.from({ length: 120 }, (_, index) => START + index * 500 + 1)

let backend: Backend
let professionalId: string
let clock: number
beforeAll(async () => {
  backend = await startBackend({ subscribe: false })
  ;({ professionalId } = await f.makeProfessional(backend, await backend.user('Olga Owner')))
  await backend.database.query(
    `insert into changes (professional_id, revision, change_id, type, at, by_kind)
     select $1, 1000 + n, gen_random_uuid(), 'schedule.changed', $2, 'system' from generate_series(0, $3) n`,
    [professionalId, formatInstant(START), COMMITTED.length - 1],
  )
})
afterAll(() => backend.stop())
beforeEach(async () => {
  await backend.database.query('delete from unpublished')
  await backend.database.query(
    `insert into unpublished (professional_id, revision, at)
     select $1, 1000 + n - 1, to_timestamp(at / 1000.0) from unnest($2::bigint[]) with ordinality as x(at, n)`,
    [professionalId, COMMITTED],
  )
})

/** Relays that run each minute for so many seconds, until nothing waits. @returns when each change was published */
async function relayFor(
  jobSeconds: number,
  options: { readonly outUntil?: number; readonly dead?: number } = {},
): Promise<ReadonlyMap<number, number>> {
  const { outUntil = 0, dead } = options
  const published = new Map<number, number>()
  const world: World = {
    ...backend.world,
    config: { ...backend.world.config, jobSeconds },
    now: () => clock,
    sleep: (millis) => {
      clock += millis
      return Promise.resolve()
    },
  }
  for (let minute = 0; published.size < COMMITTED.length && minute < 5; minute++) {
    clock = START + minute * 60 * SECOND
    if (minute === dead) continue
    await relayChanges(world, (changes) => {
      if (clock < outUntil) return Promise.reject(new Unavailable('Pub/Sub is out'))
      for (const { revision } of changes) published.set(revision - 1000, clock)
      return Promise.resolve()
    })
  }
  expect(published.size).toBe(COMMITTED.length)
  return published
}

const longest = (published: ReadonlyMap<number, number>, from?: number) =>
  Math.max(
    ...COMMITTED.map((at, index) => (published.get(index) ?? Infinity) - Math.max(at, from ?? at)),
  )

describe('a change that its command could not publish', () => {
  it.each([50, 5])('waits no longer than is told, and may do so (%i s a minute)', async (job) => {
    const waited = longest(await relayFor(job))
    expect(waited).toBeLessThanOrEqual(longestWait(job))
    expect(waited).toBeGreaterThan(longestWait(job) - PAUSE_MILLIS)
  })

  it('waits a minute longer where a relay dies', async () => {
    const waited = longest(await relayFor(50, { dead: 1 }))
    expect(waited).toBeLessThanOrEqual(longestWait(50) + 60 * SECOND)
    expect(waited).toBeGreaterThan(longestWait(50) + 58 * SECOND)
  })

  it.each([10, 20, 49, 61, 75])(
    'is published soon after an outage of Pub/Sub that ends %i seconds later',
    async (seconds) => {
      const outUntil = START + seconds * SECOND
      const waited = longest(await relayFor(50, { outUntil }), outUntil)
      expect(waited).toBeLessThanOrEqual(longestWaitAfterOutage(50))
    },
  )

  it('waits as long as the guide says', async () => {
    const guide = await readFile('docs/guides/observability.md', 'utf8')
    for (const job of [50, 5]) expect(guide).toContain(`${longestWait(job) / SECOND} s`)
    expect(guide).toContain(`${longestWaitAfterOutage(50) / SECOND} s`)
  })
})
