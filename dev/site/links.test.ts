import { describe, expect, it } from 'vitest'
import { groupsOf, forgottenPages } from './contents.ts'
import { headingsOf, withoutCode } from './headings.ts'
import { linksOf, resolveLink, toHref } from './links.ts'

const tree = {
  files: new Set([
    'README.md',
    'client/README.md',
    'docs/README.md',
    'docs/architecture.md',
    'docs/guides/deploy.md',
    'docs/openapi.json',
    'docs/screens/find.jpg',
    'functions/manifest.ts',
  ]),
  folders: new Set(['client', 'docs', 'docs/guides', 'docs/screens', 'functions']),
}
const hrefOf = (from: string, href: string) => toHref(resolveLink(from, href, tree))

describe('a link of a page', () => {
  it('leads to the page that is made of the file', () => {
    expect(hrefOf('README.md', 'docs/guides/deploy.md#after-it')).toBe('/guides/deploy#after-it')
    expect(hrefOf('docs/guides/deploy.md', '../architecture.md')).toBe('/architecture')
    expect(hrefOf('docs/guides/deploy.md', '../../client/README.md')).toBe('/client/')
    expect(hrefOf('docs/architecture.md', '../README.md')).toBe('/readme')
  })

  it('to a folder leads to its README, or to the list of its files', () => {
    expect(hrefOf('README.md', 'client')).toBe('/client/')
    expect(hrefOf('README.md', 'docs/screens')).toBe('/source/docs/screens')
  })

  it('to another file of the repository leads to its text, to a description to the file itself', () => {
    expect(hrefOf('docs/architecture.md', '../functions/manifest.ts')).toBe(
      '/source/functions/manifest.ts',
    )
    expect(hrefOf('README.md', 'docs/openapi.json')).toBe('/openapi.json')
  })

  it('that leads nowhere, or to the root of some server, is broken', () => {
    for (const href of ['docs/gone.md', '../outside.md', '/architecture'])
      expect(resolveLink('README.md', href, tree).kind).toBe('broken')
  })

  it('is found wherever it is written, but not in code', () => {
    const text =
      'See [a](a.md) and ![b](b.png "b").\n\n```ts\nconst c = [d](e.md)\n```\n[f](<g h.md>)'
    expect(linksOf(withoutCode(text)).map(({ href, line }) => `${line} ${href}`)).toEqual([
      '1 a.md',
      '1 b.png',
    ])
  })
})

describe('a heading', () => {
  it('has the anchor that GitHub gives it', () => {
    const anchors = headingsOf(
      "# What `terraform destroy` leaves\n## A notification's life\n## 1. The map\n## 1. The map\n",
    ).map(({ anchor }) => anchor)
    expect(anchors).toEqual([
      'what-terraform-destroy-leaves',
      'a-notifications-life',
      '1-the-map',
      '1-the-map-1',
    ])
  })

  it('is none inside code', () => {
    expect(headingsOf('# One\n```sh\n# a comment\n```\n')).toHaveLength(1)
  })
})

describe('the contents', () => {
  const contents =
    '# Docs\n\n## Apps\n\n- [Deploy](guides/deploy.md): how\n\nSee [it](architecture.md).\n'

  it('are groups of pages', () => {
    expect(groupsOf(contents, tree)).toEqual([
      { title: 'Apps', entries: [{ title: 'Deploy', file: 'docs/guides/deploy.md' }] },
    ])
  })

  it('forget a page that stands in no list', () => {
    expect(forgottenPages(groupsOf(contents, tree), tree)).toEqual([
      'README.md',
      'client/README.md',
      'docs/architecture.md',
    ])
  })
})
