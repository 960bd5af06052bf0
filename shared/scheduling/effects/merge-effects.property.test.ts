// Property: two effects as one save leave what one save after the other leaves, whatever field they write.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bookingOf,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildService,
  monday,
} from '../../../test/support/build-calendar.ts'
import { isSame } from '../../contract/values/canonical-json.ts'
import { formatDate } from '../../time/date.ts'
import { MINUTE } from '../../time/instant.ts'
import type { Calendar } from '../model/calendar.ts'
import { applyEffects, nameOfBusy } from './apply.ts'
import { type Effects, toState } from './effects.ts'
import { mergeEffects } from './merge-effects.ts'

type Field = Exclude<keyof Effects, 'changes'>

const choose = <T>(all: readonly T[], pick: number): T | undefined =>
  all[pick % Math.max(all.length, 1)]

/** A stretch of busy time or time off, one of four. */
const stretch = (pick: number) => ({
  start: monday('12:00', pick % 4),
  end: monday('13:00', pick % 4),
})

type Rows = Omit<Effects, 'changes'>

/** A row for each field that effects have, made of one number; nothing where there is none to change. */
const WRITERS: { readonly [K in Field]: (calendar: Calendar, pick: number, id: string) => Rows } = {
  newAppointments: ({ services }, pick, id) => {
    const start = monday('09:00', 1 + (pick % 300))
    const service = services[0] ?? buildService()
    const appointment = buildAppointment(start, { appointmentId: id, service })
    return { newAppointments: [toState(appointment, 1)] }
  },
  changedAppointments: ({ appointments }, pick) => {
    const one = choose(appointments, pick)
    return one ? { changedAppointments: [toState({ ...one, capacity: 1 + (pick % 9) }, 1)] } : {}
  },
  newBookings: (calendar, pick, id) => {
    const appointment = choose(calendar.appointments, pick)
    const [claim] = appointment?.claims ?? []
    if (!appointment || !claim) return {}
    return {
      newBookings: [{ ...bookingOf(calendar, claim.bookingId), bookingId: `${id} booking` }],
    }
  },
  isErased: () => ({ isErased: true }),
  bookingSteps: ({ appointments }, pick) => {
    const claim = choose(
      appointments.flatMap(({ claims }) => claims),
      pick,
    )
    if (!claim) return {}
    const { bookingId } = claim
    const steps = [
      { bookingId, status: 'in-progress' as const },
      { bookingId, expected: { start: pick } },
      { bookingId, seats: 1 + (pick % 5) },
      { bookingId, booked: { client: { name: 'Dora', uid: `dora ${pick}` } } },
    ]
    return { bookingSteps: [steps[pick % steps.length] ?? { bookingId }] }
  },
  professional: ({ professional }, pick) => ({
    professional: { ...professional, name: `Petra ${pick}` },
  }),
  services: (_, pick) => ({
    services: [buildService({ serviceId: `service ${pick % 3}`, name: `Massage ${pick}` })],
  }),
  weeklyRules: (_, pick) => ({
    weeklyRules: [
      {
        effectiveFrom: formatDate(20_000 + (pick % 3)),
        hours: pick % 2 ? null : [{ weekday: 1 + (pick % 7), start: '09:00', end: '10:00' }],
      },
    ],
  }),
  dateHours: (_, pick) => ({
    dateHours: [
      {
        date: formatDate(20_000 + (pick % 3)),
        intervals: pick % 2 ? null : [{ start: '09:00', end: `1${pick % 10}:00` }],
      },
    ],
  }),
  activity: (_, pick) => ({ activity: { state: 'away', since: pick, until: pick + MINUTE } }),
  blocks: (_, pick) => {
    const whom = { kind: 'email', key: `${pick % 3}@example.com` } as const
    const block = { ...whom, note: `note ${pick}`, createdAt: pick }
    return { blocks: [{ ...whom, block: pick % 2 ? block : null }] }
  },
  newTimeOff: (_, pick, id) => ({ newTimeOff: [{ timeOffId: `${id} off`, ...stretch(pick) }] }),
  removedTimeOff: ({ timeOff }, pick) => {
    const one = choose(timeOff, pick)
    return one ? { removedTimeOff: [one] } : {}
  },
  externalBusy: ({ externalBusy }, pick) => {
    const wanted = { source: 'the-other', ...stretch(pick) }
    const isThere = externalBusy.some((one) => nameOfBusy(one) === nameOfBusy(wanted))
    return {
      externalBusy: isThere ? { added: [], removed: [wanted] } : { added: [wanted], removed: [] },
    }
  },
}

