// What pages say, and that nothing that people typed becomes more than text.
import { describe, expect, it } from 'vitest'
import { toPageHtml } from './page-html.ts'
import { bookingPage, faultPage, unsubscribePage, unsubscribedPage } from './page.ts'
import type { ToldBooking } from './told.ts'

const START = Date.UTC(2026, 10, 24, 9)
const booking: ToldBooking = {
  bookingId: '0198c0de-0000-7000-8000-000000000001',
  version: 1,
  status: 'confirmed',
  start: START,
  end: START + 1_800_000,
  seats: 1,
  serviceName: '"><script>alert(1)</script>',
  clientName: 'Gus',
}
const offering = { professionalId: 'p', name: 'Dr. Vale', timeZone: 'Europe/London' }
const guest = { role: 'guest', name: 'Gus', timeZone: 'Europe/Berlin' } as const

const pageOf = (more: Partial<ToldBooking>) =>
  bookingPage({ ...booking, ...more }, offering, guest, 'the-token')

describe("the page of a guest's booking", () => {
  it('has a button and says until when, as long as it may be cancelled', () => {
    const page = pageOf({ cancelUntil: START - 3_600_000 })
    expect(page.form).toMatchObject({ action: 'cancel-guest-booking', token: 'the-token' })
    expect(page.entry).toContain('You can cancel online until Tue, 24 Nov 2026, 09:00.')
    expect(page.entry[0]).toBe('Tue, 24 Nov 2026, 10:00–10:30')
  })

  it('has none later, and says whom to turn to', () => {
    const page = pageOf({})
    expect(page).not.toHaveProperty('form')
    expect(page.entry.join()).not.toContain('You can cancel')
    expect(page.notes.join()).toContain('can no longer be cancelled online')
  })

  it.each([
    ['pending', 'Your request was sent'],
    ['in-progress', 'Your appointment is under way'],
    ['completed', 'Your appointment is over'],
    ['cancelled', 'Your booking is cancelled'],
    ['declined', 'Your request was declined'],
    ['expired', 'Your request was not answered in time'],
    ['no-show', 'You were marked as not having come'],
  ] as const)('says of one that is %s: %s', (status, title) => {
    expect(pageOf({ status }).title).toBe(title)
  })

  it('makes no tags of what people typed', () => {
    const html = toPageHtml(
      pageOf({ cancelReason: "<img src=x onerror='1'>", status: 'cancelled' }),
    )
    expect(html).not.toMatch(/<script|<img/)
  })
})

describe('every page', () => {
  it('is in the language of its reader', () => {
    const pages = [
      unsubscribePage('account', 't', 'de-AT'),
      unsubscribedPage('guest', 'de'),
      faultPage('gone', 'de'),
    ]
    expect(pages.map(({ language }) => language)).toEqual(['de', 'de', 'de'])
    expect(pages.map((page) => /<html lang="de">/.test(toPageHtml(page)))).toEqual([
      true,
      true,
      true,
    ])
  })
})
