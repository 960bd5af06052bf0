// The mirror is lost, and written anew: stopped half-way, it goes on where it was.
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { rebuildMirror } from '../../dev/mirror/rebuild.ts'
import { clearDocuments } from '../../dev/parts/firestore.ts'
import { type Backend, plain, startBackend } from '../support/backend.ts'
import { readDocuments } from '../support/documents.ts'
import * as f from '../support/fixtures.ts'

const CALENDARS = 5

// A clock that stands still: what it alone would change is the same in every comparison.
const now = Date.now()
let backend: Backend

beforeAll(async () => {
  backend = await startBackend({ subscribe: false, now: () => now })
  const client = await backend.user('Client')
  for (let i = 0; i < CALENDARS; i++) {
    const made = await f.makeProfessional(backend, await backend.user(`Owner ${i}`))
    const { start } = f.nth(await f.slotsOf(backend, client, made), 0)
    await f.book(backend, client, made.serviceId, start)
  }
})
afterAll(() => backend.stop())

const clear = () => clearDocuments(inject('parts').firestoreHost, backend.projectId)

async function allDocuments(): Promise<Readonly<Record<string, unknown>>> {
  const found = await readDocuments(backend)
  // A ticket says when it was written, by Firestore's clock.
  const kept = found.filter(({ path }) => !path.startsWith('mirrors/'))
  return Object.fromEntries(kept.map(({ path, data }) => [path, plain(data)]))
}

it('is whole after two halves, and as after one run', async () => {
  const whole = await rebuildMirror(backend.world)
  expect(whole).toMatchObject({ professionals: CALENDARS, written: CALENDARS })
  const wanted = await allDocuments()
  expect(Object.keys(wanted).filter((path) => /^professionals\/[^/]+$/.test(path))).toHaveLength(5)

  await clear()
  const stopping = new AbortController()
  const told: number[] = []
  const first = await rebuildMirror(backend.world, {
    page: 2,
    signal: stopping.signal,
    progress: ({ professionals }) => {
      told.push(professionals)
      stopping.abort()
    },
  })
  expect(told).toEqual([2])
  expect(first.professionals).toBe(2)
  expect(Object.keys(await allDocuments()).length).toBeLessThan(Object.keys(wanted).length)
  const { last = '' } = first
  const rest = await rebuildMirror(backend.world, { page: 2, after: last })
  expect(rest.professionals).toBe(CALENDARS - 2)
  expect(first.documents + rest.documents).toBe(whole.documents)
  expect(await allDocuments()).toEqual(wanted)
})

it('says of whom it could not write, and why', async () => {
  const { rows } = await backend.database.query<{ id: string }>(
    'update calendars set revision = revision - 1 where professional_id = (select min(professional_id::text)::uuid from calendars) returning professional_id as id',
  )
  const left: string[] = []
  const rebuilt = await rebuildMirror(backend.world, {
    left: (id, why) => left.push(`${id}: ${why}`),
  })
  expect(rebuilt.professionals).toBe(CALENDARS)
  expect(left).toEqual([`${rows[0]?.id}: its documents are newer than this database`])
})

it('waits for its turn before each write', async () => {
  await clear()
  const asked: number[] = []
  const { documents } = await rebuildMirror(backend.world, {
    pace: (some) => {
      asked.push(some)
      return Promise.resolve()
    },
  })
  expect(asked.length).toBeGreaterThanOrEqual(CALENDARS)
  expect(asked.reduce((sum, some) => sum + some, 0)).toBe(documents)
})
