// All parts of the app in all their states: nothing for axe to find, and nothing wider than the screen, at any size.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsOf, widestOf } from '../support/axe.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import { openWeb, type Web } from '../support/browser.ts'

let backend: Backend
let web: Web

beforeAll(async () => {
  backend = await startBackend({ projectId: 'demo-test' })
  web = await openWeb(backend)
})
afterAll(async () => {
  await web.stop()
  await backend.stop()
})

test.each([
  [320, 'light', 'en-GB'],
  [320, 'dark', 'de-DE'],
  [768, 'light', 'de-DE'],
  [1440, 'dark', 'en-GB'],
] as const)('at %s pixels, %s, in %s', async (width, colors, locale) => {
  const device = { isDark: colors === 'dark', locale }
  const { page, complaints, close } = await web.open('/gallery', undefined, device)
  await page.setViewportSize({ width, height: 900 })
  await page.getByRole('button', { name: 'Open the sheet' }).waitFor()
  await page.getByRole('button', { name: 'Take 10:00' }).click()
  expect(await widestOf(page)).toEqual([])
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Open the sheet' }).click()
  await page.getByText('What the sheet holds.').waitFor()
  expect(await violationsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect
    .poll(() => page.evaluate('document.activeElement.textContent'))
    .toBe('Open the sheet')
  expect(complaints).toEqual([])
  await close()
})
