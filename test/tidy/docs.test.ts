// What is written leads where it says: every link and anchor of every page, and every page has its place in the contents.
import { describe, expect, it } from 'vitest'
import { CONTENTS, forgottenPages, groupsOf } from '../../dev/site/contents.ts'
import { headingsOf, titleOf, withoutCode } from '../../dev/site/headings.ts'
import { linksOf, resolveLink } from '../../dev/site/links.ts'
import { isPage, toPageFile } from '../../dev/site/pages.ts'
import type { Tree } from '../../dev/site/tree.ts'
import { files, paths } from './files.ts'

const foldersOf = (path: string): readonly string[] =>
  path
    .split('/')
    .flatMap((_, depth, parts) => (depth === 0 ? [] : [parts.slice(0, depth).join('/')]))

const tree: Tree = { files: new Set(paths), folders: new Set(paths.flatMap(foldersOf)) }
const pages = files.filter(({ path }) => isPage(path))
const markdown = files.filter(({ path }) => path.endsWith('.md') && !path.includes('['))
const anchors = new Map(
  markdown.map(({ path, text }) => [path, new Set(headingsOf(text).map(({ anchor }) => anchor))]),
)

/** What is wrong with a link, if anything is. */
function faultOf(from: string, href: string): string | undefined {
  const target = resolveLink(from, href, tree)
  if (target.kind === 'broken') return target.why
  if (target.kind !== 'page' || target.anchor === undefined) return undefined
  const isThere = anchors.get(target.file)?.has(target.anchor)
  return isThere ? undefined : `${target.file} has no heading #${target.anchor}`
}

describe('every page', () => {
  it('links to files, folders and headings that are there', () => {
    const broken = markdown.flatMap(({ path, text }) =>
      linksOf(withoutCode(text)).flatMap(({ href, line }) => {
        const fault = faultOf(path, href)
        return fault === undefined ? [] : [`${path}:${line}: ${href}: ${fault}`]
      }),
    )
    expect(broken).toEqual([])
    expect(pages.length).toBeGreaterThan(40)
  })

  it(`stands in a group of ${CONTENTS}, from which the site has its navigation`, () => {
    const groups = groupsOf(files.find(({ path }) => path === CONTENTS)?.text ?? '', tree)
    expect(forgottenPages(groups, tree)).toEqual([])
    expect(groups.every(({ entries }) => entries.length > 0)).toBe(true)
  })

  it('has a title, and an address of its own', () => {
    const own = pages.filter(({ path }) => !path.startsWith('dev/site/'))
    expect(own.filter(({ text }) => titleOf(text) === undefined).map(({ path }) => path)).toEqual(
      [],
    )
    expect(new Set(pages.map(({ path }) => toPageFile(path))).size).toBe(pages.length)
  })

  it('of the decisions is in their list, under a number of its own', () => {
    const list = files.find(({ path }) => path === 'docs/decisions/README.md')?.text ?? ''
    const listed = new Set(linksOf(list).map(({ href }) => `docs/decisions/${href}`))
    const decisions = pages.filter(({ path }) => /^docs\/decisions\/\d/.test(path))
    expect(decisions.map(({ path }) => path).filter((path) => !listed.has(path))).toEqual([])
    const numbers = decisions.map(({ path }) => path.slice('docs/decisions/'.length).slice(0, 4))
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([])
  })
})
