// Creating and changing services.
import { describe, expect, it } from 'vitest'
import {
  NOW,
  accepted,
  asOwner,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildService,
  monday,
  refusalOf,
} from '../../../test/support/build-calendar.ts'
import { applyEffects } from '../effects/apply.ts'
import { decideNewBooking } from '../booking/decide-new-booking.ts'
import { decideService } from './decide-service.ts'

describe('a new service', () => {
  it('has the contract’s defaults, in one change of every date', () => {
    const fields = { name: 'Yoga', durationMinutes: 90 }
    const { effects, answer } = accepted(
      decideService(buildCalendar(), undefined, fields, asOwner()),
    )
    expect(answer).toEqual({
      serviceId: 'new-1',
      professionalId: 'the-professional',
      name: 'Yoga',
      durationMinutes: 90,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      capacity: 1,
      approval: 'automatic',
      active: true,
    })
    expect(effects).toEqual({
      services: [answer],
      changes: [{ changeId: 'new-2', type: 'service.changed', dates: 'all', serviceId: 'new-1' }],
    })
  })

  it('takes its place beside the others', () => {
    const calendar = buildCalendar()
    const fields = { name: 'Yoga', durationMinutes: 90 }
    const { effects, answer } = accepted(decideService(calendar, undefined, fields, asOwner()))
    expect(applyEffects(calendar, effects).services).toEqual([...calendar.services, answer])
  })

  it.each([
    [{}, ['name', 'durationMinutes']],
    [{ name: 'Yoga' }, ['durationMinutes']],
    [{ durationMinutes: 60 }, ['name']],
  ])('of %j is refused for want of %j', (fields, missing) => {
    const refusal = refusalOf(decideService(buildCalendar(), undefined, fields, asOwner()))
    expect(refusal?.reason).toBe('invalid-request')
    expect(refusal?.errors?.map(({ path }) => path)).toEqual(missing)
  })
})

describe('a changed service', () => {
  const service = buildService({
    capacity: 2,
    bufferAfterMinutes: 10,
    hours: [{ weekday: 1, start: '09:00', end: '12:00' }],
  })
  const calendar = buildCalendar({ services: [service] })
  const change = (fields: Parameters<typeof decideService>[2], on = calendar) =>
    accepted(decideService(on, 'massage', fields, asOwner()))

  it('keeps what is absent', () => {
    expect(change({ durationMinutes: 45 }).answer).toEqual({ ...service, durationMinutes: 45 })
  })

  it('clears with null: its own hours make way for the working hours', () => {
    expect(change({ hours: null }).answer).not.toHaveProperty('hours')
  })

  it.each([
    ['nothing', {}],
    ['what is so already', { capacity: 2, bufferAfterMinutes: 10 }],
    ['a null for what is unset', { description: null, price: null }],
  ])('by %s is not changed: no change, the same answer', (_what, fields) => {
    const { effects, answer } = change(fields)
    expect(effects).toEqual({ changes: [] })
    expect(answer).toBe(service)
  })

  it('replaces the old one', () => {
    const { effects, answer } = change({ active: false })
    expect(applyEffects(calendar, effects).services).toEqual([answer])
  })

  it('must be the professional’s own', () => {
    const decision = decideService(calendar, 'yoga', { capacity: 2 }, asOwner())
    expect(refusalOf(decision)?.reason).toBe('not-found')
  })
})

