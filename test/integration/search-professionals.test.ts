// Who is found: by what they are and offer, in which words, and when.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../shared/database/connection/connection.ts'
import { listProfessionals } from '../../shared/database/lists/list-professionals.ts'
import type { Typed } from '../../shared/database/rows/matching.ts'
import { findProfessionals } from '../../shared/database/search/find-professionals.ts'
import { DAY, HOUR, MINUTE, formatInstant } from '../../shared/time/instant.ts'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { findAll, findPage } from '../support/search.ts'
import type { User } from '../support/users.ts'

/** A Wednesday morning, when those of below are at work. */
const NOW = '2027-03-10T09:30:00Z'
const UTC = { timeZone: 'UTC' }

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

const inMillis = (millis: number) => formatInstant(Date.parse(NOW) + millis)

interface Owned extends f.Made {
  readonly owner: User
}

async function make(options: Parameters<typeof f.makeProfessional>[2] = {}): Promise<Owned> {
  const owner = await backend.user('Olga Owner')
  const { professional = {}, ...rest } = options
  const made = await f.makeProfessional(backend, owner, {
    professional: { ...UTC, ...professional },
    ...rest,
  })
  return { ...made, owner }
}

const offer = async (owner: User, fields: object) =>
  f.granted(await f.post(backend, 'save-service', owner, { durationMinutes: 30, ...fields }))

const namesOf = async (query: Record<string, string>) =>
  (await findAll(backend, client, query)).map(({ professional }) => professional.name).toSorted()

describe('a professional who is found', () => {
  it('is told as get-professional tells them, with the three soonest slots of all services', async () => {
    const headline = 'alone in this test'
    const made = await make({ professional: { headline }, service: { durationMinutes: 60 } })
    const { professionalId, owner, serviceId } = made
    const short = (await offer(owner, { name: 'Short', minNoticeMinutes: 60 })).service.serviceId
    await offer(owner, { name: 'Gone', active: false })
    f.granted(
      await f.post(backend, 'set-working-hours', owner, { hours: f.everyDay('09:00', '17:00') }),
    )
    await f.book(backend, client, serviceId, '2027-03-10T10:00:00Z', { note: 'knee' })
    const [found, ...others] = await findAll(backend, client, { text: headline })
    expect(others).toEqual([])
    const told = f.granted(await f.get(backend, 'get-professional', client, { professionalId }))
    expect(found).toEqual({
      ...told,
      nextSlots: [
        {
          serviceId,
          start: '2027-03-10T11:00:00Z',
          end: '2027-03-10T12:00:00Z',
          seatsLeft: 1,
        },
        {
          serviceId: short,
          start: '2027-03-10T11:00:00Z',
          end: '2027-03-10T11:30:00Z',
          seatsLeft: 1,
        },
        {
          serviceId: short,
          start: '2027-03-10T11:30:00Z',
          end: '2027-03-10T12:00:00Z',
          seatsLeft: 1,
        },
      ],
    })
    expect(told.activity).toEqual({ state: 'available' })
    expect(told.services.map(({ name }) => name)).toEqual(['Check-up', 'Short'])
    expect(JSON.stringify(found)).not.toMatch(new RegExp(`${owner.uid}|${owner.email}|knee|Carl`))
  })

  it('is active and has an active service', async () => {
    const [idle, closed, gone] = await Promise.all(
      ['Idle', 'Closed', 'Gone'].map((name) =>
        make({ professional: { name, specialties: ['activity'] } }),
      ),
    )
    if (!idle || !closed || !gone) throw new Error('three were made')
    expect(await namesOf({ specialty: 'activity' })).toEqual(['Closed', 'Gone', 'Idle'])
    await f.post(backend, 'save-professional', gone.owner, { active: false })
    await offer(closed.owner, { serviceId: closed.serviceId, active: false })
    expect(await namesOf({ specialty: 'activity' })).toEqual(['Idle'])
  })

  it('who has nothing free comes last, and is left out of a range', async () => {
    const specialties = ['last']
    await make({ professional: { name: 'Never', specialties }, hours: [] })
    await make({ professional: { name: 'Later', specialties, policy: { minNoticeMinutes: 3000 } } })
    await make({ professional: { name: 'Soon', specialties } })
    const found = await findAll(backend, client, { specialty: 'last' })
    const starts = found.map(({ professional, nextSlots }) => [professional.name, nextSlots.length])
    expect(starts).toEqual([
      ['Soon', 3],
      ['Later', 3],
      ['Never', 0],
    ])
    for (const range of [{ from: NOW }, { to: inMillis(10 * DAY) }])
      expect(await namesOf({ specialty: 'last', ...range })).toEqual(['Later', 'Soon'])
    expect(await namesOf({ specialty: 'last', to: inMillis(DAY) })).toEqual(['Soon'])
  })
})

