// How a session goes, as its professional tells it: begun, late, finished, or nobody came.
import { describe, expect, it } from 'vitest'
import {
  type Stated,
  BEN,
  accepted,
  asOwner,
  bookingOf,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildHold,
  buildService,
  monday,
  refusalOf,
} from '../../../test/support/build-calendar.ts'
import { DAY, HOUR, type Instant, SECOND } from '../../time/instant.ts'
import { applyEffects } from '../effects/apply.ts'
import type { Appointment, Booking, Calendar, Claim } from '../model/calendar.ts'
import { decideProgress } from './decide-progress.ts'
import { NOTHING } from '../effects/effects.ts'
import type { ProgressRequest } from './progress.ts'
import { findSlots } from '../free/search.ts'

const buffered = buildService({ capacity: 4, bufferBeforeMinutes: 10, bufferAfterMinutes: 15 })

/** An appointment from 10:00 to 11:00 on Monday, with these claims. */
function given(
  claims: readonly Claim[] = [buildClaim()],
  fields: Partial<Appointment> = {},
  ...others: readonly Appointment[]
): Calendar {
  const own = buildAppointment(monday('10:00'), { service: buffered, claims, ...fields })
  const appointments = [own, ...others].toSorted((a, b) => a.start - b.start)
  return buildCalendar({ services: [buffered, buildService({ serviceId: 'alone' })], appointments })
}

const running = (fields: Stated<Claim> = {}) => buildClaim({ status: 'in-progress', ...fields })

function report(
  calendar: Calendar,
  request: ProgressRequest,
  time: string | Instant,
  booking: Stated<Booking> = {},
  bookingId = 'booking',
) {
  const now = typeof time === 'string' ? monday(time) : time
  return decideProgress(calendar, bookingOf(calendar, bookingId, booking), request, asOwner(now))
}

const STARTED = { step: 'started' } as const
const FINISHED = { step: 'finished' } as const
const NO_SHOW = { step: 'no-show' } as const
const lateStart = (time: string) => ({ step: 'running-late', expectedStart: monday(time) }) as const
const lateEnd = (time: string) => ({ step: 'running-late', expectedEnd: monday(time) }) as const

const effectsOf = (...args: Parameters<typeof report>) => accepted(report(...args)).effects
const rowOf = (...args: Parameters<typeof report>) => effectsOf(...args).changedAppointments?.[0]
const reasonOf = (...args: Parameters<typeof report>) => refusalOf(report(...args))?.reason
const toldOf = (...args: Parameters<typeof report>) =>
  effectsOf(...args).changes.map(({ type, bookingId }) => [type, bookingId])

describe('started', () => {
  it('begins the appointment now: early, it still ends when it was to', () => {
    const { effects, answer } = accepted(report(given(), STARTED, '09:50'))
    expect(answer.booking).toMatchObject({ status: 'in-progress', version: 2 })
    expect(answer.booking).not.toHaveProperty('expectedEnd')
    expect(effects.changedAppointments).toEqual([
      expect.objectContaining({ expectedStart: monday('09:50'), state: 'active' }),
    ])
    expect(effects.bookingSteps).toEqual([{ bookingId: 'booking', status: 'in-progress' }])
    expect(effects.changes.map(({ type }) => type)).toEqual(['booking.started'])
  })

  it('later than agreed lasts as long as it was to', () => {
    const claim = buildClaim({ expectedStart: monday('10:30'), expectedEnd: monday('11:30') })
    const late = given([claim], { expectedStart: monday('10:30') })
    const { answer } = accepted(report(late, STARTED, '10:20', { expectedStart: monday('10:30') }))
    expect(answer.booking).toMatchObject({
      expectedStart: monday('10:20'),
      expectedEnd: monday('11:20'),
    })
  })

  it('is said as of the whole second', () => {
    expect(rowOf(given(), STARTED, monday('09:50') + 999)?.expectedStart).toBe(monday('09:50'))
  })

  it('holds for everybody in it who is confirmed: each is told', () => {
    const claims = [
      buildClaim(),
      buildClaim({ bookingId: 'ben’s', uid: BEN }),
      buildClaim({ bookingId: 'asked', uid: 'carl', status: 'pending' }),
      buildClaim({ bookingId: 'absent', uid: 'dora', status: 'no-show' }),
    ]
    expect(toldOf(given(claims), STARTED, '09:50')).toEqual([
      ['booking.started', 'booking'],
      ['booking.started', 'ben’s'],
    ])
  })

  it('is not said of what the clock has begun', () => {
    expect(reasonOf(given(), STARTED, monday('10:00') - 1)).toBeUndefined()
    expect(reasonOf(given(), STARTED, '10:00')).toBe('not-changeable')
  })
})

