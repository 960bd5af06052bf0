// Every statement that a database is sent, with the rows that it gives: of whoever is handed that database, or of a backend's functions
// behind a second gateway.
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
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  /** Where in shared/database it was sent: `lists/list-bookings.ts:100`. */
  readonly site: string
}

const SITE = /shared\/database\/(?!connection\/)([\w/-]+\.ts:\d+):\d+/
const FRAMES = 60

/** The place in shared/database that is being executed. */
function siteNow(): string {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = FRAMES
  const { stack = '' } = new Error()
  Error.stackTraceLimit = stackTraceLimit
  return SITE.exec(stack)?.[1] ?? 'elsewhere'
}

export interface Recorder {
  /** The backend, its functions recorded. */
  readonly backend: Backend
  readonly database: Kysely<Database>
  readonly statements: Recorded[]
  readonly stop: () => Promise<void>
}

/** The database, where all that is sent is put into a list. */
export function recording(database: Kysely<Database>, statements: Recorded[]): Kysely<Database> {
  const pending = new WeakMap<object, Recorded>()
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      const compiled: CompiledQuery = database.getExecutor().compileQuery(node, queryId)
      const { sql: text, parameters: values } = compiled
      const recorded: Recorded = {
        name: nameStatement(text),
        text,
        values,
        rows: [],
        site: siteNow(),
      }
      pending.set(queryId, recorded)
      return node
    },
    transformResult: ({ result, queryId }) => {
      const recorded = pending.get(queryId)
      // Parts of a statement are compiled too, and never answered.
      if (recorded) statements.push({ ...recorded, rows: result.rows })
      return Promise.resolve(result)
    },
  }
  const recorded = database.withPlugin(plugin)
  // What is compiled once is not given to plugins.
  const send = recorded.executeQuery.bind(recorded)
  recorded.executeQuery = async (query) => {
    const { sql: text, parameters: values } = 'compile' in query ? query.compile() : query
    const sent = { name: nameStatement(text), text, values, site: siteNow() }
    const result = await send(query)
    statements.push({ ...sent, rows: result.rows as Recorded['rows'] })
    return result
  }
  return recorded
}

/** Records what is sent through the gateway and the database that it answers. */
export async function record(backend: Backend): Promise<Recorder> {
  const { world } = backend
  const statements: Recorded[] = []
  const database = recording(world.database, statements)
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
