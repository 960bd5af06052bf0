// The commands of this repository, found by rule: what package.json runs of ours, every bench and script, and what the pipeline calls.
import { execFile } from 'node:child_process'
import { accessSync, constants, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

/** A program of ours that somebody calls. */
export interface Entry {
  /** As its help calls it: `npm run dev`, `node dev/smoke.ts`, `scripts/deploy`. */
  readonly name: string
  readonly file: string
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** The scripts of package.json. */
export const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> })
  .scripts

/** Scripts that run a file of ours; one that only adds options to another's is told by that one's help. */
const ofPackage: readonly Entry[] = Object.entries(scripts).flatMap(([script, line]) => {
  const file = /^node ((?:dev|bench|test)\/\S+)$/.exec(line)?.[1]
  return file === undefined ? [] : [{ name: `npm run ${script}`, file }]
})

const isProgram = (path: string): boolean => {
  try {
    accessSync(join(ROOT, path), constants.X_OK)
    return read(path).startsWith('#!')
  } catch {
    return false
  }
}

const benches = globSync('bench/*.ts', { cwd: ROOT })
const programs = globSync('scripts/*', { cwd: ROOT }).filter(isProgram)
const ofPipeline = globSync('cloudbuild*.yaml', { cwd: ROOT }).flatMap((path) =>
  [...read(path).matchAll(/\bdev\/[\w-]+\.ts\b/g)].map(([file]) => file),
)

const asFiles = [...benches, ...ofPipeline].map((file) => ({ name: `node ${file}`, file }))

/** All of them, each once, by the name that package.json gives it where it gives one. */
export const entries: readonly Entry[] = [
  ...new Map(
    [...asFiles, ...programs.map((file) => ({ name: file, file })), ...ofPackage].map(
      (entry) => [entry.file, entry] as const,
    ),
  ).values(),
].toSorted((a, b) => a.name.localeCompare(b.name, 'en'))

export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs one, with nothing on standard input. */
export function runEntry(
  { file }: Pick<Entry, 'file'>,
  args: readonly string[],
  { env = {}, input = '' }: { env?: Readonly<Record<string, string>>; input?: string } = {},
): Promise<Outcome> {
  const isScript = file.startsWith('scripts/')
  const [program, words] = isScript
    ? [join(ROOT, file), args]
    : [process.execPath, [join(ROOT, file), ...args]]
  const { npm_lifecycle_event: _, ...outside } = process.env
  return new Promise((resolve) => {
    const child = execFile(
      program,
      words,
      { cwd: ROOT, env: { ...outside, NO_COLOR: '1', ...env }, timeout: 60_000 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
        resolve({ code, stdout, stderr })
      },
    )
    // What a command refuses it may refuse before it reads.
    child.stdin?.on('error', () => {}).end(input)
  })
}
