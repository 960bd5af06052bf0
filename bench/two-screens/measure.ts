// From a tap on a free time in one window of the built app until it is shown as taken in another, in a real browser, on the real parts.
// Medians; the machine does everything at once.
import { signIn } from '../../dev/demo/accounts.ts'
import { startBrowser } from '../../dev/pictures/browser.ts'
import { freePorts } from '../../dev/stack-ports.ts'
import { startStack } from '../../dev/stack.ts'
import { serveBuiltApp } from '../common/built-app.ts'
import { median } from '../common/median.ts'

const PASSWORD = 'secret-secret'

/** Measures so many rounds, after `npm run build`. */
export async function measureTwoScreens(rounds: number): Promise<void> {
  const stack = await startStack({ ports: await freePorts() }, console.log)
  const { addresses } = stack
  const served = await serveBuiltApp(addresses)
  const browser = await startBrowser()

  async function call(token: string, name: string, body: object): Promise<Record<string, unknown>> {
    const response = await fetch(`${addresses.functions}/${name}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${name}: ${text}`)
    return JSON.parse(text) as Record<string, unknown> // the API's own answer
  }

  const account = (name: string) =>
    signIn(
      addresses.authHost,
      addresses.projectId,
      { name, email: `${name.toLowerCase()}@example.com` },
      PASSWORD,
    )

  async function openAs(email: string, path: string) {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      timezoneId: 'UTC',
      locale: 'en-GB',
    })
    const page = await context.newPage()
    await page.goto(`${served.url}/sign-in?next=${encodeURIComponent(path)}`)
    await page.locator('input[type=email]').fill(email)
    await page.locator('input[type=password]').fill(PASSWORD)
    await page.locator('form button[type=submit]').click()
    await page.locator('.slot').first().waitFor()
    return page
  }

  try {
    const [olga, ann, ben] = await Promise.all(['Olga', 'Ann', 'Ben'].map(account))
    if (!olga || !ann || !ben) throw new Error('accounts are missing')
    const { professional } = (await call(olga.token, 'save-professional', {
      name: 'Olga',
      timeZone: 'UTC',
    })) as { professional: { professionalId: string } }
    const { service } = (await call(olga.token, 'save-service', {
      name: 'Talk',
      durationMinutes: 30,
    })) as { service: { serviceId: string } }
    await call(olga.token, 'set-working-hours', {
      hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '00:00', end: '24:00' })),
    })
    const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
    const path = `/p/${professional.professionalId}?service=${service.serviceId}&day=${day}`
    const [one, other] = await Promise.all([openAs(ann.email, path), openAs(ben.email, path)])
    const taken: number[] = []
    for (let round = 0; round < rounds; round++) {
      const start = Date.parse(`${day}T00:00:00Z`) + (round + 4) * 1_800_000
      const cell = (page: typeof one) => page.locator(`[data-start="${start}"]`)
      await cell(other).scrollIntoViewIfNeeded()
      const gone = other.locator(`[data-start="${start}"][aria-disabled=true]`).waitFor()
      const tapped = performance.now()
      await cell(one).click()
      await gone
      taken.push(performance.now() - tapped)
      await one.getByText('Held for you', { exact: true }).waitFor()
      await one.keyboard.press('Escape')
      await other.locator(`[data-start="${start}"]:not([aria-disabled=true])`).waitFor()
      // Holds keep seats for half an hour in two: each round's is given up by whoever made it.
      await one.waitForTimeout(300)
    }
    console.log(
      `${rounds} rounds: median ${median(taken).toFixed(0)} ms, least ${Math.min(...taken).toFixed(0)}, most ${Math.max(...taken).toFixed(0)}`,
    )
  } finally {
    await browser.close()
    await served.stop()
    await stack.stop()
  }
}
