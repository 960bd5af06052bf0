// What people read, as a whole: mails are snapshots that somebody looked at.
import { describe, expect, it } from 'vitest'
import { START, buildBooking, buildItem, buildTold } from '../../test/support/build-told.ts'
import { toMail, toNote } from './compose.ts'
import { HAPPENINGS } from './happening.ts'
import { ITEMS_A_MESSAGE } from './sentences.ts'
import type { Told, ToldBooking } from './told.ts'

const ENVELOPE = {
  sender: 'bookings@example.com',
  to: 'anna@example.com',
  domain: 'example.com',
  now: Date.UTC(2026, 10, 20, 12),
}
const mailOf = (told: Told) => toMail(told, ENVELOPE)
const HOUR = 3_600_000

const MOVED = buildItem({
  happening: 'moved',
  booking: buildBooking({ version: 3, cancelUntil: START - 24 * HOUR }),
  before: { start: START - 2 * HOUR, end: START - 1.5 * HOUR },
})

describe('a mail', () => {
  it('tells a client in Berlin what was moved in London, with both times', () => {
    expect(mailOf(buildTold({ items: [MOVED] })).text).toMatchInlineSnapshot(`
      "Hello Anna,

      Your booking has a new time.

        Tue, 24 Nov 2026, 10:00–10:30
        Before: Tue, 24 Nov 2026, 08:00–08:30
        Berlin time
        Tue, 24 Nov 2026, 09:00–09:30 in London, where Dr. Nora Vale is
        Follow-up with Dr. Nora Vale
        You can cancel online until Mon, 23 Nov 2026, 10:00.

      Open the booking:
      https://app.example/bookings/0198c0de-0000-7000-8000-000000000001

      -- 
      You get this because you booked or offer times here.

      Stop these e-mails:
      https://app.example/u/token
      "
    `)
  })

  it('tells it in German', () => {
    const told = buildTold({ recipient: { locale: 'de' }, items: [MOVED] })
    expect([mailOf(told).subject, mailOf(told).text]).toMatchInlineSnapshot(`
      [
        "Ihre Buchung hat eine neue Zeit: Di., 24. Nov. 2026, 10:00 Uhr",
        "Guten Tag Anna,

      Ihre Buchung hat eine neue Zeit.

        Di., 24. Nov. 2026, 10:00–10:30 Uhr
        Vorher: Di., 24. Nov. 2026, 08:00–08:30 Uhr
        Ortszeit Berlin
        Di., 24. Nov. 2026, 09:00–09:30 Uhr in London, am Ort von Dr. Nora Vale
        Follow-up bei Dr. Nora Vale
        Online absagen können Sie bis Mo., 23. Nov. 2026, 10:00 Uhr.

      Buchung öffnen:
      https://app.example/bookings/0198c0de-0000-7000-8000-000000000001

      -- 
      Sie erhalten dies, weil Sie hier gebucht haben oder Termine anbieten.

      Diese E-Mails abbestellen:
      https://app.example/u/token
      ",
      ]
    `)
  })

  it('tells an owner who asks, and when that is for the client', () => {
    const booking = buildBooking({ status: 'pending', seats: 3 })
    const told = buildTold({
      recipient: { role: 'owner', name: 'Nora', timeZone: 'Europe/London' },
      items: [buildItem({ happening: 'requested', booking })],
    })
    expect([mailOf(told).subject, mailOf(told).text]).toMatchInlineSnapshot(`
      [
        "A client asks for a booking: Tue, 24 Nov 2026, 09:00",
        "Hello Nora,

      A client asks for a booking.

        Tue, 24 Nov 2026, 09:00–09:30
        London time
        Tue, 24 Nov 2026, 10:00–10:30 in Berlin, where your client is
        Follow-up for Anna Client
        3 seats
        The request waits for your decision.

      Open your requests:
      https://app.example/pro/requests

      -- 
      You get this because you booked or offer times here.

      Stop these e-mails:
      https://app.example/u/token
      ",
      ]
    `)
  })

  it('tells a guest why it is cancelled, whom to call, and how to look', () => {
    const booking = buildBooking({ status: 'cancelled', version: 2, cancelReason: 'I am ill' })
    const told = buildTold({
      recipient: { role: 'guest', timeZone: 'Europe/London', name: 'Gus' },
      offering: { phone: '+44 20 7946 0000', address: '1 Harley Street' },
      items: [buildItem({ happening: 'cancelled', booking })],
      links: { guest: 'https://app.example/g/token', unsubscribe: 'https://app.example/u/token' },
    })
    expect(mailOf(told).text).toMatchInlineSnapshot(`
      "Hello Gus,

      Your booking is cancelled.

        Tue, 24 Nov 2026, 09:00–09:30
        Follow-up with Dr. Nora Vale
        Reason: I am ill

      Questions? Call +44 20 7946 0000.

      Open the booking:
      https://app.example/g/token

      -- 
      You get this because a booking was made for you at this address.

      Stop these e-mails:
      https://app.example/u/token
      "
    `)
  })

  it('of a delay names the new start in its subject, where one looks first', () => {
    const booking = buildBooking({ expectedStart: START + HOUR })
    const mail = mailOf(buildTold({ items: [buildItem({ happening: 'delayed', booking })] }))
    expect(mail.subject).toBe('Your appointment starts later: Tue, 24 Nov 2026, 11:00')
    expect(mail.text).toContain('10:00–10:30, now expected at 11:00')
  })

  it('to a guest offers to cancel only as long as that may be', () => {
    const ofGuest = (booking: ToldBooking) =>
      mailOf(
        buildTold({
          recipient: { role: 'guest' },
          items: [buildItem({ happening: 'reminder', booking })],
          links: { guest: 'https://app.example/g/token' },
        }),
      ).text
    expect(ofGuest(buildBooking({ cancelUntil: START }))).toContain('Open or cancel the booking:')
    expect(ofGuest(buildBooking())).toContain('Open the booking:')
    expect(ofGuest(buildBooking())).not.toContain('cancel')
  })

  it('is HTML that needs nothing from elsewhere', () => {
    const { html } = mailOf(buildTold({ items: [MOVED] }))
    expect(html).not.toMatch(/<(img|script|link|iframe)|src=|url\(|@import/i)
    expect(html.match(/href="[^"]+"/g)).toEqual([
      'href="https://app.example/bookings/0198c0de-0000-7000-8000-000000000001"',
      'href="https://app.example/u/token"',
    ])
  })

  it('names twenty bookings and counts the rest', () => {
    const [first, ...others] = Array.from({ length: 30 }, (_, index) =>
      buildItem({
        happening: 'cancelled',
        booking: buildBooking({ bookingId: `b${index}`, start: START + index * HOUR }),
      }),
    )
    if (!first) throw new Error('there are thirty')
    const mail = mailOf(buildTold({ items: [first, ...others] }))
    expect(mail.subject).toBe('30 bookings are cancelled')
    expect(mail.files).toHaveLength(ITEMS_A_MESSAGE)
    expect(mail.text).toContain('and 10 more')
  })
})

