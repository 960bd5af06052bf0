// A backend's functions behind a second gateway that records every statement they send, and the rows they get.
import type { CompiledQuery, Kysely, KyselyPlugin } from 'kysely'
import { startGateway } from '../../dev/gateway.ts'
import type { Database } from '../../shared/database/connection/connection.ts'
import { nameStatement } from '../../shared/database/connection/statement-name.ts'
import type { Backend } from './backend.ts'

/** A statement as it was sent. */
export interface Recorded {
  readonly name: string
  readonly text: string
  readonly values: readonly unknown[]
  rows: readonly Readonly<Record<string, unknown>>[]
}

export interface Recorder {
  /** The backend, its functions recorded. */
  readonly backend: Backend
  readonly database: Kysely<Database>
  readonly statements: Recorded[]
  readonly stop: () => Promise<void>
}

/** Records what is sent through the gateway and the database that it answers. */
export async function record(backend: Backend): Promise<Recorder> {
  const { world } = backend
  const statements: Recorded[] = []
  const pending = new WeakMap<object, Recorded>()
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      const compiled: CompiledQuery = world.database.getExecutor().compileQuery(node, queryId)
      const { sql: text, parameters: values } = compiled
      const recorded: Recorded = { name: nameStatement(text), text, values, rows: [] }
      statements.push(recorded)
      pending.set(queryId, recorded)
      return node
    },
    transformResult: ({ result, queryId }) => {
      const recorded = pending.get(queryId)
      if (recorded) recorded.rows = result.rows
      return Promise.resolve(result)
    },
  }
  const database = world.database.withPlugin(plugin)
  const gateway = await startGateway({ world: { ...world, database }, port: 0 })
  const ask = (method: string, path: string, user: { token: string } | undefined, body?: unknown) =>
    fetch(`${gateway.url}/${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        ...(user && { Authorization: `Bearer ${user.token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).then(async (response) => ({
      status: response.status,
      headers: response.headers,
      body: await response.json(),
    }))
  return {
    backend: {
      ...backend,
      url: gateway.url,
      post: (name, user, body) => ask('POST', name, user, body),
      get: (name, user, query = {}) => {
        const search = new URLSearchParams()
        for (const [key, value] of Object.entries(query))
          for (const one of [value].flat()) search.append(key, one)
        return ask('GET', `${name}?${search.toString()}`, user)
      },
    },
    database,
    statements,
    stop: () => gateway.stop(),
  }
}
