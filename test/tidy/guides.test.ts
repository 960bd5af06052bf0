// The guides in languages that nothing here compiles: their code parses, and what it names of the system is there. And what
// every guide names of the repository exists.
import { createRequire } from 'node:module'
import { dirname, join, normalize } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { Language, Parser } from 'web-tree-sitter'
import * as z from 'zod'
import { loadDefinition } from '../../dev/gateway.ts'
import type { FunctionName } from '../../functions/manifest.ts'
import { dayDocument } from '../../shared/contract/documents/day.ts'
import { shapeOf } from '../../shared/runtime/edge/input/parse-input.ts'
import { programOf, readGuide } from '../support/guides.ts'
import { files, paths } from './files.ts'

const require = createRequire(import.meta.url)
const PAGES = [
  ['ios', 'swift'],
  ['android', 'kotlin'],
  ['flutter', 'dart'],
] as const

beforeAll(() => Parser.init())

/** The lines of a program that its language's grammar does not know. */
async function unparsed(language: string, program: string): Promise<readonly string[]> {
  const parser = new Parser()
  const grammar = require.resolve(`tree-sitter-wasms/out/tree-sitter-${language}.wasm`)
  parser.setLanguage(await Language.load(grammar))
  const tree = parser.parse(program)
  if (!tree) throw new Error(`nothing was parsed as ${language}`)
  const lines = program.split('\n')
  const wrong = tree.rootNode.descendantsOfType('ERROR')
  const missing = tree.rootNode.hasError && wrong.length === 0 ? ['something is missing'] : []
  return [...wrong.flatMap((node) => lines[node?.startPosition.row ?? 0] ?? []), ...missing]
}

describe.each(PAGES)('the guide of %s', (page, language) => {
  const program = programOf(readGuide(page), [language])

  it(`is ${language} by its grammar`, async () => {
    expect(program.split('\n').length).toBeGreaterThan(80)
    expect(await unparsed(language, program)).toEqual([])
  })

  it('would not be, with a bracket less', async () => {
    expect(await unparsed(language, program.replace(') {', ' {'))).not.toEqual([])
  })

  it('calls functions that there are, with fields that they take', async () => {
    const calls = [...program.matchAll(/\bcall\(["']([a-z-]+)["'], (.*)/g)]
    expect(calls.map(([, name]) => name).toSorted()).toEqual([
      'create-booking',
      'register-device',
      'search-professionals',
    ])
    for (const [, name = '', given = ''] of calls) {
      const { schemas } = await loadDefinition(name as FunctionName)
      const known = ['idempotencyKey', ...Object.keys(schemas ? shapeOf(schemas.input) : {})]
      const sent = [...given.matchAll(/["'](\w+)["'](?:: | to )/g)].map(([, field]) => field)
      expect(sent.length).toBeGreaterThan(0)
      expect(known, name).toEqual(expect.arrayContaining(sent))
    }
  })

  it('listens to a document that there is, and reads its fields', () => {
    expect(program).toMatch(/professionals\/\S+\/days\/\S+/)
    const fields = Object.keys(dayDocument(z.date()).shape)
    const read = [...program.matchAll(/(?:get\(|\?\[)["'](\w+)["']/g)].map(([, field]) => field)
    expect(fields).toEqual(expect.arrayContaining(read.filter((field) => field === 'slots')))
    expect(read).toContain('slots')
  })
})

describe('a guide', () => {
  const guides = files.filter(({ path }) => /^docs\/guides\/[\w-]+\.md$/.test(path))

  it('links to files that there are, and to headings in them', () => {
    const known = new Set([...paths, ...paths.flatMap((path) => foldersOf(path))])
    const lost = guides.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)]
        .map(([, link = '', anchor]) => ({
          to: link === '' ? path : normalize(join(dirname(path), link)).replaceAll('\\', '/'),
          anchor,
        }))
        .filter(({ to, anchor }) => !known.has(to) || (anchor && !anchorsIn(to).has(anchor)))
        .map(({ to, anchor }) => `${path}: ${to}#${anchor ?? ''}`),
    )
    expect(guides.length).toBeGreaterThan(20)
    expect(lost).toEqual([])
  })
})

function foldersOf(path: string): readonly string[] {
  const folder = dirname(path)
  return folder === '.' ? [] : [folder, ...foldersOf(folder)]
}

/** The anchors that GitHub gives a page’s headings. */
function anchorsIn(path: string): ReadonlySet<string> {
  const text = files.find((file) => file.path === path)?.text ?? ''
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading)
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}
