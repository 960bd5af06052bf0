import { describe, expect, it } from 'vitest'
import {
  NOW,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildHold,
  buildService,
  everyDay,
  monday,
} from '../../test/support/build-calendar.ts'
import { projectOpenings } from './openings.ts'
import { projectProfessional } from './professional-document.ts'

const openingsOf = (fields: Parameters<typeof buildCalendar>[0], now = NOW) => {
  const calendar = buildCalendar(fields)
  return projectOpenings(calendar, projectProfessional(calendar, now), now)
}

describe('openings', () => {
  it('are those of the professional’s document, of active services alone', () => {
    const services = [
      buildService({ serviceId: 'soon' }),
      buildService({ serviceId: 'gone', active: false }),
      buildService({ serviceId: 'never', hours: [] }),
    ]
    const { professionalId, revision, openings } = openingsOf({ services })
    expect([professionalId, revision]).toEqual(['the-professional', 7])
    expect(openings).toMatchObject([
      { serviceId: 'soon', nextFreeAt: monday('09:00') },
      { serviceId: 'never' },
    ])
    expect(openings[1]).not.toHaveProperty('nextFreeAt')
  })

  it('stay exact until the start can no longer be booked with its notice', () => {
    const services = [
      buildService({ serviceId: 'own', minNoticeMinutes: 30 }),
      buildService({ serviceId: 'fallback' }),
    ]
    const { openings } = openingsOf({ services, policy: { minNoticeMinutes: 20 } })
    expect(openings.map(({ exactUntil }) => exactUntil)).toEqual([
      monday('08:30') + 1,
      monday('08:40') + 1,
    ])
  })

  it.each([
    ['UTC', '2026-11-24T00:00:00Z'],
    ['America/New_York', '2026-11-23T05:00:00Z'],
    ['Pacific/Kiritimati', '2026-11-23T10:00:00Z'],
  ])('where nothing is free stay exact until midnight in %s', (timeZone, midnight) => {
    const now = monday('04:00')
    const { openings } = openingsOf({ timeZone, weeklyRules: [] }, now)
    expect(openings).toEqual([{ serviceId: 'massage', exactUntil: Date.parse(midnight) }])
  })

  it.each([
    ['a hold', buildHold({ holdExpiresAt: monday('08:07') }), '08:07'],
    ['a request', buildClaim({ status: 'pending' }), '10:00'],
  ])('stay exact no longer than %s that may give its seats back', (_what, claim, time) => {
    const appointments = [buildAppointment(monday('10:00'), { claims: [claim] })]
    const hours = everyDay({ start: '10:00', end: '12:00' })
    const { openings } = openingsOf({ appointments, weeklyRules: hours })
    expect(openings).toMatchObject([{ nextFreeAt: monday('11:00'), exactUntil: monday(time) }])
    const full = openingsOf({
      appointments,
      weeklyRules: everyDay({ start: '10:00', end: '11:00' }),
      policy: { horizonDays: 0 },
    })
    expect(full.openings).toEqual([{ serviceId: 'massage', exactUntil: monday(time) }])
  })
})
