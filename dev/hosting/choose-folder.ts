// Which folder is released: the built web app.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The folder below `root`. Throws where the app was not built. */
export const chooseFolder = (root: string): string => {
  const built = join(root, 'dist/web')
  if (!existsSync(built)) throw new Error('dist/web was not built: npm run build')
  return built
}
