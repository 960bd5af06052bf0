// The connection to Postgres: a small pool whose every statement is prepared by name.
import { createHash } from 'node:crypto'
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { toDatabaseFault } from './errors.ts'
import { ListeningClient } from './listening-client.ts'
import { span } from '../../tracing/current.ts'
import { nameStatement } from './statement-name.ts'
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
}

/** Limits of a connection. An instance serves many requests at once, so pools are small and waits are bounded. */
export interface Limits {
  readonly connections: number
  readonly connectMillis: number
  readonly statementMillis: number
  readonly lockMillis: number
}

export const LIMITS: Limits = {
  connections: 8,
  connectMillis: 5_000,
  statementMillis: 10_000,
  lockMillis: 5_000,
}

const names = new Map<string, string>()
const NAMES_KEPT = 1_000

function nameOf(text: string): string {
  let name = names.get(text)
  if (name === undefined) {
    // Statements are few and fixed; if ever they are not, names start anew rather than pile up.
    if (names.size >= NAMES_KEPT) names.clear()
    name = createHash('sha256').update(text).digest('base64url').slice(0, 24)
    names.set(text, name)
  }
  return name
}

/** As Kysely sends it, and the answer that it looks at. */
const ROLLBACK = 'rollback'
const ROLLED_BACK = { command: 'ROLLBACK', rowCount: 0, rows: [] } as const

const POSTGRES = { 'db.system.name': 'postgresql' } as const

// Kysely sends unnamed statements, which Postgres parses and plans anew each time (half the speed, measured).
function prepareByName(pool: pg.Pool, { ready, connecting }: Clients): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const connectOnce = async (): Promise<pg.PoolClient> => {
    // Connections that stand are served whatever a new one would need.
    if (pool.idleCount <= pool.waitingCount) await ready?.()
    return pool.connect()
  }
  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await (connecting ? connecting(connectOnce) : connectOnce())
    const known = clients.get(client)
    if (known) return known
    let isBroken = false
    const send = (text: string, values: readonly unknown[]) =>
      values.length > 0
        ? client.query({ name: nameOf(text), text, values: [...values] })
        : client.query(text)
    const query = async (text: string, values: readonly unknown[]) => {
      try {
        return await span(nameStatement(text), 'client', POSTGRES, () => send(text, values))
      } catch (error) {
        isBroken ||= text === ROLLBACK || toDatabaseFault(error)?.kind === 'unavailable'
        // What the transaction failed for is told. It ends with its connection, which nobody gets any more.
        if (text === ROLLBACK) return ROLLED_BACK
        throw error
      }
    }
    // A server that ends a session says so before the socket closes: nobody else may get that connection.
    const release = (destroy?: boolean) => client.release(destroy === true || isBroken)
    // The driver also knows a query of a cursor, which needs a cursor class that is not configured here.
    const prepared = { query, release } as unknown as PostgresPoolClient
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

/** Opens a pool; nothing connects before the first statement. */
export function openDatabase(clients: Clients, limits: Limits = LIMITS): Kysely<Database> {
  const pool = new pg.Pool({
    ...clients.config,
    Client: ListeningClient,
    types,
    max: limits.connections,
    connectionTimeoutMillis: limits.connectMillis,
    statement_timeout: limits.statementMillis,
    lock_timeout: limits.lockMillis,
    idle_in_transaction_session_timeout: limits.statementMillis,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    allowExitOnIdle: true,
    application_name: 'availability-checker',
  })
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {})
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool: prepareByName(pool, clients) }),
  })
}
