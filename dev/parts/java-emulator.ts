// Starts one of Google's Java emulators, or takes the one that the environment names.
import { findJava } from '../needs/java.ts'
import { findEmulatorJar, type Emulator } from './emulator-jar.ts'
import { httpAnswers } from './ports.ts'
import { foreignPart, startProcess, type Part } from './process.ts'

export type EmulatorPart = Part & {
  /** `127.0.0.1:8080`, the form of `FIRESTORE_EMULATOR_HOST` and `PUBSUB_EMULATOR_HOST`. */
  readonly host: string
}

export type EmulatorStart = {
  readonly emulator: Emulator
  readonly port: number
  readonly log: string
  readonly heapMegabytes: number
  readonly bind?: string
  readonly args?: readonly string[]
  readonly environment?: NodeJS.ProcessEnv
  readonly signal?: AbortSignal
}

export const startJavaEmulator = async (start: EmulatorStart): Promise<EmulatorPart> => {
  const { emulator, port, log, bind = '127.0.0.1', environment = process.env } = start
  const { variable, name } = emulator
  const given = environment[variable]
  if (given !== undefined && given !== '') {
    if (await httpAnswers(`http://${given}/`)) return { ...foreignPart(name), host: given }
    throw new Error(`${variable} is ${given}, but no ${name} answers there.`)
  }

  const jar = findEmulatorJar(emulator, environment)
  if (jar === undefined)
    throw new Error(`The ${name} is not on this machine; npm run dev says where it can be had.`)
  const { runArgs, javaMajor } = jar
  const host = `127.0.0.1:${port}`
  const java = await findJava(javaMajor, environment)
  if (java.major === undefined || java.major < javaMajor)
    throw new Error(
      `Java ${javaMajor} or newer is needed for the ${name}; ` +
        `${java.major === undefined ? 'none runs here' : `here is Java ${java.major}`}. ` +
        'Install it, or set JAVA_HOME; npm run dev says where it can be had.',
    )
  const part = await startProcess({
    name,
    command: java.command,
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
      // Buffers of connections that end are lost to their pool, which is full after some ten thousand requests, and then each request
      // waits for a collection that frees nothing. Without a pool they are garbage.
      '-Dio.netty.allocator.type=unpooled',
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
    ...(start.signal && { signal: start.signal }),
  })
  return { ...part, host }
}
