// The Pub/Sub emulator. It keeps everything in memory; see pubsub-setup.ts for its topics.
import type { Emulator } from './emulator-jar.ts'
import { startJavaEmulator, type EmulatorPart } from './java-emulator.ts'

export const PUBSUB: Emulator = {
  name: 'Pub/Sub emulator',
  variable: 'PUBSUB_EMULATOR_HOST',
  component: 'pubsub-emulator',
  firebaseName: 'pubsub',
  cloudFolder: 'pubsub-emulator/lib',
  cloudJar: /^cloud-pubsub-emulator-.*-all\.jar$/,
  firebasePath: [
    /^pubsub-emulator-[\d.]+$/,
    /^pubsub-emulator$/,
    /^lib$/,
    /^cloud-pubsub-emulator-.*-all\.jar$/,
  ],
}

/** Starts it, unless `PUBSUB_EMULATOR_HOST` names one: then that one is used and left alone. */
export const startPubsub = (options: {
  readonly port: number
  readonly log: string
  /** Where `PUBSUB_EMULATOR_HOST` is looked up; by default in this process. */
  readonly environment?: NodeJS.ProcessEnv
  /** Gives the start up. */
  readonly signal?: AbortSignal
}): Promise<EmulatorPart> =>
  startJavaEmulator({
    emulator: PUBSUB,
    heapMegabytes: 128,
    ...options,
  })
