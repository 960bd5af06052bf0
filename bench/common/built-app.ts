// The built web app before a stack of the bench's own, with the headers and the policy of Hosting.
import { join } from 'node:path'
import type { Addresses } from '../../dev/stack-file.ts'
import { toLocalConfig } from '../../dev/web/local-config.ts'
import type { Listening } from '../../dev/parts/listen.ts'
import { serveBuilt } from '../../dev/web/serve-built.ts'

/** Serves what `npm run build` made. @throws where nothing is built */
export function serveBuiltApp(addresses: Addresses): Promise<Listening> {
  const config = toLocalConfig(addresses, { host: '127.0.0.1', hasDemo: false })
  return serveBuilt({
    folder: join(import.meta.dirname, '../../dist/web'),
    config,
    correspondents: {
      apiBaseUrl: config.apiBaseUrl,
      authDomain: config.firebase.authDomain,
      others: [config.local.authUrl, `http://127.0.0.1:${config.local.firestorePort}`],
    },
  })
}
