// The site of this machine, built when it is wanted and what it is made of has changed since; two that want it at once build
// it once.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isAlive } from '../parts/pids.ts'
import { LOCAL_FOLDER } from '../stack-file.ts'
import { readTree, ROOT } from './tree.ts'

/** Where the built site is. */
export const SITE_FOLDER = join(LOCAL_FOLDER, 'site')
/** Outside of the folder, which is emptied by a build. */
const MARK = join(LOCAL_FOLDER, 'site.mark')
const LOCK = join(LOCAL_FOLDER, 'site.lock')
const POLL_MILLIS = 200

/** What the present site would be made of: every file of the repository by its size and the time it was written. */
function markOf(): string {
  const hash = createHash('sha256')
  for (const file of [...readTree().files].toSorted()) {
    const { size, mtimeMs } = statSync(join(ROOT, file))
    hash.update(`${file} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

const readIfThere = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Whether the site was built from what the repository is now. */
const isBuilt = (): boolean => readIfThere(MARK) === markOf()

/** Builds the site unless it is there; `building` is told before it begins. */
export async function ensureSite(building: () => void): Promise<void> {
  mkdirSync(LOCAL_FOLDER, { recursive: true })
  while (!claim()) await wait(POLL_MILLIS)
  try {
    if (isBuilt()) return
    building()
    const mark = markOf()
    rmSync(MARK, { force: true })
    const { buildSite } = await import('./build.ts')
    await buildSite(SITE_FOLDER)
    writeFileSync(MARK, mark)
  } finally {
    rmSync(LOCK, { force: true })
  }
}

/** @returns false while another process that lives has it */
function claim(): boolean {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    const pid = Number(readIfThere(LOCK))
    if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) rmSync(LOCK, { force: true })
    return false
  }
}
