// Who Postgres runs as. It refuses to run as root, so root runs it as the user "postgres".
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chownSync, mkdirSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { basename, join } from 'node:path'

export type SystemUser = { readonly name: string; readonly uid: number; readonly gid: number }

const userName = 'postgres'

/** The user to run Postgres as, made if missing; undefined if we are not root and run it ourselves. */
export const findPostgresUser = (): SystemUser | undefined => {
  if (userInfo().uid !== 0) return undefined
  const known = findUser(userName)
  if (known !== undefined) return known
  const made = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', userName])
  const user = findUser(userName)
  if (user !== undefined) return user
  throw new Error(
    `Postgres does not run as root, and a user "${userName}" could not be made ` +
      `(${made.error?.message ?? made.stderr.toString().trim()}). Start this as another user.`,
  )
}

/**
 * Makes the folder and gives it to the user. Where folders above shut the user out (a checkout in
 * /root), the answer is a folder below the system's temporary one instead, the same one each time.
 */
export const makeReachableFolder = (
  folder: string,
  user: SystemUser | undefined,
  say: (sentence: string) => void,
): string => {
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  if (user === undefined || canReach(folder, user)) return folder
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 8)
  const instead = join(tmpdir(), `availability-checker-${basename(folder)}-${hash}`)
  say(`The user "${user.name}" cannot reach ${folder}; the data is kept in ${instead}.`)
  mkdirSync(instead, { recursive: true, mode: 0o755 })
  if (canReach(instead, user)) return instead
  throw new Error(`The user "${user.name}" can reach neither ${folder} nor ${instead}.`)
}

/** Gives one file or folder to the user. */
export const giveTo = (path: string, user: SystemUser | undefined): void => {
  if (user !== undefined) chownSync(path, user.uid, user.gid)
}

const canReach = (folder: string, { uid, gid }: SystemUser): boolean =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { uid, gid, cwd: '/' }).status === 0

const findUser = (name: string): SystemUser | undefined => {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' })
    return status === 0 ? Number(stdout) : undefined
  })
  return uid === undefined || gid === undefined ? undefined : { name, uid, gid }
}
