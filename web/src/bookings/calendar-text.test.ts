import { describe, expect, test } from 'vitest'
import { toCalendarText, toGoogleLink } from './calendar-text.ts'

const event = {
  bookingId: '0190',
  version: 3,
  start: new Date('2026-11-24T09:00:00Z'),
  end: new Date('2026-11-24T09:30:00Z'),
  title: 'Talk; long, with Anna',
  place: 'Kastanienallee 12, Berlin',
}
const about = {
  domain: 'mail.example',
  now: new Date('2026-11-20T08:00:00Z'),
  url: 'https://app.example/bookings/0190',
}

describe('a calendar file', () => {
  const text = toCalendarText(event, about)
  const lines = text.split('\r\n')

  test('is the same event as in the mails, and later than it was before it was changed', () => {
    expect(lines).toContain('UID:0190@mail.example')
    expect(lines).toContain('SEQUENCE:2')
  })

  test('has its times in UTC and its texts escaped', () => {
    expect(lines).toContain('DTSTART:20261124T090000Z')
    expect(lines).toContain('DTEND:20261124T093000Z')
    expect(lines).toContain(String.raw`SUMMARY:Talk\; long\, with Anna`)
    expect(lines).toContain(String.raw`LOCATION:Kastanienallee 12\, Berlin`)
  })

  test('has no line of more than 75 octets, and loses no character', () => {
    const title = 'Übung für Rücken und Knie '.repeat(8).trim()
    const long = toCalendarText({ ...event, title }, about)
    const octets = long.split('\r\n').map((line) => new TextEncoder().encode(line).length)
    expect(Math.max(...octets)).toBeLessThanOrEqual(75)
    expect(long.replaceAll('\r\n ', '')).toContain(`SUMMARY:${title}`)
    expect(long.endsWith('END:VCALENDAR\r\n')).toBe(true)
  })
})

test('a link to Google has title, times and place', () => {
  const params = new URL(toGoogleLink(event, about.url)).searchParams
  expect(Object.fromEntries(params)).toEqual({
    action: 'TEMPLATE',
    text: event.title,
    dates: '20261124T090000Z/20261124T093000Z',
    details: about.url,
    location: event.place,
  })
})
