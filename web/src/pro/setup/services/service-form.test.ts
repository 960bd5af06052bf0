// A service's form: what is wrong, what is sent of what changed.
import { describe, expect, it } from 'vitest'
import type { Service } from '../../../../../client/index.ts'
import { EMPTY_WEEK, withDay } from '../hours/week.ts'
import {
  newService,
  serviceErrors,
  type ServiceValues,
  toServiceRequest,
  toServiceValues,
} from './service-form.ts'

const SERVICE: Service = {
  serviceId: 's',
  professionalId: 'p',
  name: 'Physiotherapy',
  durationMinutes: 45,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 15,
  capacity: 1,
  minNoticeMinutes: 120,
  approval: 'automatic',
  price: { amountMinor: 6550, currency: 'EUR' },
  perClient: { maxPerWeek: 2 },
  active: true,
}
const VALUES = toServiceValues(SERVICE, 'EUR')
const sent = (changed: Partial<ServiceValues>) =>
  toServiceRequest({ ...VALUES, ...changed }, changed, false)
const evening = withDay(EMPTY_WEEK, 2, [{ start: '18:00', end: '19:00' }])

describe('a service that is edited', () => {
  it('shows what is saved', () => {
    expect(VALUES).toMatchObject({
      duration: '45',
      notice: { amount: '2', unit: 'hours' },
      price: '65.50',
      maxPerWeek: '2',
      step: '',
    })
    expect(serviceErrors(VALUES)).toEqual({})
  })

  it.each<[Partial<ServiceValues>, object]>([
    [{}, {}],
    [{ name: ' Massage ' }, { name: 'Massage' }],
    [{ duration: '60' }, { durationMinutes: 60 }],
    [{ step: '60' }, { slotStepMinutes: 60 }],
    [{ step: '' }, { slotStepMinutes: null }],
    [{ notice: { amount: '', unit: 'hours' } }, { minNoticeMinutes: null }],
    [{ notice: { amount: '0', unit: 'days' } }, { minNoticeMinutes: 0 }],
    [{ price: '' }, { price: null }],
    [{ price: '70' }, { price: { amountMinor: 7000, currency: 'EUR' } }],
    [{ currency: 'CHF' }, { price: { amountMinor: 6550, currency: 'CHF' } }],
    [{ description: '' }, { description: null }],
    [{ isManual: true }, { approval: 'manual' }],
    [
      { hasOwnHours: true, week: evening },
      { hours: [{ weekday: 2, start: '18:00', end: '19:00' }] },
    ],
    [{ hasOwnHours: false }, { hours: null }],
    [{ week: evening }, {}],
    [{ maxPerWeek: '', maxPerDay: '1' }, { perClient: { maxPerWeek: null, maxPerDay: 1 } }],
  ])('with %j changed is sent as %j', (changed, request) => {
    expect(sent(changed)).toEqual(request)
  })
})

describe('a new service', () => {
  it('is sent with its name, its duration and what was filled in', () => {
    const values = { ...newService('EUR'), name: 'Yoga', capacity: '8' }
    expect(toServiceRequest(values, { name: 'Yoga', capacity: '8' }, true)).toEqual({
      name: 'Yoga',
      durationMinutes: 30,
      capacity: 8,
    })
  })

  it('needs a name', () => {
    expect(Object.keys(serviceErrors(newService('EUR')))).toEqual(['name'])
  })
})

describe('what is wrong', () => {
  it.each<[Partial<ServiceValues>, string]>([
    [{ name: '  ' }, 'name'],
    [{ duration: '4' }, 'duration'],
    [{ duration: '1441' }, 'duration'],
    [{ bufferAfter: '481' }, 'bufferAfter'],
    [{ capacity: '0' }, 'capacity'],
    [{ step: '3' }, 'step'],
    [{ horizon: '731' }, 'horizon'],
    [{ notice: { amount: '400', unit: 'days' } }, 'notice'],
    [{ price: '1.234,00' }, 'price'],
    [{ hasOwnHours: true }, 'week'],
    [{ maxUpcoming: '0' }, 'maxUpcoming'],
  ])('with %j stands at %s', (changed, field) => {
    expect(Object.keys(serviceErrors({ ...VALUES, ...changed }))).toEqual([field])
  })
})
