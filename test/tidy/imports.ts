// Who imports whom, read from the sources: static and dynamic imports, types, and re-exports.
import { posix } from 'node:path'
import { without } from './code.ts'
import type { File } from './files.ts'

export interface Import {
  readonly from: string
  /** A path from the root, or the name of a package or of a part of Node (`node:fs`). */
  readonly to: string
  readonly isLocal: boolean
  readonly names: readonly string[]
  readonly isReexport: boolean
}

const CLAUSE = /\b(import|export)\s+(?:type\s+)?([\w$*\s{},]*?)\s*\bfrom\s*['"]([^'"]+)['"]/g
const BARE = /\bimport\s*\(?\s*['"]([^'"]+)['"]/g

const namesIn = (clause: string): string[] =>
  clause
    .split(/[{},]/)
    .map((name) =>
      name
        .trim()
        .replace(/^type\s+/, '')
        .replace(/\s+as\s.*$/, ''),
    )
    .filter((name) => name !== '')

/** Every import of the file, in no particular order. */
export const importsOf = ({ path, text }: File): Import[] => {
  const code = without(text, 'comment', 'template')
  const at = (specifier: string) => ({
    from: path,
    to: specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier,
    isLocal: specifier.startsWith('.'),
  })
  return [
    ...[...code.matchAll(CLAUSE)].map(([, verb, clause = '', specifier = '']) => ({
      ...at(specifier),
      names: namesIn(clause),
      isReexport: verb === 'export',
    })),
    ...[...code.matchAll(BARE)].map(([, specifier = '']) => ({
      ...at(specifier),
      names: [],
      isReexport: false,
    })),
  ]
}

/** `@scope/name/deep` is `@scope/name`, `name/deep` is `name`. */
export const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** The room of a path: `shared/time`, `functions/commands`, or its first folder elsewhere. */
export const roomOf = (path: string): string => {
  const [first = '', second = ''] = path.split('/')
  return first === 'shared' || first === 'functions' ? `${first}/${second}` : first
}

/** `from → to`, as a failing test prints it. */
export const toArrow = ({ from, to }: Import): string => `${from} → ${to}`
