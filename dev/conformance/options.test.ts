// The command line: what it takes, and the sentence that says what is wrong.
import { describe, expect, it } from 'vitest'
import { parseOptions } from './options.ts'

const LIVE = ['--url', 'https://api.example.com/', '--project', 'rooms', '--api-key', 'key']

describe('the command line', () => {
  it('names the local stack where it names nothing', () => {
    expect(parseOptions([])).toMatchObject({
      does: 'check',
      only: [],
      description: 'docs/openapi.json',
      patienceSeconds: 10,
      commandsPerMinute: 60,
    })
  })

  it('names a deployment, and parts of what there is to check', () => {
    expect(parseOptions([...LIVE, '--only', 'a,b/c', '--only', 'd', '--json'])).toMatchObject({
      url: 'https://api.example.com',
      project: 'rooms',
      only: ['a', 'b/c', 'd'],
      isJson: true,
    })
  })

  it.each([
    [['--url', 'https://api.example.com'], '--url needs --project.'],
    [
      ['--url', 'https://api.example.com', '--project', 'p'],
      '--url needs --api-key, by which accounts are made, or --accounts.',
    ],
    [['--url', 'ftp://x'], '--url takes an http(s) address, not "ftp://x".'],
    [['--patience', '0'], '--patience takes a whole number from 1 to 300, not "0".'],
    [['--max-requests', 'x'], '--max-requests takes a whole number from 1 to 20000, not "x".'],
    [['--onyl'], 'There is no option --onyl. Did you mean --only?'],
  ])('%j is refused in words', (args, wrong) => {
    const parsed = parseOptions(args)
    expect(typeof parsed === 'object' && 'wrong' in parsed ? parsed.wrong : '').toContain(wrong)
  })
})
