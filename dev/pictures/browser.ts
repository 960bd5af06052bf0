// A real browser that comes whole from npm: nothing has to be installed on a Linux machine. Elsewhere it is the Chrome that
// is installed.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { brotliDecompressSync } from 'node:zlib'
import chromium from '@sparticuz/chromium'
import { type Browser, type LaunchOptions, chromium as playwright } from 'playwright-core'

/** The package's own arguments are left out: they put all contexts into one process, and switch web security off. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--font-render-hinting=none',
  '--disable-dev-shm-usage',
]

/** Starts Chromium without a window. */
export async function startBrowser(args: readonly string[] = []): Promise<Browser> {
  const options: LaunchOptions = { args: [...ARGS, ...args] }
  if (process.platform !== 'linux') return playwright.launch({ ...options, channel: 'chrome' })
  const executablePath = await unpackedOnce()
  try {
    return await playwright.launch({ ...options, executablePath })
  } catch (error) {
    if (!(error instanceof Error) || !/shared libraries|libnss3|libnspr4/.test(error.message))
      throw error
    // A machine without the libraries that browsers need: the package brings them for such.
    const env = { ...process.env, LD_LIBRARY_PATH: unpackLibraries() }
    return playwright.launch({ ...options, executablePath, env })
  }
}

const LOCK = join(tmpdir(), 'chromium-unpacking')
const PATIENCE_MILLIS = 60_000

/** The package unpacks itself into the temporary folder, and takes a half-written file of another process for a whole one. */
async function unpackedOnce(): Promise<string> {
  const until = Date.now() + PATIENCE_MILLIS
  for (;;) {
    try {
      mkdirSync(LOCK)
      break
    } catch {
      // A lock that was left behind by a process that was killed holds nobody up for longer than this.
      if (Date.now() > until) break
      await wait(100)
    }
  }
  try {
    return await chromium.executablePath()
  } finally {
    rmSync(LOCK, { recursive: true, force: true })
  }
}

/** @returns the folder of the libraries, unpacked once */
function unpackLibraries(): string {
  const folder = join(tmpdir(), 'chromium-libraries')
  if (!existsSync(folder)) {
    const home = dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'))
    const archive = join(home, '../../bin/al2023.tar.br')
    const unpacked = `${folder}.${process.pid}`
    mkdirSync(unpacked)
    const input = brotliDecompressSync(readFileSync(archive))
    execFileSync('tar', ['-x', '-C', unpacked], { input })
    try {
      renameSync(unpacked, folder)
    } catch {
      rmSync(unpacked, { recursive: true, force: true }) // another process was faster
    }
  }
  return join(folder, 'lib')
}
