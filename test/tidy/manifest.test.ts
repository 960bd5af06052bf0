// One name everywhere: manifest key = file = exported definition = row of the README's table.
import { describe, expect, it } from 'vitest'
import { exportNameOf } from '../../dev/build/bundle.ts'
import { manifest } from '../../functions/manifest.ts'
import { files, isTest } from './files.ts'

const names = Object.keys(manifest).sort()

const functionFiles = files.filter(({ path }) => /^functions\/\w+\//.test(path) && !isTest(path))

/** The names in the first column of every table whose first column is headed "Function". */
const namesInTables = (markdown: string): string[] =>
  markdown
    .split(/\n(?!\|)/)
    .map((block) => block.split('\n').filter((line) => line.startsWith('|')))
    .filter(([head = '']) => /^\|\s*Function\s*\|/.test(head))
    .flatMap((rows) => rows.slice(2))
    .map((row) => /^\|\s*\[?`([^`]+)`/.exec(row)?.[1] ?? row)

describe('the manifest', () => {
  it('has an entry for every file of a function, in its room, and a file for every entry', () => {
    const paths = Object.entries(manifest).map(([name, { room }]) => `functions/${room}/${name}.ts`)
    expect(functionFiles.map(({ path }) => path).sort()).toEqual(paths.sort())
  })

  it('names what each file exports', () => {
    const wrong = functionFiles.filter(({ path, text }) => {
      const name = path.slice(path.lastIndexOf('/') + 1, -'.ts'.length)
      return !text.includes(`\nexport const ${exportNameOf(name)} = `)
    })
    expect(wrong.map(({ path }) => path)).toEqual([])
  })

  it('is the table of functions in the README', () => {
    const readme = files.find(({ path }) => path === 'README.md')
    expect(namesInTables(readme?.text ?? '').sort()).toEqual(names)
  })

  it('has nothing beside it but the rooms', () => {
    const others = files.filter(
      ({ path }) =>
        path.startsWith('functions/') &&
        !/^functions\/(manifest|(commands|queries|subscribers|jobs)\/[a-z-]+)(\.test)?\.ts$/.test(
          path,
        ),
    )
    expect(others.map(({ path }) => path)).toEqual([])
  })
})
