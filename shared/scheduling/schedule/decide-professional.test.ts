// Making a professional's calendar, and changing what is told of them.
import { describe, expect, it } from 'vitest'
import {
  accepted,
  asOwner,
  at,
  buildCalendar,
  buildPolicy,
  refusalOf,
} from '../../../test/support/build-calendar.ts'
import type { SaveProfessional } from '../../contract/professional.ts'
import { applyEffects } from '../effects/apply.ts'
import { decideNewProfessional, decideProfessional } from './decide-professional.ts'
import { newCalendar } from '../model/new-calendar.ts'

describe('a first save', () => {
  it('makes a professional with the contract’s defaults, in one change of every date', () => {
    const fields = { name: 'Petra', timeZone: 'Europe/Berlin' }
    const { effects, answer } = accepted(decideNewProfessional(fields, 'petra', asOwner()))
    expect(answer).toEqual({
      professionalId: 'new-1',
      name: 'Petra',
      timeZone: 'Europe/Berlin',
      specialties: [],
      active: true,
      policy: {
        minNoticeMinutes: 0,
        horizonDays: 60,
        cancelNoticeMinutes: 0,
        rescheduleNoticeMinutes: 0,
        weekStartsOn: 1,
        requireVerified: false,
      },
    })
    expect(effects).toEqual({
      professional: answer,
      changes: [{ changeId: 'new-2', type: 'professional.changed', dates: 'all' }],
    })
  })

  it('takes what is sent, and nothing of what is null', () => {
    const fields = {
      name: 'Petra',
      timeZone: 'UTC',
      headline: null,
      online: true,
      active: false,
      policy: { horizonDays: 7, slotStepMinutes: null, maxBookingsPerDay: 3 },
    }
    const { answer } = accepted(decideNewProfessional(fields, 'petra', asOwner()))
    expect(answer).toMatchObject({ online: true, active: false })
    expect(answer).not.toHaveProperty('headline')
    expect(answer.policy).toEqual(buildPolicy({ horizonDays: 7, maxBookingsPerDay: 3 }))
  })

  it.each([
    [{}, ['name', 'timeZone']],
    [{ name: 'Petra' }, ['timeZone']],
    [{ timeZone: 'UTC' }, ['name']],
  ])('of %j is refused for want of %j', (fields, missing) => {
    const refusal = refusalOf(decideNewProfessional(fields, 'petra', asOwner()))
    expect(refusal?.reason).toBe('invalid-request')
    expect(refusal?.errors?.map(({ path }) => path)).toEqual(missing)
  })

  it('leads to an empty calendar in the professional’s zone', () => {
    const fields = { name: 'Petra', timeZone: 'Asia/Tokyo' }
    const { effects, answer } = accepted(decideNewProfessional(fields, 'petra', asOwner()))
    const calendar = applyEffects(newCalendar(answer, 'petra'), effects)
    expect(calendar).toMatchObject({ revision: 1, ownerUid: 'petra', professional: answer })
    expect(calendar.zone.name).toBe('Asia/Tokyo')
  })
})

describe('a later save', () => {
  const calendar = buildCalendar({ policy: { minNoticeMinutes: 30, slotStepMinutes: 20 } })

  it('keeps what is absent and changes what is there, in one change of every date', () => {
    const fields = { headline: 'Strong hands' }
    const { effects, answer } = accepted(decideProfessional(calendar, fields, asOwner()))
    expect(answer).toEqual({ ...calendar.professional, headline: 'Strong hands' })
    expect(effects.changes).toEqual([
      { changeId: 'new-1', type: 'professional.changed', dates: 'all' },
    ])
  })

  it('changes the policy field by field, clears with null, and applies no default anew', () => {
    const policy = { horizonDays: 10, slotStepMinutes: null }
    const { answer } = accepted(decideProfessional(calendar, { policy }, asOwner()))
    expect(answer.policy).toEqual(buildPolicy({ minNoticeMinutes: 30, horizonDays: 10 }))
  })

  it('changes limits per client field by field, and clears them field by field or whole', () => {
    const limited = buildCalendar({ policy: { perClient: { maxUpcoming: 2, maxPerDay: 1 } } })
    const after = (perClient: NonNullable<SaveProfessional['policy']>['perClient']) =>
      accepted(decideProfessional(limited, { policy: { perClient } }, asOwner())).answer.policy
        .perClient
    expect(after({ maxPerWeek: 3 })).toEqual({ maxUpcoming: 2, maxPerDay: 1, maxPerWeek: 3 })
    expect(after({ maxPerDay: null })).toEqual({ maxUpcoming: 2 })
    expect(after({ maxPerDay: null, maxUpcoming: null })).toBeUndefined()
    expect(after(null)).toBeUndefined()
    expect(after(undefined)).toEqual({ maxUpcoming: 2, maxPerDay: 1 })
  })

  it('clears a field with null', () => {
    const professional = { ...calendar.professional, headline: 'Old', online: true }
    const { answer } = accepted(
      decideProfessional(
        { ...calendar, professional },
        { headline: null, online: null },
        asOwner(),
      ),
    )
    expect(answer).not.toHaveProperty('headline')
    expect(answer).not.toHaveProperty('online')
  })

  it('moves to another zone, with everything that wall times mean', () => {
    const { effects, answer } = accepted(
      decideProfessional(calendar, { timeZone: 'Asia/Tokyo' }, asOwner()),
    )
    expect(answer.timeZone).toBe('Asia/Tokyo')
    expect(applyEffects(calendar, effects).zone.name).toBe('Asia/Tokyo')
  })

  it('takes time off of whole days along to its dates in another zone, and no other', () => {
    const span = { start: at('2027-03-09T00:00:00Z'), end: at('2027-03-11T00:00:00Z') }
    const days = { timeOffId: 'days', ...span, startDate: '2027-03-09', endDate: '2027-03-10' }
    const hours = { timeOffId: 'hours', ...span }
    const before = buildCalendar({ timeOff: [days, hours] })
    const { effects } = accepted(decideProfessional(before, { timeZone: 'Asia/Tokyo' }, asOwner()))
    const moved = { start: at('2027-03-08T15:00:00Z'), end: at('2027-03-10T15:00:00Z') }
    expect(applyEffects(before, effects).timeOff).toEqual([{ ...days, ...moved }, hours])
  })

  it.each([
    ['nothing', {}],
    ['what is so already', { name: 'Petra', policy: { minNoticeMinutes: 30 } }],
    [
      'a null for what is unset',
      { headline: null, policy: { maxBookingsPerDay: null, perClient: null } },
    ],
  ])('of %s changes nothing: no change, the same answer', (_what, fields) => {
    const { effects, answer } = accepted(decideProfessional(calendar, fields, asOwner()))
    expect(effects).toEqual({ changes: [] })
    expect(answer).toBe(calendar.professional)
  })
})
