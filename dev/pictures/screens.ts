// Every page of the web app as it is with the demo's people, phone and desktop, light and dark, into
// docs/screens/. The stack is one of its own, on a Tuesday morning. After a change of a page: look.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { signIn } from '../demo/accounts.ts'
import { CLIENTS, PASSWORD, type Person } from '../demo/people.ts'
import { PROFESSIONALS } from '../demo/professionals.ts'
import { startBrowser } from './browser.ts'
import { signInOn } from './sign-in-on.ts'
import { pictureTwoScreens } from './two-screens.ts'
import { millisUntilMorning, moveClock, ZONE } from './working-day.ts'
import type { Addresses } from '../stack-file.ts'
import { freePorts } from '../stack-ports.ts'
import { fillRoute, type WebRoute, webRoutes } from '../web/routes.ts'

const FOLDER = join(import.meta.dirname, '../../docs/screens')
const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } }
const QUALITY = 62
/** Live values arrive, and fonts settle. */
const SETTLE_MILLIS = 1_500

/** Pages behind links in mails are left out: docs/pictures has what guests see. */
const isShown = ({ path }: WebRoute) =>
  !['/g/:token', '/u/:token', '/pro/start', '/gallery', '/sign-in'].includes(path)

const nameOf = (path: string) =>
  path === '/'
    ? 'find'
    : path
        .slice(1)
        .replaceAll(/\/?:\w+/g, '-one')
        .replaceAll('/', '-')

/** The first service of a professional. */
async function serviceOf({ functions, authHost, projectId }: Addresses, professional: Person) {
  const { token } = await signIn(authHost, projectId, professional, PASSWORD)
  const response = await fetch(`${functions}/get-schedule`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  // The API's own answer.
  const { services } = (await response.json()) as { services: { serviceId: string }[] }
  return services[0]?.serviceId ?? ''
}

async function idsFor({ functions, authHost, projectId }: Addresses, client: Person) {
  const { token } = await signIn(authHost, projectId, client, PASSWORD)
  const headers = { Authorization: `Bearer ${token}` }
  const response = await fetch(`${functions}/list-bookings?as=client&status=confirmed&pageSize=1`, {
    headers,
  })
  // The API's own answer.
  const { bookings } = (await response.json()) as {
    bookings: { bookingId: string; professionalId: string; serviceId: string }[]
  }
  const [booking] = bookings
  if (!booking) throw new Error(`${client.name} has no booking to show; start from fresh demo data`)
  return { '/p/:id id': booking.professionalId, '/bookings/:id id': booking.bookingId }
}

const isOnRequest = ({ approval }: { readonly approval?: string | undefined }) =>
  approval === 'manual'

/** Whose page is pictured: requests are those of somebody who gets some. */
const whoseOf = (
  { path, who }: WebRoute,
  by: { readonly client: Person; readonly professional: Person; readonly asked: Person },
): Person =>
  who !== 'professional' ? by.client : path === '/pro/requests' ? by.asked : by.professional

async function take(page: Page, file: string): Promise<void> {
  await page.locator('main').waitFor()
  while ((await page.locator('[aria-busy=true]').count()) > 0) await page.waitForTimeout(100)
  await page.waitForTimeout(SETTLE_MILLIS)
  await page.screenshot({ path: join(FOLDER, file), type: 'jpeg', quality: QUALITY })
  console.log(file)
}

async function takeAll(browser: Browser, addresses: Addresses, ahead: number): Promise<void> {
  const { web = '' } = addresses
  const [client, professional] = [CLIENTS[0], PROFESSIONALS[0]]
  const asked = PROFESSIONALS.find(({ services }) => services.some(isOnRequest))
  if (!client || !professional || !asked) throw new Error('the demo has no people')
  const people: readonly Person[] = [client, professional, asked]
  const ids = {
    ...(await idsFor(addresses, client)),
    '/pro/services/:id id': await serviceOf(addresses, professional),
  }
  for (const [size, viewport] of Object.entries(SIZES))
    for (const colorScheme of ['light', 'dark'] as const)
      for (const person of people) {
        const context = await browser.newContext({
          viewport,
          colorScheme,
          locale: 'en-GB',
          timezoneId: ZONE,
          reducedMotion: 'reduce',
        })
        await moveClock(context, ahead)
        const page = await context.newPage()
        if (person === client) {
          await page.goto(`${web}/sign-in`)
          await take(page, `sign-in-${size}-${colorScheme}.jpg`)
        }
        await signInOn(page, web, person)
        const routes = webRoutes.filter(
          (route) => isShown(route) && person === whoseOf(route, { client, professional, asked }),
        )
        for (const { path } of routes) {
          await page.goto(`${web}${fillRoute(path, ids)}`)
          await take(page, `${nameOf(path)}-${size}-${colorScheme}.jpg`)
        }
        await context.close()
      }
}

/** A stack with the demo's people, on whose mornings pictures are taken. */
async function openStack(ahead: number) {
  const [{ startStack }, { seedDemo }] = await Promise.all([
    import('../stack.ts'),
    import('../demo/seed.ts'),
  ])
  return startStack(
    {
      ports: await freePorts(),
      web: { hasDemo: true },
      fill: seedDemo,
      now: () => Date.now() + ahead,
    },
    console.log,
  )
}

/** Takes all pictures anew, or the moving one of two screens alone. */
export async function pictureScreens({ isMovingAlone }: { readonly isMovingAlone: boolean }) {
  if (!isMovingAlone) rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  const ahead = millisUntilMorning(Date.now())
  const stack = await openStack(ahead)
  // What the browser draws by itself, such as a field for a time, goes by the language of the machine.
  process.env['LANG'] = 'en_GB.UTF-8'
  const browser = await startBrowser()
  try {
    if (!isMovingAlone) await takeAll(browser, stack.addresses, ahead)
    await pictureTwoScreens(browser, stack.addresses, ahead)
  } finally {
    await browser.close()
    await stack.stop()
  }
}
