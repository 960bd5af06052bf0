// Where Google's emulators are on this machine: in an installed Google Cloud CLI, else where
// firebase-tools keeps what it downloaded, else where `npm run dev` does. Both are run by Java without their wrappers, which fork.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { cacheFolder } from '../needs/cache.ts'

export type EmulatorJar = {
  readonly jar: string
  /** Java's arguments that run it, without options. */
  readonly runArgs: readonly string[]
  /** The oldest Java that runs it. */
  readonly javaMajor: number
}

export type Emulator = {
  readonly name: string
  /** The environment variable that names a running one. */
  readonly variable: string
  /** The component of the Google Cloud CLI, and firebase-tools' word for it. */
  readonly component: string
  readonly firebaseName: string
  /** The folder below `platform` in the Cloud CLI, and the jar in it. */
  readonly cloudFolder: string
  readonly cloudJar: RegExp
  /** For a jar whose manifest names no main class. */
  readonly mainClass?: string
  /** Folders and files below firebase-tools' cache, one pattern a level. */
  readonly firebasePath: readonly RegExp[]
}

/** Undefined where it is not on this machine. */
export const findEmulatorJar = (
  emulator: Emulator,
  environment: NodeJS.ProcessEnv,
): EmulatorJar | undefined => {
  for (const root of cloudRoots(environment)) {
    const jar = newestPath(join(root, 'platform', emulator.cloudFolder), [emulator.cloudJar])
    if (jar === undefined) continue
    const { mainClass } = emulator
    const runArgs = mainClass === undefined ? ['-jar', jar] : ['-cp', jar, mainClass]
    return { jar, runArgs, javaMajor: 17 }
  }
  for (const folder of downloadFolders(environment)) {
    const jar = newestPath(folder, emulator.firebasePath)
    if (jar !== undefined) return { jar, runArgs: ['-jar', jar], javaMajor: 21 }
  }
  return undefined
}

/** Possible roots of the Google Cloud CLI; the one that takes a second to find out comes last. */
function* cloudRoots({ CLOUDSDK_ROOT_DIR, PATH = '' }: NodeJS.ProcessEnv): Generator<string> {
  if (CLOUDSDK_ROOT_DIR !== undefined) yield CLOUDSDK_ROOT_DIR
  const gcloud = PATH.split(delimiter)
    .map((folder) => join(folder, 'gcloud'))
    .find((file) => existsSync(file))
  if (gcloud === undefined) return
  yield dirname(dirname(realpathSync(gcloud)))
  try {
    // A wrapper script, such as snap's: the CLI knows where it is.
    const args = ['info', '--format=value(installation.sdk_root)']
    yield execFileSync(gcloud, args, { encoding: 'utf8', timeout: 15_000 }).trim()
  } catch {
    // a broken CLI is as good as none
  }
}

// As firebase-tools decides it (lib/emulator/downloadableEmulators.js).
const downloadFolders = (environment: NodeJS.ProcessEnv): readonly string[] => [
  environment.FIREBASE_EMULATORS_PATH ?? join(homedir(), '.cache', 'firebase', 'emulators'),
  join(cacheFolder(environment), 'emulators'),
]

/** The last entry in natural order that matches, level by level. */
const newestPath = (folder: string, levels: readonly RegExp[]): string | undefined => {
  const [pattern, ...rest] = levels
  if (pattern === undefined) return folder
  if (!existsSync(folder)) return undefined
  const natural = new Intl.Collator('en', { numeric: true })
  const newest = readdirSync(folder)
    .filter((name) => pattern.test(name))
    .toSorted(natural.compare)
    .at(-1)
  return newest === undefined ? undefined : newestPath(join(folder, newest), rest)
}
