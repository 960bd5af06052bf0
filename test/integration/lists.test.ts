// The lists for those who run things: all professionals for admins, the changes of a calendar for its owner.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type * as z from 'zod'
import { ChangeMessage } from '../../shared/contract/messages/change.ts'
import type { ChangesPage } from '../../shared/contract/list-changes.ts'
import type { ProfessionalsPage } from '../../shared/contract/professionals.ts'
import { HOUR } from '../../shared/time/instant.ts'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

const NOW = '2027-03-01T06:00:00Z'

let backend: Backend
let clock: f.Clock
let admin: User
let client: User

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked(NOW))
  ;[admin, client] = await Promise.all([f.adminUser(backend), backend.user('Carl Client')])
})
afterAll(() => backend.stop())

type Changes = z.infer<typeof ChangesPage>
type Professionals = z.infer<typeof ProfessionalsPage>

// Every answer of a test is checked against its schema.
const changes = async (user: User, query: Record<string, string> = {}) =>
  f.granted(await f.get(backend, 'list-changes', user, query)) as unknown as Changes
const professionals = async (query: Record<string, string> = {}) =>
  f.granted(await f.get(backend, 'list-professionals', admin, query)) as unknown as Professionals

describe('list-changes', () => {
  let owner: User
  let made: f.Made
  let booking: f.Booked

  beforeAll(async () => {
    owner = await backend.user('Olga Owner')
    made = await f.makeProfessional(backend, owner)
    booking = await f.book(backend, client, made.serviceId, '2027-03-02T09:00:00Z', {
      note: 'knee',
    })
    clock.now += HOUR
    const { bookingId } = booking
    f.granted(await f.post(backend, 'cancel-booking', client, { bookingId, reason: 'flu' }))
  })

  it('tells the messages of a calendar in the order of their revisions, and the present one', async () => {
    const told = await changes(owner)
    expect(told.revision).toBe(5)
    expect(told.nextPageToken).toBeUndefined()
    expect(
      told.changes.map(({ revision, type, dates, at }) => [revision, type, dates, at]),
    ).toEqual([
      [1, 'professional.changed', 'all', NOW],
      [2, 'service.changed', 'all', NOW],
      [3, 'schedule.changed', 'all', NOW],
      [4, 'booking.confirmed', ['2027-03-02'], NOW],
      [5, 'booking.cancelled', ['2027-03-02'], '2027-03-01T07:00:00Z'],
    ])
    const { professionalId, serviceId } = made
    const { bookingId, appointmentId } = booking
    expect(told.changes.at(-1)).toEqual({
      changeId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      causeId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      type: 'booking.cancelled',
      professionalId,
      revision: 5,
      at: '2027-03-01T07:00:00Z',
      by: { kind: 'client' },
      dates: ['2027-03-02'],
      bookingId,
      appointmentId,
      serviceId,
    })
    for (const change of told.changes) ChangeMessage.parse(change)
    expect(JSON.stringify(told)).not.toMatch(new RegExp(`${client.uid}|Carl|knee|flu`))
  })

  it('goes on after a revision, page by page', async () => {
    const whole = (await changes(owner)).changes
    for (const pageSize of ['1', '2', '4', '5']) {
      const found: Changes['changes'][number][] = []
      let page = await changes(owner, { afterRevision: '1', pageSize })
      for (;;) {
        found.push(...page.changes)
        expect(page.changes.length).toBeLessThanOrEqual(Number(pageSize))
        const { nextPageToken: pageToken } = page
        if (pageToken === undefined) break
        page = await changes(owner, { afterRevision: '1', pageSize, pageToken })
      }
      expect(found).toEqual(whole.slice(1))
    }
    expect(await changes(owner, { afterRevision: '5' })).toEqual({
      changes: [],
      revision: 5,
      firstRevision: 1,
    })
    expect(await changes(owner, { afterRevision: '500' })).toEqual({
      changes: [],
      revision: 5,
      firstRevision: 1,
    })
  })

  it('is for whoever may change the calendar', async () => {
    const { professionalId } = made
    const own = await changes(owner)
    expect(await changes(owner, { professionalId })).toEqual(own)
    expect(await changes(admin, { professionalId })).toEqual(own)
    for (const user of [client, admin])
      f.expectProblem(await f.get(backend, 'list-changes', user), 'not-found')
    f.expectProblem(await f.get(backend, 'list-changes', client, { professionalId }), 'not-found')
    const { nextPageToken = '' } = await changes(owner, { professionalId, pageSize: '2' })
    const stolen = { professionalId, pageSize: '2', pageToken: nextPageToken }
    f.expectProblem(await f.get(backend, 'list-changes', client, stolen), 'not-found')
  })
})

