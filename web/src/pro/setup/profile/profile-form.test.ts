// The form of profile and rules: what is wrong, what is sent of what changed.
import { describe, expect, it } from 'vitest'
import type { Professional } from '../../../../../client/index.ts'
import {
  profileErrors,
  type ProfileValues,
  toProfileRequest,
  toProfileValues,
  toSpecialties,
} from './profile-form.ts'

const PROFESSIONAL: Professional = {
  professionalId: 'p',
  name: 'Ann',
  location: { address: 'Here 1', latitude: 1, longitude: 2 },
  contact: { phone: '+49 30 1' },
  specialties: ['Back', 'Knee'],
  timeZone: 'Europe/Berlin',
  active: true,
  policy: {
    minNoticeMinutes: 120,
    horizonDays: 60,
    cancelNoticeMinutes: 1440,
    rescheduleNoticeMinutes: 0,
    weekStartsOn: 1,
    requireVerified: false,
  },
  revision: 1,
}
const VALUES = toProfileValues(PROFESSIONAL)
const sent = (changed: Partial<ProfileValues>) =>
  toProfileRequest({ ...VALUES, ...changed }, changed)

describe('profile and rules', () => {
  it('show what is saved', () => {
    expect(VALUES).toMatchObject({
      specialties: 'Back, Knee',
      notice: { amount: '2', unit: 'hours' },
      cancelNotice: { amount: '1', unit: 'days' },
      perDay: '',
    })
    expect(profileErrors(VALUES)).toEqual({})
  })

  it.each<[Partial<ProfileValues>, object]>([
    [{}, {}],
    [{ name: ' Anna ' }, { name: 'Anna' }],
    [{ headline: '' }, { headline: null }],
    [{ address: 'There 2' }, { location: { address: 'There 2' } }],
    [{ address: ' ' }, { location: null }],
    [{ email: 'a@b.example' }, { contact: { phone: '+49 30 1', email: 'a@b.example' } }],
    [{ phone: '' }, { contact: null }],
    [{ specialties: 'Back, , Back; Hip' }, { specialties: ['Back', 'Hip'] }],
    [{ isActive: false }, { active: false }],
    [{ timeZone: 'Asia/Tokyo' }, { timeZone: 'Asia/Tokyo' }],
    [{ notice: { amount: '0', unit: 'hours' } }, { policy: { minNoticeMinutes: 0 } }],
    [
      { perDay: '8', perWeek: '', weekStartsOn: '7' },
      { policy: { maxBookingsPerDay: 8, maxBookingsPerWeek: null, weekStartsOn: 7 } },
    ],
    [{ step: '' }, { policy: { slotStepMinutes: null } }],
  ])('with %j changed are sent as %j', (changed, request) => {
    expect(sent(changed)).toEqual(request)
  })

  it.each<[Partial<ProfileValues>, string]>([
    [{ name: ' ' }, 'name'],
    [{ photoUrl: 'me.jpg' }, 'photoUrl'],
    [{ photoUrl: 'javascript:alert(1)' }, 'photoUrl'],
    [{ email: 'ann' }, 'email'],
    [{ specialties: 'x'.repeat(61) }, 'specialties'],
    [{ specialties: Array.from({ length: 21 }, (_, i) => i).join() }, 'specialties'],
    [{ notice: { amount: '', unit: 'hours' } }, 'notice'],
    [{ horizon: '731' }, 'horizon'],
    [{ perDay: '0' }, 'perDay'],
    [{ minutesPerDay: '1441' }, 'minutesPerDay'],
    [{ step: '4' }, 'step'],
  ])('with %j are wrong at %s', (changed, field) => {
    expect(Object.keys(profileErrors({ ...VALUES, ...changed }))).toEqual([field])
  })

  it('take specialties by commas, semicolons and lines', () => {
    expect(toSpecialties(' a,b ;c\nd,,')).toEqual(['a', 'b', 'c', 'd'])
  })
})
