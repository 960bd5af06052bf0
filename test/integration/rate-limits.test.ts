// How often anybody may ask: accounts each by themselves, all others by their address; judged before anything is read.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadForCommand } from '../../shared/database/load/load-for-command.ts'
import type { Config } from '../../shared/runtime/world/config.ts'
import { MINUTE } from '../../shared/time/instant.ts'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

const NOW = '2027-03-01T06:00:15Z'

let backend: Backend
let clock: f.Clock
let ana: User
let bob: User

async function start(config: Partial<Config>): Promise<void> {
  ;({ backend, clock } = await f.startClocked(NOW, { config }))
  ;[ana, bob] = await Promise.all([backend.user('Ana'), backend.user('Bob')])
}
afterEach(() => backend.stop())

const account = (user: User | undefined, headers: Record<string, string> = {}) =>
  f.get(backend, 'get-account', user, {}, headers)

function expectLimited(told: f.Told): void {
  f.expectProblem(told, 'rate-limited')
  expect(told.headers.get('Retry-After')).toBe('45')
}

describe('an account', () => {
  beforeEach(() => start({ queriesPerMinute: 4, commandsPerMinute: 3, textQueriesPerMinute: 2 }))

  it('asks so many queries a minute, of whatever kind, also those that are refused', async () => {
    f.granted(await account(ana))
    f.granted(await f.post(backend, 'get-account', ana, { data: null }))
    f.expectProblem(await f.get(backend, 'get-booking', ana, { x: '1' }), 'invalid-request')
    f.expectProblem(await f.post(backend, 'get-schedule', ana, '{"broken'), 'invalid-request')
    expectLimited(await account(ana))
    expectLimited(await f.get(backend, 'list-bookings', ana, { as: 'client' }))
    f.granted(await account(bob))
    clock.now += MINUTE
    f.granted(await account(ana))
  })

  it('is told so in its own protocol', async () => {
    for (let i = 0; i < 4; i++) f.granted(await account(ana))
    const called = await f.post(backend, 'get-account', ana, { data: {} })
    expect([called.status, called.headers.get('Retry-After')]).toEqual([429, '45'])
    expect(called.body.error).toMatchObject({
      status: 'RESOURCE_EXHAUSTED',
      details: { reason: 'rate-limited' },
    })
    expectLimited(await f.post(backend, 'get-account', ana, {}))
  })

  it('searches with text less often, whichever way it is sent', async () => {
    const search = (query: Record<string, string>) =>
      f.get(backend, 'search-professionals', ana, query)
    f.granted(await search({ text: 'hair' }))
    f.granted(await f.post(backend, 'search-professionals', ana, { data: { text: 'hair' } }))
    expectLimited(await search({ text: 'hair' }))
    f.granted(await search({ text: '' }))
    expectLimited(await search({}))
  })

  it('sends so many commands a minute, also those whose body is not even JSON', async () => {
    for (const body of ['{"broken', '[]', { nothing: 'known' }])
      f.expectProblem(await f.post(backend, 'cancel-booking', ana, body), 'invalid-request')
    expectLimited(await f.post(backend, 'cancel-booking', ana, '{"broken'))
    const profile = { name: 'Ana', timeZone: 'UTC' }
    expectLimited(await f.post(backend, 'save-professional', ana, profile))
    f.granted(await account(ana))
    clock.now += MINUTE
    f.granted(await f.post(backend, 'save-professional', ana, profile))
  })
})

it('who is beyond the limit costs the database nothing', async () => {
  const database = { url: 'postgres://nobody@127.0.0.1:1/nowhere' }
  await start({ commandsPerMinute: 2, queriesPerMinute: 2, database })
  for (let i = 0; i < 2; i++) {
    f.expectProblem(await f.post(backend, 'save-professional', ana, { x: 1 }), 'invalid-request')
    f.expectProblem(await f.get(backend, 'get-account', ana, { x: '1' }), 'invalid-request')
  }
  // There is none: whatever would ask it, would have to say so.
  expectLimited(await f.post(backend, 'save-professional', ana, { name: 'Ana', timeZone: 'UTC' }))
  expectLimited(await account(ana))
})

it('who is beyond the limit with other instances is told so without a calendar being loaded', async () => {
  await start({})
  const { professionalId } = await f.makeProfessional(backend, ana)
  const load = () => {
    const caller = { uid: bob.uid, about: bob.uid, now: clock.now, maxCommands: 2 }
    const range = { start: clock.now, end: clock.now + MINUTE }
    const part = { locator: { professionalId }, range }
    return loadForCommand(backend.world.database, part, caller)
  }
  const loads = [await load(), await load(), await load()]
  expect(loads.map(({ caller }) => caller.commands)).toEqual([1, 2, 3])
  expect(loads.map(({ calendar }) => calendar?.professionalId)).toEqual([
    professionalId,
    professionalId,
    undefined,
  ])
})

describe('whoever has no account', () => {
  const from = (address: string) => ({ 'X-Forwarded-For': address })

  beforeEach(() => start({ queriesPerMinute: 3, trustedHops: 1, allowsAnonymousReads: true }))

  it('is counted by their address, whatever they ask in vain', async () => {
    const here = from('192.0.2.1')
    f.granted(await f.get(backend, 'health', undefined, {}, here))
    f.expectProblem(await account(undefined, here), 'unauthenticated')
    const forged = { ...here, Authorization: 'Bearer a.b.c' }
    const command = await f.post(backend, 'create-booking', undefined, {}, forged)
    f.expectProblem(command, 'unauthenticated')
    expectLimited(await f.get(backend, 'health', undefined, {}, here))
    expectLimited(await account(undefined, here))
    expectLimited(await f.post(backend, 'create-booking', undefined, {}, forged))
    f.expectProblem(await account(undefined, from('192.0.2.2')), 'unauthenticated')
    f.granted(await account(ana, here))
    clock.now += MINUTE
    f.granted(await f.get(backend, 'health', undefined, {}, here))
  })

  it('is not believed where they say that they come from', async () => {
    for (let i = 0; i < 3; i++)
      f.granted(await f.get(backend, 'health', undefined, {}, from(`10.0.0.${i}, 192.0.2.1`)))
    expectLimited(await f.get(backend, 'health', undefined, {}, from('10.0.0.9, 192.0.2.1')))
  })

  it('has one budget for the whole network of theirs', async () => {
    for (let i = 0; i < 3; i++)
      f.granted(await f.get(backend, 'health', undefined, {}, from(`2001:db8:1:2::${i}`)))
    expectLimited(await f.get(backend, 'health', undefined, {}, from('2001:db8:1:2:9:9:9:9')))
    f.granted(await f.get(backend, 'health', undefined, {}, from('2001:db8:1:3::1')))
  })

  it('has it also with as many anonymous accounts as they like', async () => {
    const here = from('192.0.2.1')
    for (let i = 0; i < 3; i++) {
      const nobody = await f.anonymousUser(backend)
      f.granted(await account(nobody, here))
    }
    const another = await f.anonymousUser(backend)
    expectLimited(await account(another, here))
    expectLimited(await f.post(backend, 'create-booking', another, {}, here))
    f.granted(await account(another, from('192.0.2.2')))
  })
})
