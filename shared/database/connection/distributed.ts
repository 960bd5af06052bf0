// Whether Postgres is a distributed one, whose tables are cut by professional: statements are then sent in the form that asks one shard.
// On one Postgres they keep theirs, which takes fewer round trips. See docs/guides/past-one-primary.md.
import {
  CompiledQuery,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  type Transaction,
  type TransactionSettings,
} from 'kysely'
import { AHEAD } from './statement-name.ts'
import type { DB } from './tables.ts'

class DistributedAdapter extends PostgresAdapter {}

/** Begins transactions whose waits for a lock end at every node. */
class DistributedDriver extends PostgresDriver {
  readonly #limit: CompiledQuery

  constructor(config: PostgresDialectConfig, lockMillis: number) {
    super(config)
    // A session's own setting stays at the coordinator. Citus tells nodes of settings that are local to a transaction, with its begin there:
    // https://docs.citusdata.com/en/stable/develop/api_guc.html#citus-propagate-set-commands-enum
    this.#limit = CompiledQuery.raw(
      `set local citus.propagate_set_commands = 'local'; set local lock_timeout = ${lockMillis} ${AHEAD}`,
    )
  }

  override async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    await super.beginTransaction(connection, settings)
    await connection.executeQuery(this.#limit)
  }
}

/** Kysely's dialect for a distributed Postgres. */
export class DistributedDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig
  readonly #lockMillis: number

  /** @param lockMillis how long a transaction waits for a lock, at whichever node */
  constructor(config: PostgresDialectConfig, lockMillis: number) {
    super(config)
    this.#config = config
    this.#lockMillis = lockMillis
  }

  override createDriver(): Driver {
    return new DistributedDriver(this.#config, this.#lockMillis)
  }

  override createAdapter(): DialectAdapter {
    return new DistributedAdapter()
  }
}

/** Whether a database, or the one of a transaction, is distributed. */
export const isDistributed = (db: Kysely<DB> | Transaction<DB>): boolean =>
  db.getExecutor().adapter instanceof DistributedAdapter

/** Runs statements on one connection: those that are sent together are answered in their order, in one round trip. */
export const onOneConnection = <T>(
  db: Kysely<DB> | Transaction<DB>,
  run: (on: Kysely<DB>) => Promise<T>,
): Promise<T> => (db.isTransaction ? run(db) : db.connection().execute((on) => run(on)))
