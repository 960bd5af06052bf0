// The guides as they are written: their code block by block, each under its heading.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '../../docs/guides')

export interface Block {
  readonly language: string
  readonly code: string
  /** The nearest heading above, without its number signs. */
  readonly heading: string
}

/** The text of a page. */
export function readGuide(name: string): string {
  return readFileSync(join(FOLDER, `${name}.md`), 'utf8')
}

/** Writes a page anew: what was recorded is put into it. */
export function writeGuide(name: string, text: string): void {
  writeFileSync(join(FOLDER, `${name}.md`), text)
}

const PIECE = /^#+ (?<heading>.+)$|^```(?<language>\w*)\n(?<code>[^]*?)^```$/gm

/** The code of a text, in its order; the lines of a quoted block are none. */
export function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = []
  let heading = ''
  for (const { groups = {} } of text.matchAll(PIECE))
    if (groups['heading'] !== undefined) heading = groups['heading']
    else blocks.push({ language: groups['language'] ?? '', code: groups['code'] ?? '', heading })
  return blocks
}

/** The program that the blocks of one language make, one after the other; without those under some headings. */
export function programOf(
  text: string,
  languages: readonly string[],
  { without = [] }: { readonly without?: readonly string[] } = {},
): string {
  return blocksOf(text)
    .filter(({ language, heading }) => languages.includes(language) && !without.includes(heading))
    .map(({ code }) => code)
    .join('\n')
}

/** The cells of every table row under a heading, without its head; without one, of the whole text. */
export function rowsOf(text: string, heading?: string): readonly (readonly string[])[] {
  const part = heading === undefined ? text : (text.split(`\n${heading}\n`)[1] ?? '')
  const [until = ''] = heading === undefined ? [part] : part.split(/^## /m)
  return [...until.matchAll(/^\|(.*)\|$/gm)]
    .map(([, row = '']) => row.split(/(?<!\\)\|/).map((cell) => cell.trim()))
    .filter((cells) => !cells.every((cell) => /^:?-+:?$/.test(cell)))
}
