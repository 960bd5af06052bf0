import { describe, expect, it } from 'vitest'
import {
  NOW,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildService,
  everyDay,
  monday,
} from '../../test/support/build-calendar.ts'
import { parseDate } from '../time/date.ts'
import { daysThrough, projectProfessional } from './professional-document.ts'

const TODAY = parseDate('2026-11-23') ?? Number.NaN

describe('a professional’s document', () => {
  it('says what the contract lists, and nothing of who owns it', () => {
    const document = projectProfessional(buildCalendar(), NOW)
    expect(document).toEqual({
      professionalId: 'the-professional',
      name: 'Petra',
      specialties: [],
      specialtyKeys: [],
      timeZone: 'UTC',
      weekStartsOn: 1,
      requireVerified: false,
      cancelNoticeMinutes: 0,
      rescheduleNoticeMinutes: 0,
      activity: { state: 'off' },
      services: [
        {
          serviceId: 'massage',
          name: 'Massage',
          durationMinutes: 60,
          capacity: 1,
          approval: 'automatic',
          minNoticeMinutes: 0,
          horizonDays: 60,
          slotStepMinutes: 60,
        },
      ],
      nextFree: { massage: new Date(monday('09:00')) },
      nextSlots: ['09:00', '10:00', '11:00'].map((at) => ({
        serviceId: 'massage',
        start: new Date(monday(at)),
        seatsLeft: 1,
      })),
      soonest: new Date(monday('09:00')),
      daysThrough: '2027-01-22',
      active: true,
    })
    expect(JSON.stringify(document)).not.toContain('the-owner')
  })

  it('has optional fields only where they are set', () => {
    const { professional } = buildCalendar()
    const about = {
      headline: 'Calm hands',
      about: 'For years',
      photoUrl: 'https://example.com/p.jpg',
      location: { address: 'Main Street 1', latitude: 52.5 },
      online: false,
    }
    const service = buildService({
      description: 'Long',
      price: { amountMinor: 5000, currency: 'EUR' },
    })
    const calendar = buildCalendar({ services: [service] })
    const document = projectProfessional(
      { ...calendar, professional: { ...professional, ...about } },
      NOW,
    )
    expect(document).toMatchObject(about)
    expect(document.services[0]).toMatchObject({
      description: 'Long',
      price: { amountMinor: 5000, currency: 'EUR' },
    })
    // Firestore would refuse or store a field that is there and undefined.
    const plain = projectProfessional(calendar, NOW)
    for (const key of Object.keys(about)) expect(plain).not.toHaveProperty(key)
    expect(Object.values(plain)).not.toContain(undefined)
  })

  it('resolves each service’s rules, and lists active ones only', () => {
    const own = { slotStepMinutes: 15, minNoticeMinutes: 30, horizonDays: 5 }
    const services = [
      buildService({ serviceId: 'own', ...own }),
      buildService({ serviceId: 'fallback' }),
      buildService({ serviceId: 'gone', active: false }),
    ]
    const policy = { slotStepMinutes: 20, minNoticeMinutes: 60, horizonDays: 10 }
    const document = projectProfessional(buildCalendar({ services, policy }), NOW)
    expect(document.services).toMatchObject([
      { serviceId: 'own', ...own },
      { serviceId: 'fallback', ...policy },
    ])
    expect(Object.keys(document.nextFree)).toEqual(['own', 'fallback'])
  })

  it('gives keys of specialties in lower case, for finding', () => {
    const calendar = buildCalendar()
    const specialties = ['Deep Tissue', 'ÖKO']
    const professional = { ...calendar.professional, specialties }
    expect(projectProfessional({ ...calendar, professional }, NOW)).toMatchObject({
      specialties,
      specialtyKeys: ['deep tissue', 'oko'],
    })
  })

  it('applies the notice to what is next free, service by service', () => {
    const services = [
      buildService({ serviceId: 'soon' }),
      buildService({ serviceId: 'later', minNoticeMinutes: 120 }),
      buildService({ serviceId: 'never', minNoticeMinutes: 1440, horizonDays: 0 }),
    ]
    const { nextFree, soonest } = projectProfessional(buildCalendar({ services }), NOW)
    expect(nextFree).toEqual({
      soon: new Date(monday('09:00')),
      later: new Date(monday('10:00')),
      never: null,
    })
    expect(soonest).toEqual(new Date(monday('09:00')))
  })

  it('names the three soonest starts over all services, with the seats that are left', () => {
    const services = [
      buildService({ serviceId: 'late', minNoticeMinutes: 180 }),
      buildService({ serviceId: 'group', capacity: 4, durationMinutes: 120 }),
      buildService({ serviceId: 'soon', durationMinutes: 120 }),
    ]
    const taken = { ...buildAppointment(monday('09:00')), serviceId: 'group', capacity: 4 }
    const appointments = [{ ...taken, end: monday('11:00'), claims: [buildClaim({ seats: 3 })] }]
    const { nextSlots } = projectProfessional(buildCalendar({ services, appointments }), NOW)
    expect(nextSlots).toEqual([
      { serviceId: 'group', start: new Date(monday('09:00')), seatsLeft: 1 },
      { serviceId: 'late', start: new Date(monday('11:00')), seatsLeft: 1 },
      { serviceId: 'group', start: new Date(monday('11:00')), seatsLeft: 4 },
    ])
  })

  it('names fewer where fewer are free, far ahead too', () => {
    const weeklyRules = [
      { effectiveFrom: '2026-12-14', hours: [{ weekday: 1, start: '09:00', end: '10:00' }] },
    ]
    const services = [buildService({ horizonDays: 30 })]
    const { nextSlots } = projectProfessional(buildCalendar({ services, weeklyRules }), NOW)
    expect(nextSlots.map(({ start }) => start)).toEqual([
      new Date('2026-12-14T09:00:00Z'),
      new Date('2026-12-21T09:00:00Z'),
    ])
  })

  it('finds what is next free far ahead, within the horizon', () => {
    const weeklyRules = [
      { effectiveFrom: '2027-01-18', hours: [{ weekday: 3, start: '09:00', end: '10:00' }] },
    ]
    const { nextFree } = projectProfessional(buildCalendar({ weeklyRules }), NOW)
    expect(nextFree).toEqual({ massage: new Date('2027-01-20T09:00:00Z') })
  })

  it.each([
    { why: 'has no service', fields: { services: [] }, nextFree: {} },
    { why: 'is inactive', fields: { active: false }, nextFree: { massage: null } },
    { why: 'has no hours', fields: { weeklyRules: [] }, nextFree: { massage: null } },
  ])('is never free where the professional $why', ({ fields, nextFree }) => {
    expect(projectProfessional(buildCalendar(fields), NOW)).toMatchObject({
      nextFree,
      soonest: null,
    })
  })

  it('names the last day that has a document: the greatest horizon, 120 days at most', () => {
    const through = (...horizons: readonly number[]) => {
      const services = horizons.map((horizonDays, index) =>
        buildService({ serviceId: String(index), horizonDays }),
      )
      return daysThrough(buildCalendar({ services }), TODAY) - TODAY
    }
    expect(through(5, 30)).toBe(30)
    expect(through(0)).toBe(0)
    expect(through(30, 730)).toBe(120)
    expect(through()).toBe(0)
    const gone = buildService({ horizonDays: 90, active: false })
    expect(daysThrough(buildCalendar({ services: [gone] }), TODAY)).toBe(TODAY)
  })
})

