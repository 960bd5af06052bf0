// What has to be there before any of our TypeScript can be loaded: a Node that can, and the packages. Plain JavaScript, for any Node.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** From here on Node runs TypeScript without being asked: https://nodejs.org/api/typescript.html */
const NEEDED = [22, 18]

/**
 * What is lacking, in a sentence; undefined where nothing is.
 *
 * @param {string} version of Node, `24.1.0`
 * @param {string} root of the repository
 */
export function lackOfNode(version, root) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isOld = major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])
  if (!existsSync(join(root, 'node_modules', 'pg')))
    return 'The packages are not installed. Run this first: npm ci'
  if (isOld)
    return (
      `This is Node ${version}, and ${NEEDED.join('.')} or newer is needed. The package \`node\` brings one, which \`npm run\` takes: ` +
      'npm ci, with install scripts allowed; or install a newer Node.'
    )
  return undefined
}