describe('a raised capacity', () => {
  const service = buildService({ capacity: 2 })
  const appointments = [
    buildAppointment(monday('07:00'), { appointmentId: 'past', service }),
    buildAppointment(monday('10:00'), {
      appointmentId: 'upcoming',
      service,
      claims: [
        buildClaim({ seats: 1 }),
        buildClaim({ bookingId: 'hold', status: 'held', holdExpiresAt: NOW - 1 }),
      ],
    }),
    buildAppointment(monday('11:00'), { appointmentId: 'bigger', service, capacity: 9 }),
    buildAppointment(monday('12:00'), {
      appointmentId: 'other',
      service: buildService({ serviceId: 'other' }),
    }),
  ]
  const calendar = buildCalendar({ services: [service], appointments })

  it('is that of upcoming appointments, too; their seats stay as they are', () => {
    const { effects } = accepted(decideService(calendar, 'massage', { capacity: 5 }, asOwner()))
    expect(effects.changedAppointments).toEqual([
      {
        appointmentId: 'upcoming',
        serviceId: 'massage',
        start: monday('10:00'),
        end: monday('11:00'),
        occupies: { start: monday('10:00'), end: monday('11:00') },
        capacity: 5,
        seatsTaken: 2,
        state: 'active',
      },
    ])
    expect(effects.changes).toHaveLength(1)
    const after = applyEffects(calendar, effects)
    expect(after.appointments.map(({ capacity }) => capacity)).toEqual([2, 5, 9, 1])
  })

  it('is that of one that runs: who comes late is booked into it', () => {
    const late = asOwner(monday('10:05'))
    const full = [
      buildAppointment(monday('10:00'), { service, claims: [buildClaim({ seats: 2 })] }),
    ]
    const before = buildCalendar({ services: [service], appointments: full })
    const { effects } = accepted(decideService(before, 'massage', { capacity: 3 }, late))
    const wish = {
      serviceId: service.serviceId,
      start: monday('10:00'),
      seats: 1,
      client: { name: 'Late' },
      override: ['too-soon'] as const,
    }
    const after = applyEffects(before, effects)
    expect(accepted(decideNewBooking(after, wish, late)).answer.appointmentId).toBe('appointment')
  })

  it('is theirs alone where it is raised, not where it is lowered', () => {
    const { effects } = accepted(decideService(calendar, 'massage', { capacity: 1 }, asOwner()))
    expect(effects.changedAppointments).toBeUndefined()
  })
})

describe('the twenty active services', () => {
  const twenty = Array.from({ length: 20 }, (_, n) => buildService({ serviceId: `service-${n}` }))
  const inactive = buildService({ serviceId: 'inactive', active: false })
  const calendar = buildCalendar({ services: [...twenty, inactive] })
  const yoga = { name: 'Yoga', durationMinutes: 60 }
  const errorsOf = (...args: Parameters<typeof decideService>) =>
    refusalOf(decideService(...args))?.errors?.map(({ path }) => path)

  it('leave no room for one more', () => {
    expect(errorsOf(calendar, undefined, yoga, asOwner())).toEqual(['active'])
    expect(errorsOf(calendar, 'inactive', { active: true }, asOwner())).toEqual(['active'])
  })

  it('can still be changed, and inactive ones added', () => {
    expect(errorsOf(calendar, 'service-3', { capacity: 2 }, asOwner())).toBeUndefined()
    expect(errorsOf(calendar, undefined, { ...yoga, active: false }, asOwner())).toBeUndefined()
    expect(errorsOf(calendar, 'inactive', { name: 'Rest' }, asOwner())).toBeUndefined()
  })

  it('make room once one is inactive', () => {
    const one = accepted(decideService(calendar, 'service-3', { active: false }, asOwner()))
    const after = applyEffects(calendar, one.effects)
    expect(errorsOf(after, undefined, yoga, asOwner())).toBeUndefined()
  })
})

describe('the limits per client of a service', () => {
  it('are changed and cleared as those of the policy', () => {
    const service = buildService({ perClient: { maxUpcoming: 2, maxPerDay: 1 } })
    const calendar = buildCalendar({ services: [service] })
    const after = (
      perClient: { maxUpcoming?: null; maxPerDay?: null; maxPerWeek?: number } | null,
    ) =>
      accepted(decideService(calendar, service.serviceId, { perClient }, asOwner())).answer
        .perClient
    expect(after({ maxPerWeek: 3 })).toEqual({ maxUpcoming: 2, maxPerDay: 1, maxPerWeek: 3 })
    expect(after({ maxUpcoming: null })).toEqual({ maxPerDay: 1 })
    expect(after({ maxUpcoming: null, maxPerDay: null })).toBeUndefined()
    expect(after(null)).toBeUndefined()
  })
})
