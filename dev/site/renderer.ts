// The program that renders the API page (Scalar), as its package for Fastify hands it out: whole in one file, with nothing to
// install beside it. Scalar's own package wants 190 MB of others that are in that file already.
import plugin from '@scalar/fastify-api-reference'
import * as z from 'zod'

const Route = z.object({
  url: z.string(),
  handler: z.custom<(request: unknown, reply: unknown) => unknown>(
    (value) => typeof value === 'function',
  ),
})

/** @returns the text of the script, which sets `window.Scalar` */
export async function takeRenderer(): Promise<string> {
  const routes: z.infer<typeof Route>[] = []
  const server = { route: (route: unknown) => routes.push(Route.parse(route)) }
  await new Promise<void>((resolve) => {
    // What the plugin asks of a server is to be told of routes.
    const register = plugin as unknown as (
      on: typeof server,
      options: object,
      done: () => void,
    ) => void
    register(server, { routePrefix: '/', configuration: { url: '/openapi.json' } }, resolve)
  })
  const script = routes.find(({ url }) => url.endsWith('.js'))
  let text: unknown
  const reply = { header: () => reply, send: (body: unknown) => (text = body) }
  await script?.handler({}, reply)
  if (typeof text !== 'string') throw new Error('@scalar/fastify-api-reference hands out no script')
  return text
}
