// Calendar files, read again by another implementation of the format.
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { START, buildBooking, buildTold } from '../../test/support/build-told.ts'
import { toCalendarFile } from './calendar-file.ts'
import type { ToldBooking } from './told.ts'

const ENVELOPE = {
  sender: 'bookings@example.com',
  to: 'anna@example.com',
  domain: 'example.com',
  now: Date.UTC(2026, 10, 20, 12),
}

function read(booking: ToldBooking, name = 'Dr. Nora Vale') {
  const { recipient, offering } = buildTold({ offering: { name } })
  const { text } = toCalendarFile(booking, offering, recipient, ENVELOPE)
  const calendar = ICAL.Component.fromString(text)
  const component = calendar.getFirstSubcomponent('vevent')
  if (!component) throw new Error('there is no event')
  const event = new ICAL.Event(component)
  return {
    method: calendar.getFirstPropertyValue('method'),
    status: component.getFirstPropertyValue('status'),
    uid: event.uid,
    sequence: event.sequence,
    start: event.startDate.toJSDate().getTime(),
    end: event.endDate.toJSDate().getTime(),
    summary: event.summary,
    organizer: component.getFirstProperty('organizer'),
    attendee: component.getFirstProperty('attendee'),
    text,
  }
}

describe('a calendar file', () => {
  it('is one event through request, move and cancellation', () => {
    const asked = read(buildBooking({ status: 'pending' }))
    const moved = read(
      buildBooking({ version: 4, start: START + 3_600_000, end: START + 5_400_000 }),
    )
    const gone = read(buildBooking({ version: 5, status: 'cancelled' }))
    expect(new Set([asked, moved, gone].map(({ uid }) => uid))).toEqual(
      new Set(['0198c0de-0000-7000-8000-000000000001@example.com']),
    )
    expect(
      [asked, moved, gone].map(({ method, status, sequence }) => [method, status, sequence]),
    ).toEqual([
      ['REQUEST', 'TENTATIVE', 0],
      ['REQUEST', 'CONFIRMED', 3],
      ['CANCEL', 'CANCELLED', 4],
    ])
    expect([moved.start, moved.end]).toEqual([START + 3_600_000, START + 5_400_000])
  })

  it('keeps its instants across a clock change', () => {
    const start = Date.UTC(2026, 9, 25, 0, 30) // in the hour that comes twice in Berlin
    const file = read(buildBooking({ start, end: start + 7_200_000 }))
    expect([file.start, file.end]).toEqual([start, start + 7_200_000])
  })

  it('is organized by the sender under the name of the professional, and asks for no reply', () => {
    const { organizer, attendee } = read(buildBooking())
    expect(organizer?.getFirstValue()).toBe('mailto:bookings@example.com')
    expect(organizer?.getParameter('cn')).toBe('Dr. Nora Vale')
    expect(attendee?.getFirstValue()).toMatch(/^mailto:anna@example\.com$/i)
    expect(attendee?.getParameter('partstat')).toBe('ACCEPTED')
    expect(attendee?.getParameter('rsvp')).not.toBe('TRUE')
  })

  it.each([
    ['quotes and semicolons', 'A "B"; C: D, E'],
    ['another script and emoji', 'Ирина 医生 👩‍⚕️'],
    ['a name longer than a line', 'x'.repeat(100)],
    ['line breaks', 'A\r\nATTENDEE:mailto:evil'],
  ])('survives %s in names', (_, name) => {
    const file = read(buildBooking({ serviceName: name }), name)
    expect(file.summary.replaceAll('\u2060', '')).toBe(
      `${name} with ${name}`.replaceAll(/\s+/g, ' '),
    )
    expect(file.text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    expect(file.text.match(/^ATTENDEE/gm)).toHaveLength(1)
  })
})
