// Requests about professionals, services and hours: defaults, ranges, and what null means.
import { describe, expect, it } from 'vitest'
import type * as z from 'zod'
import { toFieldErrors } from './issues.ts'
import {
  GetProfessional,
  GetSchedule,
  SaveProfessional,
  SaveService,
  SetWorkingHours,
  policy,
} from './professional.ts'

const ID = '018f0000-0000-7000-8000-000000000001'

function wrong(schema: z.ZodType, input: object): readonly string[] {
  const parsed = schema.safeParse(input)
  return parsed.success ? [] : toFieldErrors(parsed.error, input).map(({ path }) => path)
}

/** An object with one value at a path such as `policy.horizonDays`. */
function at(path: string, value: unknown): object {
  return path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as object
}

type Range = readonly [path: string, min: number, max: number]

function itKeepsTo(schema: z.ZodType, ranges: readonly Range[]): void {
  it.each(ranges)('%s is a whole number from %i to %i', (path, min, max) => {
    expect(wrong(schema, at(path, min))).toEqual([])
    expect(wrong(schema, at(path, max))).toEqual([])
    const outside = [min - 1, max + 1, min + 0.5, String(min), true]
    expect(outside.map((value) => wrong(schema, at(path, value)))).toEqual(
      outside.map(() => [path]),
    )
  })
}

function itTakesText(
  schema: z.ZodType,
  lengths: readonly (readonly [path: string, max: number])[],
) {
  it.each(lengths)('%s has at most %i characters', (path, max) => {
    expect(wrong(schema, at(path, 'x'.repeat(max)))).toEqual([])
    expect(wrong(schema, at(path, 'x'.repeat(max + 1)))).toEqual([path])
    expect(wrong(schema, at(path, 5))).toEqual([path])
  })
}

function itClears(
  schema: z.ZodType,
  { optional, kept }: { readonly optional: readonly string[]; readonly kept: readonly string[] },
): void {
  it.each(optional.map((path) => [path]))('%s is cleared with null', (path) => {
    expect(wrong(schema, at(path, null))).toEqual([])
  })

  it.each(kept.map((path) => [path]))('%s cannot be null', (path) => {
    expect(wrong(schema, at(path, null))).toEqual([path])
  })
}

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
]

describe('save-professional', () => {
  itKeepsTo(SaveProfessional, POLICY_RANGES)
  itTakesText(SaveProfessional, [
    ['name', 100],
    ['headline', 140],
    ['about', 4000],
    ['location.address', 500],
  ])
  itClears(SaveProfessional, {
    optional: [
      'headline',
      'about',
      'photoUrl',
      'location',
      'online',
      'policy.slotStepMinutes',
      'policy.maxBookingsPerDay',
      'policy.maxBookingsPerWeek',
      'policy.maxMinutesPerDay',
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
    ],
  })

  it('takes an empty patch: nothing has a default but validateOnly', () => {
    expect(SaveProfessional.parse({})).toEqual({ validateOnly: false })
    expect(SaveProfessional.parse({ policy: {} })).toEqual({ policy: {}, validateOnly: false })
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

describe('a new policy', () => {
  it('has the contract’s defaults', () => {
    expect(policy.parse({})).toEqual({
      minNoticeMinutes: 0,
      horizonDays: 60,
      cancelNoticeMinutes: 0,
      rescheduleNoticeMinutes: 0,
      weekStartsOn: 1,
    })
  })
})

describe('save-service', () => {
  itKeepsTo(SaveService, [
    ['durationMinutes', 5, 1440],
    ['bufferBeforeMinutes', 0, 480],
    ['bufferAfterMinutes', 0, 480],
    ['capacity', 1, 500],
    ['slotStepMinutes', 5, 1440],
    ['minNoticeMinutes', 0, 525_600],
    ['horizonDays', 0, 730],
  ])
  itTakesText(SaveService, [
    ['name', 100],
    ['description', 4000],
  ])
  itClears(SaveService, {
    optional: [
      'description',
      'hours',
      'slotStepMinutes',
      'minNoticeMinutes',
      'horizonDays',
      'price',
    ],
    kept: [
      'name',
      'durationMinutes',
      'bufferBeforeMinutes',
      'bufferAfterMinutes',
      'capacity',
      'approval',
      'active',
    ],
  })

  it('takes an empty patch: nothing has a default but validateOnly', () => {
    expect(SaveService.parse({})).toEqual({ validateOnly: false })
  })

  it.each([
    [{ approval: 'sometimes' }, ['approval']],
    [{ price: { amountMinor: 100 } }, ['price.currency']],
    [{ hours: [{ weekday: 1, start: '09:00', end: '24:30' }] }, ['hours.0.end']],
    [{ serviceId: 'massage' }, ['serviceId']],
    [{ colour: 'red' }, ['colour']],
  ])('of %j finds %j wrong', (input, paths) => {
    expect(wrong(SaveService, input)).toEqual(paths)
  })
})

describe('set-working-hours', () => {
  const hours = [{ weekday: 1, start: '09:00', end: '17:00' }]

  it.each([
    [{ hours }, []],
    [{ hours: [] }, []],
    [{ hours: null, effectiveFrom: '2026-11-23' }, []],
    [{}, ['hours']],
    [{ hours: 'always' }, ['hours']],
    [{ hours, effectiveFrom: '2026-02-29' }, ['effectiveFrom']],
    [{ hours, effectiveFrom: null }, ['effectiveFrom']],
    [{ hours, until: '2026-11-23' }, ['until']],
    [{ hours: [{ weekday: 1, start: '09:00', end: '09:00' }] }, ['hours.0.end']],
    [{ hours: Array.from({ length: 13 }, () => hours[0]) }, ['hours.12']],
  ])('of %j finds %j wrong', (input, paths) => {
    expect(wrong(SetWorkingHours, input)).toEqual(paths)
  })
})

describe('get-schedule and get-professional', () => {
  it.each([
    [{}, []],
    [{ from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }, []],
    [{ from: '2026-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }, ['to']],
    [{ from: '2026-01-01' }, ['from']],
    [{ professionalId: 'petra' }, ['professionalId']],
  ])('of a schedule of %j finds %j wrong', (input, paths) => {
    expect(wrong(GetSchedule, input)).toEqual(paths)
  })

  it('names one professional', () => {
    expect(wrong(GetProfessional, { professionalId: ID })).toEqual([])
    expect(wrong(GetProfessional, {})).toEqual(['professionalId'])
  })
})
