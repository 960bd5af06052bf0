// Functions as they are deployed: bundled, each in a process of its own under functions-framework; and an empty one to measure beside.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { build } from 'esbuild'
import { FRAMEWORK } from '../../dev/build/bundle.ts'
import { freePort, isPortTaken } from '../../dev/parts/ports.ts'
import type { FunctionName } from '../../functions/manifest.ts'
import { ENTRY_POINT } from '../../shared/runtime/edge/entry-point.ts'
import { buildBundles } from '../../test/support/bundles.ts'
import { CPU, type Sample, type Setting } from './benchmark.ts'
import { cpuMillisOf } from './cpu.ts'
import { load, type Load } from './load.ts'

const ROOT = join(import.meta.dirname, '../..')

/** What is measured beside: an empty function, bundled. */
export const HELLO = 'hello'

export interface Running {
  readonly port: number
  readonly pid: number | undefined
  /** The end of what it has written. */
  readonly tail: () => string
  readonly stop: () => Promise<void>
}

export interface Functions {
  /** Starts one; resolves when it serves. */
  readonly start: (name: string, environment: Readonly<Record<string, string>>) => Promise<Running>
  /** Ends what runs, and removes what was built. */
  readonly close: () => Promise<void>
}

/** Bundles any program that registers a function by {@link ENTRY_POINT}, under a name of its own. */
async function bundleProgram(folder: string, name: string, contents: string): Promise<void> {
  const own = join(folder, name)
  mkdirSync(own, { recursive: true })
  writeFileSync(join(own, 'package.json'), '{"main":"index.js"}')
  await build({
    stdin: { contents, resolveDir: ROOT, loader: 'ts' },
    outfile: join(own, 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: [FRAMEWORK],
    minify: true,
  })
}

const TAIL_CHARACTERS = 2_000

/** What makes Node write profiles, to be opened in Chrome's DevTools. */
const toProfiled = (folder: string) => ({
  NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder} --heap-prof --heap-prof-dir=${folder}`,
})

/** Builds functions, {@link HELLO} and other programs of the bench's own in a folder of their own. */
export async function buildAll(
  { profiles }: Setting,
  names: readonly FunctionName[],
  programs: Readonly<Record<string, string>> = {},
): Promise<Functions> {
  const bundles = await buildBundles(names)
  const hello = `import { http } from '${FRAMEWORK}'\nhttp('${ENTRY_POINT}', (_, response) => response.send('hello'))`
  for (const [name, contents] of Object.entries({ [HELLO]: hello, ...programs }))
    await bundleProgram(bundles.folder, name, contents)
  const children = new Set<ChildProcess>()
  const end = async (child: ChildProcess) => {
    children.delete(child)
    if (child.exitCode !== null || child.signalCode !== null) return
    // A profile is written by a process that ends itself.
    child.kill(profiles === undefined ? 'SIGKILL' : 'SIGTERM')
    await once(child, 'exit')
  }
  return {
    start: async (name, environment) => {
      const port = await freePort()
      const log = join(bundles.folder, `${name}-${port}.log`)
      const tail = () => readFileSync(log, 'utf8').slice(-TAIL_CHARACTERS)
      // A file, since whoever reads a pipe would take the processor from what is measured.
      const file = openSync(log, 'w')
      const child = spawn(
        process.execPath,
        [join(ROOT, `node_modules/${FRAMEWORK}/build/src/main.js`), `--target=${ENTRY_POINT}`],
        {
          cwd: join(bundles.folder, name),
          env: {
            PATH: process.env['PATH'],
            NODE_ENV: 'production',
            ...(process.env['ANSWERS_KEPT'] && { ANSWERS_KEPT: process.env['ANSWERS_KEPT'] }),
            ...environment,
            ...(profiles !== undefined && toProfiled(profiles)),
            PORT: String(port),
          },
          stdio: ['ignore', file, file],
        },
      )
      closeSync(file)
      children.add(child)
      while (!(await isPortTaken(port))) {
        if (child.exitCode !== null) throw new Error(`${name} ended before it served: ${tail()}`)
        await sleep(5)
      }
      return { port, pid: child.pid, tail, stop: () => end(child) }
    },
    close: async () => {
      await Promise.all([...children].map(end))
      bundles.remove()
    },
  }
}

/** Loads a function for so long, and measures how much it answers and what each answer costs it of the processor. */
export async function measureLoad(
  { port, pid, tail }: Running,
  asked: Omit<Load, 'port'>,
): Promise<Sample> {
  const before = cpuMillisOf(pid)
  try {
    const { answers, perSecond, p50, p95, p99 } = await load({ ...asked, port })
    return { perSecond, p50, p95, p99, [CPU]: (cpuMillisOf(pid) - before) / answers }
  } catch (error) {
    throw new Error(`a function failed; it wrote: ${tail()}`, { cause: error })
  }
}
