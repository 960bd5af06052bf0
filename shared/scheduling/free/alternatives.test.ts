// What is offered instead of a start that is refused.
import { describe, expect, it } from 'vitest'
import {
  ANNA,
  NOW,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildService,
  everyDay,
  monday,
} from '../../../test/support/build-calendar.ts'
import { DAY, type Instant, MINUTE } from '../../time/instant.ts'
import { findAlternatives, knowsAlternatives } from './alternatives.ts'
import type { Calendar } from '../model/calendar.ts'

function startsOf(
  calendar: Calendar,
  start: Instant,
  fields: { seats?: number; now?: Instant; uid?: string } = {},
) {
  const { seats = 1, now = NOW, uid } = fields
  const service = calendar.services[0] ?? buildService()
  const viewer = { now, ...(uid !== undefined && { uid }) }
  return findAlternatives(calendar, service, { start, seats }, viewer).map((slot) => slot.start)
}

/** Open for one start a day. */
const daily = (fields: Parameters<typeof buildCalendar>[0] = {}) =>
  buildCalendar({ weeklyRules: everyDay({ start: '12:00', end: '13:00' }), ...fields })

describe('alternatives', () => {
  it('are the five free slots nearest to the wish, before and after it, sorted', () => {
    expect(startsOf(buildCalendar(), monday('12:20', 3))).toEqual([
      monday('10:00', 3),
      monday('11:00', 3),
      monday('12:00', 3),
      monday('13:00', 3),
      monday('14:00', 3),
    ])
  })

  it('prefer the earlier of two that are equally near', () => {
    expect(startsOf(buildCalendar(), monday('12:30', 3))).toEqual([
      monday('10:00', 3),
      monday('11:00', 3),
      monday('12:00', 3),
      monday('13:00', 3),
      monday('14:00', 3),
    ])
  })

  it('are fewer where fewer are free', () => {
    expect(startsOf(daily({ policy: { horizonDays: 1 } }), monday('20:00'))).toEqual([
      monday('12:00'),
      monday('12:00', 1),
    ])
    expect(startsOf(buildCalendar({ weeklyRules: [] }), monday('12:00'))).toEqual([])
  })

  it('lie within 14 days of the wish', () => {
    const closed = Array.from({ length: 13 }, (_, day) => ({
      timeOffId: `${day}`,
      start: monday('00:00', day),
      end: monday('00:00', day + 1),
    }))
    const calendar = daily({ timeOff: closed })
    expect(startsOf(calendar, monday('11:00'))).toEqual([monday('12:00', 13)])
    expect(startsOf(calendar, monday('13:00'))).toEqual([monday('12:00', 13), monday('12:00', 14)])
  })

  it('are never past, nor sooner than the notice allows', () => {
    const calendar = buildCalendar({ policy: { minNoticeMinutes: 240 } })
    expect(startsOf(calendar, monday('10:00'))[0]).toBe(monday('12:00'))
    expect(startsOf(buildCalendar(), monday('10:00'), { now: monday('11:01') })[0]).toBe(
      monday('12:00'),
    )
  })

  it('have as many seats as are wished for', () => {
    const service = buildService({ capacity: 2 })
    const appointments = [buildAppointment(monday('12:00'), { service })]
    const calendar = buildCalendar({ services: [service], appointments })
    expect(startsOf(calendar, monday('12:00'))).toContain(monday('12:00'))
    expect(startsOf(calendar, monday('12:00'), { seats: 2 })).not.toContain(monday('12:00'))
  })

  it('may be what the client holds', () => {
    const claims = [buildClaim({ status: 'held', holdExpiresAt: NOW + 10 * MINUTE })]
    const calendar = buildCalendar({
      appointments: [buildAppointment(monday('12:00'), { claims })],
    })
    expect(startsOf(calendar, monday('12:10'), { uid: ANNA })).toContain(monday('12:00'))
    expect(startsOf(calendar, monday('12:10'), { uid: 'ben' })).not.toContain(monday('12:00'))
  })

  it('are known only where 14 days on both sides were loaded', () => {
    const start = monday('12:00')
    const loaded = (before: Instant, after: Instant) =>
      knowsAlternatives(
        buildCalendar({ range: { start: start - before, end: start + after } }),
        start,
      )
    expect(loaded(14 * DAY, 14 * DAY)).toBe(true)
    expect(loaded(14 * DAY - 1, 14 * DAY)).toBe(false)
    expect(loaded(14 * DAY, 14 * DAY - 1)).toBe(false)
  })
})
