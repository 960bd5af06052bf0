// Every page for whom it is: nothing for axe to find, light and dark, phone and desktop; nothing that a small phone shows badly;
// nothing that the browser complains of. And for whom it is not: who may see it, in words.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeLinkToken } from '../../shared/identity/link-token.ts'
import { cutOf, smallOf, violationsOf, widestOf } from '../support/axe.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import { expectShown, type Device, openWeb, type Person, type Web } from '../support/browser.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'
import { fillRoute, webRoutes } from '../../dev/web/routes.ts'

const KEYS = ['k'.repeat(43)]
const DAY = 86_400_000

let backend: Backend
let web: Web
let owner: User
let client: User
let ids: Readonly<Record<string, string>>

beforeAll(async () => {
  backend = await startBackend({ projectId: 'demo-test', config: { linkKeys: KEYS } })
  web = await openWeb(backend)
  owner = await backend.user('Olga Owner')
  client = await backend.user('Carla Client')
  const made = await f.makeProfessional(backend, owner, {
    professional: { name: 'Olga Owner', timeZone: 'Europe/Berlin', headline: 'Talks that help' },
    hours: f.everyDay('00:00', '24:00'),
    service: { name: 'Talk', durationMinutes: 60 },
  })
  const at = (hours: number) =>
    new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + hours * 3_600_000).toISOString()
  const booking = await f.book(backend, client, made.serviceId, at(30))
  await f.book(backend, client, made.serviceId, at(2))
  // Somebody on both sides, so that every page of either has something to show.
  await f.book(backend, owner, made.serviceId, at(5), { client: { name: 'Gus Guest' } })
  ids = {
    '/p/:id id': made.professionalId,
    '/bookings/:id id': booking.bookingId,
    '/pro/services/:id id': made.serviceId,
    '/g/:token token': makeLinkToken(KEYS, 'guest-booking', booking.bookingId, Date.now() + DAY),
    '/u/:token token': makeLinkToken(KEYS, 'unsubscribe-account', client.uid, Date.now() + DAY),
  }
  await backend.mirrored(made.professionalId, made.revision)
})
afterAll(async () => {
  await web.stop()
  await backend.stop()
})

// Grey blocks stand for what is still to come.
const shown = async (page: Page, path: string) => {
  await page.locator('main').waitFor()
  await expect
    .poll(() => page.locator('[aria-busy=true]').count(), { timeout: 20_000, message: path })
    .toBe(0)
}

/** Goes from page to page as one person on one device. */
async function over(
  user: User | undefined,
  device: Device,
  paths: readonly string[],
  look: (person: Person, path: string) => Promise<void>,
): Promise<void> {
  const person = await web.open('/sign-in', user, device)
  for (const path of paths) {
    await person.page.goto(`${web.url}${fillRoute(path, ids)}`)
    await shown(person.page, path)
    await look(person, path)
  }
  await person.close()
}

/** How much has jumped since the page was opened, as browsers count it (cumulative layout shift). */
const jumpsOf = (page: Page): Promise<number> =>
  page.evaluate(`new Promise((resolve) => {
    let sum = 0
    new PerformanceObserver((list) => {
      for (const { hadRecentInput, value } of list.getEntries()) if (!hadRecentInput) sum += value
    }).observe({ type: 'layout-shift', buffered: true })
    setTimeout(() => resolve(sum), 500)
  })`)

// The gallery shows what is loading for ever; it has a test of its own.
const forClients = webRoutes
  .filter(({ who, path }) => who !== 'professional' && path !== '/gallery')
  .map(({ path }) => path)
const forOwners = [
  ...webRoutes.filter(({ who }) => who === 'professional').map(({ path }) => path),
  // A day on which nobody comes.
  '/pro/agenda?view=day&date=2031-01-01',
]

test('the routes are found', () => {
  expect(forClients).toContain('/account')
  expect(forClients.length + forOwners.length).toBeGreaterThan(5)
})

describe.each([{ size: 'phone' }, { size: 'desktop' }] as const)('on a $size', (device) => {
  test.each([
    { who: 'client', paths: forClients },
    { who: 'owner', paths: forOwners },
  ] as const)(
    'every page of a $who has nothing for axe to find, light and dark, and on a small phone nothing too wide, cut off, or too small to be tapped on',
    async ({ who, paths }) => {
      const found: string[] = []
      const person = who === 'owner' ? owner : client
      await over(person, device, paths, async ({ page, complaints }, path) => {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          await page.locator(`html[data-color-scheme=${colorScheme}]`).waitFor()
          const violations = await violationsOf(page)
          found.push(...violations.map((one) => `${path}, ${colorScheme}: ${one}`))
        }
        if (device.size === 'phone')
          found.push(...(await badOnSmallPhone(page)).map((one) => `${path}, ${one}`))
        found.push(...complaints.map((one) => `${path} ${one}`))
        if (await page.getByText('This page has a fault').isVisible())
          found.push(`${path} has a fault`)
      })
      expect(found).toEqual([])
    },
    240_000,
  )
})

