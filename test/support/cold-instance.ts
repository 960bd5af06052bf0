// Other instances of a backend's functions, on their first requests.
import { startGateway } from '../../dev/gateway.ts'
import { LIMITS, type Limits, openDatabase } from '../../shared/database/connection/connection.ts'
import { makeWorld } from '../../shared/runtime/world/make-world.ts'
import type { World } from '../../shared/runtime/world/world.ts'
import type { Backend } from './backend.ts'
import { jsonOf } from './fixtures.ts'

/** The same backend through an instance that has no connection open yet, with other limits of its connections if any are given. */
export async function withColdInstance<T>(
  backend: Backend,
  run: (cold: Backend) => Promise<T>,
  limits?: Partial<Limits>,
): Promise<T> {
  const { config, now } = backend.world
  const made = makeWorld(config)
  const database = limits && openWithin(config, { ...LIMITS, ...limits })
  const world = { ...made, now, log: backend.world.log, ...(database && { database }) }
  const gateway = await startGateway({ world, port: 0 })
  const post: Backend['post'] = async (name, user, body, headers = {}) => {
    const response = await fetch(`${gateway.url}/${name}`, {
      method: 'POST',
      headers: { ...jsonOf(user), ...headers },
      body: JSON.stringify(body),
    })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  try {
    return await run({ ...backend, url: gateway.url, world, post })
  } finally {
    await gateway.stop()
    await world.database.destroy()
  }
}

function openWithin({ database: place, isDatabaseDistributed }: World['config'], limits: Limits) {
  if (!('url' in place)) throw new Error('a test has its own Postgres')
  return openDatabase(
    { config: { connectionString: place.url }, isDistributed: isDatabaseDistributed },
    limits,
  )
}

/** The same through several such instances, which take one request each in turn: a race that no instance sees alone. */
export async function withColdInstances<T>(
  backend: Backend,
  count: number,
  run: (cold: Backend) => Promise<T>,
): Promise<T> {
  if (count === 0) throw new Error('there must be an instance')
  const open = (opened: readonly Backend[]): Promise<T> => {
    if (opened.length < count) return withColdInstance(backend, (cold) => open([...opened, cold]))
    let asked = 0
    const post: Backend['post'] = (...request) => {
      const one = opened[asked++ % count]
      if (!one) throw new Error('there must be an instance')
      return one.post(...request)
    }
    return run({ ...backend, post })
  }
  return open([])
}
