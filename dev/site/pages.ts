// Which files of the repository are pages of the site, and at which address. Nothing is copied: the markdown that one reads
// in the repository is what the site is made of.

/** Pages that the site alone has. */
const OWN = 'dev/site/pages/'

/** Markdown that is read where it stands, not in the site. */
const LEFT_OUT = /^(dist|node_modules|\.local)\//

/** Whether a file is a page. */
export const isPage = (file: string): boolean =>
  file.endsWith('.md') && !LEFT_OUT.test(file) && !file.includes('[')

/**
 * The file that a page is in the site: `docs/guides/deploy.md` is `guides/deploy.md`, a folder's README its index, and the
 * pages of the site's own stand at the top.
 */
export function toPageFile(file: string): string {
  if (file === 'README.md') return 'readme.md'
  if (file === 'docs/README.md') return 'contents.md'
  if (file.startsWith(OWN)) return file.slice(OWN.length)
  const path = file.replace(/^docs\//, '')
  return path
    .replace(/(^|\/)README\.md$/, '$1index.md')
    .replace(/^[A-Z]+\.md$/, (name) => name.toLowerCase())
}

/** The address of a page: `/guides/deploy`. */
export const toAddress = (file: string): string =>
  `/${toPageFile(file)
    .replace(/\.md$/, '')
    .replace(/(^|\/)index$/, '$1')}`

/** The address at which the site shows a file or a folder that is no page. */
export const toSourceAddress = (path: string): string => `/source/${path}`
