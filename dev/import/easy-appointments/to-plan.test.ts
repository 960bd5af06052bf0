// Easy!Appointments' answers as a plan: what maps, and what has no counterpart.
import { describe, expect, it } from 'vitest'
import { formatInstant } from '../../../shared/time/instant.ts'
import { type Finding, showFinding } from '../plan/finding.ts'
import { settle } from '../plan/settle.ts'
import { readFolder, type SourceFile } from '../read/files.ts'
import { planFiles } from '../read/read-source.ts'
import { toIntervals } from './hours.ts'

const NOW = Date.parse('2028-01-06T12:00:00Z')
const example = readFolder('test/imports/easyappointments', '.json')

function plan(files: readonly SourceFile[], currency = '') {
  const findings: Finding[] = []
  const read = planFiles('easyappointments', files, { currency }, findings)
  const people = settle(read, NOW, findings)
  return { people, findings, said: findings.map(showFinding) }
}

describe('the example', () => {
  const { people, said } = plan(example)
  const [jane, maria] = people

  it('has a professional for each provider in a zone that there is, with the rules of the installation', () => {
    expect(people.map(({ key, email }) => [key, email])).toEqual([
      ['2', 'jane.doe@example.com'],
      ['4', 'maria@example.com'],
    ])
    expect(jane?.profile).toEqual({
      name: 'Jane Doe',
      timeZone: 'Europe/Athens',
      location: { address: 'Ermou 1, 10563, Athens' },
      policy: { minNoticeMinutes: 60, horizonDays: 90, weekStartsOn: 1 },
    })
  })

  it('has each service once for each who offers it', () => {
    expect(jane?.services.map(({ key }) => key)).toEqual(['1', '2', '1~60'])
    expect(maria?.services.map(({ key }) => key)).toEqual(['2'])
    expect(jane?.services[0]?.offer).toMatchObject({
      name: 'Haircut',
      durationMinutes: 30,
      slotStepMinutes: 15,
      capacity: 1,
      price: { amountMinor: 2500, currency: 'EUR' },
    })
    expect(jane?.services[1]?.offer).toMatchObject({
      durationMinutes: 90,
      capacity: 2,
      description: 'Location: Upstairs',
    })
  })

  it('takes the currency that is told of a sign that could be several', () => {
    const [first] = plan(example, 'USD').people
    expect(first?.services[1]?.offer.price).toEqual({ amountMinor: 4000, currency: 'USD' })
  })

  it('has working plans without their breaks, and exceptions', () => {
    expect(jane?.hours[0]?.hours).toEqual([
      { weekday: 1, start: '09:00', end: '11:20' },
      { weekday: 1, start: '11:30', end: '14:30' },
      { weekday: 1, start: '15:00', end: '18:00' },
      { weekday: 2, start: '09:00', end: '18:00' },
      { weekday: 4, start: '22:00', end: '24:00' },
      { weekday: 5, start: '09:00', end: '13:00' },
    ])
    expect(jane?.dates).toMatchObject([
      { date: '2028-03-25', intervals: [] },
      { date: '2028-03-26', intervals: [{ start: '10:00', end: '12:00' }] },
    ])
    expect(maria?.hours[0]?.hours).toEqual([{ weekday: 6, start: '10:00', end: '14:00' }])
  })

  it('has unavailabilities of one and blocked periods of everybody as time off, by the provider’s clock', () => {
    expect(jane?.timeOff).toMatchObject([
      { key: '200', note: 'Bank', span: { start: Date.parse('2028-02-10T07:00:00Z') } },
      { key: 'blocked 5', note: 'Easter', span: { start: Date.parse('2028-04-12T21:00:00Z') } },
    ])
    expect(maria?.timeOff.map(({ key }) => key)).toEqual(['blocked 5'])
  })

  it('has appointments as bookings of their customers', () => {
    expect(
      jane?.bookings.map(({ key, serviceKey, start, client }) => [
        key,
        serviceKey,
        formatInstant(start),
        client.name,
      ]),
    ).toEqual([
      ['100', '1', '2028-02-03T07:00:00Z', 'Nikos Galanis'],
      ['101', '1~60', '2028-02-03T08:00:00Z', 'Eleni Vasiliou'],
      ['102', '2', '2028-02-04T07:00:00Z', 'Nikos Galanis'],
      ['103', '2', '2028-02-04T07:00:00Z', 'Eleni Vasiliou'],
      ['105', '1', '2028-02-07T07:00:00Z', 'Sofia'],
    ])
    expect(jane?.bookings[1]?.note).toBe('Location: https://meet.example.com/x')
  })

  it('tells of every row that is not there, or otherwise', () => {
    expect(said).toEqual([
      expect.stringContaining('services.json (id 2): currency "$"'),
      expect.stringContaining('appointments.json (id 103): status "VIP"'),
      expect.stringContaining('appointments.json (id 104): customer.email "not an address"'),
      expect.stringContaining('appointments.json (id 106): status "Draft"'),
      expect.stringContaining('providers.json (id 3): timezone "UTC+2"'),
      expect.stringContaining('appointments.json (id 107): customer.email "not an address"'),
      expect.stringContaining('appointments.json (id 108): providerId "3"'),
      expect.stringContaining('appointments.json (id 101): duration "60"'),
      expect.stringContaining('appointments.json (id 104): seats "1": 0 of 2 seats are left'),
    ])
  })
})

