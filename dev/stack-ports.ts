// The ports of a local stack: one after the other, or any that are free.
import { freePort, isPortTaken } from './parts/ports.ts'

/** What listens, in the order of the ports. */
export interface Ports {
  readonly functions: number
  readonly database: number
  readonly firestore: number
  readonly pubsub: number
  readonly auth: number
  /** The inbox for the browser. */
  readonly mail: number
  readonly smtp: number
  readonly fcm: number
  readonly web: number
  /** The documentation. */
  readonly docs: number
}

/** The ports from `base` on. */
export function portsFrom(base: number): Ports {
  return {
    functions: base,
    database: base + 1,
    firestore: base + 2,
    pubsub: base + 3,
    auth: base + 4,
    mail: base + 5,
    smtp: base + 6,
    fcm: base + 7,
    web: base + 8,
    docs: base + 9,
  }
}

/** Ports that nobody listens on now. */
export async function freePorts(): Promise<Ports> {
  return {
    functions: await freePort(),
    database: await freePort(),
    firestore: await freePort(),
    pubsub: await freePort(),
    auth: await freePort(),
    mail: await freePort(),
    smtp: await freePort(),
    fcm: await freePort(),
    web: await freePort(),
    docs: await freePort(),
  }
}

/** The ports that somebody listens on, each with what it is for: `8700 (functions)`. */
export async function takenPorts(ports: Ports): Promise<readonly string[]> {
  const checked = await Promise.all(
    Object.entries({ ...ports }).map(async ([part, port]) => ({
      text: `${port} (${part})`,
      isTaken: await isPortTaken(port),
    })),
  )
  return checked.filter(({ isTaken }) => isTaken).map(({ text }) => text)
}

/** @throws naming every port that is taken, what it is for, and what to do */
export async function refuseTakenPorts(ports: Ports): Promise<void> {
  const taken = await takenPorts(ports)
  if (taken.length === 0) return
  const isOne = taken.length === 1
  const which = isOne ? 'Another program uses port' : 'Other programs use the ports'
  throw new Error(
    `${which} ${taken.join(', ')}. End ${isOne ? 'it' : 'them'}, or choose other ports: ` +
      `npm run dev -- --port-base ${ports.functions + 1000}`,
  )
}
