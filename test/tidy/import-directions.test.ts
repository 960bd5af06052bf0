// Who may import what: docs/architecture.md, "Who may import what", as a table and sentences.
import { describe, expect, it } from 'vitest'
import { files, isTest, production, sourcesIn } from './files.ts'
import { importsOf, packageOf, roomOf, toArrow, type Import } from './imports.ts'

const PURE = [
  'shared/time',
  'shared/scheduling',
  'shared/contract',
  'shared/projection',
  'shared/notifications',
  'shared/accounts',
]

const FUNCTIONS = [
  'shared/runtime',
  'shared/database',
  'shared/realtime',
  'shared/delivery',
  ...PURE,
]

/** What each room may import besides itself. A room that is not in the table may not exist. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'shared/time': [],
  'shared/contract': ['shared/time'],
  'shared/scheduling': ['shared/contract', 'shared/time'],
  'shared/projection': ['shared/scheduling', 'shared/contract', 'shared/time'],
  'shared/notifications': [
    'shared/projection',
    'shared/scheduling',
    'shared/contract',
    'shared/time',
  ],
  'shared/accounts': ['shared/projection', 'shared/scheduling', 'shared/contract', 'shared/time'],
  'shared/tracing': [],
  'shared/http': [],
  'shared/database': ['shared/tracing', ...PURE],
  'shared/messaging': ['shared/http', 'shared/tracing', ...PURE],
  'shared/realtime': ['shared/http', 'shared/tracing', ...PURE],
  'shared/identity': ['shared/http', ...PURE],
  'shared/delivery': ['shared/http', 'shared/tracing', ...PURE],
  'shared/runtime': [
    'shared/identity',
    'shared/delivery',
    'shared/database',
    'shared/messaging',
    'shared/realtime',
    'shared/http',
    'shared/tracing',
    ...PURE,
  ],
  'functions/manifest.ts': FUNCTIONS,
  'functions/commands': FUNCTIONS.filter((room) => room !== 'shared/realtime'),
  'functions/queries': FUNCTIONS,
  'functions/subscribers': FUNCTIONS,
  'functions/jobs': FUNCTIONS,
  client: ['shared/contract', 'shared/time'],
  web: ['client', 'shared/contract', 'shared/time'],
}

/** What the package of the client is entered by: of these, apps are to see one each. */
const DOORS = ['client/index.ts', 'client/live.ts']

const isBarrel = (from: string, names: readonly string[]): boolean =>
  names.includes('*') || from.endsWith('/index.ts')

/** The folders inside a room, lowest floor first: each may import from the floors below it, none from beside it or above. */
const FLOORS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'shared/scheduling': [
    ['model'],
    ['free'],
    ['effects'],
    ['clock'],
    ['booking', 'session', 'schedule'],
  ],
  'shared/runtime': [['world'], ['edge'], ['command'], ['jobs']],
  'shared/database': [
    ['connection'],
    ['rows'],
    ['load'],
    ['search', 'lists', 'save', 'clock', 'notify', 'retention'],
  ],
}

/** The names by which style.md calls what writes. */
const WRITES = /^(save|insert|update|delete|append|publish|write)([A-Z]|$)/
const WRITING_FILE = /^shared\/database\/(save|clock|retention)\//

const local = production.flatMap(importsOf).filter(({ isLocal }) => isLocal)
const everywhere = files.filter(({ path }) => /\.tsx?$/.test(path)).flatMap(importsOf)
const fromRoom = (room: string): Import[] => local.filter(({ from }) => roomOf(from) === room)

