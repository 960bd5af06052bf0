// The mirror over REST, and by Google's own client: the same documents, conditions and faults, one after the other too.
import { randomUUID } from 'node:crypto'
import { describe, expect, inject, it } from 'vitest'
import type { MirrorPlace } from '../../shared/realtime/firestore-rest.ts'
import { openGoogleMirror } from '../../shared/realtime/google-mirror.ts'
import {
  type Mirror,
  type NextTicket,
  type Ticket,
  Unwritable,
} from '../../shared/realtime/mirror.ts'
import { openMirror } from '../../shared/realtime/rest-mirror.ts'

const adapters: Record<string, (place: MirrorPlace) => Mirror> = {
  REST: openMirror,
  "Google's client": openGoogleMirror,
}

const placeOf = (baseUrl = `http://${inject('parts').firestoreHost}`): MirrorPlace => ({
  projectId: `demo-${randomUUID().slice(0, 18)}`,
  baseUrl,
  accessToken: () => Promise.resolve('owner'),
})

const next = (revision: number, more: Partial<NextTicket> = {}): NextTicket => ({
  revision,
  digests: { professional: 'p', schedule: 's' },
  ...more,
})
const toldBy = ({ writtenAt: _at, mark: _mark, ...told }: Ticket) => told

const DAY = '2026-11-23'
const day = {
  date: DAY,
  slots: { 'a-service': [{ start: new Date('2026-11-23T09:00:00Z'), seatsLeft: 2 }] },
  expireAt: new Date('2026-11-25T00:00:00Z'),
  none: null,
}
const pathOf = (date: string) => `professionals/p/days/${date}`

describe.each(Object.entries(adapters))('the mirror over %s', (_name, open) => {
  it('has no ticket and no days before it is written, and both afterwards', async () => {
    const mirror = open(placeOf())
    expect(await mirror.readTicket('p')).toBeUndefined()
    expect(await mirror.readDays('p', [DAY])).toEqual(new Map())
    expect(await mirror.readDays('p', [])).toEqual(new Map())
    expect(await mirror.listDates('p')).toEqual([])
    const before = Date.now()
    const first = next(1, { date: DAY, unwritten: { 'days/2026-11-24': 'digest', 'a.b/c': 'x' } })
    const ticket = await mirror.commit('p', undefined, first, [
      { path: pathOf(DAY), content: { ...day, unset: undefined } },
    ])
    expect(ticket?.writtenAt).toBeGreaterThan(before - 60_000)
    expect(await mirror.readTicket('p')).toEqual(ticket)
    expect(toldBy(ticket ?? ({} as Ticket))).toEqual(first)
    expect(await mirror.readDays('p', [DAY, '2026-11-24'])).toEqual(new Map([[DAY, day]]))
    expect(await mirror.listDates('p')).toEqual([DAY])
  })

  it('writes all or nothing, if nobody wrote since the ticket was read', async () => {
    const mirror = open(placeOf())
    const writes = [{ path: pathOf(DAY), content: day }]
    const first = await mirror.commit('p', undefined, next(1), writes)
    expect(await mirror.commit('p', undefined, next(2), [{ path: pathOf(DAY) }])).toBeUndefined()
    const second = await mirror.commit('p', first, next(2), [])
    expect(second).toBeDefined()
    expect(await mirror.commit('p', first, next(3), [{ path: pathOf(DAY) }])).toBeUndefined()
    expect(await mirror.listDates('p')).toEqual([DAY])
    expect(await mirror.commit('p', second, next(3), [{ path: pathOf(DAY) }])).toBeDefined()
    expect(await mirror.listDates('p')).toEqual([])
    expect((await mirror.readTicket('p'))?.revision).toBe(3)
  })

  it('loses to one that forgot the ticket', async () => {
    const mirror = open(placeOf())
    const first = await mirror.commit('p', undefined, next(1), [])
    await mirror.commit('p', first, next(2), [{ path: 'mirrors/other' }])
    expect(await mirror.commit('another', first, next(2), [])).toBeUndefined()
  })

  it('keeps nothing of a ticket that the next one does not say', async () => {
    const mirror = open(placeOf())
    const first = await mirror.commit(
      'p',
      undefined,
      next(1, { date: DAY, unwritten: { professional: 'x' } }),
      [],
    )
    await mirror.commit('p', first, next(2), [])
    expect(toldBy((await mirror.readTicket('p')) ?? ({} as Ticket))).toEqual(next(2))
  })

  it.each([
    ['a path that cannot be', { path: 'accounts/__x__/bookings/b', content: {} }],
    ['a value that is too long', { path: 'a/b', content: { text: 'x'.repeat(1_100_000) } }],
    ['more than a request may have', { path: 'a/b', content: { text: 'x'.repeat(11_000_000) } }],
    ['what cannot be encoded', { path: 'a/b', content: { run: () => 1 } }],
  ])('refuses for good: %s', async (_what, write) => {
    const mirror = open(placeOf())
    const refused = mirror.commit('p', undefined, next(1), [{ path: 'a/c', content: {} }, write])
    await expect(refused).rejects.toThrow(Unwritable)
    await expect(refused).rejects.not.toThrow('__x__')
    expect(await mirror.readTicket('p')).toBeUndefined()
  })
})

it('one adapter goes on from what the other wrote', async () => {
  const place = placeOf()
  const [rest, google] = [openMirror(place), openGoogleMirror(place)]
  await rest.commit('p', undefined, next(1, { date: DAY }), [{ path: pathOf(DAY), content: day }])
  const read = await google.readTicket('p')
  expect(toldBy(read ?? ({} as Ticket))).toEqual(next(1, { date: DAY }))
  expect(await google.readDays('p', [DAY])).toEqual(await rest.readDays('p', [DAY]))
  expect(
    await google.commit('p', read, next(2), [{ path: pathOf(DAY), content: day }]),
  ).toBeDefined()
  expect(await rest.readDays('p', [DAY])).toEqual(new Map([[DAY, day]]))
  expect((await rest.readTicket('p'))?.revision).toBe(2)
})
