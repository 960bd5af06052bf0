// Every page of the web app as it is with the demo's people, phone and desktop, light and dark, into
// docs/screens/. It asks the stack that runs here; without one it starts one of its own. After a change of a page: look.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { signIn } from '../demo/accounts.ts'
import { CLIENTS, PASSWORD, type Person } from '../demo/people.ts'
import { PROFESSIONALS } from '../demo/professionals.ts'
import { startBrowser } from './browser.ts'
import { signInOn } from './sign-in-on.ts'
import { pictureTwoScreens } from './two-screens.ts'
import { type Addresses, findRunningStack } from '../stack-file.ts'
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

async function take(page: Page, file: string): Promise<void> {
  await page.locator('main').waitFor()
  while ((await page.locator('[aria-busy=true]').count()) > 0) await page.waitForTimeout(100)
  await page.waitForTimeout(SETTLE_MILLIS)
  await page.screenshot({ path: join(FOLDER, file), type: 'jpeg', quality: QUALITY })
  console.log(file)
}

async function takeAll(browser: Browser, addresses: Addresses): Promise<void> {
  const { web = '' } = addresses
  const [client, professional] = [CLIENTS[0], PROFESSIONALS[0]]
  if (!client || !professional) throw new Error('the demo has no people')
  const people: readonly Person[] = [client, professional]
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
          timezoneId: 'Europe/Berlin',
          reducedMotion: 'reduce',
        })
        const page = await context.newPage()
        if (person === client) {
          await page.goto(`${web}/sign-in`)
          await take(page, `sign-in-${size}-${colorScheme}.jpg`)
        }
        await signInOn(page, web, person)
        const routes = webRoutes.filter(
          (route) => isShown(route) && (route.who === 'professional') === (person === professional),
        )
        for (const { path } of routes) {
          await page.goto(`${web}${fillRoute(path, ids)}`)
          await take(page, `${nameOf(path)}-${size}-${colorScheme}.jpg`)
        }
        await context.close()
      }
}

/** The stack that runs here, or one that is ended afterwards. */
async function openStack() {
  const running = findRunningStack()
  if (running?.web !== undefined) return { addresses: running, stop: async () => {} }
  const [{ startStack }, { seedDemo }] = await Promise.all([
    import('../stack.ts'),
    import('../demo/seed.ts'),
  ])
  return startStack(
    {
      ports: await freePorts(),
      web: { hasDemo: true },
      fill: seedDemo,
    },
    console.log,
  )
}

/** Takes all pictures anew, or the moving one of two screens alone. */
export async function pictureScreens({ isMovingAlone }: { readonly isMovingAlone: boolean }) {
  if (!isMovingAlone) rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  const stack = await openStack()
  const browser = await startBrowser()
  try {
    if (!isMovingAlone) await takeAll(browser, stack.addresses)
    await pictureTwoScreens(browser, stack.addresses)
  } finally {
    await browser.close()
    await stack.stop()
  }
}
