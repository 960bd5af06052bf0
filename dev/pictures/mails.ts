// Mails, and the pages that their links open, as a phone shows them, light and dark, into docs/pictures/. After a change of either: look.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { toMail } from '../../shared/notifications/compose.ts'
import { toPageHtml } from '../../shared/notifications/page-html.ts'
import { type Page, bookingPage, unsubscribePage } from '../../shared/notifications/page.ts'
import type { Item, Told, ToldBooking } from '../../shared/notifications/told.ts'
import { HOUR, MINUTE } from '../../shared/time/instant.ts'
import { startBrowser } from './browser.ts'

const FOLDER = join(import.meta.dirname, '../../docs/pictures')
const PHONE = { width: 390, height: 844 }
const START = Date.UTC(2026, 10, 24, 9)

const booking = (more: Partial<ToldBooking> = {}): ToldBooking => ({
  bookingId: '0198c0de-0000-7000-8000-000000000001',
  version: 2,
  status: 'confirmed',
  start: START,
  end: START + 30 * MINUTE,
  seats: 1,
  serviceName: 'Follow-up',
  clientName: 'Anna Beck',
  clientTimeZone: 'Europe/Berlin',
  cancelUntil: START - 24 * HOUR,
  ...more,
})

/** As it is on its day: the time to cancel is over. */
function past(more: Partial<ToldBooking>): ToldBooking {
  const { cancelUntil: _, ...kept } = booking(more)
  return kept
}

const told = (
  recipient: Partial<Told['recipient']>,
  items: readonly [Item, ...Item[]],
  links: Told['links'] = { app: 'https://app.example', unsubscribe: 'https://app.example/u/t' },
): Told => ({
  recipient: { role: 'client', name: 'Anna', timeZone: 'Europe/Berlin', ...recipient },
  offering: {
    professionalId: '0198c0de-0000-7000-8000-0000000000aa',
    name: 'Dr. Nora Vale',
    timeZone: 'Europe/London',
    address: '12 Wimpole Street, London',
    phone: '+44 20 7946 0018',
  },
  items,
  links,
})

const MAILS: Readonly<Record<string, Told>> = {
  confirmed: told({}, [{ happening: 'confirmed', booking: booking() }]),
  moved: told({ locale: 'de' }, [
    {
      happening: 'moved',
      booking: booking(),
      before: { start: START - 2 * HOUR, end: START - 1.5 * HOUR },
    },
  ]),
  requested: told({ role: 'owner', name: 'Nora', timeZone: 'Europe/London' }, [
    { happening: 'requested', booking: booking({ status: 'pending' }) },
  ]),
  delayed: told({}, [
    { happening: 'delayed', booking: past({ expectedStart: START + 40 * MINUTE }) },
  ]),
  cancelled: told(
    { role: 'guest', name: 'Gus', timeZone: 'Europe/London' },
    [0, 1].map((day) => ({
      happening: 'cancelled' as const,
      booking: booking({
        status: 'cancelled',
        start: START + day * 24 * HOUR,
        end: START + day * 24 * HOUR + 30 * MINUTE,
        cancelReason: 'The practice is closed for a training course.',
      }),
    })) as [Item, Item], // of two days
    { guest: 'https://app.example/g/t', unsubscribe: 'https://app.example/u/t' },
  ),
}

const gus = { role: 'guest', name: 'Gus', timeZone: 'Europe/Berlin' } as const
const { offering } = told({}, [{ happening: 'confirmed' }])
const PAGES: Readonly<Record<string, Page>> = {
  booking: bookingPage(booking({ clientName: 'Gus' }), offering, gus, 't'),
  unsubscribe: unsubscribePage('guest', 't', 'de'),
}

async function picture(browser: Browser, name: string, html: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ viewport: PHONE, colorScheme })
    await page.setContent(html)
    const path = join(FOLDER, `${name}-${colorScheme}.png`)
    await page.screenshot({ path, fullPage: true })
    await page.close()
    console.log(path)
  }
}

/** Takes all pictures anew. */
export async function pictureMails(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  const browser = await startBrowser()
  try {
    const envelope = { sender: 'a@b.example', to: 'c@d.example', domain: 'b.example', now: START }
    for (const [name, one] of Object.entries(MAILS))
      await picture(browser, `mail-${name}`, toMail(one, envelope).html)
    for (const [name, page] of Object.entries(PAGES))
      await picture(browser, `page-${name}`, toPageHtml(page))
  } finally {
    await browser.close()
  }
}
