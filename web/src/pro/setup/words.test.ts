// What rules and fields do, in words.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Policy } from '../../../../client/index.ts'
import { loadWords } from '../../words/words.ts'
import { clientsLine, perClientWords } from './clients/client-words.ts'
import { limitWords, noticeWords, policyReach } from './profile/policy-words.ts'
import { dayWords, intervalWords, weekWords } from './hours/hours-words.ts'
import { EMPTY_WEEK, OFFICE_WEEK, weekdaysFrom } from './hours/week.ts'
import { newService } from './services/service-form.ts'
import {
  capacityWords,
  reachWords,
  stepChoice,
  stepWords,
  takenWords,
} from './services/service-words.ts'

beforeAll(() => Promise.all([loadWords('client'), loadWords('setup')]))

const POLICY: Policy = {
  minNoticeMinutes: 120,
  horizonDays: 60,
  cancelNoticeMinutes: 1440,
  rescheduleNoticeMinutes: 0,
  weekStartsOn: 1,
  requireVerified: false,
}
const NEW = newService('EUR')
const LESSON = { ...NEW, duration: '45', bufferAfter: '15' }

describe('the rules', () => {
  it('say when clients can book', () => {
    expect(policyReach(POLICY)).toBe(
      'Clients can book from 2 hours before the start to 60 days ahead.',
    )
    expect(policyReach({ ...POLICY, minNoticeMinutes: 0, horizonDays: 1 })).toBe(
      'Clients can book until the start, 1 day ahead.',
    )
  })

  it('say until when clients can cancel and move on their own', () => {
    expect(noticeWords('cancel', 2880)).toMatch(/^Until 2 days before/)
    expect(noticeWords('move', 0)).toMatch(/^Until the start/)
    expect(noticeWords('move', undefined)).toBeUndefined()
  })

  it('say what the limits are, or that there are none', () => {
    expect(limitWords({ perDay: '8', perWeek: '', minutesPerDay: '360' })).toMatch(
      /^At most 8 appointments a day and 6 h booked a day\./,
    )
    expect(limitWords({ perDay: '', perWeek: '', minutesPerDay: '' })).toMatch(/^No limits/)
  })

  it('say what one client may have', () => {
    expect(perClientWords({ maxUpcoming: 3, maxPerDay: 1 })).toBe(
      'One client can have at most 3 bookings to come and 1 booking a day.',
    )
    expect(clientsLine({ ...POLICY, requireVerified: true })).toMatch(/^Only verified clients\. /)
  })
})

describe('hours', () => {
  it('are written with the night that they run into', () => {
    expect(intervalWords({ start: '18:00', end: '02:00' })).toMatch(
      /18:00.*next day|6:00.*next day/,
    )
    expect(intervalWords({ start: '00:00', end: '00:00' })).toBe('the whole day')
    expect(dayWords([])).toBe('Closed')
  })

  it('are summed up by runs of days', () => {
    expect(weekWords(OFFICE_WEEK, weekdaysFrom(1))).toMatch(/^Mon–Fri /)
    expect(weekWords(EMPTY_WEEK, weekdaysFrom(1))).toBe('No hours yet')
  })
})

describe('a service', () => {
  it('says what it takes of the day', () => {
    expect(takenWords(LESSON)).toBe('Clients book 45 min; it takes 1 h of your day.')
    expect(takenWords({ ...LESSON, duration: 'x' })).toBeUndefined()
    expect(capacityWords({ ...NEW, capacity: '8' })).toMatch(/up to 8 seats/)
  })

  it('says whose step holds', () => {
    expect(stepWords({ ...LESSON, step: '30' }, POLICY)).toMatch(/every 30 min/)
    expect(stepWords(LESSON, { ...POLICY, slotStepMinutes: 15 })).toMatch(
      /15 min, as in your rules/,
    )
    expect(stepWords(LESSON, POLICY)).toMatch(/45 min, as long as the service/)
  })

  it('suggests the step without gaps: a morning of three hours holds two lessons or three', () => {
    const choice = stepChoice(LESSON, POLICY)
    expect(choice?.step).toBe(60)
    expect(choice?.words).toMatch(
      /3 hours then hold 3 appointments.* 45 min they hold 2 appointments/,
    )
    expect(stepChoice({ ...LESSON, step: '60' }, POLICY)).toBeUndefined()
    expect(stepChoice(NEW, POLICY)).toBeUndefined()
  })

  it('takes the rules where it has none of its own', () => {
    expect(reachWords(NEW, POLICY)).toMatch(/2 hours before .* 60 days/)
    expect(reachWords({ ...NEW, horizon: '7' }, POLICY)).toMatch(/7 days/)
  })
})
