// Another instance of a backend's functions, on its first request.
import { startGateway } from '../../dev/gateway.ts'
import { makeWorld } from '../../shared/runtime/world/world.ts'
import type { Backend } from './backend.ts'
import { jsonOf } from './fixtures.ts'

/** The same backend through an instance that has no connection open yet. */
export async function withColdInstance<T>(
  backend: Backend,
  run: (cold: Backend) => Promise<T>,
): Promise<T> {
  const { config, now } = backend.world
  const world = { ...makeWorld(config), now, log: backend.world.log }
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
