// The files and folders that pages link to and that are no pages themselves: each gets a page with its text, or its list.
import { isPage } from './pages.ts'
import { isPicture, linksOf, resolveLink, toHref } from './links.ts'
import { withoutCode } from './headings.ts'
import { readText, type Tree } from './tree.ts'

/** More than one reads in a browser. */
const MOST_BYTES = 100_000

/** What pages link to beside pages, each once. */
export function linkedSources(tree: Tree): readonly string[] {
  const pages = [...tree.files].filter(isPage)
  const found = pages.flatMap((from) =>
    linksOf(withoutCode(readText(from))).flatMap(({ href }) => {
      const target = resolveLink(from, href, tree)
      return target.kind === 'source' && !isPicture(target.path) ? [target.path] : []
    }),
  )
  return [...new Set(found)].toSorted()
}

/** The page of a file or a folder. */
export function toSourcePage(path: string, tree: Tree): string {
  const heading = `# ${path}\n`
  if (tree.folders.has(path)) return `${heading}\n${listOf(path, tree)}\n`
  const text = readText(path)
  if (text.length > MOST_BYTES)
    return `${heading}\n${text.length} characters: open it in the repository.\n`
  const language = path.split('.').at(-1) ?? ''
  return `${heading}\n\`\`\`\`${LANGUAGES[language] ?? 'txt'}:line-numbers\n${text.trimEnd()}\n\`\`\`\`\n`
}

const LANGUAGES: Readonly<Record<string, string>> = {
  ts: 'ts',
  tsx: 'tsx',
  mjs: 'js',
  js: 'js',
  json: 'json',
  sql: 'sql',
  tf: 'hcl',
  yaml: 'yaml',
  yml: 'yaml',
  css: 'css',
  rules: 'txt',
}

/** What is right below a folder: pictures are shown, pages linked, the rest named. */
function listOf(folder: string, tree: Tree): string {
  const below = [...tree.files].filter((file) => file.startsWith(`${folder}/`)).toSorted()
  const up = '../'.repeat(folder.split('/').length + 1)
  const lines = below.map((file) => {
    const name = file.slice(folder.length + 1)
    if (isPicture(file)) return `![${name}](${up}../../${file})`
    const href = isPage(file) ? toHref({ kind: 'page', file }) : undefined
    return href === undefined ? `- \`${name}\`` : `- [${name}](${href})`
  })
  return lines.join('\n')
}