describe('imports', () => {
  it('go only where the table of rooms lets them', () => {
    const forbidden = local.filter(({ from, to }) => {
      const room = roomOf(from)
      return room !== roomOf(to) && !MAY_IMPORT[room]?.includes(roomOf(to))
    })
    expect(forbidden.map(toArrow)).toEqual([])
  })

  it.each(Object.entries(FLOORS))('inside %s go down its floors only', (room, floors) => {
    const upward = fromRoom(room).filter(({ from, to }) => {
      if (roomOf(to) !== room || folderOf(from) === folderOf(to)) return false
      return !(floorOf(floors, to) < floorOf(floors, from))
    })
    expect(upward.map(toArrow)).toEqual([])
  })

  it.each(Object.entries(FLOORS))('inside %s stand on a floor, every file', (room, floors) => {
    const inRoom = files.filter(({ path }) => roomOf(path) === room)
    expect(inRoom.filter(({ path }) => floorOf(floors, path) < 0).map(({ path }) => path)).toEqual(
      [],
    )
  })

  it('are known for every room there is', () => {
    const rooms = new Set(production.map(({ path }) => roomOf(path)))
    expect([...rooms].filter((room) => !(room in MAY_IMPORT))).toEqual([])
  })

  it('of commands never lead to messaging or realtime', () => {
    const forbidden = ['shared/messaging', 'shared/realtime']
    const found = fromRoom('functions/commands').filter(({ to }) => forbidden.includes(roomOf(to)))
    expect(found.map(toArrow)).toEqual([])
  })

  it('of queries never lead to what writes or sends', () => {
    const found = fromRoom('functions/queries').filter(
      ({ to, names }) =>
        WRITING_FILE.test(to) ||
        ['shared/realtime', 'shared/delivery', 'shared/messaging'].includes(roomOf(to)) ||
        names.some((name) => WRITES.test(name)),
    )
    expect(found.map(toArrow)).toEqual([])
  })

  it('of subscribers never bring a decision', () => {
    const found = fromRoom('functions/subscribers').filter(({ names }) =>
      names.some((name) => /^decide[A-Z]/.test(name)),
    )
    expect(found.map(toArrow)).toEqual([])
  })

  it('of a function never lead to another function', () => {
    const found = local.filter(({ from, to }) => [from, to].every((path) => isFunction(path)))
    expect(found.map(toArrow)).toEqual([])
  })

  it('of production code never lead to dev, bench or test', () => {
    const found = local.filter(({ to }) => /^(dev|bench|test)\//.test(to))
    expect(found.map(toArrow)).toEqual([])
  })

  it('never lead to a test', () => {
    expect(everywhere.filter(({ to }) => isTest(to)).map(toArrow)).toEqual([])
  })

  it('of vitest stand only in tests and test/', () => {
    const found = everywhere.filter(
      ({ from, to }) =>
        packageOf(to) === 'vitest' &&
        !isTest(from) &&
        !from.startsWith('test/') &&
        from !== 'vitest.config.ts',
    )
    expect(found.map(toArrow)).toEqual([])
  })

  it('name the file they mean, and it exists', () => {
    const paths = new Set(files.map(({ path }) => path))
    const found = everywhere.filter(({ isLocal, to }) => isLocal && !paths.has(to))
    expect(found.map(toArrow)).toEqual([])
  })

  it('go through no barrel', () => {
    const found = sourcesIn('functions', 'shared', 'client', 'web', 'dev', 'bench')
      .flatMap(importsOf)
      .filter(({ from, names, isReexport }) => {
        return isReexport && !DOORS.includes(from) && isBarrel(from, names)
      })
    expect(found.map(toArrow)).toEqual([])
  })

  it('never come back to where they began', () => {
    expect(findCycles(everywhere)).toEqual([])
  })
})

/** The folder of a room in which a file stands: `free` of `shared/scheduling/free/plan.ts`. */
const folderOf = (path: string): string => path.split('/')[2] ?? ''

const floorOf = (floors: readonly (readonly string[])[], path: string): number =>
  floors.findIndex((folders) => folders.includes(folderOf(path)))

const isFunction = (path: string): boolean =>
  path.startsWith('functions/') && path !== 'functions/manifest.ts'

const findCycles = (imports: readonly Import[]): string[] => {
  const next = Map.groupBy(imports, ({ from }) => from)
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (path: string, way: readonly string[]): void => {
    const seenAt = way.indexOf(path)
    if (seenAt >= 0) cycles.push([...way.slice(seenAt), path].join(' → '))
    if (seenAt >= 0 || done.has(path)) return
    for (const { to } of next.get(path) ?? []) visit(to, [...way, path])
    done.add(path)
  }
  for (const path of next.keys()) visit(path, [])
  return cycles
}
