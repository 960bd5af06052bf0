// Requests about one professional: ranges, and what null means.
import { describe, expect, it } from 'vitest'
import { type Range, itClears, itKeepsTo, itTakesText, wrong } from '../../test/support/requests.ts'
import { GetProfessional, SaveProfessional } from './professional.ts'

const ID = '018f0000-0000-7000-8000-000000000001'

const POLICY_RANGES: readonly Range[] = [
  ['policy.slotStepMinutes', 5, 1440],
  ['policy.minNoticeMinutes', 0, 525_600],
  ['policy.horizonDays', 0, 730],
  ['policy.maxBookingsPerDay', 1, 1000],
  ['policy.maxBookingsPerWeek', 1, 1000],
  ['policy.maxMinutesPerDay', 1, 1440],
  ['policy.cancelNoticeMinutes', 0, 525_600],
  ['policy.rescheduleNoticeMinutes', 0, 525_600],
  ['policy.weekStartsOn', 1, 7],
  ['policy.perClient.maxUpcoming', 1, 1000],
  ['policy.perClient.maxPerDay', 1, 1000],
  ['policy.perClient.maxPerWeek', 1, 1000],
]

describe('save-professional', () => {
  itKeepsTo(SaveProfessional, POLICY_RANGES)
  itTakesText(SaveProfessional, [
    ['name', 100],
    ['headline', 140],
    ['about', 4000],
    ['location.address', 500],
    ['contact.phone', 40],
  ])
  itClears(SaveProfessional, {
    optional: [
      'headline',
      'about',
      'photoUrl',
      'location',
      'online',
      'contact',
      'contact.phone',
      'contact.email',
      'policy.slotStepMinutes',
      'policy.maxBookingsPerDay',
      'policy.maxBookingsPerWeek',
      'policy.maxMinutesPerDay',
      'policy.perClient',
      'policy.perClient.maxUpcoming',
      'policy.perClient.maxPerDay',
      'policy.perClient.maxPerWeek',
    ],
    kept: [
      'name',
      'timeZone',
      'specialties',
      'active',
      'policy',
      'policy.minNoticeMinutes',
      'policy.horizonDays',
      'policy.cancelNoticeMinutes',
      'policy.rescheduleNoticeMinutes',
      'policy.weekStartsOn',
      'policy.requireVerified',
    ],
  })

  it('takes an empty patch: nothing has a default but validateOnly', () => {
    expect(SaveProfessional.parse({})).toEqual({ validateOnly: false })
    expect(SaveProfessional.parse({ policy: {} })).toEqual({ policy: {}, validateOnly: false })
  })

  it('takes contact data of either kind, and nothing in it as none', () => {
    const saved = (contact: unknown) => SaveProfessional.parse({ contact }).contact
    expect(saved({ email: ' olga@Grün.example ' })).toEqual({ email: 'olga@Grün.example' })
    expect(saved({ phone: '+49 30 901820', email: null })).toEqual({ phone: '+49 30 901820' })
    expect([saved(null), saved({}), saved({ phone: null, email: null })]).toEqual([
      null,
      null,
      null,
    ])
    for (const email of ['olga', 'olga@', 'a@b\nc', 5])
      expect(wrong(SaveProfessional, { contact: { email } })).toEqual(['contact.email'])
    for (const phone of ['', '\u200b', 5])
      expect(wrong(SaveProfessional, { contact: { phone } })).toEqual(['contact.phone'])
    expect(wrong(SaveProfessional, { contact: { fax: '1' } })).toEqual(['contact.fax'])
  })

  it('takes 20 specialties of 60 characters, and each once', () => {
    const twenty = Array.from({ length: 20 }, (_, n) => `${n}`.padEnd(60, 'x'))
    expect(SaveProfessional.parse({ specialties: twenty }).specialties).toEqual(twenty)
    expect(SaveProfessional.parse({ specialties: ['a', 'b', 'a'] }).specialties).toEqual(['a', 'b'])
    expect(wrong(SaveProfessional, { specialties: [...twenty, 'one more'] })).toEqual([
      'specialties',
    ])
    expect(wrong(SaveProfessional, { specialties: ['x'.repeat(61)] })).toEqual(['specialties.0'])
  })

  it.each([
    [{ latitude: 52.5 }, 'location.longitude'],
    [{ longitude: 13.4 }, 'location.latitude'],
    [{ latitude: 52.5, longitude: null }, 'location.longitude'],
    [{ latitude: null, longitude: 0 }, 'location.latitude'],
  ])('refuses half of a position: %j', (half, missing) => {
    expect(wrong(SaveProfessional, { location: { address: 'Here', ...half } })).toEqual([missing])
  })

  it('takes a place without a position', () => {
    const none = { address: 'Here', latitude: null, longitude: null }
    expect(SaveProfessional.parse({ location: none }).location).toEqual({ address: 'Here' })
  })

  it('takes a place on earth', () => {
    const corner = { address: 'Here', latitude: -90, longitude: 180 }
    expect(wrong(SaveProfessional, { location: corner })).toEqual([])
    expect(wrong(SaveProfessional, { location: { ...corner, latitude: -90.1 } })).toEqual([
      'location.latitude',
    ])
    expect(wrong(SaveProfessional, { location: { ...corner, longitude: 180.1 } })).toEqual([
      'location.longitude',
    ])
    expect(wrong(SaveProfessional, { location: { latitude: 1, longitude: 1 } })).toEqual([
      'location.address',
    ])
  })

  it.each([
    ['https://example.org/me.jpg', []],
    ['http://example.org/me.jpg', []],
    ['ftp://example.org/me.jpg', ['photoUrl']],
    ['javascript:alert(1)', ['photoUrl']],
    ['me.jpg', ['photoUrl']],
  ])('of a photo at %s finds %j wrong', (photoUrl, paths) => {
    expect(wrong(SaveProfessional, { photoUrl })).toEqual(paths)
  })

  it('refuses what it does not know, also inside the policy', () => {
    expect(wrong(SaveProfessional, { nickname: 'P', policy: { horizon: 3 } })).toEqual(
      expect.arrayContaining(['nickname', 'policy.horizon']),
    )
  })
})

describe('get-professional', () => {
  it('names one professional', () => {
    expect(wrong(GetProfessional, { professionalId: ID })).toEqual([])
    expect(wrong(GetProfessional, {})).toEqual(['professionalId'])
  })
})
