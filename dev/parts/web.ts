// The web app of a local stack, with hot reload, and the configuration that a release would write for it.
import { join } from 'node:path'
import type { Addresses } from '../stack-file.ts'
import { toLocalConfig } from '../web/local-config.ts'

const ROOT = join(import.meta.dirname, '../../web')

export interface Web {
  readonly url: string
  stop(): Promise<void>
}

/** Serves the sources of `web/`. Whoever opens it from another device is given that host's addresses. */
export async function startWeb(options: {
  readonly port: number
  readonly host: '127.0.0.1' | '0.0.0.0'
  readonly addresses: Addresses
  readonly hasDemo: boolean
}): Promise<Web> {
  const { port, host, addresses, hasDemo } = options
  const { createServer } = await import('vite')
  const server = await createServer({
    configFile: join(ROOT, 'vite.config.ts'),
    root: ROOT,
    clearScreen: false,
    logLevel: 'error',
    server: { port, host, strictPort: true },
    plugins: [
      {
        name: 'local-config',
        configureServer({ middlewares }) {
          middlewares.use('/config.json', (request, response) => {
            const name = new URL(`http://${request.headers.host ?? '127.0.0.1'}`).hostname
            response.setHeader('Content-Type', 'application/json')
            response.setHeader('Cache-Control', 'no-cache')
            response.end(JSON.stringify(toLocalConfig(addresses, { host: name, hasDemo })))
          })
        },
      },
    ],
  })
  await server.listen()
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() }
}