describe('running late', () => {
  it('before it began, moves its end along', () => {
    const { effects, answer } = accepted(report(given(), lateStart('10:20'), '09:30'))
    expect(effects.changedAppointments).toEqual([
      expect.objectContaining({ expectedStart: monday('10:20'), end: monday('11:00') }),
    ])
    expect(answer.booking).toMatchObject({
      status: 'confirmed',
      expectedStart: monday('10:20'),
      expectedEnd: monday('11:20'),
    })
    expect(effects.changes.map(({ type }) => type)).toEqual(['booking.delayed'])
  })

  it('once it began, moves its end alone', () => {
    const calendar = given([running()])
    const { answer } = accepted(report(calendar, lateEnd('11:25'), '10:30'))
    expect(answer.booking).toMatchObject({ status: 'in-progress', expectedEnd: monday('11:25') })
    expect(answer.booking).not.toHaveProperty('expectedStart')
  })

  it('keeps when it began', () => {
    const begun = { expectedStart: monday('10:20') }
    const calendar = given([running(begun)], begun)
    expect(rowOf(calendar, lateEnd('11:40'), '10:30')).toMatchObject({
      expectedStart: monday('10:20'),
      expectedEnd: monday('11:40'),
    })
  })

  it('may be taken back', () => {
    const late = { expectedStart: monday('10:20') }
    const claim = buildClaim({ ...late, expectedEnd: monday('11:20') })
    const { answer, effects } = accepted(report(given([claim], late), lateStart('10:00'), '09:30'))
    expect(answer.booking).not.toHaveProperty('expectedStart')
    expect(answer.booking).not.toHaveProperty('expectedEnd')
    expect(effects.changes.map(({ type }) => type)).toEqual(['booking.delayed'])
  })

  it('said again changes nothing', () => {
    const late = { expectedStart: monday('10:20') }
    const claim = buildClaim({ ...late, expectedEnd: monday('11:20') })
    expect(effectsOf(given([claim], late), lateStart('10:20'), '09:30')).toBe(NOTHING)
  })

  it.each([
    ['begin', given(), lateStart('09:45')],
    ['begin just as agreed', given(), lateStart('10:00')],
    ['end', given([running()]), lateEnd('10:45')],
    ['end just as agreed', given([running()]), lateEnd('11:00')],
  ])('is not what will %s no later than agreed: nobody is told', (_what, calendar, request) => {
    const { effects, answer } = accepted(report(calendar, request, '09:30'))
    expect(effects).toBe(NOTHING)
    expect(answer.delayed).toEqual([])
  })

  it('holds for everybody in it: each is told once', () => {
    const claims = [running(), running({ bookingId: 'ben’s', uid: BEN })]
    expect(toldOf(given(claims), lateEnd('11:25'), '10:30')).toEqual([
      ['booking.delayed', 'booking'],
      ['booking.delayed', 'ben’s'],
    ])
  })

  it.each([
    ['no expectedStart before it began', given(), { step: 'running-late' }, 'expectedStart'],
    ['an expectedEnd before it began', given(), lateEnd('11:20'), 'expectedStart'],
    ['no expectedEnd once it began', given([running()]), { step: 'running-late' }, 'expectedEnd'],
    ['an expectedStart once it began', given([running()]), lateStart('10:50'), 'expectedEnd'],
  ] as const)('is refused with %s', (_what, calendar, request, path) => {
    const [claim] = calendar.appointments[0]?.claims ?? []
    const time = claim?.status === 'in-progress' ? '10:30' : '09:30'
    expect(refusalOf(report(calendar, request, time))).toMatchObject({
      reason: 'invalid-request',
      errors: [{ path, message: expect.stringContaining('is required') as string }],
    })
  })

  it.each([
    ['now', monday('09:30'), 'must be after now'],
    ['the past', monday('09:29'), 'must be after now'],
    ['more than 12 hours ahead', monday('21:30') + SECOND, 'must be within 12 hours'],
  ])('is refused where it is expected %s', (_what, expectedStart, message) => {
    const request = { step: 'running-late', expectedStart } as const
    expect(refusalOf(report(given(), request, '09:30'))?.errors).toEqual([
      { path: 'expectedStart', message: expect.stringContaining(message) as string },
    ])
  })

  it('may be twelve hours late', () => {
    const request = { step: 'running-late', expectedStart: monday('09:30') + 12 * HOUR } as const
    expect(reasonOf(given(), request, '09:30')).toBeUndefined()
  })
})