describe('what people typed', () => {
  const EVIL = 'see https://evil.example/a or www.evil.example, pat@evil.example\r\nBcc: all'
  const everywhere = buildTold({
    recipient: { name: EVIL },
    offering: { name: EVIL, address: EVIL, phone: EVIL },
    items: [
      buildItem({
        happening: 'cancelled',
        booking: buildBooking({ serviceName: EVIL, clientName: EVIL, cancelReason: EVIL }),
      }),
    ],
  })
  /** What programs make links of: a scheme, a `www.`, a domain with a dot, an address. */
  const LINK = /https?:\/\/[\w.]+|www\.\w|\w+\.example\b|\w@\w/

  const withoutOurs = (text: string) => text.replaceAll('https://app.example', '')

  it.each(['client', 'owner', 'guest'] as const)('is no link in the mail of a %s', (role) => {
    const told = { ...everywhere, recipient: { ...everywhere.recipient, role } }
    const { text, html } = mailOf(told)
    expect(withoutOurs(text)).not.toMatch(LINK)
    expect(withoutOurs(html)).not.toMatch(LINK)
  })

  it('is no subject, and no title of a push', () => {
    for (const role of ['client', 'owner', 'guest'] as const) {
      const told = { ...everywhere, recipient: { ...everywhere.recipient, role } }
      expect(mailOf(told).subject + toNote(told).title).not.toContain('evil')
    }
  })

  it('is no tag', () => {
    const told = buildTold({ recipient: { name: '<b onload="x">\'&' } })
    expect(mailOf(told).html).toContain('&lt;b onload=&quot;x&quot;&gt;&#39;&amp;')
  })
})

describe('a note in the app', () => {
  it('says when and what, in one line', () => {
    expect(toNote(buildTold({ items: [MOVED] }))).toEqual({
      title: 'Your booking has a new time',
      body: 'Tue, 24 Nov 2026, 10:00–10:30 instead of Tue, 24 Nov 2026, 08:00–08:30 · Follow-up with Dr. Nora Vale',
    })
  })

  it('never names the client, who may be erased later', () => {
    const told = buildTold({ recipient: { role: 'owner', timeZone: 'Europe/London' } })
    expect(toNote(told)).toEqual({
      title: 'You have a new booking',
      body: 'Tue, 24 Nov 2026, 09:00–09:30 · Follow-up',
    })
  })

  it.each(
    HAPPENINGS.filter(
      (happening) => !['held', 'released', 'started', 'completed'].includes(happening),
    ),
  )('has a title and a body for %s', (happening) => {
    const isOfBooking = !/-changed|erased/.test(happening)
    const item = isOfBooking ? buildItem({ happening }) : { happening }
    for (const role of ['client', 'owner'] as const)
      for (const locale of ['en', 'de']) {
        const { title, body } = toNote(buildTold({ recipient: { role, locale }, items: [item] }))
        expect(Math.min(title.length, body.length)).toBeGreaterThan(10)
      }
  })
})
