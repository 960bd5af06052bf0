// A process that opens browsers: it was begun before the bench lowered its own priority, which nobody but an administrator raises again.
import { fork } from 'node:child_process'
import { on, once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type BrowserContext, chromium } from 'playwright-core'
import { freePort } from '../../dev/parts/ports.ts'

/** An installed Chrome or Chromium. */
const CHROME = process.env['CHROME_PATH'] ?? '/usr/bin/chromium'
/** Within which a browser is done with its own start. */
const STARTED_MILLIS = 3_000

/** Runs something with a browser of its own, which may be reached at a port of this machine for Chrome's DevTools. */
export type InBrowser = <T>(run: (port: number) => Promise<T>) => Promise<T>

/**
 * Begins the process. Each browser is a new one that finds what earlier ones kept in `profile`, as an app that is opened again: in a
 * process that has shown the app before, Lighthouse's own profiler first lists all functions that were ever loaded, a task of 180 ms.
 */
export async function openBrowsers(
  profile: string,
): Promise<{ readonly inBrowser: InBrowser; readonly close: () => void }> {
  const child = fork(import.meta.filename, [profile], { stdio: 'inherit' })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the process of browsers ended with ${code}`)
  })
  ended.catch(() => {})
  const ask = async (port: number | undefined): Promise<void> => {
    child.send({ port })
    await Promise.race([once(child, 'message'), ended])
  }
  const inBrowser: InBrowser = async (run) => {
    const port = await freePort()
    await ask(port)
    try {
      await sleep(STARTED_MILLIS)
      return await run(port)
    } finally {
      await ask(undefined)
    }
  }
  return { inBrowser, close: () => child.kill() }
}

/** The process: opens a browser at a port, or closes it. */
async function serve(profile: string): Promise<void> {
  let context: BrowserContext | undefined
  for await (const [message] of on(process, 'message')) {
    const { port } = message as { readonly port?: number } // What `ask` sends.
    await context?.close()
    context =
      port === undefined
        ? undefined
        : await chromium.launchPersistentContext(profile, {
            executablePath: CHROME,
            args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`],
          })
    process.send?.('done')
  }
}

const [, file, profile] = process.argv
if (file === import.meta.filename && profile !== undefined) await serve(profile)