describe('who is delayed by it', () => {
  const behind = (status: Claim['status'], fields: Stated<Claim> = {}) =>
    buildAppointment(monday('11:30'), {
      appointmentId: 'behind',
      claims: [buildClaim({ bookingId: 'behind', status, ...fields })],
    })

  it.each(['pending', 'confirmed'] as const)('is answered: %s', (status) => {
    const calendar = given([running()], {}, behind(status))
    const { answer } = accepted(report(calendar, lateEnd('11:50'), '10:30'))
    expect(answer.delayed).toEqual([{ bookingId: 'behind', expectedStart: monday('11:50') }])
  })

  it('is not who only holds, nor who comes after a gap', () => {
    const held = buildAppointment(monday('11:30'), {
      appointmentId: 'held',
      claims: [buildHold({ holdExpiresAt: monday('10:40') })],
    })
    const later = buildAppointment(monday('13:00'), {
      appointmentId: 'later',
      claims: [buildClaim({ bookingId: 'later' })],
    })
    const calendar = given([running()], {}, held, later)
    expect(accepted(report(calendar, lateEnd('11:50'), '10:30')).answer.delayed).toEqual([])
  })

  it('is not who was late before it', () => {
    const before = buildAppointment(monday('08:00'), {
      appointmentId: 'before',
      expectedStart: monday('09:45'),
      claims: [buildClaim({ bookingId: 'before' })],
      end: monday('08:10'),
    })
    const calendar = given([buildClaim()], {}, before)
    expect(accepted(report(calendar, STARTED, '09:40')).answer.delayed).toEqual([])
  })

  it('is empty where it ends in time', () => {
    const calendar = given([running()], {}, behind('confirmed'))
    expect(accepted(report(calendar, FINISHED, '10:50')).answer.delayed).toEqual([])
  })
})

describe('finished', () => {
  it('gives the rest of the time back, and keeps the buffer', () => {
    const calendar = given([running()])
    const { effects, answer } = accepted(report(calendar, FINISHED, '10:40'))
    expect(answer.booking).toMatchObject({
      status: 'completed',
      end: monday('11:00'),
      endedAt: monday('10:40'),
    })
    expect(effects.changedAppointments).toEqual([
      expect.objectContaining({
        end: monday('11:00'),
        endedAt: monday('10:40'),
        occupies: { start: monday('09:50'), end: monday('10:55') },
        seatsTaken: 1,
        state: 'active',
      }),
    ])
    expect(effects.changes.map(({ type, dates }) => [type, dates])).toEqual([
      ['booking.completed', ['2026-11-23']],
    ])
    const after = applyEffects(calendar, effects)
    const alone = buildService({ serviceId: 'alone', slotStepMinutes: 5 })
    const range = { start: monday('10:40'), end: monday('12:00') }
    const [first] = findSlots(after, alone, range, 1, { now: monday('10:40') })
    expect(first?.start).toBe(monday('10:55'))
  })

  it('late occupies up to then and its buffer', () => {
    const late = { expectedEnd: monday('11:30') }
    const row = rowOf(given([running(late)], late), FINISHED, '11:20', late)
    expect(row).toMatchObject({
      endedAt: monday('11:20'),
      occupies: { start: monday('09:50'), end: monday('11:35') },
    })
  })

  it('holds for everybody in it, and leaves who did not come', () => {
    const claims = [
      running(),
      running({ bookingId: 'ben’s', uid: BEN }),
      buildClaim({ bookingId: 'absent', uid: 'dora', status: 'no-show' }),
    ]
    expect(toldOf(given(claims), FINISHED, '10:40')).toEqual([
      ['booking.completed', 'booking'],
      ['booking.completed', 'ben’s'],
    ])
  })

  it('cannot be joined any more', () => {
    const calendar = given([running()])
    const after = applyEffects(calendar, effectsOf(calendar, FINISHED, '10:40'))
    const range = { start: monday('10:00'), end: monday('10:01') }
    expect(findSlots(after, buffered, range, 1, { now: monday('09:00') })).toEqual([])
  })

  it('is not said of what has not begun, nor of what the clock has ended', () => {
    expect(reasonOf(given(), FINISHED, '09:50')).toBe('not-changeable')
    expect(reasonOf(given([running()]), FINISHED, '11:00')).toBe('not-changeable')
  })
})

