// `npm run dev` ended while it starts, in every phase: at once, without a fault, with nothing left over; and it starts again.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isPortTaken } from '../../dev/parts/ports.ts'
import { portsFrom, takenPorts } from '../../dev/stack-ports.ts'

const ROOT = join(import.meta.dirname, '../..')

let folder: string
let base: number
const running: ChildProcess[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'start-and-stop-'))
  base = await freeBase()
})
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** Ports one after the other, below those that systems give to whoever connects. */
async function freeBase(): Promise<number> {
  for (let base = 12_000 + (process.pid % 900) * 20; ; base += 20)
    if ((await takenPorts(portsFrom(base))).length === 0) return base
}

interface Started {
  readonly output: () => string
  /** Resolves when the output matches, or the process has ended. */
  readonly until: (pattern: RegExp) => Promise<void>
  readonly interrupt: () => void
  readonly ended: Promise<number | null>
}

function startDev(...args: readonly string[]): Started {
  const child = spawn(
    process.execPath,
    ['dev/start.mjs', '--folder', folder, '--port-base', String(base), ...args],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } },
  )
  running.push(child)
  let text = ''
  const watchers = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      for (const watch of watchers) watch()
    })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const until = (pattern: RegExp) =>
    Promise.race([
      ended.then(() => {}),
      new Promise<void>((resolve) => {
        const watch = () => pattern.test(text) && resolve()
        watchers.add(watch)
        watch()
      }),
    ])
  return { output: () => text, until, interrupt: () => child.kill('SIGINT'), ended }
}

/** Processes whose command line names the folder: Postgres, Auth, mail, and whoever else keeps something there. */
const leftOver = (): string[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(folder) && !line.includes('ps -A'))

/** What it has said when it is ended: the phases of a first start, in their order. */
const PHASES: readonly (readonly [string, RegExp])[] = [
  ['begins', /Starting Postgres/],
  ['has its first part', /is ready\./],
  ['has made its database', /The database is made/],
  ['is being filled', /Filling it/],
  ['has all parts and is being filled', /(is ready\.[^]*){5}/],
]

describe('a start that is given up', () => {
  it.each(PHASES)('when it %s ends without a fault, and nothing is left', async (_, said) => {
    const dev = startDev()
    await dev.until(said)
    expect(dev.output()).toMatch(said)
    dev.interrupt()
    expect(await dev.ended, dev.output()).toBe(0)
    const [, after = ''] = dev.output().split('Stopping.\n')
    expect(after).toMatch(/^ *\d+\.\d s {2}Stopped\.\n$/)
    await expect.poll(leftOver, { timeout: 10_000 }).toEqual([])
    expect(await isPortTaken(base + 1)).toBe(false)
  })

  it('is followed by one that comes up, and ends', async () => {
    const dev = startDev()
    await dev.until(/Ready\./)
    expect(dev.output()).toMatch(/Web app +http:/)
    expect(dev.output()).toContain('to start afresh: rm -rf')
    expect(
      dev
        .output()
        .split('\n')
        .filter((line) => line.length > 80 && !line.includes(folder)),
    ).toEqual([])
    const second = startDev()
    expect(await second.ended).toBe(1)
    expect(second.output()).toContain('runs already')
    dev.interrupt()
    expect(await dev.ended, dev.output()).toBe(0)
    await expect.poll(leftOver, { timeout: 10_000 }).toEqual([])
  }, 180_000)
})

it('a machine without what it needs is told so before anything is started', async () => {
  const none = join(folder, 'none')
  const dev = spawn(process.execPath, ['dev/start.mjs', '--folder', none, '--offline'], {
    cwd: ROOT,
    env: {
      PATH: '',
      HOME: none,
      JAVA_HOME: none,
      XDG_CACHE_HOME: none,
      FIREBASE_EMULATORS_PATH: none,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  dev.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  dev.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = (await once(dev, 'close')) as [number | null]
  expect(code).toBe(1)
  expect(said).toContain('Java 21 or newer: none runs here')
  expect(said.match(/Firestore emulator/g)).toHaveLength(1)
  expect(said).not.toContain('Starting')
  expect(said).not.toMatch(/^\s+at /m)
})
