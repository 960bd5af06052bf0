// A document that Firestore cannot hold: all others are written, the ticket names it, one alarm tells of it, and it is written
// as soon as it can be. Planted by hand, since no request can make one.
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { findDocumentFault } from '../../shared/projection/document-limits.ts'
import type { Ticket } from '../../shared/realtime/mirror.ts'
import { toFields } from '../../shared/realtime/firestore-values.ts'
import { settled } from '../support/agreement.ts'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { type Practice, at, openPractice } from '../support/practice.ts'

/** As an account's id it passes for a text, and never for a part of a path. */
const RESERVED = '__\n__'

let backend: Backend
let clock: f.Clock
let practice: Practice

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked(at('08:00'), { subscribe: true }))
})
afterAll(() => backend.stop())

const alarms = () => backend.log.filter(({ alarm }) => alarm === 'unwritable')
const read = async (path: string) => (await backend.firestore.doc(path).get()).data()
const unwritten = async () =>
  Object.keys(((await read(`mirrors/${practice.professionalId}`)) as Ticket).unwritten ?? {})
const sql = (statement: string, values: unknown[] = []) =>
  backend.database.query(statement.replaceAll('$ID', `'${practice.professionalId}'`), values)

/** What plants a fault, what is refused for it, and what mends it, if anything. */
interface Plant {
  readonly kind: string
  readonly plant: () => Promise<unknown>
  /** The documents as the alarm has them. */
  readonly refused: () => readonly string[]
  readonly mend?: () => Promise<unknown>
  /** Something that makes the fan-out look at it again. */
  readonly touch: () => Promise<unknown>
}

let bookingId = ''
const today = at('00:00').slice(0, 10)
const ofBooking = (collection: string) => () => [`accounts/…/${collection}/${bookingId}`]
let edition = 0
const rename = () =>
  practice.ask(practice.owner, 'save-professional', { headline: `Edition ${(edition += 1)}` })
/** Other hours: all days are compared. */
const reopen = () =>
  practice.ask(practice.owner, 'set-working-hours', {
    hours: f.everyDay('09:00', `17:${10 + ((edition += 1) % 50)}`),
    effectiveFrom: '2020-01-01',
  })

async function plantBooking(statement: string, values: unknown[]): Promise<void> {
  const booked = await practice.book(practice.anna, '12:00')
  ;({ bookingId } = booked)
  await settled(backend, practice.professionalId)
  await sql(`${statement} where booking_id = '${bookingId}'`, values)
  await rename()
}

const plants: readonly Plant[] = [
  {
    kind: 'a booking of an account that nothing can be kept under',
    plant: () => plantBooking('update bookings set client_uid = $1', [RESERVED]),
    refused: ofBooking('bookings'),
    touch: rename,
  },
  {
    kind: "an entry of the owner's agenda that is too large",
    plant: () =>
      plantBooking(`update bookings set client_uid = null, note = repeat('x', 1100000)`, []),
    refused: ofBooking('agenda'),
    mend: () => sql(`update bookings set note = 'short' where professional_id = $ID`),
    touch: rename,
  },
  {
    kind: 'a professional who tells too much',
    plant: async () => {
      await sql(`update professionals set about = repeat('x', 1200000) where professional_id = $ID`)
      await rename()
    },
    refused: () => [
      `professionals/${practice.professionalId}`,
      `accounts/…/schedules/${practice.professionalId}`,
    ],
    mend: () => sql(`update professionals set about = 'short' where professional_id = $ID`),
    touch: rename,
  },
  {
    kind: 'a day with too many slots',
    plant: async () => {
      await sql(`insert into services select professional_id, gen_random_uuid(), 'Short', null, 5, 0, 0, 1,
        null, 5, null, 0, 'automatic', null, true, created_at from services, generate_series(1, 180)
        where professional_id = $ID`)
      await reopen()
    },
    refused: () => [`professionals/${practice.professionalId}/days/${today}`],
    mend: () => sql(`delete from services where professional_id = $ID and name = 'Short'`),
    touch: reopen,
  },
]

/** Those that can be mended. */
const mendable = plants.flatMap(({ mend, ...plant }) => (mend ? [{ ...plant, mend }] : []))

