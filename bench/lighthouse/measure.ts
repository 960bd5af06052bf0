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
import { median } from '../common/median.ts'

const LIGHTHOUSE = 'lighthouse@13.5.0'
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const

type Scores = Readonly<Record<(typeof CATEGORIES)[number], number>>

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

/** One run in a browser that is open already. @returns scores from 0 to 100; prints what cost points */
async function score(url: string, port: number, file: string): Promise<Scores> {
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
  console.log(weak.map(({ id, displayValue = '' }) => `  ${id} ${displayValue}`).join('\n'))
  const of = (category: string) => Math.round((report.categories[category]?.score ?? 0) * 100)
  return {
    performance: of('performance'),
    accessibility: of('accessibility'),
    'best-practices': of('best-practices'),
  }
}

/** Prints the medians of so many runs of each page. `chrome` is the path of an installed Chrome or Chromium. */
export async function measureLighthouse(runs: number, chrome: string): Promise<void> {
  const stack = await startStack(
    { ports: await freePorts(), fill: (addresses, world) => seedDemo(addresses, world) },
    console.log,
  )
  const { addresses } = stack
  const served = await serveBuiltApp(addresses)
  const folder = mkdtempSync(join(tmpdir(), 'lighthouse-'))
  const port = await freePort()
  const browser = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: chrome,
    args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`],
  })

  try {
    const [client] = CLIENTS
    if (!client) throw new Error('the demo has no people')
    const page = await browser.newPage()
    await signInOn(page, served.url, client)
    await page.goto('about:blank')
    for (const [name, path] of [
      ['Find', '/'],
      ['Book', await bookPath(addresses)],
    ] as const) {
      const all: Scores[] = []
      for (let run = 0; run < runs; run++)
        all.push(await score(`${served.url}${path}`, port, join(folder, 'report.json')))
      const medians = CATEGORIES.map((category) => {
        const values = all.map((scores) => scores[category])
        return `${category} ${median(values)} (${values.join(', ')})`
      })
      console.log(`${name}: ${medians.join('; ')}`)
    }
  } finally {
    await browser.close()
    await served.stop()
    await stack.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