describe('what is typed', () => {
  beforeAll(async () => {
    await make({
      professional: {
        name: 'Ömer Wild',
        headline: 'Calm hands since 1999',
        about: 'zebra',
        specialties: ['ÖKO Massage', 'Yoga'],
      },
      service: { name: 'Deep Tissue', description: 'giraffe' },
    })
    await make({ professional: { name: '100% Una_Bel\\Us', specialties: ['öko', 'Wild'] } })
    await make({
      professional: { name: 'Οδός İpek', headline: 'Straße', specialties: ['Crème', 'MASSE'] },
      service: { name: 'FILM' },
    })
    const { owner } = await make({ professional: { name: 'Wilma Plain' } })
    await offer(owner, { name: 'Tissue paper', active: false })
  })

  it.each([
    ['wild', ['100% Una_Bel\\Us', 'Ömer Wild']],
    ['WIL', ['100% Una_Bel\\Us', 'Wilma Plain', 'Ömer Wild']],
    ['ömer', ['Ömer Wild']],
    ['ÖMER', ['Ömer Wild']],
    ['omer', ['Ömer Wild']],
    ['O\u0308MER', ['Ömer Wild']],
    ['ＯＭＥＲ', ['Ömer Wild']],
    ['o\u200bmer', []],
    [' tissue   hands\tÖKO ', ['Ömer Wild']],
    ['tissue wilma', []],
    ['tissue', ['Ömer Wild']],
    ['paper', []],
    ['strasse', ['Οδός İpek']],
    ['STRASSE', ['Οδός İpek']],
    ['οδοσ ipek', ['Οδός İpek']],
    ['ΟΔΟΣ', ['Οδός İpek']],
    ['ﬁlm', ['Οδός İpek']],
    ['zebra', []],
    ['giraffe', []],
    ['una_bel', ['100% Una_Bel\\Us']],
    ['una%bel', []],
    ['una bel', ['100% Una_Bel\\Us']],
    ['n_b', []],
    ['%', ['100% Una_Bel\\Us']],
    ['_', ['100% Una_Bel\\Us']],
    ['\\', ['100% Una_Bel\\Us']],
    ['\\u', ['100% Una_Bel\\Us']],
    ['l\\\\u', []],
    ["' or true --", []],
    ['wildyoga', []],
  ])('%j finds %j', async (text, names) => {
    expect(await namesOf({ text })).toEqual(names.toSorted())
  })

  it('and is empty, or shows nothing, asks for nothing', async () => {
    expect(await namesOf({ text: '  ' })).toEqual(await namesOf({}))
    expect(await namesOf({ text: '\u3164' })).toEqual(await namesOf({}))
  })

  it.each([
    ['öko', ['100% Una_Bel\\Us']],
    ['ÖKO', ['100% Una_Bel\\Us']],
    ['yOgA', ['Ömer Wild']],
    [' yoga ', ['Ömer Wild']],
    ['yog', []],
    ['yog_', []],
    ['%', []],
    ['öko massage', ['Ömer Wild']],
    ['oko', ['100% Una_Bel\\Us']],
    ['CREME', ['Οδός İpek']],
    ['Cre\u0300me', ['Οδός İpek']],
    ['maße', ['Οδός İpek']],
    ['Deep Tissue', []],
  ])('as the specialty %j finds %j', async (specialty, names) => {
    expect(await namesOf({ specialty })).toEqual(names)
  })

  it('and what else is asked must all hold', async () => {
    expect(await namesOf({ specialty: 'wild', text: 'una' })).toEqual(['100% Una_Bel\\Us'])
    expect(await namesOf({ specialty: 'wild', text: 'ömer' })).toEqual([])
    expect(await namesOf({ text: 'nobody is called so' })).toEqual([])
    const page = await findPage(backend, client, { text: 'nobody is called so' })
    expect(page).toEqual({ professionals: [] })
  })

  it('may be a length: only services of it count, all are told', async () => {
    const specialties = ['length']
    const { owner, serviceId } = await make({ professional: { specialties } })
    const long = (await offer(owner, { name: 'Long', durationMinutes: 90 })).service.serviceId
    const query = { specialty: 'length' }
    const [all] = await findAll(backend, client, query)
    expect(all?.nextSlots.map((slot) => slot.serviceId)).toEqual([serviceId, serviceId, serviceId])
    const [found] = await findAll(backend, client, { ...query, durationMinutes: '90' })
    expect(found?.nextSlots.map((slot) => slot.serviceId)).toEqual([long, long, long])
    expect(found?.services).toHaveLength(2)
    expect(await namesOf({ ...query, durationMinutes: '91' })).toEqual([])
    await offer(owner, { serviceId: long, active: false })
    expect(await namesOf({ ...query, durationMinutes: '90' })).toEqual([])
  })
})

