// How far a schedule reaches: ten years, in any zone; whatever is taken makes changes that every subscriber takes.
import { describe, expect, it } from 'vitest'
import { NOW, asOwner, buildCalendar } from '../../../test/support/build-calendar.ts'
import { ChangeMessage } from '../../contract/messages/change.ts'
import { toChange } from '../../projection/change-message.ts'
import { formatDate } from '../../time/date.ts'
import { DAY, HOUR, type Instant, formatInstant } from '../../time/instant.ts'
import { toLocalDay } from '../../time/zone.ts'
import type { Decision } from '../effects/decision.ts'
import type { Calendar } from '../model/calendar.ts'
import { REACH_DAYS, REACH_MILLIS } from '../model/reach.ts'
import { decideDateHours } from './decide-date-hours.ts'
import { decideExternalBusy } from './decide-external-busy.ts'
import { decideTimeOff } from './decide-time-off.ts'
import { decideWorkingHours } from './decide-working-hours.ts'

const ID = '018f0000-0000-7000-8000-000000000001'

/** The wrong fields; where there is none, every change is read as a subscriber reads it. */
function wrongOf(decision: Decision<unknown>): readonly string[] {
  if (decision.refused) return decision.refused.errors?.map(({ path }) => path) ?? []
  const { changes } = decision.effects
  expect(changes.length).toBeGreaterThan(0)
  for (const { type, dates } of changes) {
    const ids = { changeId: ID, causeId: ID, professionalId: ID }
    const change = { ...ids, type, dates, revision: 1, at: NOW }
    const message = toChange({ ...change, by: { kind: 'professional' } }, formatInstant)
    expect(ChangeMessage.parse(JSON.parse(JSON.stringify(message)))).toMatchObject({ type, dates })
  }
  return []
}

const dateHours = (calendar: Calendar, ...dates: string[]) =>
  wrongOf(decideDateHours(calendar, { dates, intervals: [] }, asOwner()))
const workingHours = (calendar: Calendar, effectiveFrom: string) =>
  wrongOf(decideWorkingHours(calendar, { effectiveFrom, hours: [] }, asOwner()))
const daysOff = (calendar: Calendar, startDate: string, endDate: string) =>
  wrongOf(decideTimeOff(calendar, { startDate, endDate, onConflict: 'keep' }, [], asOwner()))
const timeOff = (calendar: Calendar, start: Instant, end: Instant) =>
  wrongOf(decideTimeOff(calendar, { start, end, onConflict: 'keep' }, [], asOwner()))
const busy = (calendar: Calendar, from: Instant, to: Instant) =>
  wrongOf(
    decideExternalBusy(
      calendar,
      { source: 'google', from, to, intervals: [{ start: from, end: to }] },
      asOwner(),
    ),
  )

describe.each(['UTC', 'Pacific/Kiritimati', 'Pacific/Niue', 'Pacific/Apia'])(
  'in %s',
  (timeZone) => {
    const calendar = buildCalendar({ timeZone })
    const today = toLocalDay(calendar.zone, NOW)
    const date = (days: number) => formatDate(today + days)
    const [first, last] = [date(-REACH_DAYS), date(REACH_DAYS)]
    const [before, behind] = [date(-REACH_DAYS - 1), date(REACH_DAYS + 1)]

    it('a schedule reaches from ten years ago to ten years ahead, by the professional’s date', () => {
      expect(dateHours(calendar, first, last)).toEqual([])
      expect(workingHours(calendar, first)).toEqual([])
      expect(workingHours(calendar, last)).toEqual([])
      expect(daysOff(calendar, first, first)).toEqual([])
      expect(daysOff(calendar, last, last)).toEqual([])
    })

    it.each([before, behind, '0001-01-01', '9999-12-30', '9999-12-31'])(
      'no further, such as to %s',
      (far) => {
        expect(dateHours(calendar, far)).toEqual(['dates'])
        expect(dateHours(calendar, date(1), far)).toEqual(['dates.1'])
        expect(workingHours(calendar, far)).toEqual(['effectiveFrom'])
        expect(daysOff(calendar, far, far)).toEqual(['startDate'])
      },
    )

    it('its instants reach as far', () => {
      const [from, to] = [NOW - REACH_MILLIS, NOW + REACH_MILLIS]
      expect(timeOff(calendar, from, from + HOUR)).toEqual([])
      expect(timeOff(calendar, to - HOUR, to)).toEqual([])
      expect(busy(calendar, to - DAY, to)).toEqual([])
      expect(timeOff(calendar, from - 1000, from + HOUR)).toEqual(['start'])
      expect(timeOff(calendar, to - HOUR, to + 1000)).toEqual(['end'])
      expect(busy(calendar, from - 1000, from + HOUR)).toEqual(['from'])
      expect(busy(calendar, to - HOUR, to + 1000)).toEqual(['to'])
    })

    it('a rule beyond that was kept before there was a limit can be dropped', () => {
      const weeklyRules = [{ effectiveFrom: '0001-01-01', hours: [] }]
      const old = buildCalendar({ timeZone, weeklyRules })
      const drop = { effectiveFrom: '0001-01-01', hours: null }
      expect(wrongOf(decideWorkingHours(old, drop, asOwner()))).toEqual([])
    })
  },
)
