import { describe, expect, it } from 'vitest'
import {
  ANNA,
  NOW,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildService,
  monday,
} from '../../../test/support/build-calendar.ts'
import { DAY, HOUR } from '../../time/instant.ts'
import { type Place, comparePlaces } from './places.ts'
import {
  type ProfessionalSearch,
  firstLook,
  isAvailableNow,
  nextSlots,
  slotBefore,
  wholeLook,
} from './professional-search.ts'

const FOREVER = Number.POSITIVE_INFINITY

function search(fields: Partial<ProfessionalSearch> = {}): ProfessionalSearch {
  const { now = NOW } = fields
  return {
    now,
    uid: ANNA,
    range: { start: now, end: FOREVER },
    mustBeFree: false,
    isAvailableNow: false,
    ...fields,
  }
}

const upTo = (end: number) => ({ range: { start: Number.NEGATIVE_INFINITY, end } })

describe('the next slots', () => {
  it('are the three soonest of all services, at one start in the order of the services', () => {
    const services = [
      buildService({ serviceId: 'b' }),
      buildService({ serviceId: 'a', durationMinutes: 120 }),
    ]
    const slots = nextSlots(buildCalendar({ services, ...upTo(NOW + DAY) }), search())
    expect(slots.map(({ serviceId, start, end }) => [serviceId, start, end])).toEqual([
      ['b', monday('09:00'), monday('10:00')],
      ['a', monday('09:00'), monday('11:00')],
      ['b', monday('10:00'), monday('11:00')],
    ])
  })

  it('are of services of the length that is asked for', () => {
    const services = [buildService(), buildService({ serviceId: 'long', durationMinutes: 120 })]
    const calendar = buildCalendar({ services, ...upTo(NOW + DAY) })
    const ids = nextSlots(calendar, search({ durationMinutes: 120 })).map((one) => one.serviceId)
    expect(new Set(ids)).toEqual(new Set(['long']))
    expect(nextSlots(calendar, search({ durationMinutes: 45 }))).toEqual([])
  })

  it('are those of the range, as far as it is loaded', () => {
    const starts = (end: number, loadedTo: number) =>
      nextSlots(
        buildCalendar(upTo(loadedTo)),
        search({ range: { start: monday('15:00'), end } }),
      ).map(({ start }) => start)
    expect(starts(monday('16:00'), NOW + DAY)).toEqual([monday('15:00')])
    expect(starts(monday('16:00') + 1, NOW + DAY)).toEqual([monday('15:00'), monday('16:00')])
    expect(starts(FOREVER, monday('15:30'))).toEqual([monday('15:00')])
    expect(starts(FOREVER, monday('14:00'))).toEqual([])
  })

  it('leave out what the caller holds', () => {
    const claims = [buildClaim({ status: 'held', holdExpiresAt: NOW + HOUR })]
    const appointments = [buildAppointment(monday('09:00'), { claims })]
    const calendar = buildCalendar({ appointments, ...upTo(NOW + DAY) })
    const first = (uid: string) => nextSlots(calendar, search({ uid }))[0]?.start
    expect(first(ANNA)).toBe(monday('09:00'))
    expect(first('ben')).toBe(monday('10:00'))
  })
})

describe('what is looked at', () => {
  it('is a fortnight first, then what horizons and range leave', () => {
    const service = buildService({ horizonDays: 30 })
    const calendar = buildCalendar({ services: [service], policy: { horizonDays: 90 } })
    expect(firstLook(search())).toEqual({ start: NOW, end: NOW + 14 * DAY })
    // Midnight after the last date, and a day for clocks that are set back over it.
    expect(wholeLook(calendar, search())).toEqual({ start: NOW, end: monday('00:00', 32) })
    const short = search({ range: { start: NOW, end: NOW + DAY } })
    expect(firstLook(short)).toEqual(short.range)
    expect(wholeLook(calendar, short)).toEqual(short.range)
    const far = { start: NOW + 40 * DAY, end: NOW + 50 * DAY }
    expect(wholeLook(calendar, search({ range: far }))).toEqual({
      start: far.start,
      end: far.start,
    })
  })

  it('is of those with a slot before the range ends, and within the hour where that is asked', () => {
    const end = NOW + DAY
    const range = { start: NOW, end }
    expect(slotBefore(search())).toBe(FOREVER)
    expect(slotBefore(search({ range }))).toBe(end)
    expect(slotBefore(search({ range, isAvailableNow: true }))).toBe(NOW + HOUR + 1)
  })
})

describe('available now', () => {
  const isAvailable = (fields: Parameters<typeof buildCalendar>[0], now: number) =>
    isAvailableNow(buildCalendar(fields), search({ now, isAvailableNow: true }))
  const notice = (minNoticeMinutes: number) => ({ policy: { minNoticeMinutes } })

  it('is who has a slot that starts in 60 minutes at the latest', () => {
    expect(isAvailable({}, monday('10:00'))).toBe(true)
    expect(isAvailable(notice(60), monday('10:00'))).toBe(true)
    expect(isAvailable(notice(60), monday('10:00') + 1)).toBe(false)
    expect(isAvailable({}, monday('16:00') + 1)).toBe(false)
  })

  it('is nobody who is off, away or in a session', () => {
    expect(isAvailable({}, monday('08:30'))).toBe(false)
    const activity = { state: 'busy' as const, since: NOW, until: monday('10:00') }
    expect(isAvailable({ activity }, monday('09:30'))).toBe(false)
    expect(isAvailable({ activity }, monday('10:00'))).toBe(true)
    const appointments = [buildAppointment(monday('10:00'))]
    expect(isAvailable({ appointments }, monday('10:30'))).toBe(false)
  })
})

describe('places', () => {
  it('are ordered by the soonest slot, then id; whoever has none is last', () => {
    const place = (soonest: number, professionalId: string): Place => ({ soonest, professionalId })
    const ordered = [
      place(1, 'b'),
      place(2, 'a'),
      place(2, 'b'),
      place(FOREVER, 'a'),
      place(FOREVER, 'b'),
    ]
    expect(ordered.toReversed().toSorted(comparePlaces)).toEqual(ordered)
    expect(comparePlaces(place(FOREVER, 'a'), place(FOREVER, 'a'))).toBe(0)
  })
})