/** Effects of a calendar that write one row to each of some fields. */
function effectsOn(
  calendar: Calendar,
  pick: number,
  fields: readonly Field[],
  id: string,
): Effects {
  const rows = fields.map((field) => WRITERS[field](calendar, pick, id))
  const change = { changeId: id, type: 'schedule.changed', dates: [] } as const
  return { ...Object.assign({}, ...rows), changes: [change] } as Effects
}

const inOrder = <T>(all: readonly T[]) =>
  all.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

/** What a calendar says, whatever the order of its lists. */
const said = (calendar: Calendar) => ({
  ...calendar,
  zone: calendar.zone.name,
  services: inOrder(calendar.services),
  timeOff: inOrder(calendar.timeOff),
  dateHours: inOrder(calendar.dateHours),
  externalBusy: inOrder(calendar.externalBusy),
  appointments: inOrder(
    calendar.appointments.map((one) => ({ ...one, claims: inOrder(one.claims) })),
  ),
})

const namesOf = (effects: Effects): readonly string[] => [
  ...[...(effects.newAppointments ?? []), ...(effects.changedAppointments ?? [])].map(
    ({ appointmentId }) => appointmentId,
  ),
  ...[...(effects.newBookings ?? []), ...(effects.bookingSteps ?? [])].map(
    ({ bookingId }) => `booking ${bookingId}`,
  ),
  ...[...(effects.newTimeOff ?? []), ...(effects.removedTimeOff ?? [])].map(
    ({ timeOffId }) => timeOffId,
  ),
  ...[...(effects.externalBusy?.added ?? []), ...(effects.externalBusy?.removed ?? [])].map(
    nameOfBusy,
  ),
  ...(effects.blocks ?? []).map(({ kind, key }) => `${kind} ${key}`),
  ...(effects.services ?? []).map(({ serviceId }) => serviceId),
  ...(effects.dateHours ?? []).map(({ date }) => `date ${date}`),
  ...(effects.weeklyRules ?? []).map(({ effectiveFrom }) => `rule ${effectiveFrom}`),
]

/** What is set or not, and never to anything else. */
const ONE_VALUE: readonly Field[] = ['isErased']
const FIELDS = Object.keys(WRITERS) as Field[]
const written = fc.record({
  pick: fc.nat(10_000),
  fields: fc.subarray(FIELDS, { minLength: 1 }),
})

const calendar = buildCalendar({
  appointments: [
    buildAppointment(monday('10:00'), { claims: [buildClaim({ bookingId: 'one' })] }),
    buildAppointment(monday('14:00'), {
      appointmentId: 'second',
      claims: [buildClaim({ bookingId: 'two', uid: 'ben' })],
    }),
  ],
  timeOff: [{ timeOffId: 'first off', ...stretch(3) }],
  externalBusy: [{ source: 'the-other', ...stretch(2) }],
})

describe('two decisions in one save', () => {
  it('leave what the one after the other leaves, and write each row once', () => {
    const both = new Set<Field>()
    fc.assert(
      fc.property(written, written, (a, b) => {
        const earlier = effectsOn(calendar, a.pick, a.fields, 'earlier')
        const between = applyEffects(calendar, earlier)
        const later = effectsOn(between, b.pick, b.fields, 'later')
        const merged = mergeEffects(earlier, later)
        expect(said(applyEffects(calendar, merged))).toEqual(said(applyEffects(between, later)))
        const names = namesOf(merged)
        expect(names).toEqual([...new Set(names)])
        for (const field of FIELDS) {
          const isOther = ONE_VALUE.includes(field) || !isSame(earlier[field], later[field])
          if (earlier[field] && later[field] && isOther) both.add(field)
        }
      }),
      { numRuns: 600 },
    )
    // It is no proof of a field that both never wrote.
    expect(FIELDS.filter((field) => !both.has(field))).toEqual([])
  })
})
