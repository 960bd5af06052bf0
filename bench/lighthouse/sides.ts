// Lighthouse's scores of Find and Book as a signed-in client sees them: the built app under Hosting's headers, on the real parts,
// with the demo data. Lighthouse is fetched by npx: it is large, and needed here alone.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import { signIn } from '../../dev/demo/accounts.ts'
import { CLIENTS, PASSWORD } from '../../dev/demo/people.ts'
import { PROFESSIONALS } from '../../dev/demo/professionals.ts'
import { seedDemo } from '../../dev/demo/seed.ts'
import { signInOn } from '../../dev/pictures/sign-in-on.ts'
import { freePort } from '../../dev/parts/ports.ts'
import type { Addresses } from '../../dev/stack-file.ts'
import { freePorts } from '../../dev/stack-ports.ts'
import { startStack } from '../../dev/stack.ts'
import { serveBuiltApp } from '../common/built-app.ts'
import { Closing, type Opened, type Setting } from '../common/benchmark.ts'

const LIGHTHOUSE = 'lighthouse@13.5.0'
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const

type Scores = Readonly<Record<(typeof CATEGORIES)[number], number>>

const GOALS: Scores = { performance: 95, accessibility: 100, 'best-practices': 100 }
/** An installed Chrome or Chromium. */
const CHROME = process.env['CHROME_PATH'] ?? '/usr/bin/chromium'

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

/** One run in a browser that is open already. @returns scores from 0 to 100; says what cost points */
async function score(
  url: string,
  port: number,
  file: string,
  say: Setting['say'],
): Promise<Scores> {
  const args = ['--yes', LIGHTHOUSE, url, `--port=${port}`].concat(
    ['--disable-storage-reset', '--quiet', '--output=json', `--output-path=${file}`],
    `--only-categories=${CATEGORIES.join(',')}`,
  )
  await promisify(execFile)('npx', args, { maxBuffer: 10_000_000 })
  // Lighthouse's report.
  const report = JSON.parse(readFileSync(file, 'utf8')) as {
    categories: Record<string, { score: number }>
    audits: Record<string, { id: string; score: number | null; displayValue?: string }>
  }
  const weak = Object.values(report.audits).filter(
    (audit) => audit.score !== null && audit.score < 0.9,
  )
  say(`lighthouse: ${weak.map(({ id, displayValue = '' }) => `${id} ${displayValue}`).join(', ')}`)
  const of = (category: string) => Math.round((report.categories[category]?.score ?? 0) * 100)
  return {
    performance: of('performance'),
    accessibility: of('accessibility'),
    'best-practices': of('best-practices'),
  }
}

/** Opens the app in a browser, signed in, with the demo data. */
export async function openLighthouse({ say }: Setting): Promise<Opened> {
  const closing = new Closing()
  const stack = await startStack(
    { ports: await freePorts(), fill: (addresses, world) => seedDemo(addresses, world) },
    say,
  )
  closing.add(() => stack.stop())
  try {
    const { addresses } = stack
    const served = await serveBuiltApp(addresses)
    closing.add(() => served.stop())
    const folder = mkdtempSync(join(tmpdir(), 'lighthouse-'))
    closing.add(() => rmSync(folder, { recursive: true, force: true }))
    const port = await freePort()
    const browser = await chromium.launchPersistentContext(join(folder, 'profile'), {
      executablePath: CHROME,
      args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`],
    })
    closing.add(() => browser.close())
    const [client] = CLIENTS
    if (!client) throw new Error('the demo has no people')
    const page = await browser.newPage()
    await signInOn(page, served.url, client)
    await page.goto('about:blank')
    const pages = { Find: '/', Book: await bookPath(addresses) }
    const file = join(folder, 'report.json')
    const sides = Object.entries(pages).map(
      ([name, path]) => [name, () => score(`${served.url}${path}`, port, file, say)] as const,
    )
    return {
      sides: Object.fromEntries(sides),
      figures: Object.keys(pages).flatMap((side) =>
        CATEGORIES.map((measure) => ({
          name: `${side}, ${measure}`,
          side,
          measure,
          unit: 'of 100',
          goal: { least: GOALS[measure] },
        })),
      ),
      close: () => closing.close(),
    }
  } catch (error) {
    await closing.close()
    throw error
  }
}
