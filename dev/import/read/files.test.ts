// Files that are no text, or not the text that they should be.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readFolder } from './files.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('reads the files of one kind by name, without a byte order mark', () => {
  writeFileSync(join(folder, 'b.csv'), '\ufeffid\n')
  writeFileSync(join(folder, 'A.CSV'), 'name\n')
  writeFileSync(join(folder, 'notes.txt'), 'not these')
  expect(readFolder(folder, '.csv')).toEqual([
    { name: 'A.CSV', text: 'name\n' },
    { name: 'b.csv', text: 'id\n' },
  ])
})

it('names the line of a file that is in an older encoding', () => {
  writeFileSync(join(folder, 'a.csv'), Buffer.from('id,name\n1,Ana\n2,J\u00fcrgen\n', 'latin1'))
  expect(() => readFolder(folder, '.csv')).toThrow('a.csv, line 3: is not UTF-8')
})

it('knows UTF-16 by its mark', () => {
  writeFileSync(join(folder, 'a.csv'), Buffer.from('\ufeffid', 'utf16le'))
  expect(() => readFolder(folder, '.csv')).toThrow('a.csv: is in UTF-16; save it as UTF-8')
})

it('says where there is no folder', () => {
  expect(() => readFolder(join(folder, 'none'), '.csv')).toThrow('is not a folder that can be read')
})
