// Requests about services: ranges, and what null means.
import { describe, expect, it } from 'vitest'
import { itClears, itKeepsTo, itTakesText, wrong } from '../../test/support/requests.ts'
import { SaveService } from './service.ts'

describe('save-service', () => {
  itKeepsTo(SaveService, [
    ['durationMinutes', 5, 1440],
    ['bufferBeforeMinutes', 0, 480],
    ['bufferAfterMinutes', 0, 480],
    ['capacity', 1, 500],
    ['slotStepMinutes', 5, 1440],
    ['minNoticeMinutes', 0, 525_600],
    ['horizonDays', 0, 730],
    ['perClient.maxUpcoming', 1, 1000],
    ['perClient.maxPerDay', 1, 1000],
    ['perClient.maxPerWeek', 1, 1000],
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
      'perClient',
      'perClient.maxUpcoming',
      'perClient.maxPerDay',
      'perClient.maxPerWeek',
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
