// How the answers of search-professionals are paged, and known to be unchanged.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../shared/time/instant.ts'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { findAll, findPage } from '../support/search.ts'
import type { User } from '../support/users.ts'

const NOW = '2027-03-10T09:30:00Z'

let backend: Backend
let clock: f.Clock
let client: User

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked(NOW))
  client = await backend.user('Carl Client')
})
afterAll(() => backend.stop())
beforeEach(() => {
  clock.now = Date.parse(NOW)
})

async function make(name: string, hours = f.everyDay('09:00', '17:00')): Promise<void> {
  const professional = { name, timeZone: 'UTC', specialties: [specialty] }
  await f.makeProfessional(backend, await backend.user('Olga Owner'), { professional, hours })
}

const specialty = 'pages'

describe('pages', () => {
  beforeAll(async () => {
    for (const name of ['A', 'B', 'C', 'D', 'E']) await make(name)
    await make('F', [])
  })

  it('go to the end, ties by id', async () => {
    const all = await findAll(backend, client, { specialty })
    const ids = all.map(({ professional }) => professional.professionalId)
    expect(ids.slice(0, 5)).toEqual(ids.slice(0, 5).toSorted())
    expect(all.at(-1)?.professional.name).toBe('F')
    for (const pageSize of ['1', '2', '3', '5', '6', '100'])
      expect(await findAll(backend, client, { specialty, pageSize })).toEqual(all)
    const last = await findPage(backend, client, { specialty, pageSize: '6' })
    expect(last.nextPageToken).toBeUndefined()
  })

  it('go on where they ended while time passes and others are booked', async () => {
    const first = await findPage(backend, client, { specialty, pageSize: '3' })
    const [taken] = first.professionals
    const slot = taken?.nextSlots[0]
    if (!slot) throw new Error('there is a slot')
    await f.book(backend, client, slot.serviceId, slot.start)
    clock.now += 10 * MINUTE
    const { nextPageToken: pageToken = '' } = first
    const rest = await findPage(backend, client, { specialty, pageSize: '50', pageToken })
    const names = rest.professionals.map(({ professional }) => professional.name)
    expect(names).toEqual(expect.arrayContaining(['D', 'E', 'F']))
  })

  it('are asked for by a token of the same parameters, an hour long', async () => {
    const query = { specialty, pageSize: '2' }
    const { nextPageToken: pageToken = '' } = await findPage(backend, client, query)
    const next = (more: Record<string, string>) =>
      f.get(backend, 'search-professionals', client, { ...query, pageToken, ...more })
    f.granted(await next({}))
    f.granted(await next({ specialty: ` ${specialty} `, pageSize: '3' }))
    for (const more of [
      { specialty: 'other' },
      { text: 'a' },
      { durationMinutes: '30' },
      { availableNow: 'true' },
      { from: NOW },
      { pageToken: pageToken.slice(1) },
    ])
      f.expectProblem(await next(more), 'invalid-request')
    const forged = f.withPosition(pageToken, {
      soonest: 1,
      professionalId: '018f0000-0000-7000-8000-000000000000',
    })
    f.expectProblem(await next({ pageToken: forged }), 'invalid-request')
    clock.now += HOUR
    f.expectProblem(await next({}), 'invalid-request')
  })

  it('have an ETag: unchanged while nothing that is shown has changed', async () => {
    const query = { specialty, pageSize: '4' }
    const ask = (etag?: string) =>
      f.get(backend, 'search-professionals', client, query, etag ? { 'If-None-Match': etag } : {})
    const first = await ask()
    const etag = first.headers.get('ETag') ?? ''
    expect(etag).toMatch(/^"[\w-]+"$/)
    expect(first.headers.get('Cache-Control')).toBe('private, no-cache')
    expect(first.headers.get('Vary')).toContain('Authorization')
    expect(first.body.nextPageToken).toBeDefined()
    expect((await ask(etag)).status).toBe(304)
    const [second] = (await findPage(backend, client, query)).professionals
    const slot = second?.nextSlots[1]
    if (!slot) throw new Error('there is a slot')
    await f.book(backend, client, slot.serviceId, slot.start)
    const changed = await ask(etag)
    expect(changed.status).toBe(200)
    expect(changed.headers.get('ETag')).not.toBe(etag)
  })
})