describe('list-professionals', () => {
  const NAMES = ['Änne', 'anna', 'Bo', 'Zoe', 'bert', 'Bo', '100%']

  beforeAll(async () => {
    for (const [index, name] of NAMES.entries()) {
      const owner = await backend.user('Olga Owner')
      const active = index % 3 !== 0
      const profile = { name, timeZone: 'UTC', headline: 'listed here', active }
      f.granted(await f.post(backend, 'save-professional', owner, profile))
    }
  })

  const listed = { text: 'listed here' }
  const namesOf = ({ professionals: all }: Professionals) => all.map(({ name }) => name)

  it('tells all professionals, with their revisions, by name whatever its case, and id', async () => {
    const page = await professionals(listed)
    expect(namesOf(page)).toEqual(['100%', 'anna', 'bert', 'Bo', 'Bo', 'Zoe', 'Änne'])
    const both = page.professionals.filter(({ name }) => name === 'Bo')
    const ids = both.map(({ professionalId }) => professionalId)
    expect(ids).toEqual(ids.toSorted())
    const [first] = page.professionals
    if (!first) throw new Error('somebody is listed')
    const { professionalId } = first
    const told = f.granted(await f.get(backend, 'get-professional', client, { professionalId }))
    expect(first).toEqual(told.professional)
    expect(namesOf(await professionals()).length).toBe(NAMES.length + 1)
  })

  it('goes on page by page', async () => {
    const whole = await professionals(listed)
    for (const pageSize of ['1', '2', '3', '7']) {
      const found: Professionals['professionals'][number][] = []
      let page = await professionals({ ...listed, pageSize })
      for (;;) {
        found.push(...page.professionals)
        const { nextPageToken: pageToken } = page
        if (pageToken === undefined) break
        page = await professionals({ ...listed, pageSize, pageToken })
      }
      expect(found).toEqual(whole.professionals)
    }
    const { nextPageToken = '' } = await professionals({ ...listed, pageSize: '2' })
    const { professionalId } = f.nth(whole.professionals, 0)
    const pageToken = f.withPosition(nextPageToken, { name: 'a', professionalId })
    const told = await f.get(backend, 'list-professionals', admin, { ...listed, pageToken })
    f.expectProblem(told, 'invalid-request')
  })

  it('can be asked for the active ones, and for words', async () => {
    const inactive = ['100%', 'Zoe', 'Änne']
    expect(namesOf(await professionals({ ...listed, active: 'false' }))).toEqual(inactive)
    expect(namesOf(await professionals({ ...listed, active: 'true' }))).toEqual([
      'anna',
      'bert',
      'Bo',
      'Bo',
    ])
    expect(namesOf(await professionals({ text: 'here ÄNNE' }))).toEqual(['Änne'])
    expect(namesOf(await professionals({ text: 'here ANN' }))).toEqual(['anna', 'Änne'])
    expect(namesOf(await professionals({ text: '%' }))).toEqual(['100%'])
    expect(namesOf(await professionals({ text: 'an_a' }))).toEqual([])
    expect(await professionals({ text: 'nobody' })).toEqual({ professionals: [] })
  })

  it('is for admins alone', async () => {
    f.expectProblem(await f.get(backend, 'list-professionals', client), 'forbidden')
  })
})
