// Starts one of Google's Java emulators, or takes the one that the environment names.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { findEmulatorJar, type Emulator } from './emulator-jar.ts'
import { httpAnswers } from './ports.ts'
import { foreignPart, startProcess, type Part } from './process.ts'

export type EmulatorPart = Part & {
  /** `127.0.0.1:8080`, the form of `FIRESTORE_EMULATOR_HOST` and `PUBSUB_EMULATOR_HOST`. */
  readonly host: string
}

export type EmulatorStart = {
  readonly emulator: Emulator
  /** The environment variable that names a running one. */
  readonly variable: string
  readonly port: number
  readonly log: string
  readonly heapMegabytes: number
  readonly bind?: string
  readonly args?: readonly string[]
}

export const startJavaEmulator = async (start: EmulatorStart): Promise<EmulatorPart> => {
  const { emulator, variable, port, log, bind = '127.0.0.1' } = start
  const given = process.env[variable]
  if (given !== undefined && given !== '') {
    if (await httpAnswers(`http://${given}/`)) return { ...foreignPart(emulator.name), host: given }
    throw new Error(`${variable} is ${given}, but no ${emulator.name} answers there.`)
  }

  const { runArgs, javaMajor } = findEmulatorJar(emulator)
  const host = `127.0.0.1:${port}`
  const { JAVA_HOME } = process.env
  const java = JAVA_HOME === undefined || JAVA_HOME === '' ? 'java' : join(JAVA_HOME, 'bin', 'java')
  try {
    const part = await startProcess({
      name: emulator.name,
      command: java,
      // One collector thread and one compiler: starts in a third of the time, stays small. A heap that is nearly full is
      // full: it would collect for minutes and answer nothing, or go on without the threads that found no room.
      args: [
        `-Xmx${start.heapMegabytes}m`,
        '-XX:+ExitOnOutOfMemoryError',
        '-XX:+UseParallelGC',
        '-XX:ParallelGCThreads=1',
        '-XX:GCTimeLimit=80',
        '-XX:GCHeapFreeLimit=10',
        '-XX:TieredStopAtLevel=1',
        '-Duser.language=en',
        ...runArgs,
        `--host=${bind}`,
        `--port=${port}`,
        ...(start.args ?? []),
      ],
      port,
      log,
      isReady: () => httpAnswers(`http://${host}/`),
      stopTimeoutSeconds: 5,
    })
    return { ...part, host }
  } catch (cause) {
    const found = findJavaMajor(java)
    if (found !== undefined && found >= javaMajor) throw cause
    throw new Error(
      `Java ${javaMajor} or newer is needed for the ${emulator.name}; ` +
        (found === undefined ? 'none runs here' : `Java ${found} runs here`) +
        '. Install it (Debian: apt install openjdk-17-jre-headless, macOS: brew install openjdk) ' +
        'or set JAVA_HOME.',
      { cause },
    )
  }
}

/** 17 for `openjdk version "17.0.15"`, 8 for `java version "1.8.0_292"`. */
const findJavaMajor = (java: string): number | undefined => {
  const { stderr } = spawnSync(java, ['-version'], { encoding: 'utf8' })
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(stderr ?? '') ?? []
  if (first === undefined) return undefined
  return Number(first === '1' ? second : first)
}
