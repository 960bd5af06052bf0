// Which folder is released: the built web app, or a page that says that there is none yet.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The folder below `root`. Throws where there is a web app that was not built: the placeholder must not take its place. */
export const chooseFolder = (root: string): string => {
  const built = join(root, 'dist/web')
  if (existsSync(built)) return built
  if (existsSync(join(root, 'web')))
    throw new Error('there is a web app (web/), but dist/web was not built')
  return join(root, 'dev/hosting/placeholder')
}
