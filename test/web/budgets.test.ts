// How many bytes the app asks of a phone: what is read before the first page can be used, and what comes after. Gzipped, as
// Hosting sends them.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'

const KB = 1024

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
  readonly css?: readonly string[]
}

let folder: string
let chunks: Readonly<Record<string, Chunk>>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'availability-budgets-'))
  const root = join(import.meta.dirname, '../../web')
  const { NODE_ENV } = process.env
  process.env['NODE_ENV'] = 'production'
  await build({
    configFile: join(root, 'vite.config.ts'),
    root,
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, manifest: true },
  })
  process.env['NODE_ENV'] = NODE_ENV
  const manifest = readFileSync(join(folder, '.vite/manifest.json'), 'utf8')
  chunks = JSON.parse(manifest) as typeof chunks // as Vite writes it
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A chunk with all that it imports at once. */
function closure(...names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (name: string) => {
    if (found.has(name)) return
    found.add(name)
    for (const next of chunks[name]?.imports ?? []) visit(next)
  }
  names.forEach(visit)
  return found
}

const bytesOf = (file: string) =>
  gzipSync(readFileSync(join(folder, file)), { level: 9 }).byteLength

const scriptBytes = (names: ReadonlySet<string>) =>
  [...names].reduce((sum, name) => sum + bytesOf(chunks[name]?.file ?? ''), 0)

const styleBytes = (names: ReadonlySet<string>) =>
  [...new Set([...names].flatMap((name) => chunks[name]?.css ?? []))].reduce(
    (sum, file) => sum + bytesOf(file),
    0,
  )

/** The one chunk of a source, by the end of its path. */
function chunkOf(path: string): string {
  const [name, ...others] = Object.keys(chunks).filter((key) => key.endsWith(path))
  if (name === undefined || others.length > 0) throw new Error(`${path}: no chunk of its own`)
  return name
}

const without = (all: ReadonlySet<string>, known: ReadonlySet<string>) =>
  new Set([...all].filter((name) => !known.has(name)))

const WORDS = 'messages/en/client.json'

test.each([
  ['Find', 'src/find/FindPage.tsx'],
  ['Book', 'src/book/BookPage.tsx'],
])('the first script of %s is at most 105 KB, its styles 12 KB', (_, page) => {
  const first = closure('index.html', chunkOf(page), chunkOf(WORDS))
  expect(scriptBytes(first) / KB).toBeLessThanOrEqual(105)
  expect(styleBytes(first) / KB).toBeLessThanOrEqual(12)
})

test('Find and Book begin with few files, each of which costs a round', () => {
  const filesOf = (page: string) => closure('index.html', chunkOf(page), chunkOf(WORDS)).size
  expect(filesOf('src/find/FindPage.tsx')).toBeLessThanOrEqual(9)
  expect(filesOf('src/book/BookPage.tsx')).toBeLessThanOrEqual(14)
})

// The goal was 180 KB. Without what Firestore brings for its pipelines, which the app does not ask, it is far less.
test('Firebase and the client SDK, which come after the first paint, are at most 150 KB', () => {
  const first = closure('index.html')
  const later = without(closure(chunkOf('src/app/firebase.ts'), chunkOf('src/app/sdk.ts')), first)
  expect(scriptBytes(later) / KB).toBeLessThanOrEqual(150)
})

test('the sheet that confirms and the month, which come when idle, are at most 60 KB together', () => {
  const first = closure('index.html', chunkOf('src/book/BookPage.tsx'))
  const later = without(
    closure(chunkOf('src/book/sheet/ConfirmSheet.tsx'), chunkOf('src/book/times/MonthDialog.tsx')),
    first,
  )
  expect(scriptBytes(later) / KB).toBeLessThanOrEqual(60)
})

test('the agenda, for professionals alone, is at most 90 KB', () => {
  const first = closure('index.html', chunkOf('src/pro/today/TodayPage.tsx'))
  const later = without(
    closure(chunkOf('src/pro/agenda/AgendaPage.tsx'), chunkOf('src/pro/agenda/Calendar.tsx')),
    first,
  )
  expect(scriptBytes(later) / KB).toBeLessThanOrEqual(90)
})
