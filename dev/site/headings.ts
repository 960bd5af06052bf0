// The headings of a page and their anchors, as GitHub makes them, so that one link works there and here.

export interface Heading {
  readonly level: number
  readonly text: string
  readonly anchor: string
}

/** What GitHub makes of a heading: lower case, spaces to hyphens, everything else but letters, digits, `-` and `_` gone. */
export const toAnchor = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-')

/** A page without its fenced code and comments, line by line as before. */
export const withoutCode = (markdown: string): string =>
  markdown
    .replaceAll(/^( {0,3})(`{3,}|~{3,})[^\n]*\n[\s\S]*?^ {0,3}\2[`~]*[ \t]*$/gm, (block) =>
      block.replaceAll(/[^\n]/g, ''),
    )
    .replaceAll(/<!--[\s\S]*?-->/g, (comment) => comment.replaceAll(/[^\n]/g, ''))

const plain = (text: string): string =>
  text.replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[*`]/g, '')

/** The headings of a page in order; one that comes again has a number behind its anchor. */
export function headingsOf(markdown: string): readonly Heading[] {
  const seen = new Map<string, number>()
  return [...withoutCode(markdown).matchAll(/^(#{1,6}) +(.+?)(?: +#+)?$/gm)].map(
    ([, marks = '', raw = '']) => {
      const text = plain(raw)
      const anchor = toAnchor(text)
      const times = seen.get(anchor) ?? 0
      seen.set(anchor, times + 1)
      return { level: marks.length, text, anchor: times === 0 ? anchor : `${anchor}-${times}` }
    },
  )
}

/** What a page is called: its first heading. */
export const titleOf = (markdown: string): string | undefined =>
  headingsOf(markdown).find(({ level }) => level === 1)?.text