describe('a document that cannot be written', () => {
  beforeEach(async () => {
    practice = await openPractice(backend, clock)
    await settled(backend, practice.professionalId)
    backend.log.length = 0
  })

  describe.each(plants)('$kind', ({ plant, refused }) => {
    it('is told once, and all else is written', async () => {
      await plant()
      const revision = await settled(backend, practice.professionalId)
      expect(alarms().map(({ document }) => document)).toEqual(refused())
      for (const alarm of alarms()) {
        expect(alarm).toMatchObject({ severity: 'ERROR', professionalId: practice.professionalId })
        expect(JSON.stringify(alarm)).not.toContain(JSON.stringify(RESERVED).slice(1, -1))
      }
      expect(await unwritten()).toHaveLength(refused().length)

      const { bookingId: other } = await practice.book(practice.cem, '15:00')
      await settled(backend, practice.professionalId)
      expect(await read(`accounts/${practice.cem.uid}/bookings/${other}`)).toMatchObject({
        status: 'confirmed',
      })
      expect(await read(`mirrors/${practice.professionalId}`)).toMatchObject({
        revision: revision + 1,
      })
      // The day has changed, so that it is tried again; the others say what they said.
      expect(alarms().filter(({ document }) => !/\/days\//.test(document as string))).toHaveLength(
        refused().filter((path) => !path.includes('/days/')).length,
      )
      expect(backend.log.filter(({ alarm }) => alarm === 'dead-letter')).toEqual([])
    })

    it('is no drift', async () => {
      await plant()
      await settled(backend, practice.professionalId)
      f.granted(await f.post(backend, 'reconcile-availability', undefined, {}))
      const { professionalId } = practice
      const drifted = backend.log.filter((one) => one.professionalId === professionalId)
      expect(drifted.filter(({ alarm }) => alarm === 'drift')).toEqual([])
    })
  })

  it.each(mendable)('is written when it can be: $kind', async ({ plant, refused, mend, touch }) => {
    await plant()
    await settled(backend, practice.professionalId)
    expect(await unwritten()).not.toEqual([])
    await mend()
    await touch()
    await settled(backend, practice.professionalId)
    expect(await unwritten()).toEqual([])
    const told = refused().map((path) => path.replace('…', practice.owner.uid))
    for (const path of told) expect(await read(path)).toBeDefined()
  })
})

describe('the limits', () => {
  const root = () => `projects/${backend.projectId}/databases/(default)/documents`

  async function isTaken(path: string, content: object): Promise<boolean> {
    const url = `http://${inject('parts').firestoreHost}/v1/${root()}:commit`
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer owner' },
      body: JSON.stringify({
        writes: [{ update: { name: `${root()}/${path}`, fields: toFields(content) } }],
      }),
    })
    await response.text()
    return response.ok
  }

  const deep = (maps: number): object => (maps === 0 ? {} : { m: deep(maps - 1) })

  it.each<[string, string, object]>([
    ['an id in a path that is reserved', 'limits/__x__', {}],
    ['one with a line break', `limits/${RESERVED}`, {}],
    ['one that is not quite reserved', 'limits/__x', {}],
    ['a dot', 'limits/.', {}],
    ['a long id', `limits/${'x'.repeat(1500)}`, {}],
    ['a longer id', `limits/${'x'.repeat(1501)}`, {}],
    ['a long value', 'limits/a', { a: 'x'.repeat(1_048_487) }],
    ['a longer value', 'limits/a', { a: 'x'.repeat(1_048_488) }],
    ['a reserved name of a field', 'limits/a', { [RESERVED]: 1 }],
    ['an empty name of a field', 'limits/a', { '': 1 }],
    ['a list of lists', 'limits/a', { a: [[1]] }],
    ['deep maps', 'limits/a', deep(19)],
    ['deeper maps', 'limits/a', deep(22)],
    ['the first instant', 'limits/a', { a: new Date('0001-01-01T00:00:00Z') }],
    ['one before it', 'limits/a', { a: new Date('0000-12-31T23:59:59Z') }],
    ['the last instant', 'limits/a', { a: new Date('9999-12-31T23:59:59Z') }],
    ['one after it', 'limits/a', { a: new Date(Date.UTC(10_000, 0, 1)) }],
  ])('are where Firestore has them: %s', async (_what, path, content) => {
    expect(findDocumentFault(path, content) === undefined).toBe(await isTaken(path, content))
  })
})
