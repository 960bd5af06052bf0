// Where a link of a page leads: in the repository as it is written, in the site to a page, a file's own page, or a file.
import { posix } from 'node:path'
import { isPage, toAddress, toSourceAddress } from './pages.ts'
import type { Tree } from './tree.ts'

/** What a link points at. */
export type Target =
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'page'; readonly file: string; readonly anchor?: string }
  /** A file or a folder that the site shows with its text or its list. */
  | { readonly kind: 'source'; readonly path: string; readonly anchor?: string }
  | { readonly kind: 'published'; readonly path: string }
  | { readonly kind: 'broken'; readonly why: string }

/** Files that the site hands out as they are, under their own name: for programs. */
export const PUBLISHED = /^docs\/[\w-]+\.json$/

const PICTURE = /\.(png|jpe?g|gif|webp|svg)$/

/** Resolves what is written in `from`, a path from the root of the repository. */
export function resolveLink(from: string, href: string, tree: Tree): Target {
  if (/^[a-z][a-z+.-]*:/i.test(href)) return { kind: 'elsewhere' }
  const [written = '', anchor] = href.split('#', 2)
  if (written.startsWith('/')) return { kind: 'broken', why: 'begins with a slash' }
  const path = decodeURI(written).split('?', 1)[0] ?? ''
  const file = path === '' ? from : posix.join(posix.dirname(from), path).replace(/\/$/, '')
  const anchored = anchor === undefined ? {} : { anchor }
  if (tree.files.has(file)) {
    if (isPage(file)) return { kind: 'page', file, ...anchored }
    if (PUBLISHED.test(file)) return { kind: 'published', path: file }
    return { kind: 'source', path: file, ...anchored }
  }
  if (tree.folders.has(file)) {
    const readme = `${file}/README.md`
    return tree.files.has(readme) && isPage(readme)
      ? { kind: 'page', file: readme, ...anchored }
      : { kind: 'source', path: file }
  }
  return { kind: 'broken', why: `${file} is not there` }
}

/** Whether a file is a picture, which a page shows. */
export const isPicture = (path: string): boolean => PICTURE.test(path)

/** The address of a target in the site; undefined where the link stays as it is written. */
export function toHref(target: Target): string | undefined {
  const hash = 'anchor' in target && target.anchor !== undefined ? `#${target.anchor}` : ''
  if (target.kind === 'page') return `${toAddress(target.file)}${hash}`
  if (target.kind === 'source') return `${toSourceAddress(target.path)}${hash}`
  if (target.kind === 'published') return `/${posix.basename(target.path)}`
  return undefined
}

/** The links and pictures of a page as they are written, with the line of each. */
export const linksOf = (
  markdown: string,
): readonly { readonly href: string; readonly line: number }[] =>
  [...markdown.matchAll(/\]\(<?([^)\s>]+)>?(?: +"[^"]*")?\)/g)].map(({ 1: href = '', index }) => ({
    href,
    line: markdown.slice(0, index).split('\n').length,
  }))