/** What a small phone shows badly: too wide, cut off, or too small to be tapped on. */
async function badOnSmallPhone(page: Page): Promise<readonly string[]> {
  const size = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 640 })
  const found = [
    ...(await widestOf(page)).map((one) => `too wide: ${one}`),
    ...(await cutOf(page)).map((one) => `cut off: ${one}`),
    ...(await smallOf(page)).map((one) => `too small: ${one}`),
  ]
  if (size) await page.setViewportSize(size)
  return found
}

test.each([
  { who: 'client', paths: forClients },
  { who: 'owner', paths: forOwners },
] as const)(
  'on a small phone no German word of a page of a $who is too long',
  async ({ who, paths }) => {
    const found: string[] = []
    const device = { locale: 'de-DE' }
    await over(who === 'owner' ? owner : client, device, paths, async ({ page }, path) => {
      found.push(...(await badOnSmallPhone(page)).map((one) => `${path}, ${one}`))
    })
    expect(found).toEqual([])
  },
  120_000,
)

test('the month of free days can be read, light and dark', async () => {
  const { page, close } = await web.open(fillRoute('/p/:id', ids), client)
  await page.getByRole('button', { name: 'Month' }).click()
  const chosen = '[role=dialog] td [data-selected]'
  await page.locator(chosen).waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.locator(`html[data-color-scheme=${colorScheme}]`).waitFor()
    expect(await violationsOf(page)).toEqual([])
    // A ground that lets through what is below it is none.
    const ground = await page.evaluate<string>(
      `getComputedStyle(document.querySelector('${chosen}')).backgroundColor`,
    )
    expect(ground).not.toMatch(/, 0\)$/)
  }
  await close()
}, 60_000)

test('whoever wants less motion sees other colours at once, in every part of a page', async () => {
  const { page, close } = await web.open('/pro/agenda', owner)
  await shown(page, '/pro/agenda')
  // What passes over to its new colour begins with the old one, and passes it on to all that is within it, a frame a level.
  const underWay = await page.evaluate<readonly string[]>(`(() => {
    document.documentElement.setAttribute('data-color-scheme', 'dark')
    return document.getAnimations().map((one) => one.transitionProperty ?? one.animationName)
  })()`)
  expect(underWay).toEqual([])
  await close()
}, 60_000)

test('nothing jumps while Find and Book open, for whom the device is in another zone', async () => {
  f.granted(await f.post(backend, 'save-account', client, { timeZone: 'Asia/Tokyo' }))
  const person = await web.open('/account', client, { zone: 'UTC' })
  await shown(person.page, '/account')
  for (const path of ['/', '/p/:id']) {
    await person.page.goto(`${web.url}${fillRoute(path, ids)}`)
    await shown(person.page, path)
    expect(await jumpsOf(person.page), path).toBeLessThanOrEqual(0.02)
  }
  await person.close()
}, 60_000)

describe('whoever may not see a page', () => {
  test('is told as a visitor to sign in', async () => {
    const closed = webRoutes.filter(({ who }) => who !== 'anybody').map(({ path }) => path)
    await over(undefined, {}, closed, async ({ page }, path) => {
      const title = path === '/' ? 'See who is free, and book it' : 'Sign in to see this'
      await expectShown(page.getByRole('heading', { name: title }))
      await expectShown(page.getByLabel('Password'))
    })
  }, 120_000)

  test('sees it once they have signed in there', async () => {
    const { page, close } = await web.open('/bookings')
    await page.getByLabel('E-mail').fill(client.email)
    await page.getByLabel('Password').fill(client.password)
    await page.locator('form button[type=submit]').click()
    await expectShown(page.getByText('Upcoming'))
    expect(new URL(page.url()).pathname).toBe('/bookings')
    await close()
  })

  test('is told as a client who the page is for, and how to get there', async () => {
    await over(client, {}, forOwners, async ({ page }) => {
      await expectShown(page.getByText('This page is for professionals'))
      await expectShown(page.getByRole('button', { name: 'Switch account' }))
    })
  }, 120_000)

  test("is told of another's booking that it is not theirs", async () => {
    const stranger = await backend.user('Stella')
    await over(stranger, {}, ['/bookings/:id'], async ({ page }) => {
      await expectShown(page.getByText('This booking is not yours to see'))
    })
  })
})
