// Signing in on the app's own page, as a demo person.
import type { Page } from 'playwright-core'
import { PASSWORD } from '../demo/people.ts'

/** Signs in, and is where the app leads then. */
export async function signInOn(
  page: Page,
  web: string,
  { email }: { readonly email: string },
): Promise<void> {
  await page.goto(`${web}/sign-in`)
  await page.locator('input[type=email]').fill(email)
  await page.locator('input[type=password]').fill(PASSWORD)
  await page.locator('form button[type=submit]').click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}
