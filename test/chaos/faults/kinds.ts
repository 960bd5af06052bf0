// The kinds of fault: what each does to the system, for how long, and what it may cost until the mirror is right again.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Chance } from '../chance.ts'
import type { LineMode } from '../system/lines.ts'
import { UNHARMED, type PushHarm } from '../system/pushes.ts'
import type { System } from '../system/system.ts'
import type { WholeSystem } from '../system/whole.ts'

/** Of faults on the same thing only one is done at a time. */
export type Thing =
  | 'instances'
  | 'postgres'
  | 'firestore'
  | 'pubsub'
  | 'mail'
  | 'push'
  | 'callers'
  | 'pushes'
  | 'jobs'

export interface Fault {
  readonly name: string
  readonly thing: Thing
  /** The median of the time until the mirror is right again, alone, in milliseconds. */
  readonly promisedMillis: number
  /** Does it; resolves when it is over. */
  readonly inflict: (system: WholeSystem, chance: Chance) => Promise<void>
}

const QUICK = 2_000
/** After a pause of Pub/Sub or Firestore. */
const AFTER_PAUSE = 5_000
/** The relay looks at changes after ten seconds, every two; Pub/Sub pushes again after one here. */
const RELAYED = 10_000 + 2_000 + QUICK
const PUSHED_AGAIN = 1_000 + QUICK

const some = (chance: Chance) => sleep(chance.whole(500, 2_500))

/** The function that most requests go to. */
const kill =
  (when: 'between' | 'within'): Fault['inflict'] =>
  async (system, chance) => {
    const { instances, tally } = system
    const until = Date.now() + 2_000
    do {
      const found = chance.find(
        instances.all.filter((one) => one.isUp && one.inFlight > 0 === (when === 'within')),
      )
      if (found) {
        instances.kill(found)
        tally.count(`instances killed ${when} requests`)
        return
      }
      await sleep(5)
    } while (Date.now() < until)
  }

const pause =
  (part: (system: WholeSystem) => { pause(): void; resume(): void }): Fault['inflict'] =>
  async (system, chance) => {
    const frozen = part(system)
    frozen.pause()
    await some(chance)
    frozen.resume()
  }

/** A line that is bad for a while; its connections end with it. */
const spoil =
  (line: keyof WholeSystem['lines'], mode: LineMode): Fault['inflict'] =>
  async ({ lines, tally }, chance) => {
    const spoiled = lines[line]
    spoiled.set(mode)
    if (mode === 'refuses') tally.count('connections cut', spoiled.cut())
    await some(chance)
    spoiled.set('flows')
    tally.count('connections cut', spoiled.cut())
  }

const cutOnce =
  (line: keyof WholeSystem['lines']): Fault['inflict'] =>
  ({ lines, tally }) => {
    tally.count('connections cut', lines[line].cut())
    return Promise.resolve()
  }

const harmPushes =
  (harm: Partial<PushHarm>): Fault['inflict'] =>
  async ({ pushes }, chance) => {
    pushes.harm = { ...UNHARMED, ...harm }
    await some(chance)
    pushes.harm = UNHARMED
  }

