// The files of the repository that the site may show or link to, found once.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')

/** Folders that git keeps out, and what is no text of ours. */
const LEFT_OUT = new Set(['node_modules', '.git', '.local', 'dist', '.cache'])

/** Every file and folder of the repository, from its root, with forward slashes. */
export interface Tree {
  readonly files: ReadonlySet<string>
  readonly folders: ReadonlySet<string>
}

/** Looks through the repository. */
export function readTree(root: string = ROOT): Tree {
  const entries = globSync(['**/*', '**/.*', '**/.*/**'], {
    cwd: root,
    withFileTypes: true,
    exclude: ({ name }) => LEFT_OUT.has(name),
  })
  const toPath = (entry: (typeof entries)[number]) =>
    join(entry.parentPath, entry.name)
      .slice(root.length + 1)
      .replaceAll('\\', '/')
  return {
    files: new Set(entries.filter((entry) => entry.isFile()).map(toPath)),
    folders: new Set(entries.filter((entry) => entry.isDirectory()).map(toPath)),
  }
}

/** A file of the repository as text. */
export const readText = (path: string, root: string = ROOT): string =>
  readFileSync(join(root, path), 'utf8')
