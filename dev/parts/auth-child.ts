// The process of the Auth emulator: firebase-tools' own, without its command line.
//
// `firebase emulators:start` takes 6 s, because it compiles checks for 80 URLs before it listens,
// and saves accounts only on a polite end. Here each check is compiled when its URL is first asked
// for (1 s to start), and the accounts are written to a file whenever they change.
// It reaches into lib/, which may change with any version; package.json pins the version.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'

type User = {
  readonly localId: string
  readonly providerUserInfo?: readonly { readonly providerId: string }[]
}
/** The part of lib/emulator/auth/state.js that is used here. */
type ProjectState = {
  readonly users: ReadonlyMap<string, User>
  overwriteUserWithLocalId(localId: string, user: User): unknown
}
type Saved = Readonly<Record<string, readonly User[]>>

// `require` knows no types; these are as in the pinned version.
const requireHere = createRequire(import.meta.url)
const requireThere = createRequire(requireHere.resolve('firebase-tools/package.json'))
const { middleware } = requireThere('exegesis-express') as {
  middleware: (specification: unknown, options: object) => unknown
}
const exegesis = requireThere('exegesis-express') as { middleware: typeof middleware }
exegesis.middleware = (specification, options) =>
  middleware(specification, { ...options, lazyCompileValidationSchemas: true })

const { useConsoleLoggers } = requireHere('firebase-tools/lib/logger') as {
  useConsoleLoggers: () => void
}
const { AgentProjectState } = requireHere('firebase-tools/lib/emulator/auth/state') as {
  AgentProjectState: new (projectId: string) => ProjectState
}
const { createApp } = requireHere('firebase-tools/lib/emulator/auth/server') as {
  createApp: (
    projectId: string,
    singleProjectMode: number,
    states: Map<string, ProjectState>,
  ) => Promise<RequestListener>
}

const saveDelayMs = 100
const anyProject = 0 // SingleProjectMode.NO_WARNING

const load = (file: string): Map<string, ProjectState> => {
  const saved = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Saved) : {} // our own
  return new Map(
    Object.entries(saved).map(([projectId, users]) => {
      const state = new AgentProjectState(projectId)
      for (const user of users) {
        // The password and the phone number become providers again by themselves.
        const providerUserInfo = (user.providerUserInfo ?? []).filter(
          ({ providerId }) => providerId !== 'password' && providerId !== 'phone',
        )
        state.overwriteUserWithLocalId(user.localId, { ...user, providerUserInfo })
      }
      return [projectId, state]
    }),
  )
}

const serve = async (host: string, port: number, projectId: string, file: string) => {
  const states = load(file)
  const toText = () =>
    JSON.stringify(
      Object.fromEntries([...states].map(([id, { users }]) => [id, [...users.values()]])),
    )
  let savedText = toText()
  const save = () => {
    const text = toText()
    if (text === savedText) return
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.new`, text)
    renameSync(`${file}.new`, file) // a half-written file never counts
    savedText = text
  }

  let waiting: NodeJS.Timeout | undefined
  const saveSoon = () => {
    waiting ??= setTimeout(() => {
      waiting = undefined
      save()
    }, saveDelayMs)
  }
  const app = await createApp(projectId, anyProject, states)
  createServer((request, response) => {
    if (request.method !== 'GET') response.once('close', saveSoon)
    app(request, response)
  }).listen(port, host)

  process.once('SIGTERM', () => {
    save()
    process.exit(0)
  })
}

useConsoleLoggers()
const [host, port, projectId, file] = process.argv.slice(2)
if (host === undefined || port === undefined || projectId === undefined || file === undefined) {
  throw new Error('Usage: auth-child.ts HOST PORT PROJECT ACCOUNTS_FILE')
}
await serve(host, Number(port), projectId, file)
