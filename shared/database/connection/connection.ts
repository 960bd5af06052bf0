// The connection to Postgres: a small pool whose every statement is prepared by name.
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { DistributedDialect } from './distributed.ts'
import { ListeningClient } from './listening-client.ts'
import { prepareByName } from './prepared-client.ts'
import type { DB } from './tables.ts'

export type Database = DB

/** Connects, once or as often as it takes. */
export type Connecting = <T>(connect: () => Promise<T>) => Promise<T>

/** How clients reach Postgres. */
export interface Clients {
  readonly config: Pick<pg.ClientConfig, 'connectionString' | 'user' | 'database' | 'stream'>
  /** Resolves when a new client may connect. */
  readonly ready?: () => Promise<void>
  /** How often a connection is tried; once if unset. */
  readonly connecting?: Connecting
  /** Set where it is a distributed one. */
  readonly isDistributed?: boolean
}

/** Limits of a connection. An instance serves many requests at once, so pools are small and waits are bounded. */
export interface Limits {
  readonly connections: number
  readonly connectMillis: number
  readonly statementMillis: number
  /** Short: whoever waits for a row holds a connection that others lack. */
  readonly lockMillis: number
  /** A transaction that waits for this process holds rows that others wait for. */
  readonly idleMillis: number
}

export const LIMITS: Limits = {
  connections: 8,
  connectMillis: 5_000,
  statementMillis: 10_000,
  lockMillis: 2_000,
  idleMillis: 5_000,
}

/** Where Postgres is distributed: whoever has a row keeps it for longer, over more round trips and a commit at two nodes. */
export const LIMITS_APART: Limits = { ...LIMITS, lockMillis: 6_000 }

/** A pool whose clients are prepared, each once. */
function toKyselyPool(pool: pg.Pool, { ready, connecting }: Clients): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const connectOnce = async (): Promise<pg.PoolClient> => {
    // Connections that stand are served whatever a new one would need.
    if (pool.idleCount <= pool.waitingCount) await ready?.()
    return pool.connect()
  }
  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await (connecting ? connecting(connectOnce) : connectOnce())
    const prepared = clients.get(client) ?? prepareByName(client)
    clients.set(client, prepared)
    return prepared
  }
  return { connect, end: () => pool.end(), options: pool.options }
}

const INT8 = 20
const DATE = 1082

/** bigint as a number (revisions and counts stay far below 2^53), dates as text: they name days, not instants. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
    if (oid === INT8) return Number
    if (oid === DATE) return (value) => value
    return pg.types.getTypeParser(oid, format) as (value: string) => unknown
  },
}

/**
 * A statement's plan is made once a connection, for any values, and again when its tables were analyzed. Left to itself, Postgres plans by
 * the values each time where it expects to gain from that, as it does where pasts are long: half of what a fan-out's load takes it. A
 * cluster plans by the professional.
 */
const PLANNED_ONCE = '-c plan_cache_mode=force_generic_plan'

/** Opens a pool; nothing connects before the first statement. */
export function openDatabase(
  clients: Clients,
  limits: Limits = clients.isDistributed === true ? LIMITS_APART : LIMITS,
): Kysely<Database> {
  const pool = new pg.Pool({
    ...clients.config,
    Client: ListeningClient,
    pipeline: true,
    types,
    max: limits.connections,
    connectionTimeoutMillis: limits.connectMillis,
    statement_timeout: limits.statementMillis,
    lock_timeout: limits.lockMillis,
    idle_in_transaction_session_timeout: limits.idleMillis,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    allowExitOnIdle: true,
    application_name: 'availability-checker',
    ...(clients.isDistributed !== true && { options: PLANNED_ONCE }),
  })
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {})
  const config = { pool: toKyselyPool(pool, clients) }
  return new Kysely<Database>({
    dialect:
      clients.isDistributed === true
        ? new DistributedDialect(config, limits.lockMillis)
        : new PostgresDialect(config),
  })
}
