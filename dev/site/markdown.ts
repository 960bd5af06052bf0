// How the site reads the repository's markdown: links lead to the site's addresses, drawings are put into the page, so that
// they take its colours, and nothing in a text is taken for a program.
import type { MarkdownOptions } from 'vitepress'
import { isPicture, resolveLink, toHref } from './links.ts'
import { readText, type Tree } from './tree.ts'

type Markdown = Parameters<NonNullable<MarkdownOptions['config']>>[0]
type Token = ReturnType<Markdown['parse']>[number]

const DRAWING = /^docs\/drawings\/[\w-]+\.svg$/

/** Where each function is shown with the way in which it is called. */
const FUNCTIONS = 'docs/reference/functions.md'
const CALLED = /^(GET|POST) \/([a-z-]+)$/

/** To the function on the API page. */
function tryLink(token: Token, [, method = '', name = '']: RegExpExecArray): Token {
  const room = method === 'GET' ? 'queries' : 'commands'
  token.content = ` <a class="try" target="_self" href="/api/#tag/${room}/${method}/${name}">Try it</a>`
  return token
}

/** A drawing as part of a page: its own colours, for where it is seen alone, are left out. */
const toInline = (svg: string): string =>
  svg
    .replaceAll(/<style>[\s\S]*?<\/style>\s*/g, '')
    .replaceAll('\n', '')
    .replace(/^.*$/, '<span class="drawing" tabindex="0">$&</span>')

/** Teaches a parser our rules; `fileOf` tells which file of the repository a page is made of. */
export function readAsRepository(
  markdown: Markdown,
  { tree, fileOf }: { readonly tree: Tree; readonly fileOf: (page: string) => string },
): void {
  markdown.core.ruler.before('normalize', 'comments', (state) => {
    state.src = state.src.replaceAll(/^<!--[\s\S]*?-->$/gm, '')
  })
  markdown.core.ruler.push('repository', (state) => {
    // VitePress says which page it reads.
    const { relativePath = '' } = state.env as { readonly relativePath?: string }
    const from = fileOf(relativePath)
    leaveEmptyHeadersOut(state.tokens)
    for (const { children } of state.tokens) {
      for (const token of children ?? []) rewrite(token, from, tree)
      const called = from === FUNCTIONS && CALLED.exec(children?.[0]?.content ?? '')
      if (called) children?.push(tryLink(new state.Token('html_inline', '', 0), called))
    }
  })
  const text = markdown.renderer.rules.text
  markdown.renderer.rules.text = (tokens, index, options, env, self) => {
    const shown = text
      ? text(tokens, index, options, env, self)
      : markdown.utils.escapeHtml(tokens[index]?.content ?? '')
    return shown.replaceAll('{{', '&#123;&#123;') // Vue would compute it
  }
}

/** A table without a word above a column has no header there, whatever markdown writes. */
function leaveEmptyHeadersOut(tokens: readonly Token[]): void {
  for (const [index, { type }] of tokens.entries()) {
    const [open, words, close] = tokens.slice(index, index + 3)
    if (type !== 'th_open' || !open || !close || words?.content !== '') continue
    open.tag = 'td'
    close.tag = 'td'
  }
}

function rewrite(token: Token, from: string, tree: Tree): void {
  if (token.type === 'link_open') {
    const written = token.attrGet('href') ?? ''
    if (written.startsWith('#')) return
    const href = toHref(resolveLink(from, written, tree))
    if (href !== undefined) token.attrSet('href', href)
  }
  if (token.type !== 'image') return
  const target = resolveLink(from, token.attrGet('src') ?? '', tree)
  if (target.kind !== 'source' || !isPicture(target.path)) return
  if (!DRAWING.test(target.path)) {
    token.attrSet('loading', 'lazy')
    return
  }
  token.type = 'html_inline'
  token.content = toInline(readText(target.path))
}
