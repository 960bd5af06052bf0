// The documented CSV files as plans: what maps, and what every kind of bad row is told.
import { describe, expect, it } from 'vitest'
import { formatInstant } from '../../../shared/time/instant.ts'
import { type Finding, showFinding } from '../plan/finding.ts'
import type { PlannedProfessional } from '../plan/plan.ts'
import { settle } from '../plan/settle.ts'
import { planFiles, readSource } from '../read/read-source.ts'

const NOW = Date.parse('2028-01-06T12:00:00Z')
const PEOPLE = 'id,name,time_zone\np,Ana,Europe/Berlin\n'
const SERVICES = 'id,name,duration_minutes\ns,Massage,30\n'

function plan(files: Readonly<Record<string, string>>) {
  const findings: Finding[] = []
  const all = { 'professionals.csv': PEOPLE, 'services.csv': SERVICES, ...files }
  const sources = Object.entries(all).map(([name, text]) => ({ name, text }))
  const people = settle(planFiles('csv', sources, { currency: '' }, findings), NOW, findings)
  return { people, said: findings.map(showFinding), findings }
}

const bookingsOf = (rows: string, head = 'id,service,start,client_name') =>
  plan({ 'bookings.csv': `${head}\n${rows}\n` })

const starts = (people: readonly PlannedProfessional[]) =>
  people.flatMap(({ bookings }) => bookings.map(({ key, start }) => [key, formatInstant(start)]))

describe('the example', () => {
  const findings: Finding[] = []
  const people = settle(
    readSource('csv', 'test/imports/csv', { currency: '' }, findings),
    NOW,
    findings,
  )
  const [anna, ravi] = people

  it('fits whole', () => {
    expect(findings).toEqual([])
  })

  it('has profiles with their rules', () => {
    expect(anna?.profile).toMatchObject({
      name: 'Anna Keller',
      timeZone: 'Europe/Berlin',
      headline: 'Physiotherapist, for backs',
      location: { address: 'Kastanienallee 12, 10435 Berlin' },
      specialties: ['Physiotherapy', 'Sports injuries'],
      policy: { minNoticeMinutes: 120, horizonDays: 90 },
    })
  })

  it('has services with buffers, seats, prices, approval, hours of their own, and one that is not offered', () => {
    expect(anna?.services).toMatchObject([
      {
        key: 'physio',
        offer: { bufferAfterMinutes: 15, price: { amountMinor: 6500, currency: 'EUR' } },
      },
      {
        key: 'class',
        offer: { capacity: 6 },
        hours: [{ weekday: 2, start: '18:00', end: '19:00' }],
      },
      { key: 'house', offer: { approval: 'manual' }, isOffered: false },
    ])
  })

  it('has weekly hours over midnight, a later rule, and dates of their own', () => {
    expect(anna?.hours.map(({ key, hours }) => [key, hours.length])).toEqual([
      ['now', 4],
      ['2028-07-01', 1],
    ])
    expect(anna?.hours[0]?.hours).toContainEqual({ weekday: 5, start: '20:00', end: '02:00' })
    expect(anna?.dates).toMatchObject([
      { date: '2028-12-24', intervals: [] },
      { date: '2028-12-31', intervals: [{ start: '09:00', end: '12:00' }, { start: '13:00' }] },
    ])
  })

  it('has time off by days and by hours', () => {
    expect(anna?.timeOff.map(({ span }) => span)).toEqual([
      { startDate: '2028-08-01', endDate: '2028-08-14' },
      { start: Date.parse('2028-02-11T08:00:00Z'), end: Date.parse('2028-02-11T10:00:00Z') },
    ])
  })

  it('has bookings at their instants in each zone', () => {
    expect(starts(ravi ? [ravi] : [])).toEqual([
      ['B7', '2028-02-15T04:30:00Z'],
      ['B8', '2028-02-15T06:30:00Z'],
    ])
    expect(anna?.bookings[0]).toMatchObject({
      client: { name: 'Emma Fischer', email: 'emma.fischer@example.com' },
      note: 'Left knee,\nsince Monday',
      timeZone: 'Europe/London',
    })
  })
})