describe('a range', () => {
  const specialty = 'range'
  const starts = async (query: Record<string, string>) => {
    const found = await findAll(backend, client, { specialty, ...query })
    return found.map(({ nextSlots }) => nextSlots.map(({ start }) => start))
  }

  beforeAll(async () => {
    const policy = { horizonDays: 100 }
    const hours = [{ weekday: 5, start: '09:00', end: '09:30' }]
    await make({ professional: { specialties: [specialty], policy }, hours })
  })

  it('is half-open, and begins now at the soonest', async () => {
    const friday = '2027-03-12T09:00:00Z'
    const second = '2027-03-12T09:00:01Z'
    expect(await starts({ from: '2027-01-30T00:00:00Z', to: second })).toEqual([[friday]])
    expect(await starts({ from: friday, to: second })).toEqual([[friday]])
    expect(await starts({ to: friday })).toEqual([])
    expect(await starts({ from: second, to: '2027-03-19T09:00:00Z' })).toEqual([])
    expect(await starts({ to: inMillis(-HOUR) })).toEqual([])
    expect(await starts({ from: inMillis(-2 * DAY), to: NOW })).toEqual([])
  })

  it('without an end reaches 62 days, and without a start begins now', async () => {
    const friday = Date.parse('2027-03-12T09:00:00Z')
    const weeks = (...numbers: readonly number[]) =>
      numbers.map((week) => formatInstant(friday + week * 7 * DAY))
    expect(await starts({})).toEqual([weeks(0, 1, 2)])
    expect(await starts({ from: inMillis(30 * DAY) })).toEqual([weeks(5, 6, 7)])
    expect(await starts({ from: inMillis(90 * DAY) })).toEqual([weeks(13, 14)])
    const within = formatInstant(friday - 61 * DAY)
    expect(await starts({ from: within })).toEqual([weeks(0)])
    expect(await starts({ from: formatInstant(friday - 62 * DAY) })).toEqual([])
    expect(await starts({ to: inMillis(62 * DAY) })).toEqual([weeks(0, 1, 2)])
    for (const query of [
      { to: inMillis(62 * DAY + 3 * HOUR + 1000) },
      { from: inMillis(DAY), to: inMillis(63 * DAY + 3 * HOUR + 1000) },
      { from: inMillis(DAY), to: inMillis(DAY) },
    ]) {
      const told = await f.get(backend, 'search-professionals', client, query)
      expect(f.expectProblem(told, 'invalid-request').errors.map(({ path }) => path)).toEqual([
        'to',
      ])
    }
    expect(await starts({ from: '9999-12-31T00:00:00Z' })).toEqual([])
  })
})

