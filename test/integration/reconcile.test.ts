// Documents that are not as their ticket says: found within a day, repaired, and told.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DAY } from '../../shared/time/instant.ts'
import { expectAgreement, settled } from '../support/agreement.ts'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { type Practice, at, openPractice } from '../support/practice.ts'

let backend: Backend
let clock: f.Clock
let practice: Practice

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked(at('08:00'), { subscribe: true }))
})
afterAll(() => backend.stop())

beforeEach(async () => {
  practice = await openPractice(backend, clock)
  await settled(backend, practice.professionalId)
  await reconcile()
  backend.log.length = 0
})

interface Reconciled {
  readonly professionals: number
  readonly repaired: number
}

const reconcile = async () =>
  f.granted(await f.post(backend, 'reconcile-availability', undefined, {})) as unknown as Reconciled

const day = () =>
  backend.firestore.doc(`professionals/${practice.professionalId}/days/${at('00:00').slice(0, 10)}`)

const alarms = () => backend.log.filter(({ alarm }) => alarm === 'drift')

describe('documents', () => {
  it('that are right are left alone, and compared once a day', async () => {
    expect(await reconcile()).toEqual({ professionals: 0, repaired: 0 })
    const before = (await day().get()).updateTime
    clock.now += DAY
    expect((await reconcile()).repaired).toBe(0)
    expect((await day().get()).updateTime).toEqual(before)
    expect(alarms()).toEqual([])
  })

  const comparedADayAgo = () =>
    backend.database.query('update calendars set reconciled_at = $1', [
      new Date(clock.now - DAY).toISOString(),
    ])

  it.each<[string, () => Promise<unknown>, string]>([
    ['changed by hand', () => day().update({ slots: {} }), 'slots'],
    ['given a field', () => day().update({ mood: 'good' }), 'mood'],
    ['deleted', () => day().delete(), 'missing'],
  ])('that were %s are repaired, with an alarm that names what', async (_, harm, what) => {
    await harm()
    clock.now += DAY - 60_000
    expect(await reconcile()).toEqual({ professionals: 0, repaired: 0 })
    // Their day has not passed yet at the professional's: it is still today's or yesterday's document.
    clock.now = Date.parse(at('08:00'))
    await comparedADayAgo()
    expect((await reconcile()).repaired).toBe(1)
    expect(alarms()).toMatchObject([
      {
        professionalId: practice.professionalId,
        driftedDocuments: 1,
        drift: `${at('00:00').slice(0, 10)}: ${what}`,
        severity: 'ERROR',
      },
    ])
    await expectAgreement(backend, practice.anna, practice.professionalId)
  })

  it('that are only behind are brought up to date without one', async () => {
    await comparedADayAgo()
    await practice.book(practice.anna, '10:00')
    expect((await reconcile()).repaired).toBe(0)
    expect(alarms()).toEqual([])
  })

  it('are compared by one of two that run at once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => openPractice(backend, clock)))
    const [one, other] = await Promise.all([reconcile(), reconcile()])
    expect(one.professionals + other.professionals).toBe(5)
  })
})
