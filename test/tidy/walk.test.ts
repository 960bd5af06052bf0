// docs/walk.md leads a reader through one booking: its files exist, and each is imported by one that was read before it.
import { describe, expect, it } from 'vitest'
import { files } from './files.ts'
import { importsOf } from './imports.ts'

const MOST = 15

const byPath = new Map(files.map((file) => [file.path, file]))
const text = byPath.get('docs/walk.md')?.text ?? ''
/** The files of each part, in reading order: a part begins where another function is called. */
const parts = text
  .split(/^## /m)
  .slice(1)
  .map((part) =>
    [...part.matchAll(/^\d+\. \[([^\]]+)\]\(([^)]+)\)/gm)].map(([, path = '', link = '']) => ({
      path,
      link,
    })),
  )
const all = parts.flat()

describe('the walk', () => {
  it(`has two parts and at most ${MOST} files, numbered one after the other`, () => {
    const numbers = [...text.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number))
    expect(parts).toHaveLength(2)
    expect(all.length).toBeGreaterThan(5)
    expect(all.length).toBeLessThanOrEqual(MOST)
    expect(numbers).toEqual(all.map((_, index) => index + 1))
  })

  it('names files that exist, and links to what it names', () => {
    expect(all.filter(({ path }) => !byPath.has(path))).toEqual([])
    expect(all.filter(({ path, link }) => link !== `../${path}`)).toEqual([])
  })

  it('leads only to files that one before imports', () => {
    const lost = parts.flatMap((part) => {
      const known = new Set(part.slice(0, 1).map(({ path }) => path))
      return part.slice(1).flatMap(({ path }) => {
        const isKnown = [...known].some((read) => {
          const file = byPath.get(read)
          return file !== undefined && importsOf(file).some(({ to }) => to === path)
        })
        known.add(path)
        return isKnown ? [] : [path]
      })
    })
    expect(lost).toEqual([])
  })
})
