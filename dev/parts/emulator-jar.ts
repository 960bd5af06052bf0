// Where Google's emulators are on this machine: in an installed Google Cloud CLI, else where
// firebase-tools keeps what it downloaded. Both are run by Java without their wrappers, which fork.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

export type EmulatorJar = {
  readonly jar: string
  /** Java's arguments that run it, without options. */
  readonly runArgs: readonly string[]
  /** The oldest Java that runs it. */
  readonly javaMajor: number
}

export type Emulator = {
  readonly name: string
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

/** Throws one sentence that says what to install where the emulator is not found. */
export const findEmulatorJar = (emulator: Emulator): EmulatorJar => {
  for (const root of cloudRoots()) {
    const jar = newestPath(join(root, 'platform', emulator.cloudFolder), [emulator.cloudJar])
    if (jar === undefined) continue
    const { mainClass } = emulator
    const runArgs = mainClass === undefined ? ['-jar', jar] : ['-cp', jar, mainClass]
    return { jar, runArgs, javaMajor: 17 }
  }
  const jar = newestPath(firebaseCache(), emulator.firebasePath)
  if (jar !== undefined) return { jar, runArgs: ['-jar', jar], javaMajor: 21 }
  throw new Error(
    `The ${emulator.name} is not on this machine; install it with ` +
      `\`npx firebase setup:emulators:${emulator.firebaseName}\` (needs Java 21) or, with the ` +
      `Google Cloud CLI, \`gcloud components install ${emulator.component}\` (needs Java 17).`,
  )
}

/** Possible roots of the Google Cloud CLI; the one that takes a second to find out comes last. */
function* cloudRoots(): Generator<string> {
  const { CLOUDSDK_ROOT_DIR, PATH = '' } = process.env
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
const firebaseCache = () =>
  process.env.FIREBASE_EMULATORS_PATH ?? join(homedir(), '.cache', 'firebase', 'emulators')

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
