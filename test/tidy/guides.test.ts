// The guides in languages that nothing here compiles: their code parses, and what it names of the system is there.
import { createRequire } from 'node:module'
import { beforeAll, describe, expect, it } from 'vitest'
import { Language, Parser } from 'web-tree-sitter'
import * as z from 'zod'
import { loadDefinition } from '../../dev/gateway.ts'
import type { FunctionName } from '../../functions/manifest.ts'
import { dayDocument } from '../../shared/contract/documents/day.ts'
import { shapeOf } from '../../shared/runtime/edge/input/parse-input.ts'
import { programOf, readGuide } from '../support/guides.ts'

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
    // What is sent stands in the line of the call or right above it.
    const calls = [...program.matchAll(/((?:.*\n){2}).*\bcall\(["']([a-z-]+)["'], (.*)/g)].map(
      ([, above = '', name = '', given = '']) => [name, above + given] as const,
    )
    expect(calls.map(([name]) => name).toSorted()).toEqual([
      'create-booking',
      'register-device',
      'search-professionals',
    ])
    for (const [name, given] of calls) {
      const { schemas } = await loadDefinition(name as FunctionName)
      const known = ['idempotencyKey', ...Object.keys(schemas ? shapeOf(schemas.input) : {})]
      const sent = [...given.matchAll(/["'](\w+)["'](?:: | to )/g)].map(([, field]) => field)
      expect(sent.length).toBeGreaterThan(0)
      expect(known, name).toEqual(expect.arrayContaining(sent))
    }
  })

  it('listens to the document of a day, and reads its slots', () => {
    expect(program).toMatch(/professionals\/\S+\/days\/\S+/)
    const [, read = ''] = /snapshot[?.]*(?:get\(|data\(\)\?\[)["'](\w+)["']/.exec(program) ?? []
    expect(Object.keys(dayDocument(z.date()).shape)).toContain(read)
  })
})
