// A real browser that comes whole from npm: nothing has to be installed on the machine.
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/**
 * Starts Chromium without a window. Its package's own arguments are left out: they put all contexts into one process, and
 * switch web security off, which would hide faults of CORS.
 */
export async function startBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--font-render-hinting=none',
      '--disable-dev-shm-usage',
    ],
  })
}
