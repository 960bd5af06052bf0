// The reference site: VitePress over the repository's own markdown. The navigation is docs/README.md; search, fonts and
// everything else come from this machine.
import { join } from 'node:path'
import { defineConfig } from 'vitepress'
import { CONTENTS, groupsOf, isDecision } from '../contents.ts'
import { titleOf, toAnchor } from '../headings.ts'
import { readAsRepository } from '../markdown.ts'
import { isPage, toAddress, toPageFile } from '../pages.ts'
import { readText, readTree, ROOT } from '../tree.ts'

const tree = readTree()
const groups = groupsOf(readText(CONTENTS), tree)
const files = [...tree.files]
const fileOfPage = new Map(files.filter(isPage).map((file) => [toPageFile(file), file]))
const decisions = files.filter(isDecision).toSorted()

/** Groups that are open from the beginning. */
const OPEN: ReadonlySet<string> = new Set(['App developers', 'Reference'])

const toItem = ({ title, file }: { readonly title: string; readonly file: string }) => ({
  text: title,
  link: toAddress(file),
})

const first = (title: string): string => {
  const entry = groups.find((group) => group.title === title)?.entries[0]
  if (!entry)
    throw new Error(`${CONTENTS} has no group "${title}", which the bar of the site names`)
  return toAddress(entry.file)
}

export default defineConfig({
  title: 'Availability Checker',
  description: 'Live availability and booking: guides, reference, architecture',
  lang: 'en-GB',
  srcDir: ROOT,
  srcExclude: ['dist/**', 'node_modules/**', '.local/**'],
  outDir: join(ROOT, '.local/site'),
  cacheDir: join(ROOT, '.local/site-cache'),
  additionalConfig: {},
  rewrites: toPageFile,
  cleanUrls: true,
  appearance: true,
  ignoreDeadLinks: [/^\/source\//, /^\/api\//],
  head: [
    ['link', { rel: 'icon', href: '/icon.svg', type: 'image/svg+xml' }],
    ['meta', { name: 'theme-color', content: '#3a4bc8' }],
  ],
  markdown: {
    html: false,
    anchor: { slugify: toAnchor },
    theme: { light: 'github-light', dark: 'github-dark' },
    config: (markdown) =>
      readAsRepository(markdown, { tree, fileOf: (page) => fileOfPage.get(page) ?? page }),
  },
  transformPageData: (page) => {
    if (page.relativePath.startsWith('source/'))
      page.title = page.relativePath.slice('source/'.length, -'.md'.length)
  },
  themeConfig: {
    logo: { src: '/icon.svg', alt: '' },
    outline: { level: [2, 3] },
    search: {
      provider: 'local',
      options: {
        _render: (source, env, markdown) =>
          env.frontmatter?.['search'] === false ? '' : markdown.render(source, env),
        detailedView: true,
      },
    },
    nav: [
      { text: 'Guides', link: first('App developers'), activeMatch: '^/(guides|client|readme)' },
      { text: 'Try the API', link: '/api/', target: '_self' },
      { text: 'Reference', link: first('Reference'), activeMatch: '^/reference/' },
      {
        text: 'Inside',
        link: first('Contributors'),
        activeMatch: '^/(architecture|walk|decisions)',
      },
    ],
    sidebar: [
      ...groups.map(({ title, entries }) => ({
        text: title,
        // The group of the page that is read opens by itself.
        collapsed: !OPEN.has(title),
        items: entries.map(toItem),
      })),
      {
        text: 'Decisions',
        collapsed: true,
        items: decisions.map((file) => toItem({ file, title: titleOf(readText(file)) ?? file })),
      },
    ],
    docFooter: { prev: 'Before', next: 'Next' },
    footer: { message: 'Apache-2.0. Made from the repository; nothing is loaded from elsewhere.' },
  },
  vite: {
    publicDir: join(ROOT, 'dev/site/public'),
    resolve: { dedupe: ['vue'] },
    build: { chunkSizeWarningLimit: 4_000 },
  },
})
