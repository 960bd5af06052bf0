// Clients that public generators make of the description compile, and do a professional's and a client's tour without a cast.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Backend, startBackend } from '../support/backend.ts'
import { GENERATORS, type GeneratedClient, generateClient } from '../support/generated-clients.ts'

let backend: Backend

beforeAll(async () => {
  backend = await startBackend({ subscribe: false })
})
afterAll(() => backend.stop())

/** The start of a day in so many days, UTC. */
const inDays = (days: number): string =>
  `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`

describe.each(Object.entries(GENERATORS))('a client made by %s', (_, generator) => {
  let client: GeneratedClient
  beforeAll(async () => {
    client = await generateClient(generator, backend.url)
  })
  afterAll(() => client.remove())

  it('compiles strictly', async () => {
    expect(await client.compile()).toBe('')
  })

  it('does the tour', async () => {
    const people = await Promise.all(['Ana', 'Carl', 'Dora'].map((name) => backend.user(name)))
    const [professional = '', carl = '', rival = ''] = people.map(({ token }) => token)
    const [from, to] = [inDays(3), inDays(4)]
    const told = await client.tour({
      url: backend.url,
      professional,
      client: carl,
      rival,
      from,
      to,
    })
    expect(told).toEqual({
      lost: 'slot-taken',
      offered: 5,
      statuses: ['cancelled', 'confirmed'],
      history: ['booking.held', 'booking.confirmed', 'booking.rescheduled'],
    })
  })
})
