// What a run has made, written down before it is used: a run that is killed can be cleaned up after by the next.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { Account } from './target/accounts.ts'

const Login = z.object({ role: z.string(), email: z.string(), password: z.string() })
const Page = z.object({
  runName: z.string(),
  functionsUrl: z.string(),
  /** The process of the run. */
  pid: z.int(),
  logins: z.array(Login),
})
export type Page = z.infer<typeof Page>

export interface Journal {
  readonly write: (account: Account) => void
  /** Everything of the run is gone. */
  readonly close: () => void
}

/** The passwords are those of accounts that exist for a minute; nobody else need read them all the same. */
const OWN_EYES = 0o600

const fileOf = (folder: string, runName: string) => join(folder, `${runName}.json`)

/** Opens the journal of a run. */
export function openJournal(
  folder: string,
  { runName, functionsUrl }: Pick<Page, 'runName' | 'functionsUrl'>,
): Journal {
  const logins: z.infer<typeof Login>[] = []
  const file = fileOf(folder, runName)
  return {
    write: ({ role, login }) => {
      if (!login) return
      logins.push({ role, ...login })
      mkdirSync(folder, { recursive: true })
      writeFileSync(file, JSON.stringify({ runName, functionsUrl, pid: process.pid, logins }), {
        mode: OWN_EYES,
      })
    },
    close: () => rmSync(file, { force: true }),
  }
}

/** What runs at this deployment have left that are no more; one that still runs removes its own. */
export function findJournals(folder: string, functionsUrl: string): readonly Page[] {
  const names = filesIn(folder).filter((name) => name.endsWith('.json'))
  return names
    .map((name) => Page.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
    .filter((page) => page.functionsUrl === functionsUrl && !isAlive(page.pid))
}

/** Nothing of it is left. */
export function forget(folder: string, runName: string): void {
  rmSync(fileOf(folder, runName), { force: true })
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0) // asks, and sends nothing
  } catch (error) {
    // Somebody else's is alive too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
