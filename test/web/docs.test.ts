// The documentation as a site: every address in it answers, it is read offline on phone and desktop, and its API page calls.
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { startBrowser } from '../../dev/pictures/browser.ts'
import { type Listening, listen } from '../../dev/parts/listen.ts'
import { makeAnswer } from '../../dev/site/serve.ts'
import { violationsOf } from '../support/axe.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import type { User } from '../support/users.ts'

const ROOT = join(import.meta.dirname, '../..')
const FOLDER = join(ROOT, '.local/site')

let backend: Backend
let user: User
let site: Listening
let browser: Browser

beforeAll(async () => {
  // As people do it; under the test runner's mode another site would come of it.
  const { NODE_ENV: _, VITEST: __, ...env } = process.env
  await promisify(execFile)(process.execPath, ['dev/docs.ts', '--only-build'], { cwd: ROOT, env })
  backend = await startBackend({ projectId: 'demo-test' })
  user = await backend.user('Olivia Hart')
  const { authHost } = inject('parts')
  const people = [
    { name: 'Olivia Hart', email: user.email, password: user.password, role: 'client' },
  ]
  const config = { functionsUrl: backend.url, authUrl: `http://${authHost}`, people }
  site = await listen(
    makeAnswer(FOLDER, () => config),
    { port: 0, host: '127.0.0.1' },
  )
  browser = await startBrowser()
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await backend?.stop()
})

const pages = () =>
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.html'))
    .map((path) => ({ path, html: readFileSync(join(FOLDER, path), 'utf8') }))

/** What the markup of a page leads to, or loads, below our own address. */
const addressesIn = (html: string): readonly string[] =>
  [...html.matchAll(/\s(?:href|src)="([^"]+)"/g)]
    .map(([, address = '']) => address.replaceAll('&amp;', '&'))
    .filter((address) => !/^(https?:|mailto:|data:|\/\/)/.test(address))

/** Opens a page on a device, and notes what its browser complains of or loads from elsewhere. */
async function open(path: string, size: { width: number; height: number }) {
  const context = await browser.newContext({ viewport: size, colorScheme: 'dark' })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    const isOurs = [site.url, 'data:', 'blob:'].some((begin) => request.url().startsWith(begin))
    if (!isOurs) complaints.push(`loads ${request.url()}`)
  })
  await page.goto(`${site.url}${path}`)
  await page.locator('h1').first().waitFor()
  return { page, complaints, close: () => context.close() }
}

/** VitePress' own: its front page has no `main`, its pages two footers. */
const OF_THE_FRAME = /^(landmark-|region:)/

const PHONE = { width: 390, height: 844 }
const DESKTOP = { width: 1280, height: 800 }
const widthOver = (page: Page) => page.evaluate('document.documentElement.scrollWidth - innerWidth')

describe('the documentation as a site', () => {
  it('has an answer for every address that a page leads to, and a place for every anchor', async () => {
    const found = new Map<string, string>()
    for (const { path, html } of pages())
      for (const address of addressesIn(html)) {
        const url = new URL(address, `${site.url}/${path.replace(/(index)?\.html$/, '')}`)
        found.set(url.href, path)
      }
    const bodies = new Map<string, { ok: boolean; text: string }>()
    const broken: string[] = []
    for (const [href, from] of found) {
      const { origin, pathname, hash } = new URL(href)
      const known = bodies.get(pathname)
      const response = known ? undefined : await fetch(`${origin}${pathname}`)
      const body = known ?? { ok: response?.ok === true, text: (await response?.text()) ?? '' }
      bodies.set(pathname, body)
      // The API page makes its places itself.
      const isPlace =
        hash === '' ||
        pathname === '/api/' ||
        body.text.includes(` id="${decodeURIComponent(hash.slice(1))}"`)
      if (!body.ok || !isPlace) broken.push(`${from}: ${pathname}${hash}`)
    }
    expect(broken).toEqual([])
    expect(bodies.size).toBeGreaterThan(100)
  }, 120_000)

  it.each([
    ['/', DESKTOP],
    ['/', PHONE],
    ['/readme', PHONE],
    ['/reference/functions', PHONE],
    ['/reference/statuses', DESKTOP],
    ['/guides/first-hour', PHONE],
    ['/costs', PHONE],
    ['/source/functions/commands/create-booking.ts', PHONE],
  ])('shows %s under its policy, whole, with nothing from elsewhere', async (path, size) => {
    const { page, complaints, close } = await open(path, size)
    await page.waitForLoadState('networkidle')
    expect(await widthOver(page)).toBeLessThanOrEqual(0)
    const violations = await violationsOf(page)
    expect(violations.filter((one) => !OF_THE_FRAME.test(one))).toEqual([])
    expect(complaints).toEqual([])
    await close()
  })

  it('finds a reason by search, without any network but its own', async () => {
    const { page, complaints, close } = await open('/', DESKTOP)
    await page
      .getByRole('button', { name: /Search/ })
      .first()
      .click()
    await page.locator('#localsearch-input').fill('not-enough-seats')
    const result = page.getByRole('option').filter({ hasText: 'not-enough-seats' }).first()
    await result.click()
    await page.waitForURL((url) => url.pathname.startsWith('/reference/'))
    expect(complaints).toEqual([])
    await close()
  })

  it('calls the stack from the API page, as somebody who is signed in by one tap', async () => {
    const { page, complaints, close } = await open('/api/#tag/queries/GET/get-account', DESKTOP)
    await page.getByRole('button', { name: /Olivia Hart/ }).click()
    await page.getByRole('button', { name: /Olivia Hart/, pressed: true }).waitFor()
    const section = page.locator('[id$="tag/queries/GET/get-account"]')
    await section.getByRole('button', { name: /Test Request/ }).click()
    const answered = page.waitForResponse(
      (response) => response.url() === `${backend.url}/get-account`,
    )
    await page.getByRole('button', { name: /^Send/ }).first().click()
    const response = await answered
    expect([response.status(), await response.text()]).toEqual([
      200,
      expect.stringContaining(user.uid),
    ])
    const allowed = [`loads ${backend.url}/`, `loads http://${inject('parts').authHost}/`]
    expect(complaints.filter((one) => !allowed.some((begin) => one.startsWith(begin)))).toEqual([])
    await close()
  })
})
