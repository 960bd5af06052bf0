// A command on an account alone: decided, saved at its version and kept for its twins, without any calendar.
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { accountCommand } from '../../shared/runtime/command/account-command.ts'
import { serve } from '../../shared/runtime/edge/serve.ts'
import { refuse } from '../../shared/scheduling/model/refusal.ts'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

const NAME = 'add-to-name'

/** Adds a letter to the caller's name, so that a lost update shows; nothing where there is none to add. */
const addToName = accountCommand({
  name: NAME,
  input: z.strictObject({ letter: z.string() }),
  refuses: [],
  output: z.object({ name: z.string() }),
  decide: (account, { input: { letter } }) => {
    const present = account.name ?? ''
    if (letter === '!') return refuse('forbidden', 'names are not shouted')
    if (letter === '') return { answer: { name: present } }
    const name = `${present}${letter}`
    return { account: { ...account, name }, answer: { name } }
  },
})

let backend: Backend
let clock: f.Clock
let server: Server
let url: string
let user: User

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked('2027-03-01T06:00:00Z'))
  serve(addToName, backend.world, NAME)
  server = getTestServer(NAME)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await backend.stop()
})

async function add(letter: string, key?: string, who: User = user) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...f.jsonOf(who), ...(key !== undefined && { 'Idempotency-Key': key }) },
    body: JSON.stringify({ letter }),
  })
  const body = (await response.json()) as { readonly name?: string; readonly reason?: string }
  const isReplayed = response.headers.get('Idempotency-Replayed') === 'true'
  return { status: response.status, body, isReplayed }
}

const rowOf = async ({ uid }: User) => {
  const { rows } = await backend.database.query<{ name: string; email: string; version: number }>(
    'select name, email, version::int from accounts where uid = $1',
    [uid],
  )
  return rows[0]
}

describe('a command on an account', () => {
  it('brings the account with what its token says, and moves its version then', async () => {
    user = await backend.user('Anna')
    expect(await add('a')).toMatchObject({ status: 200, body: { name: 'Annaa' } })
    expect(await rowOf(user)).toEqual({ name: 'Annaa', email: user.email, version: 0 })
    expect((await add('b')).body).toEqual({ name: 'Annaab' })
    expect(await rowOf(user)).toMatchObject({ name: 'Annaab', version: 1 })
  })

  it('saves nothing where it is refused or changes nothing', async () => {
    const before = await rowOf(user)
    expect(await add('!', 'loud')).toMatchObject({ status: 403, body: { reason: 'forbidden' } })
    expect((await add('')).body).toEqual({ name: before?.name })
    expect(await rowOf(user)).toEqual(before)
  })

  it('is answered again as it was the first time, for 24 hours', async () => {
    const first = await add('c', 'the-key')
    expect(first).toMatchObject({ status: 200, isReplayed: false })
    expect(await add('c', 'the-key')).toEqual({ ...first, isReplayed: true })
    expect((await add('d', 'the-key')).body.reason).toBe('idempotency-key-reused')
    clock.now += 25 * 3_600_000
    expect((await add('c', 'the-key')).body.name).toBe(`${first.body.name}c`)
  })

  it('keeps a key also where it changed nothing', async () => {
    const first = await add('', 'idle')
    await add('e')
    expect(await add('', 'idle')).toEqual({ ...first, isReplayed: true })
  })

  it('is one of twins at the same time, also where it is the first of its account', async () => {
    const fresh = await backend.user('Ben')
    for (const key of ['one', 'two']) {
      const told = await Promise.all([1, 2, 3, 4].map(() => add('x', key, fresh)))
      expect(new Set(told.map(({ body }) => body.name)).size).toBe(1)
      expect(told.filter(({ isReplayed }) => !isReplayed)).toHaveLength(1)
    }
    expect((await rowOf(fresh))?.name).toBe('Benxx')
  })

  it('loses to no other: each that is granted is in the end what was saved', async () => {
    const fresh = await backend.user('Cem')
    const letters = ['p', 'q', 'r', 's', 't', 'u']
    const told = await Promise.all(letters.map((letter) => add(letter, undefined, fresh)))
    const granted = told.filter(({ status }) => status === 200)
    const refused = told.filter(({ status }) => status !== 200)
    expect(refused.map(({ body }) => body.reason)).toEqual(refused.map(() => 'conflict'))
    expect((await rowOf(fresh))?.name).toHaveLength('Cem'.length + granted.length)
    expect(granted.length).toBeGreaterThan(0)
  })

  it('waits for a booking of the account, and the booking for it', async () => {
    const owner = await backend.user('Olga Owner')
    const { serviceId } = await f.makeProfessional(backend, owner)
    const told = await Promise.all(
      ['09', '10'].flatMap((hour) => [
        f.post(backend, 'create-booking', user, { serviceId, start: `2027-03-03T${hour}:00:00Z` }),
        add('z', `at ${hour}`),
      ]),
    )
    expect(told.map(({ status }) => status)).toEqual(told.map(() => 200))
    expect((await rowOf(user))?.name).toMatch(/zz$/)
  })
})
