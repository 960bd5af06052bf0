// The client's declarations: what an editor shows of the package, and nothing that names a file or package outside it.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'

const SPECIFIER = /(from\s+|import\()'([^']+)'/g

function emit(root: string, folder: string): void {
  const flags = ['-p', 'client', '--noEmit', 'false', '--declaration', '--emitDeclarationOnly']
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const run = spawnSync(process.execPath, [tsc, ...flags, '--outDir', folder], {
    cwd: root,
    encoding: 'utf8',
  })
  if (run.status !== 0) throw new Error(`tsc: ${run.error?.message ?? run.stdout + run.stderr}`)
}

/**
 * The declarations that the doors lead to, by their paths in the package.
 *
 * @throws where the client does not compile without the types of the DOM and of Node, or where one leads out of the package
 */
export function declarationsOf(root: string, doors: readonly string[]): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'client-declarations-'))
  try {
    emit(root, folder)
    const found: Record<string, string> = {}
    const paths = new Set(doors.map((door) => `${door}.d.ts`))
    // A set goes on with what is added to it while it is walked through.
    for (const path of paths) {
      const text = readFileSync(join(folder, 'client', path), 'utf8')
      found[path] = text.replaceAll(SPECIFIER, (_, before: string, specifier: string) => {
        const to = posix.join(posix.dirname(path), specifier)
        if (!specifier.startsWith('.') || to.startsWith('..'))
          throw new Error(`${path} leads out of the package: ${specifier}`)
        paths.add(to.replace(/\.ts$/, '.d.ts'))
        return `${before}'${specifier.replace(/\.ts$/, '.js')}'`
      })
    }
    return found
  } finally {
    rmSync(folder, { recursive: true })
  }
}
