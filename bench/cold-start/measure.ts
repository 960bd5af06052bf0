// Cold start: from the start of a process to its first answer, for bundled functions on the real parts, each beside a bundled
// functions-framework hello in interleaved rounds.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { FRAMEWORK } from '../../dev/build/bundle.ts'
import { freePort } from '../../dev/parts/ports.ts'
import { ENTRY_POINT } from '../../shared/runtime/edge/entry-point.ts'
import { type Place, openPlace } from './place.ts'
import { median } from '../common/median.ts'

const ROOT = join(import.meta.dirname, '../..')
const DIST = join(ROOT, 'dist')

/** What a function is asked first; P12 says how many times hello's time it may take. */
interface Asked {
  readonly name: string
  readonly goal?: number
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: object
  /** What must be there before. */
  readonly prepare?: () => Promise<void>
}

function toAsked(place: Place): readonly Asked[] {
  const { headers, nextStart, serviceId, professionalId } = place
  const range = new URLSearchParams({ professionalId, serviceId, ...place.range })
  return [
    { name: 'hello', method: 'GET', path: '/' },
    {
      name: 'create-booking',
      goal: 1.5,
      method: 'POST',
      path: '/',
      headers,
      get body() {
        return { serviceId, start: nextStart() }
      },
    },
    {
      name: 'search-availability',
      goal: 1.5,
      method: 'GET',
      path: `/?${range.toString()}`,
      headers,
    },
    { name: 'get-account', goal: 1.5, method: 'GET', path: '/', headers },
    { name: 'health', method: 'GET', path: '/' },
    {
      name: 'fan-out-availability',
      goal: 2.2,
      method: 'POST',
      path: '/',
      get body() {
        return place.push()
      },
    },
    {
      name: 'relay-changes',
      goal: 3,
      method: 'POST',
      path: '/',
      body: {},
      prepare: place.leaveUnpublished,
    },
  ]
}

async function bundleHello(): Promise<void> {
  const folder = join(DIST, 'hello')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"main":"index.js"}')
  const hello = `import { http } from '${FRAMEWORK}'\nhttp('${ENTRY_POINT}', (_, response) => response.send('hello'))`
  await build({
    stdin: { contents: hello, resolveDir: ROOT },
    outfile: join(folder, 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: [FRAMEWORK],
    minify: true,
  })
}

function untilServing({ stdout }: ChildProcess, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = ''
    // Read to the end, or the process would write into a closed pipe.
    stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('URL: http')) resolve()
    })
    stdout?.once('end', () => reject(new Error(`${name} ended before it served: ${text}`)))
  })
}

const TICK_MILLIS = 10

/** The processor's time that a process has taken; where the system does not tell it (only Linux does), not a number. */
function cpuMillisOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * TICK_MILLIS
  } catch {
    return Number.NaN
  }
}

interface Took {
  /** From the start of the process to the whole of its first answer. */
  readonly millis: number
  /** Of that, what does not depend on what else the machine does. */
  readonly cpuMillis: number
}

async function startAndAsk(asked: Asked, environment: Record<string, string>): Promise<Took> {
  await asked.prepare?.()
  const port = await freePort()
  const { name, method, path, headers, body } = asked
  const began = performance.now()
  const child = spawn(
    process.execPath,
    [join(ROOT, `node_modules/${FRAMEWORK}/build/src/main.js`), `--target=${ENTRY_POINT}`],
    {
      cwd: join(DIST, name),
      env: { ...environment, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  try {
    await untilServing(child, name)
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const millis = performance.now() - began
    if (response.status !== 200) throw new Error(`${name} answered ${response.status}: ${text}`)
    return { millis, cpuMillis: cpuMillisOf(child.pid) }
  } finally {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
}

/** Measures so many rounds after one that warms the disk. */
export async function measureColdStarts(rounds: number): Promise<void> {
  await bundleHello()
  const place = await openPlace()
  try {
    const all = toAsked(place)
    const took = new Map(all.map(({ name }) => [name, [] as Took[]]))
    for (let round = 0; round <= rounds; round++)
      for (const asked of all) {
        const one = await startAndAsk(asked, place.environment)
        // The first round warms the disk's cache.
        if (round > 0) took.get(asked.name)?.push(one)
      }
    const hello = took.get('hello') ?? []
    const ratioOf = (times: readonly Took[], of: keyof Took): string =>
      median(times.map((one, round) => one[of] / (hello[round]?.[of] ?? Number.NaN))).toFixed(2)
    for (const { name, goal } of all) {
      const times = took.get(name) ?? []
      const millis = median(times.map((one) => one.millis)).toFixed(0)
      const wanted = goal === undefined ? '' : ` (goal ${goal})`
      const ratios = `${ratioOf(times, 'millis')} × hello${wanted}, CPU ${ratioOf(times, 'cpuMillis')} ×`
      console.log(`${name}: ${millis} ms, ${ratios}`)
    }
  } finally {
    await place.close()
  }
}
