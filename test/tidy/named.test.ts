// What pages name is there: commands with their options, files, words of the deployment, and how many functions there are.
import { describe, expect, it } from 'vitest'
import { manifest } from '../../functions/manifest.ts'
import { type File, files, paths } from './files.ts'
import { importsOf } from './imports.ts'

const byPath = new Map(files.map((file) => [file.path, file]))
const textOf = (path: string): string => byPath.get(path)?.text ?? ''
/** Pages as they are read: a line that goes on in the next is one. */
const pages = files
  .filter(({ path }) => path.endsWith('.md') && path !== 'CHANGELOG.md')
  .map(({ path, text }) => ({ path, text: text.replaceAll(/\\\n\s*/g, '') }))
const { scripts } = JSON.parse(textOf('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>
}

interface Call {
  readonly path: string
  /** `npm run dev`, `node dev/smoke.ts` */
  readonly name: string
  readonly file: string
  readonly options: readonly string[]
}

const CALL =
  /\b(npm run (?:--silent )?([a-z][\w:-]*)|node ((?:dev|bench)\/[\w/-]+\.ts))([^\n`|#]*)/g

const calls: readonly Call[] = pages.flatMap(({ path, text }) =>
  [...text.matchAll(CALL)].map(([, name = '', script, program, said = '']) => ({
    path,
    name,
    file: program ?? /^node (\S+)$/.exec(scripts[script ?? ''] ?? '')?.[1] ?? '',
    // What stands before a `--` of its own is npm's.
    options: [...said.replace(/^.*? -- /, ' ').matchAll(/(?<=\s)--([a-z][\w-]*)/g)].map(
      ([, option = '']) => option,
    ),
  })),
)

const OPTION = 'dev/command/option.ts'
/** Looks at the version of Node before it loads anything else, by a path that is made up then. */
const STARTS: Readonly<Record<string, string>> = { 'dev/start.mjs': 'dev/main.ts' }

/** The text that declares the options of a program: its own, and of what it imports for that. */
function declaredBy(path: string, seen: Set<string> = new Set()): string {
  const file = byPath.get(path)
  if (!file || seen.has(path)) return ''
  seen.add(path)
  const inner = importsOf(file)
    .filter(({ to, isLocal }) => isLocal && declares(byPath.get(to)))
    .map(({ to }) => declaredBy(to, seen))
  return [file.text, ...inner].join('\n')
}

const declares = (file: File | undefined): boolean =>
  file !== undefined && importsOf(file).some(({ to }) => to === OPTION)

const isDeclared = ({ file }: Call, option: string): boolean =>
  option === 'help' ||
  new RegExp(`(?:^|[\\s{'])${option}'?: `, 'm').test(declaredBy(STARTS[file] ?? file))

describe('a page names', () => {
  it('only scripts and programs that there are', () => {
    const unknown = calls.filter(({ name, file }) => {
      const script = /^npm run (?:--silent )?(.*)$/.exec(name)?.[1]
      return script === undefined ? !byPath.has(file) : !(script in scripts)
    })
    expect(unknown.map(({ path, name }) => `${path}: ${name}`)).toEqual([])
  })

  it('only options that the command has', () => {
    const wrong = calls.flatMap((call) =>
      call.options
        .filter((option) => !isDeclared(call, option))
        .map((option) => `${call.path}: ${call.name} has no --${option}`),
    )
    expect(wrong).toEqual([])
    expect(calls.flatMap(({ options }) => options).length).toBeGreaterThan(40)
  })

  it('only files that there are', () => {
    // Firebase's own way to spell a code: functions/aborted.
    const PLACE =
      /`((?!.*(?:NNNN|PROJECT|functions\/aborted))(?:shared|functions|test|dev|docs|migrations|terraform|client|web|bench|scripts)\/[\w./-]+)`/g
    const named = pages.flatMap(({ path, text }) =>
      [...text.matchAll(PLACE)].map(([, place = '']) => ({ path, place })),
    )
    const isThere = (place: string): boolean =>
      paths.some((path) => path === place || path.startsWith(place.replace(/\/?$/, '/')))
    expect(named.filter(({ place }) => !isThere(place))).toEqual([])
    expect(named.length).toBeGreaterThan(100)
  })
})

describe('what operators read', () => {
  const GUIDES = ['first-deployment', 'deploy', 'environments', 'hosting'].map(
    (name) => `docs/guides/${name}.md`,
  )

  const OF_POSTGRES = ['btree_gist', 'pg_monitor', 'pg_signal_backend']

  it('calls variables and resources as Terraform does', () => {
    const terraform = files
      .filter(({ path }) => path.endsWith('.tf'))
      .map(({ text }) => text)
      .join('\n')
    const words = GUIDES.flatMap((path) =>
      [...textOf(path).matchAll(/`([a-z]+(?:_[a-z]+)+)(?: = [^`]*)?`/g)].map(
        ([, word = '']) => word,
      ),
    )
    const unknown = words.filter(
      (word) => !OF_POSTGRES.includes(word) && !new RegExp(`\\b${word}\\b`).test(terraform),
    )
    expect([...new Set(unknown)]).toEqual([])
    expect(words.length).toBeGreaterThan(30)
  })

  it('counts the functions', () => {
    const counted = GUIDES.flatMap((path) =>
      [...textOf(path).matchAll(/\| (\d+) (?:functions|builds),/g)].map(([, count]) =>
        Number(count),
      ),
    )
    expect(counted).toEqual([Object.keys(manifest).length, Object.keys(manifest).length])
  })
})
