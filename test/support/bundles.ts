// The bundles of functions, and one of them in a process of its own under functions-framework, as it is deployed.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildFunctions } from '../../dev/build/functions.ts'
import { freePort, isPortTaken } from '../../dev/parts/ports.ts'
import { type FunctionName, manifest } from '../../functions/manifest.ts'
import { ENTRY_POINT } from '../../shared/runtime/edge/entry-point.ts'

const root = join(import.meta.dirname, '../..')
const framework = 'node_modules/@google-cloud/functions-framework/build/src/main.js'

export interface Bundles {
  /** Each has a folder of its name in it. */
  readonly folder: string
  readonly start: (
    name: FunctionName,
    environment: Readonly<Record<string, string>>,
  ) => Promise<RunningFunction>
  readonly remove: () => void
}

export interface RunningFunction {
  readonly url: string
  readonly process: ChildProcess
  /** What it has written so far. */
  readonly output: () => string
  /** The entries among it. */
  readonly log: () => readonly Readonly<Record<string, unknown>>[]
  /** Ends it as Cloud Run does. @returns its exit code */
  readonly stop: () => Promise<number | null>
}

function toEntries(output: string): Record<string, unknown>[] {
  return output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

// As in production, nothing is printed: it serves when its port does.
async function untilServing(child: ChildProcess, name: string, port: number, output: () => string) {
  while (!(await isPortTaken(port))) {
    if (child.exitCode !== null) throw new Error(`${name} ended before it served: ${output()}`)
    await sleep(20)
  }
}

/** Builds functions in a copy of what the build reads, so that it does not write into this checkout's dist/. */
export async function buildBundles(names: readonly FunctionName[]): Promise<Bundles> {
  const folder = mkdtempSync(join(tmpdir(), 'availability-bundles-'))
  for (const part of ['functions', 'shared', 'package.json', 'package-lock.json', 'tsconfig.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const entries = names.map((name) => [name, manifest[name]] as const)
  await buildFunctions(folder, Object.fromEntries(entries))
  const children = new Set<ChildProcess>()
  return {
    folder: join(folder, 'dist'),
    start: async (name, environment) => {
      const port = await freePort()
      const child = spawn(process.execPath, [join(root, framework), `--target=${ENTRY_POINT}`], {
        cwd: join(folder, 'dist', name),
        env: {
          PATH: process.env['PATH'],
          NODE_ENV: 'production',
          PORT: String(port),
          ...(process.env['ANSWERS_KEPT'] && { ANSWERS_KEPT: process.env['ANSWERS_KEPT'] }),
          ...environment,
        },
      })
      children.add(child)
      let text = ''
      const output = () => text
      child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
      child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
      await untilServing(child, name, port, output)
      return {
        url: `http://127.0.0.1:${port}/`,
        process: child,
        output,
        log: () => toEntries(text),
        stop: async () => {
          if (child.exitCode !== null) return child.exitCode
          child.kill('SIGTERM')
          await once(child, 'close')
          return child.exitCode
        },
      }
    },
    remove: () => {
      // What a failed test left running.
      for (const child of children) child.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