describe('available now', () => {
  const specialty = 'now'
  const query = { specialty, availableNow: 'true' }

  it('is who is shown as available and has a slot within 60 minutes, notice applied', async () => {
    const named = (name: string, policy: object = {}) => ({
      professional: { name, specialties: [specialty], policy },
    })
    const slow = await make(named('Slow', { minNoticeMinutes: 60 }))
    await make(named('Slower', { minNoticeMinutes: 61 }))
    const closed = f.everyDay('10:00', '17:00')
    await make({ ...named('Closed'), hours: closed })
    const booked = await make(named('Booked'))
    const busy = await make(named('Busy'))
    const full = await make({ ...named('Full'), service: { durationMinutes: 60 } })
    await make(named('Free'))
    const earlier = Date.parse(NOW) - HOUR
    clock.now = earlier
    await f.book(backend, client, booked.serviceId, '2027-03-10T09:30:00Z')
    for (const start of ['2027-03-10T10:00:00Z', '2027-03-10T11:00:00Z'])
      await f.book(backend, full.owner, full.serviceId, start)
    clock.now = Date.parse(NOW)
    await backend.database.query(`insert into activities values ($1, 'busy', $2, $3, null)`, [
      busy.professionalId,
      inMillis(-MINUTE),
      inMillis(MINUTE),
    ])
    // Closed: off. Booked: in a session. Busy: busy. Full: no slot. Slower: a slot at 11:00 at the soonest.
    expect(await namesOf(query)).toEqual(['Free', 'Slow'])
    expect(await namesOf({ ...query, availableNow: 'false' })).toHaveLength(7)
    const [free] = await findAll(backend, client, query)
    expect(free?.nextSlots.map(({ start }) => start.slice(11, 16))).toEqual([
      '09:30',
      '10:00',
      '10:30',
    ])
    expect(await namesOf({ ...query, to: inMillis(30 * MINUTE) })).toEqual(['Free'])
    const tomorrow = { from: inMillis(DAY), to: inMillis(DAY + HOUR) }
    expect(await namesOf({ ...query, ...tomorrow })).toEqual(['Free', 'Slow'])
    clock.now += 1
    expect(await namesOf(query)).toEqual(['Free'])
    await f.post(backend, 'save-professional', slow.owner, { active: false })
  })
})

describe('where Postgres is distributed', () => {
  it('everybody who was made here is found as on one Postgres, in the same order', async () => {
    const config = { connectionString: backend.database.options.connectionString }
    const [one, apart] = [false, true].map((isDistributed) =>
      openDatabase({ config, isDistributed }),
    )
    if (!one || !apart) throw new Error('both are open')
    const found = async (db: typeof one, asked: object, typed: Typed) => {
      const range = { start: clock.now, end: clock.now + 30 * DAY }
      const open = { now: clock.now, uid: client.uid, range, mustBeFree: false }
      const search = { ...open, isAvailableNow: false, ...asked }
      const page = await findProfessionals(db, { search, typed, after: undefined, size: 100 })
      return page.found.map(({ calendar, slots }) => [calendar.professionalId, slots])
    }
    const typed = [
      {},
      { words: ['e'] },
      { words: ['check', 'o'] },
      { words: ['%'] },
      { words: ['nobody_'] },
      { specialty: 'activity' },
    ]
    const asked = [{}, { mustBeFree: true }, { durationMinutes: 60 }, { isAvailableNow: true }]
    let met = 0
    for (const words of typed) {
      for (const more of asked) {
        const told = await found(one, more, words)
        expect(await found(apart, more, words), JSON.stringify([words, more])).toEqual(told)
        met += told.length
      }
      const listing = { ...words, limit: 100 }
      expect(await listProfessionals(apart, listing)).toEqual(await listProfessionals(one, listing))
    }
    expect(met).toBeGreaterThan(100)
    await Promise.all([one.destroy(), apart.destroy()])
  })
})
