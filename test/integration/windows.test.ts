// The windows of a schedule, asked for and in its document: they follow whatever is changed, and the clock.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DAY, formatInstant } from '../../shared/time/instant.ts'
import { settled } from '../support/agreement.ts'
import { type Backend, plain } from '../support/backend.ts'
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
})

interface Scheduled extends f.Body {
  readonly windows: readonly { readonly start: string; readonly end: string }[]
  readonly truncated?: true
}

async function schedule(query: Record<string, string> = {}): Promise<Scheduled> {
  return f.granted(await f.get(backend, 'get-schedule', practice.owner, query)) as Scheduled
}

/** The windows of the practice's day, `HH:MM-HH:MM`, by the answer and by the document. */
async function windows(): Promise<readonly string[]> {
  const { owner, professionalId } = practice
  await settled(backend, professionalId)
  const document = await backend.firestore
    .doc(`accounts/${owner.uid}/schedules/${professionalId}`)
    .get()
  const toLines = (told: Scheduled['windows']) =>
    told.filter(({ start }) => start < at('00:00', 1)).map(toLine)
  const mirrored = toLines((plain(document.data()) as Scheduled).windows)
  const asked = toLines((await schedule({ from: at('00:00'), to: at('00:00', 1) })).windows)
  expect(mirrored, 'the document and the answer').toEqual(asked)
  return asked
}

const toLine = ({ start, end }: Scheduled['windows'][number]) =>
  `${start.slice(11, 16)}-${end.slice(11, 16)}`

describe('the windows of a schedule', () => {
  it('follow hours, exceptions, time off and busy time, and no booking', async () => {
    const { owner, anna, ask, book } = practice
    expect(await windows()).toEqual(['09:00-17:00'])
    await book(anna, '10:00')
    expect(await windows()).toEqual(['09:00-17:00'])
    await ask(owner, 'set-date-hours', {
      date: at('00:00').slice(0, 10),
      intervals: [
        { start: '09:00', end: '12:00' },
        { start: '13:00', end: '18:00' },
      ],
    })
    await ask(owner, 'add-time-off', { start: at('11:00'), end: at('14:00') })
    expect(await windows()).toEqual(['09:00-11:00', '14:00-18:00'])
    await ask(owner, 'set-external-busy', {
      source: 'google',
      from: at('00:00'),
      to: at('00:00', 1),
      intervals: [{ start: at('15:00'), end: at('15:30') }],
    })
    expect(await windows()).toEqual(['09:00-11:00', '14:00-15:00', '15:30-18:00'])
  })

  it('are those of every service that is offered', async () => {
    const { owner, ask, serviceId } = practice
    const evening = [{ weekday: 2, start: '19:00', end: '21:00' }]
    const input = { name: 'Class', durationMinutes: 60, hours: evening }
    const { service } = await ask(owner, 'save-service', input)
    expect(await windows()).toEqual(['09:00-17:00', '19:00-21:00'])
    await ask(owner, 'save-service', { serviceId, active: false })
    expect(await windows()).toEqual(['19:00-21:00'])
    await ask(owner, 'save-service', { serviceId: service.serviceId, active: false })
    expect(await windows()).toEqual([])
  })

  it('lose what an activity takes, and have it again from its end on', async () => {
    const { owner, ask, wait } = practice
    wait('10:00')
    await ask(owner, 'set-activity', { state: 'busy', until: at('12:00') })
    expect(await windows()).toEqual(['09:00-10:00', '12:00-17:00'])
    wait('11:00')
    await ask(owner, 'set-activity', { state: 'available' })
    expect(await windows()).toEqual(['09:00-17:00'])
  })

  it('lose what a delay takes, and what one took that is over', async () => {
    const { owner, anna, ask, book, wait } = practice
    const { bookingId } = await book(anna, '10:00')
    wait('10:50')
    const late = { bookingId, step: 'running-late', expectedEnd: at('11:40') }
    await ask(owner, 'report-progress', late)
    expect(await windows()).toEqual(['09:00-11:00', '11:40-17:00'])
    wait('11:20')
    await ask(owner, 'report-progress', { bookingId, step: 'finished' })
    expect(await windows()).toEqual(['09:00-11:00', '11:20-17:00'])
    // Days later it is history, and still so.
    clock.now += 30 * DAY
    const past = await schedule({ from: at('00:00'), to: at('00:00', 1) })
    expect(past.windows.map(toLine)).toEqual(['09:00-11:00', '11:20-17:00'])
  })

  it('move on with the day', async () => {
    const { owner, professionalId } = practice
    const path = `accounts/${owner.uid}/schedules/${professionalId}`
    await settled(backend, professionalId)
    clock.now = Date.parse(at('01:30', 1))
    await settled(backend, professionalId)
    const document = plain((await backend.firestore.doc(path).get()).data()) as Scheduled
    expect(document.windows[0]).toEqual({ start: at('09:00', 1), end: at('17:00', 1) })
    expect(document.windows.at(-1)).toEqual({ start: at('09:00', 60), end: at('17:00', 60) })
  })

  it('are told from 400 days back to as far as anybody may book, with a mark where more was asked for', async () => {
    const whole = await schedule({ from: '1990-01-01T00:00:00Z', to: '2190-01-01T00:00:00Z' })
    expect(whole.truncated).toBe(true)
    expect(whole.windows).toHaveLength(400 + 732)
    expect(whole.windows[0]?.start).toBe(formatInstant(Date.parse(at('09:00')) - 400 * DAY))
    const none = await schedule({ from: '2190-01-01T00:00:00Z', to: '2190-02-01T00:00:00Z' })
    expect(none).toMatchObject({ truncated: true, windows: [] })
    expect(await schedule()).not.toHaveProperty('truncated')
  })
})
