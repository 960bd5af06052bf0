// A booking for the calendar of the person who has it: as a file (RFC 5545), and as a link to Google's.

export interface CalendarEvent {
  readonly bookingId: string
  readonly version: number
  readonly start: Date
  readonly end: Date
  readonly title: string
  readonly place?: string
}

export interface CalendarAbout {
  /** Of the event's id: the domain that mails are from, so that the file and the mail are one event. */
  readonly domain: string
  readonly now: Date
  /** The booking's page. */
  readonly url: string
}

/** `20261124T090000Z` */
const stamp = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`

const escape = (text: string): string =>
  text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r?\n/g, String.raw`\n`)

const LINE_OCTETS = 75

/** Content lines are folded after 75 octets, never inside of a character (RFC 5545, 3.1). */
function fold(line: string): string {
  const encoder = new TextEncoder()
  const lines: string[] = []
  let now = ''
  for (const character of line) {
    if (encoder.encode(now + character).length > LINE_OCTETS) {
      lines.push(now)
      now = ' '
    }
    now += character
  }
  return [...lines, now].join('\r\n')
}

/** The file. Times are UTC, so that no zone's rules are needed to read them. */
export function toCalendarText(event: CalendarEvent, { domain, now, url }: CalendarAbout): string {
  const { bookingId, version, start, end, title, place } = event
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Availability Checker//Bookings//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${bookingId}@${domain}`,
    `SEQUENCE:${version - 1}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(end)}`,
    `SUMMARY:${escape(title)}`,
    ...(place === undefined ? [] : [`LOCATION:${escape(place)}`]),
    `URL:${url}`,
    'STATUS:CONFIRMED',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(fold)
    .join('\r\n')
}

/** The link that fills in an event of Google Calendar. */
export function toGoogleLink({ start, end, title, place }: CalendarEvent, url: string): string {
  const params = new URLSearchParams({
    action: 'TEMPLATE',
    text: title,
    dates: `${stamp(start)}/${stamp(end)}`,
    details: url,
    ...(place !== undefined && { location: place }),
  })
  return `https://calendar.google.com/calendar/render?${params.toString()}`
}
