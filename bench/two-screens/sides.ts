// From a tap on a free time in one window of the built app until it is shown as taken in another, in a real browser, on the real parts.
// The machine does everything at once.
import { signIn } from '../../dev/demo/accounts.ts'
import { startBrowser } from '../../dev/pictures/browser.ts'
import { freePorts } from '../../dev/stack-ports.ts'
import { startStack } from '../../dev/stack.ts'
import { serveBuiltApp } from '../common/built-app.ts'
import { Closing, type Opened, type Setting } from '../common/benchmark.ts'

const PASSWORD = 'secret-secret'

/** Opens both windows, after `npm run build`. */
export async function openTwoScreens({ say }: Setting): Promise<Opened> {
  const closing = new Closing()
  const stack = await startStack({ ports: await freePorts() }, say)
  closing.add(() => stack.stop())
  const { addresses } = stack

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

  try {
    const served = await serveBuiltApp(addresses)
    closing.add(() => served.stop())
    const browser = await startBrowser()
    closing.add(() => browser.close())
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
    let taps = 0
    const tap = async () => {
      const start = Date.parse(`${day}T00:00:00Z`) + ((taps++ % 40) + 4) * 1_800_000
      const cell = (page: typeof one) => page.locator(`[data-start="${start}"]`)
      await cell(other).scrollIntoViewIfNeeded()
      const gone = other.locator(`[data-start="${start}"][aria-disabled=true]`).waitFor()
      const tapped = performance.now()
      await cell(one).click()
      await gone
      const millis = performance.now() - tapped
      await one.getByText('Held for you', { exact: true }).waitFor()
      await one.keyboard.press('Escape')
      await other.locator(`[data-start="${start}"]:not([aria-disabled=true])`).waitFor()
      // Holds keep seats for half an hour in two: each round's is given up by whoever made it.
      await one.waitForTimeout(300)
      return { millis }
    }
    return {
      sides: { tap },
      figures: [
        {
          name: 'from a tap to the other screen',
          side: 'tap',
          measure: 'millis',
          unit: 'ms',
          goal: { most: 300 },
        },
      ],
      close: () => closing.close(),
    }
  } catch (error) {
    await closing.close()
    throw error
  }
}
