// The files of the repository as text: those that git would track, found without git.
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface File {
  /** From the root, with forward slashes. */
  readonly path: string
  readonly text: string
}

const ROOT = join(import.meta.dirname, '../..')

const ignored = readFileSync(join(ROOT, '.gitignore'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !/^[#!]/.test(line))
  .map((line) => `**/${line.replaceAll(/^\/|\/$/g, '')}`)

const isBinary = ({ text }: File): boolean => text.includes('\0')

/** All of them, pictures and the like too. */
export const paths: readonly string[] = globSync(['**/*', '**/.*', '**/.*/**'], {
  cwd: ROOT,
  exclude: ['.git', ...ignored],
})
  .filter((path) => statSync(join(ROOT, path), { throwIfNoEntry: false })?.isFile())
  .map((path) => path.replaceAll('\\', '/'))

export const files: readonly File[] = paths
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
  .filter((file) => !isBinary(file))
  .sort((a, b) => (a.path < b.path ? -1 : 1))

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)

/** All TypeScript below these folders, but for the tests beside it. */
export const sourcesIn = (...folders: readonly string[]): readonly File[] =>
  files.filter(
    ({ path }) =>
      /\.tsx?$/.test(path) &&
      !isTest(path) &&
      folders.some((folder) => path.startsWith(`${folder}/`)),
  )

/** What runs in the cloud or in an app. */
export const production = sourcesIn('functions', 'shared', 'client', 'web')
