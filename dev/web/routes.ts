// The addresses of the web app, read from its routes: a page that is added is tried by every test that goes over all of them.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface WebRoute {
  readonly path: string
  readonly who: 'anybody' | 'viewer' | 'account' | 'professional'
}

const SOURCES = join(import.meta.dirname, '../../web/src')
const ROUTE = /path: '([^']+)',\s+title: '[^']+',\s+who: '(\w+)'/g

/** Every address that the app knows. */
export const webRoutes: readonly WebRoute[] = globSync('**/*routes.ts', { cwd: SOURCES })
  .toSorted()
  .flatMap((file) =>
    [...readFileSync(join(SOURCES, file), 'utf8').matchAll(ROUTE)].map(([, path = '', who]) => ({
      path,
      who: who as WebRoute['who'], // one of Route's, which the types of the app check
    })),
  )

/** The addresses of a practice: an id in the place of each parameter. */
export function fillRoute(path: string, ids: Readonly<Record<string, string>>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => ids[`${path} ${name}`] ?? ids[name] ?? 'none')
}
