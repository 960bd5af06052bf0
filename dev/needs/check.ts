// What a local stack needs and this machine lacks, all of it at once, before anything is started.
import { type Emulator, findEmulatorJar } from '../parts/emulator-jar.ts'
import { FIRESTORE } from '../parts/firestore.ts'
import { PUBSUB } from '../parts/pubsub.ts'
import { type Ports, takenPorts } from '../stack-ports.ts'
import { findJava, JAVA_FETCHED } from './java.ts'

/** What can be fetched from the network. */
export type Fetchable = 'java' | 'firestore' | 'pubsub'

export interface Lack {
  /** `Java 21 or newer`. */
  readonly what: string
  /** Why it is lacking, where that is not plain. */
  readonly why?: string
  /** What to do about it, a line each: one of them is enough. */
  readonly help: readonly string[]
  readonly fetchable?: Fetchable
}

const EMULATORS: readonly (readonly [Fetchable, Emulator])[] = [
  ['firestore', FIRESTORE],
  ['pubsub', PUBSUB],
]

/** Everything that is lacking; nothing is changed. */
export async function findLacks(
  ports: Ports,
  environment: NodeJS.ProcessEnv,
): Promise<readonly Lack[]> {
  const [emulators, taken] = await Promise.all([lacksOfEmulators(environment), takenPorts(ports)])
  if (taken.length === 0) return emulators
  const ofPorts: Lack = {
    what: `${taken.length === 1 ? 'Port' : 'Ports'} ${taken.join(', ')}`,
    why: 'another program listens there',
    help: ['end it', `npm run dev -- --port-base ${ports.functions + 1000}`],
  }
  return [...emulators, ofPorts]
}

async function lacksOfEmulators(environment: NodeJS.ProcessEnv): Promise<readonly Lack[]> {
  // One that somebody else runs is neither looked for nor started.
  const own = EMULATORS.filter(([, { variable }]) => !environment[variable])
  if (own.length === 0) return []
  const found = own.map(([name, emulator]) => ({
    name,
    emulator,
    jar: findEmulatorJar(emulator, environment),
  }))
  const javaMajor = Math.max(...found.map(({ jar }) => jar?.javaMajor ?? JAVA_FETCHED))
  const java = await findJava(javaMajor, environment)
  const lacks: Lack[] = []
  if (java.major === undefined || java.major < javaMajor)
    lacks.push({
      what: `Java ${javaMajor} or newer`,
      why: java.major === undefined ? 'none runs here' : `here is Java ${java.major}`,
      help: [
        'apt install default-jre-headless  (Debian, Ubuntu)',
        'brew install openjdk  (macOS)',
        'or set JAVA_HOME',
      ],
      fetchable: 'java',
    })
  for (const { name, emulator, jar } of found)
    if (jar === undefined)
      lacks.push({
        what: emulator.name,
        help: [
          `gcloud components install ${emulator.component}  (Google Cloud CLI)`,
          `npx firebase setup:emulators:${emulator.firebaseName}`,
        ],
        fetchable: name,
      })
  return lacks
}

/** As it is printed: what is lacking, why, and what to do. */
export function toReport(lacks: readonly Lack[]): string {
  const lines = lacks.flatMap(({ what, why, help }) => [
    `  ${what}${why === undefined ? '' : `: ${why}`}`,
    ...help.map((line) => `      ${line}`),
  ])
  return ['Before it can start, this machine needs:', '', ...lines].join('\n')
}
