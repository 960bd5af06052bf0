// The Pub/Sub emulator. It keeps everything in memory; see pubsub-setup.ts for its topics.
import { startJavaEmulator, type EmulatorPart } from './java-emulator.ts'

/** Starts it, unless `PUBSUB_EMULATOR_HOST` names one: then that one is used and left alone. */
export const startPubsub = (options: {
  readonly port: number
  readonly log: string
}): Promise<EmulatorPart> =>
  startJavaEmulator({
    emulator: {
      name: 'Pub/Sub emulator',
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
    },
    variable: 'PUBSUB_EMULATOR_HOST',
    heapMegabytes: 128,
    ...options,
  })
