// Lighthouse's scores of Find and Book as a signed-in client sees them: the built app under Hosting's headers, on the real parts,
// with the demo data. Lighthouse is fetched by npx: it is large, and needed here alone.
import { mkdtempSync, rmSync } from 'node:fs'
import { setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium } from 'playwright-core'
import { signIn } from '../../dev/demo/accounts.ts'
import { CLIENTS, PASSWORD } from '../../dev/demo/people.ts'
import { PROFESSIONALS } from '../../dev/demo/professionals.ts'
import { seedDemo } from '../../dev/demo/seed.ts'
import { signInOn } from '../../dev/pictures/sign-in-on.ts'
import type { Addresses } from '../../dev/stack-file.ts'
import { freePorts } from '../../dev/stack-ports.ts'
import { startStack } from '../../dev/stack.ts'
import { serveBuiltApp } from '../common/built-app.ts'
import { Closing, type Figure, type Opened, type Setting } from '../common/benchmark.ts'
import { openBrowsers } from './browser.ts'
import { type Score, score } from './score.ts'

/** What is shown of each page. */
const MEASURES: readonly (Pick<Figure, 'unit' | 'goal'> & { readonly measure: keyof Score })[] = [
  { measure: 'performance', unit: 'of 100', goal: { least: 95 } },
  { measure: 'performance-by-processor', unit: 'of 100', goal: { least: 95 } },
  { measure: 'blocking', unit: 'ms' },
  { measure: 'blocking-by-processor', unit: 'ms' },
  { measure: 'accessibility', unit: 'of 100', goal: { least: 100 } },
  { measure: 'best-practices', unit: 'of 100', goal: { least: 100 } },
]
/** Not of browsers, which are opened by a process that was begun before: the backend, which is other machines for a phone, takes what they leave, and so does Lighthouse. */
const NICENESS = 10
const VISIT_MILLIS = 6_000

/** The page of a demo professional with a day to choose from. */
async function bookPath({ authHost, projectId, functions }: Addresses): Promise<string> {
  const [professional] = PROFESSIONALS
  if (!professional) throw new Error('the demo has no people')
  const { token } = await signIn(authHost, projectId, professional, PASSWORD)
  const response = await fetch(`${functions}/get-schedule`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  // The API's own answer.
  const { professional: found } = (await response.json()) as {
    professional: { professionalId: string }
  }
  return `/p/${found.professionalId}`
}

/** Signs in and sees the pages once, until the service worker has what they need. */
async function visitFirst(
  port: number,
  web: string,
  client: { readonly email: string },
  urls: readonly string[],
): Promise<void> {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  const [context] = browser.contexts()
  if (!context) throw new Error('the browser has no profile')
  const page = await context.newPage()
  await signInOn(page, web, client)
  for (const url of urls) {
    await page.goto(url)
    await sleep(VISIT_MILLIS)
  }
  await browser.close()
}

/** Opens the app in a browser, signed in, with the demo data. */
export async function openLighthouse({ say }: Setting): Promise<Opened> {
  const closing = new Closing()
  try {
    const folder = mkdtempSync(join(tmpdir(), 'lighthouse-'))
    closing.add(() => rmSync(folder, { recursive: true, force: true }))
    const { inBrowser, close } = await openBrowsers(join(folder, 'profile'))
    closing.add(close)
    setPriority(NICENESS)
    const stack = await startStack(
      { ports: await freePorts(), fill: (addresses, world) => seedDemo(addresses, world) },
      say,
    )
    closing.add(() => stack.stop())
    const { addresses } = stack
    const served = await serveBuiltApp(addresses)
    closing.add(() => served.stop())
    const [client] = CLIENTS
    if (!client) throw new Error('the demo has no people')
    const pages = { Find: '/', Book: await bookPath(addresses) }
    const urls = Object.values(pages).map((path) => `${served.url}${path}`)
    await inBrowser((port) => visitFirst(port, served.url, client, urls))
    const seen = join(folder, 'seen')
    const sides = Object.entries(pages).map(([name, path]) => {
      const run = (port: number) => score(`${served.url}${path}`, port, seen, say)
      return [name, () => inBrowser(run)] as const
    })
    return {
      sides: Object.fromEntries(sides),
      figures: Object.keys(pages).flatMap((side) =>
        MEASURES.map(({ measure, ...shown }) => ({
          name: `${side}, ${measure}`,
          side,
          measure,
          ...shown,
        })),
      ),
      close: () => closing.close(),
    }
  } catch (error) {
    await closing.close()
    throw error
  }
}
