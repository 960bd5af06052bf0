// Cal.com's answers as a plan: what maps, and what has no counterpart.
import { describe, expect, it } from 'vitest'
import { formatInstant } from '../../../shared/time/instant.ts'
import { type Finding, showFinding } from '../plan/finding.ts'
import { settle } from '../plan/settle.ts'
import { readFolder, type SourceFile } from '../read/files.ts'
import { planFiles } from '../read/read-source.ts'

const NOW = Date.parse('2028-01-06T12:00:00Z')
const example = readFolder('test/imports/cal.com', '.json')

function plan(files: readonly SourceFile[]) {
  const findings: Finding[] = []
  const [ines] = settle(planFiles('cal.com', files, { currency: '' }, findings), NOW, findings)
  return { ines, findings, said: findings.map(showFinding) }
}

/** The example with one entry of one list otherwise. */
function changed(name: string, index: number, change: object): readonly SourceFile[] {
  return example.map((file) => {
    if (file.name !== name) return file
    const content = JSON.parse(file.text) as { data: object[] }
    const data = content.data.map((one, at) => (at === index ? { ...one, ...change } : one))
    return { name, text: JSON.stringify({ ...content, data }) }
  })
}

describe('the example', () => {
  const { ines, said } = plan(example)

  it('becomes the calendar of its user', () => {
    expect(ines).toMatchObject({
      key: '101',
      email: 'ines.duarte@example.com',
      profile: { name: 'Inês Duarte', timeZone: 'Europe/Lisbon', policy: { weekStartsOn: 1 } },
    })
  })

  it('has a service for each length, with buffers, notice, window, price', () => {
    expect(ines?.services.slice(0, 2)).toMatchObject([
      {
        key: '701:30',
        offer: {
          name: 'Consultation (30 min)',
          durationMinutes: 30,
          bufferAfterMinutes: 10,
          slotStepMinutes: 15,
          minNoticeMinutes: 120,
          horizonDays: 45,
          price: { amountMinor: 4500, currency: 'EUR' },
          approval: 'automatic',
        },
      },
      { key: '701:60', offer: { name: 'Consultation (60 min)' } },
    ])
  })

  it('has seats, approval and the hours of another schedule in the same zone; none of one in another zone', () => {
    expect(ines?.services.slice(2)).toMatchObject([
      {
        key: '702:60',
        offer: { capacity: 4, approval: 'manual' },
        hours: [{ weekday: 4, start: '18:00', end: '19:00' }],
        isOffered: true,
      },
      { key: '703:45', isOffered: false },
    ])
    expect(ines?.services[2]?.offer.price).toBeUndefined()
  })

  it('has hours that meet at midnight, days off and days of their own', () => {
    expect(ines?.hours[0]?.hours.slice(-2)).toEqual([
      { weekday: 5, start: '20:00', end: '24:00' },
      { weekday: 6, start: '00:00', end: '02:00' },
    ])
    expect(ines?.dates.map(({ date, intervals }) => [date, intervals.length])).toEqual([
      ['2028-04-18', 0],
      ['2028-04-21', 2],
    ])
    expect(ines?.timeOff).toMatchObject([
      { key: 'ooo-1', note: 'Summer', span: { startDate: '2028-08-01', endDate: '2028-08-14' } },
    ])
  })

  it('has accepted bookings, one for each seat that is taken, with what was written and answered', () => {
    expect(
      ines?.bookings.map(({ key, serviceKey, start, isCancelled }) => [
        key,
        serviceKey,
        formatInstant(start),
        isCancelled,
      ]),
    ).toEqual([
      ['uid-accepted', '701:30', '2028-03-03T09:00:00Z', false],
      ['uid-hour', '701:60', '2028-03-03T11:00:00Z', false],
      ['uid-seats:seat-1', '702:60', '2028-03-06T18:00:00Z', false],
      ['uid-seats:seat-2', '702:60', '2028-03-06T18:00:00Z', false],
      ['uid-cancelled', '701:30', '2028-03-05T09:00:00Z', true],
    ])
    expect(ines?.bookings[0]).toMatchObject({
      client: { name: 'Emma Fischer', email: 'emma.fischer@example.com', phone: '+493012345' },
      note: 'The blue file, please.\ncompany: Fischer Ltd\nLocation: https://meet.example.com/emma',
      timeZone: 'Europe/Berlin',
    })
    expect(ines?.bookings[1]?.note).toBeUndefined()
  })

  it('tells what has no counterpart', () => {
    expect(said.map((text) => text.split(':').slice(0, 2).join(':'))).toEqual([
      'event-types.json (id 701): bookingLimitsCount "{\\"day\\"',
      'event-types.json (id 701): bookingFields "company"',
      'event-types.json (id 701): lengthInMinutesOptions "[30,60]"',
      'event-types.json (id 703): recurrence "{\\"interval\\"',
      'event-types.json (id 703): scheduleId "America/New_York"',
      'event-types.json (id 704): schedulingType "roundRobin"',
      'schedules.json (id 501): endTime "23',
      'bookings.json (id 9001): guests "friend@example.com"',
      'bookings.json (id 9004): status "pending"',
      'bookings.json (id 9005): eventTypeId "704"',
    ])
  })
})