describe('what a professional is shown to be doing', () => {
  const shown = (fields: Parameters<typeof buildCalendar>[0], now: number) =>
    projectProfessional(buildCalendar(fields), now).activity
  const until = monday('10:30')
  const session = buildAppointment(monday('09:00'))

  it.each([
    {
      what: 'available within the hours',
      fields: {},
      now: monday('09:00'),
      activity: { state: 'available' },
    },
    { what: 'off outside them', fields: {}, now: monday('17:00'), activity: { state: 'off' } },
    {
      what: 'available in the hours of a service of its own',
      fields: {
        services: [buildService({ hours: [{ weekday: 1, start: '20:00', end: '21:00' }] })],
      },
      now: monday('20:30'),
      activity: { state: 'available' },
    },
    {
      what: 'off on time off',
      fields: { timeOff: [{ timeOffId: 'x', start: monday('09:00'), end: monday('12:00') }] },
      now: monday('10:00'),
      activity: { state: 'off' },
    },
    {
      what: 'in a session until its end',
      fields: { appointments: [session] },
      now: monday('09:30'),
      activity: { state: 'in-session', until: new Date(monday('10:00')) },
    },
    {
      what: 'in a session until its expected end',
      fields: { appointments: [{ ...session, expectedEnd: monday('10:20') }] },
      now: monday('10:10'),
      activity: { state: 'in-session', until: new Date(monday('10:20')) },
    },
    {
      what: 'not in a session that is only held',
      fields: {
        appointments: [
          {
            ...session,
            claims: [buildClaim({ status: 'held' as const, holdExpiresAt: monday('11:00') })],
          },
        ],
      },
      now: monday('09:30'),
      activity: { state: 'available' },
    },
    {
      what: 'away while set, with the message, whatever else is',
      fields: {
        appointments: [session],
        activity: { state: 'away' as const, since: NOW, until, message: 'At the harbour' },
      },
      now: monday('09:30'),
      activity: { state: 'away', until: new Date(until), message: 'At the harbour' },
    },
    {
      what: 'busy while set',
      fields: { activity: { state: 'busy' as const, since: NOW, until } },
      now: monday('09:30'),
      activity: { state: 'busy', until: new Date(until) },
    },
    {
      what: 'available again when that is over',
      fields: { activity: { state: 'busy' as const, since: NOW, until } },
      now: until,
      activity: { state: 'available' },
    },
  ])('is $what', ({ fields, now, activity }) => {
    expect(
      shown({ weeklyRules: everyDay({ start: '09:00', end: '17:00' }), ...fields }, now),
    ).toEqual(activity)
  })
})
