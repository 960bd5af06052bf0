// Every command of this repository helps, refuses what it does not know, and says nothing of its insides.
import { describe, expect, it } from 'vitest'
import { entries, runEntry, scripts } from '../../test/support/commands.ts'

const NONSENSE = '--hlep-me'

describe('package.json', () => {
  it('passes what is told on to a program of ours: none is the first of a chain', () => {
    const chained = Object.entries(scripts).filter(([, line]) => /\bnode \S+\.ts\b.*&&/.test(line))
    expect(chained).toEqual([])
  })

  it('names the commands that are known to be there', () => {
    const names = entries.map(({ name }) => name)
    const some = ['npm run dev', 'npm run simulate', 'npm run bench', 'scripts/deploy']
    expect(names).toEqual(expect.arrayContaining([...some, 'node dev/smoke.ts']))
  })
})

describe.concurrent.each(entries)('$name', (entry) => {
  it('--help says what it does, each option, an example and the exit codes, in 80 columns', async () => {
    const { code, stdout, stderr } = await runEntry(entry, ['--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.split('\n')[0]).toMatch(new RegExp(`^Usage: ${entry.name}( |$)`))
    expect(stdout).toMatch(/\nOptions:\n(?: .*\n)* {2}--help /)
    expect(stdout).toMatch(/\nExamples?:\n {2}\S/)
    expect(stdout).toMatch(/\nExit codes: 0 [^]*, 1 [^]*, 2 /)
    const [, does = ''] = stdout.split('\n\n')
    expect(does.trim()).toMatch(/^[A-Z][^]*\.$/)
    // A line that is meant to be copied stays whole.
    const long = stdout.split('\n').filter((line) => line.length > 80 && !/^ {2}\S/.test(line))
    expect(long).toEqual([])
  })

  it('refuses an option that it does not have, and names those that it has', async () => {
    const { code, stdout, stderr } = await runEntry(entry, [NONSENSE])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(`There is no option ${NONSENSE}.`)
    expect(stderr).toMatch(/Known: (--[\w-]+, )*--help\./)
    expect(stderr).toContain('Usage: ')
    expect(stderr).not.toMatch(/^\s+at /m)
  })
})