describe('no-show', () => {
  it('gives the rest of the time back where nobody came', () => {
    const { effects, answer } = accepted(report(given([running()]), NO_SHOW, '10:15'))
    expect(answer.booking).toMatchObject({ status: 'no-show', endedAt: monday('10:15') })
    expect(effects.changedAppointments).toEqual([
      expect.objectContaining({
        endedAt: monday('10:15'),
        occupies: { start: monday('09:50'), end: monday('10:30') },
        seatsTaken: 1,
        state: 'active',
      }),
    ])
    expect(effects.changes.map(({ type }) => type)).toEqual(['booking.no-show'])
  })

  it('said before the start gives all of it back, but for the buffers', () => {
    expect(rowOf(given(), NO_SHOW, '09:30')).toMatchObject({
      endedAt: monday('10:00'),
      occupies: { start: monday('09:50'), end: monday('10:15') },
    })
  })

  it('is said of one client alone: the others go on', () => {
    const calendar = given([running(), running({ bookingId: 'ben’s', uid: BEN })])
    const effects = effectsOf(calendar, NO_SHOW, '10:15')
    expect(effects.bookingSteps).toEqual([{ bookingId: 'booking', status: 'no-show' }])
    expect(effects.changes.map(({ bookingId }) => bookingId)).toEqual(['booking'])
    expect(effects.changedAppointments?.[0]).not.toHaveProperty('endedAt')
    const after = applyEffects(calendar, effects)
    expect(rowOf(after, NO_SHOW, '10:25', {}, 'ben’s')?.endedAt).toBe(monday('10:25'))
  })

  it.each(['held', 'pending'] as const)(
    'ends nothing while somebody else is %s in it',
    (status) => {
      const bens = { bookingId: 'ben’s', uid: BEN, status, holdExpiresAt: monday('10:00') }
      const calendar = given([buildClaim(), buildClaim(bens)])
      expect(rowOf(calendar, NO_SHOW, '09:55')).not.toHaveProperty('endedAt')
    },
  )

  it.each(['held', 'pending', 'expired', 'cancelled'] as const)(
    'gives the rest back though somebody is %s in it who cannot come any more',
    (status) => {
      const bens = { bookingId: 'ben’s', uid: BEN, status, holdExpiresAt: monday('10:25') }
      const calendar = given([running(), buildClaim(bens)])
      expect(rowOf(calendar, NO_SHOW, '10:15')?.endedAt).toBe(monday('10:15'))
    },
  )

  it('said once it is over gives nothing back: the time has passed', () => {
    const calendar = given([buildClaim({ status: 'completed' })])
    expect(rowOf(calendar, NO_SHOW, '12:00')).not.toHaveProperty('endedAt')
  })
})

describe('who came and who did not can be corrected', () => {
  const ended = { endedAt: monday('10:15') }

  it.each([
    ['completed', NO_SHOW, 'no-show'],
    ['no-show', FINISHED, 'completed'],
  ] as const)('until seven days after the end: what is %s', (status, request, to) => {
    const calendar = given([buildClaim({ status })], ended)
    const last = monday('11:00') + 7 * DAY
    const { answer } = accepted(report(calendar, request, last))
    expect(answer.booking.status).toBe(to)
    expect(reasonOf(calendar, request, last + SECOND)).toBe('not-changeable')
  })

  it('of one booking, which keeps when it ended', () => {
    const claims = [
      buildClaim({ status: 'no-show' }),
      buildClaim({ bookingId: 'ben’s', uid: BEN, status: 'no-show' }),
    ]
    const calendar = given(claims, ended)
    const effects = effectsOf(calendar, FINISHED, '12:00')
    expect(effects.bookingSteps).toEqual([{ bookingId: 'booking', status: 'completed' }])
    expect(effects.changedAppointments?.[0]).toMatchObject(ended)
  })

  it('but what did not come to pass is not said twice', () => {
    expect(reasonOf(given([buildClaim({ status: 'no-show' })]), NO_SHOW, '12:00')).toBe(
      'not-changeable',
    )
    expect(reasonOf(given([buildClaim({ status: 'completed' })]), FINISHED, '12:00')).toBe(
      'not-changeable',
    )
  })
})
