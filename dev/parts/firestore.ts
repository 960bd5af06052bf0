// The Firestore emulator: started, given rules, emptied. It keeps everything in memory, each version of each document too.
import type { Emulator } from './emulator-jar.ts'
import { startJavaEmulator, type EmulatorPart } from './java-emulator.ts'

export const FIRESTORE: Emulator = {
  name: 'Firestore emulator',
  variable: 'FIRESTORE_EMULATOR_HOST',
  component: 'cloud-firestore-emulator',
  firebaseName: 'firestore',
  cloudFolder: 'cloud-firestore-emulator',
  cloudJar: /^cloud-firestore-emulator\.jar$/,
  mainClass: 'com.google.cloud.datastore.emulator.firestore.CloudFirestore',
  firebasePath: [/^cloud-firestore-emulator-v.*\.jar$/],
}

export type FirestoreOptions = {
  readonly port: number
  readonly log: string
  /**
   * The file with the security rules, for all projects. Without it everything is allowed until
   * `putRules`; with a broken one everything is refused. Somebody else's emulator does not get it.
   */
  readonly rules?: string
  /** Where it listens: `0.0.0.0` for phones on the same network. Default 127.0.0.1. */
  readonly bind?: string
  /** What it may use. It ends when that is full, after some ten thousand writes of a day's document a gigabyte. */
  readonly heapMegabytes?: number
  /** Where `FIRESTORE_EMULATOR_HOST` is looked up; by default in this process. */
  readonly environment?: NodeJS.ProcessEnv
  /** Gives the start up. */
  readonly signal?: AbortSignal
}

/** Starts it, unless `FIRESTORE_EMULATOR_HOST` names one: then that one is used and left alone. */
export const startFirestore = ({ rules, ...options }: FirestoreOptions): Promise<EmulatorPart> =>
  startJavaEmulator({
    emulator: FIRESTORE,
    heapMegabytes: 1024,
    ...options,
    args: rules === undefined ? [] : [`--rules=${rules}`],
  })

/** Puts rules in force for one project. Rejects with the compiler's words. */
export const putRules = (host: string, projectId: string, rules: string): Promise<void> =>
  request('PUT', `http://${host}/emulator/v1/projects/${projectId}:securityRules`, {
    rules: { files: [{ name: 'firestore.rules', content: rules }] },
  })

/** Deletes all documents of the project's default database; listeners see them go. */
export const clearDocuments = (host: string, projectId: string): Promise<void> =>
  request(
    'DELETE',
    `http://${host}/emulator/v1/projects/${projectId}/databases/(default)/documents`,
  )

const request = async (method: string, url: string, body?: unknown): Promise<void> => {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok)
    throw new Error(`${method} ${url} was answered with ${response.status}: ${text}`)
}
