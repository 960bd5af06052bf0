// CSV files as spreadsheets write them, and as they should not.
import { describe, expect, it } from 'vitest'
import type { Finding } from '../plan/finding.ts'
import { readTable } from './table.ts'

const COLUMNS = { required: ['id', 'name'], optional: ['note', 'time_zone'] }

function read(text: string) {
  const findings: Finding[] = []
  const rows = readTable({ name: 'people.csv', text }, COLUMNS, findings)
  return { rows, findings }
}

const namesIn = (text: string) => read(text).rows.map(({ columns }) => columns['name'])

describe('a CSV file', () => {
  it.each([
    ['commas', 'id,name\n1,Ana\n2,"Bo, Ltd"\n', ['Ana', 'Bo, Ltd']],
    ['semicolons', 'id;name\n1;Ana, M.\n2;Bo\n', ['Ana, M.', 'Bo']],
    ['tabs', 'id\tname\n1\tAna\n2\tBo\n', ['Ana', 'Bo']],
    ['a byte order mark', '\ufeffid,name\n1,Ana\n', ['Ana']],
    ['Windows line ends and empty lines', 'id,name\r\n1,Ana\r\n\r\n2,Bo\r\n', ['Ana', 'Bo']],
    ['a quoted header', '"id";"name"\n1;Ana\n', ['Ana']],
    ['headers as people write them', 'ID, Name \n1,Ana\n', ['Ana']],
  ])('is read with %s', (_, text, names) => {
    expect(namesIn(text)).toEqual(names)
  })

  it('says of every row on which line it begins, over line breaks in texts', () => {
    const { rows } = read('id,name,note\n1,Ana,"a\nb\nc"\n2,Bo,\n')
    expect(rows.map(({ at }) => at)).toEqual([
      { file: 'people.csv', line: 2, id: '1' },
      { file: 'people.csv', line: 5, id: '2' },
    ])
  })

  it('leaves out a row with more values than columns, and goes on', () => {
    const { rows, findings } = read('id,name\n1,Ana, M.\n2,Bo\n')
    expect(rows).toHaveLength(1)
    expect(findings).toMatchObject([
      { at: { line: 2, id: '1' }, value: '1 | Ana | M.', outcome: 'left out' },
    ])
  })

  it('leaves out a row of a megabyte, and goes on', () => {
    const { rows, findings } = read(`id,name,note\n1,Ana,${'x'.repeat(1_000_000)}\n2,Bo,\n`)
    expect(rows.map(({ columns }) => columns['name'])).toEqual(['Bo'])
    expect(findings).toMatchObject([
      { field: 'note', reason: 'has 1000000 characters, at most 20000 are read' },
    ])
    expect(findings[0]?.value.length).toBeLessThan(100)
  })

  it.each([
    ['', 'people.csv: is empty; its first line names the columns'],
    ['id\n1\n', 'people.csv, line 1: lacks the column name; it has id'],
    [
      'id,name,nickname\n1,Ana,A\n',
      'people.csv, line 1: has the unknown column nickname; known are id, name, note, time_zone',
    ],
    ['id,name,name\n1,Ana,A\n', 'people.csv, line 1: has the column name twice'],
    ['id,name\n1,Ana\n2,"Bo\n', /^people\.csv, line 3: Quote Not Closed/],
  ])('is refused as a whole where %j', (text, message) => {
    expect(() => read(text)).toThrow(message)
  })
})
