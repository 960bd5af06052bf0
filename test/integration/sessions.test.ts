// What happens now: sessions that begin, run late, end early or find nobody, and what the professional is doing.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { type Practice, at, openPractice } from '../support/practice.ts'

let backend: Backend
let clock: f.Clock
let practice: Practice

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked(at('08:00')))
})
afterAll(() => backend.stop())

beforeEach(async () => {
  practice = await openPractice(backend, clock, { service: { slotStepMinutes: 30 } })
})

interface Reported extends f.Body {
  readonly delayed: readonly { readonly bookingId: string; readonly expectedStart: string }[]
}

const tell = (bookingId: string, step: string, more: object = {}) =>
  practice.tell(practice.owner, 'report-progress', { bookingId, step, ...more })

async function report(bookingId: string, step: string, more: object = {}): Promise<Reported> {
  return f.granted(await tell(bookingId, step, more)) as Reported
}

const bookingOf = async (bookingId: string) =>
  (await practice.booking(practice.owner, bookingId)).booking

describe('a session', () => {
  it('begins and ends by itself at its expected times', async () => {
    const { bookingId } = await practice.book(practice.anna, '10:00')
    for (const [time, status] of [
      ['09:59', 'confirmed'],
      ['10:00', 'in-progress'],
      ['10:59', 'in-progress'],
      ['11:00', 'completed'],
    ] as const) {
      practice.wait(time)
      expect((await bookingOf(bookingId)).status).toBe(status)
    }
  })

  it('that runs late moves those behind it until a gap absorbs the delay', async () => {
    const { anna, ben, cem, book, free } = practice
    const first = await book(anna, '10:00')
    const second = await book(ben, '11:00')
    const third = await book(cem, '12:30')
    practice.wait('10:30')
    const expectedEnd = at('11:20')
    const told = await report(first.bookingId, 'running-late', { expectedEnd })
    expect(told.booking).toMatchObject({ status: 'in-progress', expectedEnd })
    expect(told.delayed).toEqual([{ bookingId: second.bookingId, expectedStart: at('11:20') }])
    expect(await bookingOf(second.bookingId)).toMatchObject({
      start: at('11:00'),
      expectedStart: at('11:20'),
      expectedEnd: at('12:20'),
    })
    expect(await bookingOf(third.bookingId)).not.toHaveProperty('expectedStart')
    expect((await free(anna)).slice(0, 1)).toEqual(['13:30'])
    // Worse: now the third one is late, too.
    const worse = await report(first.bookingId, 'running-late', { expectedEnd: at('12:00') })
    expect(worse.delayed).toEqual([
      { bookingId: second.bookingId, expectedStart: at('12:00') },
      { bookingId: third.bookingId, expectedStart: at('13:00') },
    ])
  })

  it('finished early gives the rest back at once, and those behind are on time again', async () => {
    const { anna, ben, book, free } = practice
    const first = await book(anna, '10:00')
    const second = await book(ben, '11:00')
    practice.wait('10:10')
    await report(first.bookingId, 'running-late', { expectedEnd: at('11:30') })
    practice.wait('10:29')
    const told = await report(first.bookingId, 'finished')
    expect(told.booking).toMatchObject({
      status: 'completed',
      end: at('11:00'),
      endedAt: at('10:29'),
    })
    expect(told.delayed).toEqual([])
    const { history } = await practice.booking(ben, second.bookingId)
    expect(history.map(({ type }) => type)).toEqual([
      'booking.confirmed',
      'booking.delayed',
      'booking.delayed',
    ])
    expect(await bookingOf(second.bookingId)).not.toHaveProperty('expectedStart')
    expect(await free(anna)).not.toContain('10:30')
    await practice.ask(practice.owner, 'cancel-booking', { bookingId: second.bookingId })
    expect(await free(anna)).toContain('10:30')
  })

  it('announced late before it begins takes its end along, and may begin earlier than feared', async () => {
    const { anna, ben, book } = practice
    const { bookingId } = await book(anna, '10:00')
    await book(ben, '11:00')
    practice.wait('09:50')
    const told = await report(bookingId, 'running-late', { expectedStart: at('10:30') })
    expect(told.booking).toMatchObject({
      status: 'confirmed',
      expectedStart: at('10:30'),
      expectedEnd: at('11:30'),
    })
    practice.wait('10:10')
    expect((await bookingOf(bookingId)).status).toBe('confirmed')
    const begun = await report(bookingId, 'started')
    expect(begun.booking).toMatchObject({ status: 'in-progress', expectedStart: at('10:10') })
    expect(begun.delayed.map(({ expectedStart }) => expectedStart)).toEqual([at('11:10')])
  })

  it('names those behind it that it pushes outside the hours, as they are expected now', async () => {
    const { anna, ben, cem, owner, ask, book } = practice
    const { bookingId } = await book(anna, '14:00')
    await book(ben, '15:00')
    const last = await book(cem, '16:00')
    practice.wait('13:50')
    const early = await report(bookingId, 'running-late', { expectedStart: at('14:20') })
    expect(early.delayed).toHaveLength(2)
    expect(early.conflictCount).toBe(1)
    expect(early.conflicts).toMatchObject([
      { bookingId: last.bookingId, start: at('16:00'), expectedStart: at('16:20') },
    ])
    // Those that lie outside as agreed are none of the delay's doing.
    const hours = [{ start: '09:00', end: '15:30' }]
    await ask(owner, 'set-date-hours', { date: at('00:00').slice(0, 10), intervals: hours })
    const again = await report(bookingId, 'running-late', { expectedStart: at('14:30') })
    expect(again.delayed).toHaveLength(2)
    expect(again).toMatchObject({ conflicts: [], conflictCount: 0 })
    const onTime = await report(bookingId, 'started')
    expect(onTime).toMatchObject({ conflicts: [], conflictCount: 0 })
  })

  it('begun before its time runs, and ends as agreed', async () => {
    const { bookingId } = await practice.book(practice.anna, '10:00')
    practice.wait('09:50')
    const { booking } = await report(bookingId, 'started')
    expect(booking.status).toBe('in-progress')
    const { professionalId } = practice
    const { activity } = f.granted(
      await f.get(backend, 'get-professional', practice.ben, { professionalId }),
    )
    expect(activity).toEqual({ state: 'in-session', until: at('11:00') })
    practice.wait('11:00')
    expect((await bookingOf(bookingId)).status).toBe('completed')
  })

  it('to which nobody came gives its time back, and the report can be put right for a week', async () => {
    const { anna, ben, book, free } = practice
    const { bookingId } = await book(anna, '10:00')
    practice.wait('10:15')
    const { booking } = await report(bookingId, 'no-show')
    expect(booking).toMatchObject({ status: 'no-show', endedAt: at('10:15') })
    expect(await free(ben)).toContain('10:30')
    await book(ben, '10:30')
    clock.now = Date.parse(at('11:00', 7))
    expect((await report(bookingId, 'finished')).booking.status).toBe('completed')
    expect((await report(bookingId, 'no-show')).booking.status).toBe('no-show')
    clock.now += 1000
    f.expectProblem(await tell(bookingId, 'finished'), 'not-changeable')
  })

  it('of a group begins and ends for all, and misses them one by one', async () => {
    const { owner, anna, ben, ask, book, serviceId } = practice
    await ask(owner, 'save-service', { serviceId, capacity: 3 })
    const [annas, bens] = [await book(anna, '10:00'), await book(ben, '10:00')]
    practice.wait('09:58')
    await report(annas.bookingId, 'started')
    expect((await bookingOf(bens.bookingId)).status).toBe('in-progress')
    practice.wait('10:20')
    expect((await report(bens.bookingId, 'no-show')).booking).not.toHaveProperty('endedAt')
    practice.wait('10:40')
    await report(annas.bookingId, 'finished')
    expect((await bookingOf(annas.bookingId)).status).toBe('completed')
    expect(await bookingOf(bens.bookingId)).toMatchObject({
      status: 'no-show',
      endedAt: at('10:40'),
    })
  })

  it.each([
    ['expectedEnd', { expectedEnd: at('10:30') }, 'must be after now'],
    ['expectedEnd', { expectedEnd: at('22:31') }, 'within 12 hours'],
    ['expectedEnd', {}, 'is required'],
    ['expectedEnd', { expectedStart: at('10:50') }, 'is required'],
    ['expectedStart', { expectedStart: at('10:50'), expectedEnd: at('11:50') }, 'goes without'],
  ])('names %s where it is wrong: %o', async (field, more, words) => {
    const { bookingId } = await practice.book(practice.anna, '10:00')
    practice.wait('10:30')
    const digest = await f.digestOf(backend)
    const refused = await tell(bookingId, 'running-late', more)
    const { errors } = f.expectProblem(refused, 'invalid-request')
    expect(errors.map(({ path }) => path)).toEqual([field])
    expect(errors[0]?.message).toContain(words)
    expect(await f.digestOf(backend)).toBe(digest)
  })

  it('is reported on by its professional alone', async () => {
    const { bookingId } = await practice.book(practice.anna, '10:00')
    const other = await openPractice(backend, clock)
    const input = { bookingId, step: 'started' }
    f.expectProblem(await practice.tell(practice.anna, 'report-progress', input), 'forbidden')
    f.expectProblem(await practice.tell(practice.ben, 'report-progress', input), 'not-found')
    f.expectProblem(await other.tell(other.owner, 'report-progress', input), 'not-found')
  })
})

