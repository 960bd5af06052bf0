// What is said at the end of an import.
import { describe, expect, it } from 'vitest'
import { openTally } from './apply/tally.ts'
import { finding } from './plan/finding.ts'
import { toCsv, toFindingLines, toTable } from './report.ts'

const row = (line: number, value: string) =>
  finding('left out', { file: 'a.csv', line, id: `B${line}` }, 'start', value, 'is past')

describe('the report', () => {
  it('groups what has the same reason, and says how many more there are', () => {
    const many = Array.from({ length: 7 }, (_, index) => row(index + 2, 'x'))
    const lines = toFindingLines(many).split('\n')
    expect(lines[0]).toBe('Left out (7):')
    expect(lines[1]).toBe('  a.csv, line 2 (id B2): start "x": is past; not imported')
    expect(lines.slice(6, 7)).toEqual(['  … and 2 more like this'])
  })

  it('is CSV that no spreadsheet runs', () => {
    const found = toCsv([row(2, '=HYPERLINK("x")'), row(3, 'a,b\nc')]).split('\r\n')
    expect(found[1]).toContain(`"'=HYPERLINK(""x"")"`)
    expect(found[2]).toContain('"a,b\nc"')
    expect(found).toHaveLength(4)
  })

  it('counts what became of each kind; a dry run cannot have been refused', () => {
    const tally = openTally()
    tally.count('booking', 'created')
    tally.count('booking', 'leftOut')
    expect(toTable(tally, false)).toMatch(/Bookings to come +1 +0 +0 +1$/m)
    expect(toTable(tally, true)).toMatch(/Bookings to come +1 +0 +0$/m)
  })
})
