// The Java that runs the emulators: that of JAVA_HOME or the PATH where it is new enough, else one that was fetched.
import { execFile } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './cache.ts'

export interface Java {
  readonly command: string
  /** Undefined where none runs. */
  readonly major: number | undefined
}

/** The newest Java that one emulator or another wants: who has it can run all. */
export const JAVA_FETCHED = 21

/** The first that is at least so new; else the one of this machine, as it is. */
export async function findJava(atLeast: number, environment: NodeJS.ProcessEnv): Promise<Java> {
  const { JAVA_HOME } = environment
  const own = await ask(JAVA_HOME ? join(JAVA_HOME, 'bin', 'java') : 'java')
  if (own.major !== undefined && own.major >= atLeast) return own
  const fetched = await Promise.all(fetchedIn(cacheFolder(environment)).map(ask))
  return fetched.find(({ major }) => major !== undefined && major >= atLeast) ?? own
}

/** Below what an archive of Java holds: on a Mac, the runtime is some folders further down. */
const fetchedIn = (cache: string): readonly string[] =>
  ['jdk*/bin/java', 'jdk*/Contents/Home/bin/java', 'jdk*/bin/java.exe'].flatMap((pattern) =>
    globSync(join(cache, 'java', '*', pattern)),
  )

const asked = new Map<string, Promise<Java>>()

/** Asked once: starting it takes a while. */
function ask(command: string): Promise<Java> {
  const known = asked.get(command)
  if (known !== undefined) return known
  const asking = new Promise<Java>((resolve) => {
    execFile(command, ['-version'], { timeout: 15_000 }, (error, _, stderr) => {
      resolve({ command, major: error === null ? toMajor(stderr) : undefined })
    })
  })
  asked.set(command, asking)
  return asking
}

/** 17 for `openjdk version "17.0.15"`, 8 for `java version "1.8.0_292"`. */
function toMajor(said: string): number | undefined {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(said) ?? []
  if (first === undefined) return undefined
  return Number(first === '1' ? second : first)
}

/** After something was fetched, it shall be found. */
export const forgetJava = (): void => asked.clear()