describe('a row that does not fit', () => {
  it.each([
    ['x,s,2028-02-10 09:00,', 'client_name: is required'],
    [
      'x,none,2028-02-10 09:00,Bo',
      'service "none": is none of services.csv, or was left out there',
    ],
    ['x,s,46000.375,Bo', 'start "46000.375": is a spreadsheet\'s number of days (2025-12-09)'],
    ['x,s,02/03/2028 09:00,Bo', 'start "02/03/2028 09:00": may be read in two ways'],
    ['x,s,,Bo', 'start: is required'],
    ['x,s,2030-02-10 09:00,Bo', 'start "2030-02-10T08:00:00Z": is more than 730 days ahead'],
  ])('%s is told with file, line, id, field and value', (row, said) => {
    const { people, said: found } = bookingsOf(row)
    expect(starts(people)).toEqual([])
    expect(found).toEqual([expect.stringContaining(`bookings.csv, line 2 (id x): ${said}`)])
  })

  it('leaves the others as they are', () => {
    const { people, said } = bookingsOf(
      'a,s,2028-02-10 09:00,Bo\na,s,2028-02-11 09:00,Bo\nb,s,2028-02-10 09:15,Cy\nc,s,2028-02-10 09:30,Di',
    )
    expect(starts(people).map(([key]) => key)).toEqual(['a', 'c'])
    expect(said).toEqual([
      'bookings.csv, line 3 (id a): id "a": comes twice, first in bookings.csv, line 2 (id a); not imported',
      'bookings.csv, line 4 (id b): start "2028-02-10 09:15": overlaps bookings.csv, line 2 (id a), at 2028-02-10 09:00; not imported',
    ])
  })

  it('is not needed where it is past or called off, and waits where it is pending', () => {
    const { findings } = bookingsOf(
      'a,s,2027-02-10 09:00,Bo,\nb,s,2028-02-10 09:00,Bo,pending\nc,s,2028-01-06 12:45,Bo,',
      'id,service,start,client_name,status',
    )
    expect(findings.map(({ outcome, reason }) => [outcome, reason.split(':')[0]])).toEqual([
      ['left out', 'waits for an answer'],
      ['not needed', 'is past'],
      ['left out', 'runs now, and what has begun cannot be booked'],
    ])
  })

  it('of a professional in no zone takes everything of theirs with it, row by row', () => {
    const { people, said } = plan({
      'professionals.csv': 'id,name,time_zone\np,Ana,W. Europe Standard Time\n',
      'bookings.csv': 'professional,id,service,start,client_name\np,a,s,2028-02-10 09:00,Bo\n',
    })
    expect(people).toEqual([])
    expect(said).toEqual([
      expect.stringContaining('time_zone "W. Europe Standard Time": is not an IANA time zone'),
      expect.stringContaining('services.csv, line 2 (id s): professional'),
      expect.stringContaining('bookings.csv, line 2 (id a): professional "p"'),
    ])
  })

  it('names no professional where there are several', () => {
    const { said } = plan({
      'professionals.csv': `${PEOPLE}q,Bo,Europe/Paris\n`,
    })
    expect(said).toEqual([
      'services.csv, line 2 (id s): professional: is required where there are several professionals; not imported',
    ])
  })

  it.each([
    ['weekday,start,end\nSomeday,09:00,17:00', 'weekday "Someday": must be a weekday'],
    ['weekday,start,end\nMon,9,17', 'start "9": must be a time HH:MM'],
    ['weekday,start,end\nMon,09:00,09:00', 'end "09:00": "09:00" equals the start'],
    ['weekday,start,end\nMon,09:00,', 'end: start and end go together'],
    ['weekday,date,start,end\nMon,2028-02-10,09:00,10:00', 'weekday "Mon": either weekday or date'],
    ['date,start,end\n46000,09:00,10:00', 'date "46000": is a spreadsheet\'s number of days'],
    ['service,weekday,start,end\nx,1,09:00,10:00', 'service "x": is none of services.csv'],
  ])('of hours %j is told', (text, said) => {
    const { said: found } = plan({ 'hours.csv': `${text}\n` })
    expect(found).toEqual([expect.stringContaining(said)])
  })

  it('of a service that the contract refuses takes its bookings with it', () => {
    const { people, said } = plan({
      'services.csv': 'id,name,duration_minutes,capacity\ns,Massage,3,1\nt,Talk,30,900\n',
      'bookings.csv': 'id,service,start,client_name,duration_minutes\na,s,2028-02-10 09:00,Bo,3\n',
    })
    expect(people[0]?.services).toEqual([])
    expect(said).toEqual([
      expect.stringContaining('services.csv, line 2 (id s): durationMinutes "3"'),
      expect.stringContaining('services.csv, line 3 (id t): capacity "900"'),
      'bookings.csv, line 2 (id a): service "s": its service was left out; not imported',
    ])
  })
})

describe('a booking', () => {
  it('of another length than its service is booked as one that is not offered', () => {
    const { people, said } = bookingsOf(
      'a,s,2028-02-10 09:00,2028-02-10 10:15,Bo',
      'id,service,start,end,client_name',
    )
    expect(people[0]?.services).toMatchObject([
      { key: 's' },
      { key: 's~75', offer: { name: 'Massage (75 min)', durationMinutes: 75 }, isOffered: false },
    ])
    expect(people[0]?.bookings).toMatchObject([{ serviceKey: 's~75' }])
    expect(said).toEqual([expect.stringContaining('booked as "Massage (75 min)"')])
  })

  it('keeps its time and client where a detail is wrong: an address, a zone, a note too long', () => {
    const { people, findings } = bookingsOf(
      `a,s,2028-02-10 09:00,Bo,not an address,Mars/X,${'n'.repeat(1001)}`,
      'id,service,start,client_name,client_email,time_zone,note',
    )
    expect(people[0]?.bookings[0]).toMatchObject({ client: { name: 'Bo' } })
    expect(people[0]?.bookings[0]?.note).toHaveLength(1000)
    expect(findings.map(({ field, outcome }) => [field, outcome])).toEqual([
      ['client_email', 'not carried over'],
      ['note', 'changed'],
      ['time_zone', 'not carried over'],
    ])
  })
})

describe('a folder', () => {
  it.each([
    [{ 'booking.csv': 'id\n' }, 'booking.csv: is none of professionals.csv, services.csv'],
    [{ 'services.csv': 'id,name\n' }, 'services.csv, line 1: lacks the column duration_minutes'],
  ])('with %j is refused as a whole', (files: Readonly<Record<string, string>>, message) => {
    expect(() => plan(files)).toThrow(message)
  })
})