describe('a day of a working plan', () => {
  const day = (start: string, end: string, ...breaks: readonly (readonly [string, string])[]) =>
    toIntervals({ start, end, breaks: breaks.map(([from, to]) => ({ start: from, end: to })) }).map(
      (interval) => `${interval.start}-${interval.end}`,
    )

  it.each([
    [day('09:00', '17:00'), ['09:00-17:00']],
    [day('09:00', '17:00', ['12:00', '13:00'], ['12:30', '14:00']), ['09:00-12:00', '14:00-17:00']],
    [day('09:00', '17:00', ['09:00', '10:00']), ['10:00-17:00']],
    [day('09:00', '17:00', ['16:00', '17:00']), ['09:00-16:00']],
    [day('20:00', '02:00'), ['20:00-02:00']],
    [day('20:00', '00:00'), ['20:00-24:00']],
  ])('is %j', (found, expected) => {
    expect(found).toEqual(expected)
  })
})

describe('an exception of newer versions', () => {
  it('holds for every date of its range', () => {
    const listed = [
      {
        id: 1,
        startDate: '2028-03-01',
        endDate: '2028-03-03',
        startTime: '10:00:00',
        endTime: '12:00:00',
        breaks: '[{"start":"11:00","end":"11:30"}]',
        providerId: 2,
      },
      { id: 2, startDate: '2028-03-05', endDate: '2028-03-04', providerId: 2 },
    ]
    const file = { name: 'working_plan_exceptions.json', text: JSON.stringify(listed) }
    const { people, said } = plan([...example, file])
    expect(
      people[0]?.dates.slice(-3).map(({ date, intervals }) => [date, intervals.length]),
    ).toEqual([
      ['2028-03-01', 2],
      ['2028-03-02', 2],
      ['2028-03-03', 2],
    ])
    expect(said).toContainEqual(expect.stringContaining('is no range of at most 366 dates'))
  })
})

describe('a file', () => {
  it('that is what the API answered to a wrong token is told as that', () => {
    const refused = { name: 'customers-2.json', text: '{"code":401,"message":"Unauthorized"}' }
    expect(() => plan([...example, refused])).toThrow(
      'customers-2.json: is an error that the API answered, {"code":401,"message":"Unauthorized"}',
    )
  })
})

describe('a list', () => {
  it('as long as a first page is told, unless there is a second one', () => {
    const customers = Array.from({ length: 20 }, (_, id) => ({ id: id + 10, firstName: 'A' }))
    const long = { name: 'customers.json', text: JSON.stringify(customers) }
    const rest = example.filter(({ name }) => name !== long.name)
    expect(plan([...rest, long]).said[0]).toMatch(/^customers\.json: has 20 entries, as the first/)
    const second = { name: 'customers-2.json', text: '[]' }
    expect(plan([...rest, long, second]).said[0]).not.toMatch(/^customers\.json/)
  })
})
