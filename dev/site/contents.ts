// The site's navigation, read from docs/README.md: one heading is a group, one link in a list is a page. A page that stands
// in no group fails a test, so none is forgotten.
import { isPage } from './pages.ts'
import { resolveLink } from './links.ts'
import { withoutCode } from './headings.ts'
import type { Tree } from './tree.ts'

export const CONTENTS = 'docs/README.md'

export interface Group {
  readonly title: string
  readonly entries: readonly { readonly title: string; readonly file: string }[]
}

/** The groups of the contents page. Links in running text are not entries. */
export function groupsOf(markdown: string, tree: Tree): readonly Group[] {
  const [, ...parts] = withoutCode(markdown).split(/^## +/m)
  return parts.map((part) => {
    const [title = '', ...lines] = part.split('\n')
    const entries = lines.flatMap((line) => {
      const [, text = '', href = ''] = /^- \[([^\]]+)\]\(([^)]+)\)/.exec(line) ?? []
      if (href === '') return []
      const target = resolveLink(CONTENTS, href, tree)
      return target.kind === 'page' ? [{ title: text.replaceAll('`', ''), file: target.file }] : []
    })
    return { title: title.trim(), entries }
  })
}

/** Decisions are pages in their own order, listed on a page of their own. */
export const isDecision = (file: string): boolean => /^docs\/decisions\/\d{4}-[^/]+\.md$/.test(file)

/** The pages that stand in no group. */
export function forgottenPages(groups: readonly Group[], tree: Tree): readonly string[] {
  const listed = new Set(groups.flatMap(({ entries }) => entries.map(({ file }) => file)))
  return [...tree.files]
    .filter((file) => isPage(file) && file !== CONTENTS && !file.startsWith('dev/site/'))
    .filter((file) => !listed.has(file) && !isDecision(file))
    .toSorted()
}