interface Set extends f.Body {
  readonly activity: { readonly state: string; readonly until?: string; readonly message?: string }
}

const set = (input: object): Promise<Set> => practice.ask(practice.owner, 'set-activity', input)

describe('an activity', () => {
  it('takes the time until its end out of the offer, and names who no longer fits', async () => {
    const { anna, ben, book, free, wait } = practice
    const { bookingId } = await book(anna, '11:00')
    wait('10:10')
    const told = await set({ state: 'away', until: at('12:00'), message: 'at the bank' })
    expect(told.activity).toEqual({ state: 'away', until: at('12:00'), message: 'at the bank' })
    expect(told.conflicts.map((one) => one.bookingId)).toEqual([bookingId])
    expect((await free(ben)).at(0)).toBe('12:00')
    const refused = await practice.tell(ben, 'create-booking', {
      serviceId: practice.serviceId,
      start: at('10:30'),
    })
    f.expectProblem(refused, 'professional-away')
    const back = await set({ state: 'available' })
    expect(back.activity).toEqual({ state: 'available' })
    expect((await free(ben)).at(0)).toBe('12:00')
    await practice.ask(anna, 'cancel-booking', { bookingId })
    expect((await free(ben)).at(0)).toBe('10:30')
  })

  it.each([
    ['10:00', '17:00'],
    ['16:59', '17:00'],
    ['08:00', '17:00'],
  ])('set at %s without an end lasts until %s', async (time, until) => {
    practice.wait(time)
    expect((await set({ state: 'busy' })).activity).toEqual({ state: 'busy', until: at(until) })
  })

  it('needs an end where no more hours are left today', async () => {
    practice.wait('17:00')
    const refused = await practice.tell(practice.owner, 'set-activity', { state: 'busy' })
    const { errors } = f.expectProblem(refused, 'invalid-request')
    expect(errors[0]).toEqual({
      path: 'until',
      message: 'is required: there are no more working hours today',
    })
  })

  it.each([
    ['until', { state: 'busy', until: at('08:00') }],
    ['until', { state: 'busy', until: at('08:01', 30) }],
    ['until', { state: 'available', until: at('10:00') }],
    ['state', { state: 'in-session' }],
    ['state', {}],
    ['message', { state: 'busy', message: 'x'.repeat(141) }],
  ])('names %s where it is wrong: %o', async (field, input) => {
    const digest = await f.digestOf(backend)
    const refused = await practice.tell(practice.owner, 'set-activity', input)
    const { errors } = f.expectProblem(refused, 'invalid-request')
    expect(errors.map(({ path }) => path)).toEqual([field])
    expect(await f.digestOf(backend)).toBe(digest)
  })

  it('that says nothing new changes nothing', async () => {
    const first = await set({ state: 'busy', until: at('12:00') })
    practice.wait('08:05')
    expect((await set({ state: 'busy', until: at('12:00') })).revision).toBe(first.revision)
    const back = await set({ state: 'available' })
    expect(back.revision).toBe(first.revision + 1)
    expect((await set({ state: 'available' })).revision).toBe(back.revision)
  })

  it('only rehearsed names who would not fit, and changes nothing', async () => {
    await practice.book(practice.anna, '10:00')
    const digest = await f.digestOf(backend)
    const told = await set({ state: 'away', until: at('12:00'), validateOnly: true })
    expect(told.conflicts).toHaveLength(1)
    expect(await f.digestOf(backend)).toBe(digest)
  })

  it('is over by itself', async () => {
    await set({ state: 'busy', until: at('09:30') })
    practice.wait('09:30')
    const { professionalId, serviceId } = practice
    const { activity } = f.granted(
      await f.get(backend, 'get-professional', practice.ben, { professionalId }),
    )
    expect(activity).toEqual({ state: 'available' })
    await practice.ask(practice.ben, 'create-booking', { serviceId, start: at('09:30') })
  })
})