/** Ends the connections of all functions, from Postgres' side. */
export async function terminateBackends({
  databaseUrl,
  tally,
}: Pick<System, 'databaseUrl' | 'tally'>): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {}) // the query tells
  try {
    await client.connect()
    const { rowCount } = await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where pid <> pg_backend_pid() and datname = current_database()
          and application_name = 'availability-checker'`,
    )
    tally.count('backends terminated', rowCount ?? 0)
  } catch {
    // Postgres itself is away.
  } finally {
    await client.end().catch(() => {})
  }
}

export const FAULTS: readonly Fault[] = [
  {
    name: 'instance killed between requests',
    thing: 'instances',
    promisedMillis: QUICK,
    inflict: kill('between'),
  },
  // What it has committed and not published is left to the relay.
  {
    name: 'instance killed within a request',
    thing: 'instances',
    promisedMillis: RELAYED,
    inflict: kill('within'),
  },
  {
    name: 'Postgres stopped at once',
    thing: 'postgres',
    promisedMillis: QUICK,
    inflict: ({ crashPostgres }) => crashPostgres(),
  },
  {
    name: 'Postgres backends terminated',
    thing: 'postgres',
    promisedMillis: QUICK,
    inflict: terminateBackends,
  },
  {
    name: 'Postgres paused',
    thing: 'postgres',
    promisedMillis: QUICK,
    inflict: pause(({ parts }) => parts.postgres()),
  },
  {
    name: 'Postgres connections cut',
    thing: 'postgres',
    promisedMillis: QUICK,
    inflict: cutOnce('database'),
  },
  {
    name: 'Postgres refuses connections',
    thing: 'postgres',
    promisedMillis: QUICK,
    inflict: spoil('database', 'refuses'),
  },
  // Committed, and the instance does not know it: nobody has published.
  {
    name: 'Postgres replies lost',
    thing: 'postgres',
    promisedMillis: RELAYED,
    inflict: spoil('database', 'loses replies'),
  },
  {
    name: 'Firestore paused',
    thing: 'firestore',
    promisedMillis: AFTER_PAUSE,
    inflict: pause(({ parts }) => parts.firestore),
  },
  {
    name: 'Firestore connections cut',
    thing: 'firestore',
    promisedMillis: PUSHED_AGAIN,
    inflict: cutOnce('firestore'),
  },
  {
    name: 'Firestore replies lost',
    thing: 'firestore',
    promisedMillis: AFTER_PAUSE,
    inflict: spoil('firestore', 'loses replies'),
  },
  {
    name: 'Pub/Sub paused',
    thing: 'pubsub',
    promisedMillis: AFTER_PAUSE,
    inflict: pause(({ parts }) => parts.pubsub),
  },
  {
    name: 'Pub/Sub refuses connections',
    thing: 'pubsub',
    promisedMillis: RELAYED,
    inflict: spoil('pubsub', 'refuses'),
  },
  {
    name: 'Pub/Sub replies lost',
    thing: 'pubsub',
    promisedMillis: QUICK,
    inflict: spoil('pubsub', 'loses replies'),
  },
  {
    name: 'mail server paused',
    thing: 'mail',
    promisedMillis: QUICK,
    inflict: pause(({ parts }) => parts.mail),
  },
  {
    name: 'mail server replies lost',
    thing: 'mail',
    promisedMillis: QUICK,
    inflict: spoil('mail', 'loses replies'),
  },
  {
    name: 'push service paused',
    thing: 'push',
    promisedMillis: QUICK,
    inflict: pause(({ parts }) => parts.push),
  },
  {
    name: 'push service refuses connections',
    thing: 'push',
    promisedMillis: QUICK,
    inflict: spoil('push', 'refuses'),
  },
  {
    name: 'callers cut off, replies lost',
    thing: 'callers',
    promisedMillis: RELAYED,
    inflict: async ({ front }, chance) => {
      front.disturbed = 0.3
      await some(chance)
      front.disturbed = 0
    },
  },
  {
    name: 'pushes lost',
    thing: 'pushes',
    promisedMillis: PUSHED_AGAIN,
    inflict: harmPushes({ lost: 0.5, answerLost: 0.2 }),
  },
  {
    name: 'pushes doubled',
    thing: 'pushes',
    promisedMillis: QUICK,
    inflict: harmPushes({ doubled: 0.8 }),
  },
  {
    name: 'pushes late',
    thing: 'pushes',
    promisedMillis: AFTER_PAUSE,
    inflict: harmPushes({ late: 0.5 }),
  },
  {
    name: 'pushes out of order',
    thing: 'pushes',
    promisedMillis: AFTER_PAUSE,
    inflict: harmPushes({ reordered: 0.8, doubled: 0.3 }),
  },
  {
    name: 'every job three times at once',
    thing: 'jobs',
    promisedMillis: QUICK,
    inflict: async ({ jobs }, chance) => {
      jobs.atOnce = 3
      await some(chance)
      await sleep(3_000)
      jobs.atOnce = 1
    },
  },
]
