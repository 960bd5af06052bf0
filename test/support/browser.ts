// The built web app in a real browser, on a backend of the test's own: several people at once, each on a device of theirs.
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { startBrowser } from '../../dev/pictures/browser.ts'
import { serveBuilt } from '../../dev/web/serve-built.ts'
import type { Backend } from './backend.ts'
import type { User } from './users.ts'

/** A device: its size, its zone, its language, its colours. */
export interface Device {
  readonly size?: 'phone' | 'desktop'
  readonly zone?: string
  readonly locale?: string
  readonly isDark?: boolean
}

/** Somebody with the app open. */
export interface Person {
  readonly page: Page
  /** What the browser complained of; a test that ends well has none. */
  readonly complaints: readonly string[]
  readonly close: () => Promise<void>
}

export interface Web {
  readonly url: string
  /** Opens the app on a device of its own, signed in if somebody is named, at an address. */
  readonly open: (path: string, user?: User, device?: Device) => Promise<Person>
  readonly stop: () => Promise<void>
}

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } }

/** What the browser itself says of a request that failed, which the app tells people in words. */
const OF_THE_NETWORK = /^Failed to load resource: /

/** Complains where what had the focus was taken away and nothing has it half a second later: by keyboard one begins anew then. */
const COMPLAIN_OF_LOST_FOCUS = `{
  let had
  const isLost = () => had && !had.isConnected && document.activeElement === document.body
  addEventListener('focusin', ({ target }) => { had = target })
  new MutationObserver(() => {
    if (!isLost()) return
    const lost = had
    setTimeout(() => {
      if (had === lost && isLost())
        console.error('the focus is lost, which had ' + lost.outerHTML.slice(0, 200))
    }, 500)
  }).observe(document, { childList: true, subtree: true })
}`

/**
 * Opens the built app on a backend, which must be of the project that the Auth emulator knows. `anonymousReads` says to the app
 * what the backend and the rules were told.
 */
export async function openWeb(
  backend: Backend,
  { anonymousReads = false }: { readonly anonymousReads?: boolean } = {},
): Promise<Web> {
  const { authHost, firestoreHost } = inject('parts')
  const { projectId, url: apiBaseUrl } = backend
  // All files share the one project: what a former one left is nobody's any more.
  const documents = `http://${firestoreHost}/emulator/v1/projects/${projectId}/databases/(default)/documents`
  const cleared = await fetch(documents, { method: 'DELETE' })
  if (!cleared.ok) throw new Error(`the emulator keeps its documents: ${cleared.status}`)
  const authDomain = `${projectId}.firebaseapp.com`
  const served = await serveBuilt({
    folder: inject('web'),
    correspondents: {
      apiBaseUrl,
      authDomain,
      others: [`http://${authHost}`, `http://${firestoreHost}`],
    },
    config: {
      firebase: {
        apiKey: 'local',
        authDomain,
        projectId,
        appId: '1:1:web:local',
        messagingSenderId: '1',
      },
      apiBaseUrl,
      appCheckSiteKey: '',
      anonymousReads,
      local: {
        authUrl: `http://${authHost}`,
        firestorePort: Number(firestoreHost.split(':').at(-1)),
        mailUrl: '',
        people: [],
      },
    },
  })
  // The promise: those who are opened at once share one browser.
  let browser: Promise<Browser> | undefined
  const open: Web['open'] = async (path, user, device = {}) => {
    browser ??= startBrowser()
    const context = await (await browser).newContext(toOptions(device))
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      const isComplaint = ['error', 'warning'].includes(message.type())
      if (isComplaint && !OF_THE_NETWORK.test(message.text())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.addInitScript(COMPLAIN_OF_LOST_FOCUS)
    if (user) {
      await page.goto(`${served.url}/sign-in?next=${encodeURIComponent(path)}`)
      await signIn(page, user)
    } else {
      await page.goto(`${served.url}${path}`)
    }
    return { page, complaints, close: () => context.close() }
  }
  return {
    url: served.url,
    open,
    stop: async () => {
      await (await browser)?.close()
      await served.stop()
    },
  }
}

const toOptions = ({ size = 'phone', zone, locale, isDark }: Device): BrowserContextOptions => ({
  viewport: SIZES[size],
  timezoneId: zone ?? 'Europe/Berlin',
  locale: locale ?? 'en-GB',
  colorScheme: isDark ? 'dark' : 'light',
  reducedMotion: 'reduce',
})

/** Signs in on the page where one does. */
async function signIn(page: Page, user: User): Promise<void> {
  await page.locator('input[type=email]').fill(user.email)
  await page.locator('input[type=password]').fill(user.password)
  await page.locator('form button[type=submit]').click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** Waits until something is seen: the first of what a locator finds. */
export async function expectShown(locator: Locator): Promise<void> {
  await locator.first().waitFor()
}

/** Looks until something is as wished, 20 s at most. */
export async function eventually(look: () => Promise<void>): Promise<void> {
  await expect
    .poll(async () => look().then(() => 'as wished', String), { timeout: 20_000 })
    .toBe('as wished')
}