describe('an entry', () => {
  it.each([
    ['bookings.json', { start: 'soon' }, 'start', '"soon" is not an instant'],
    ['bookings.json', { status: 'odd' }, 'status', 'Invalid option'],
    ['bookings.json', { attendees: null }, 'attendees', 'expected array'],
    ['event-types.json', { lengthInMinutes: '30' }, 'lengthInMinutes', 'expected number'],
  ])('of %s that has %j is left out by itself', (file, change, field, reason) => {
    const { findings, ines } = plan(changed(file, 0, change))
    expect(findings[0]).toMatchObject({ at: { file }, field, outcome: 'left out' })
    expect(findings[0]?.reason).toContain(reason)
    expect(ines?.bookings.length).toBeGreaterThan(0)
  })

  it.each([
    [{ bookingWindow: { type: 'businessDays', value: 10 } }, 14],
    [{ bookingWindow: { type: 'calendarDays', value: 900 } }, 730],
    [{ bookingWindow: { type: 'range', value: ['2028-02-01', '2028-03-01'] } }, undefined],
    [{ bookingWindow: { disabled: true } }, undefined],
  ])('with %j opens so many days ahead: %j', (change, days) => {
    const { ines } = plan(changed('event-types.json', 0, change))
    expect(ines?.services[0]?.offer.horizonDays).toBe(days)
  })

  it('of somebody else is left out', () => {
    const { said } = plan(changed('bookings.json', 0, { hosts: [{ id: 5, name: 'Rui' }] }))
    expect(said.some((text) => text.includes('hosts "Rui": is with somebody else'))).toBe(true)
  })
})

describe('a folder', () => {
  it('needs me.json', () => {
    expect(() => plan(example.filter(({ name }) => name !== 'me.json'))).toThrow(
      'me.json: is missing; it is the answer of GET /v2/me',
    )
  })

  it('may have pages', () => {
    const pages = example.map((file) =>
      file.name === 'bookings.json' ? { ...file, name: 'bookings-2.json' } : file,
    )
    expect(plan(pages).ines?.bookings).toHaveLength(5)
  })

  it('that lacks further pages of bookings is told', () => {
    const first = example.map((file) =>
      file.name === 'bookings.json'
        ? { ...file, text: file.text.replace('"totalItems": 6', '"totalItems": 240') }
        : file,
    )
    expect(plan(first).said[0]).toBe(
      'bookings.json: pagination.totalItems "240": the files have 6 of 240 bookings; fetch the further pages as bookings-2.json and so on, and run again',
    )
  })

  it('with a file that is not JSON is refused with the line', () => {
    const broken = [...example, { name: 'bookings-2.json', text: '[\n{"id": 1,}\n]' }]
    expect(() => plan(broken)).toThrow(/^bookings-2\.json, line 2: is not JSON/)
  })

  it('with a file of another kind is refused', () => {
    expect(() => plan([...example, { name: 'teams.json', text: '[]' }])).toThrow(
      'teams.json: is none of me.json, schedules.json',
    )
  })
})
