// What a command line says, by what a command declares; and what is said of one that is wrong.
import { describe, expect, it } from 'vitest'
import type { Command, Declared } from './command.ts'
import { flag, many, oneOf, orElse, required, text, whole } from './option.ts'
import { parse } from './parse.ts'

const command = <Options extends Declared>(options: Options): Command<Options> => ({
  name: 'npm run import',
  does: 'Brings calendars.',
  options,
  examples: [['npm run import', 'all']],
})

const OPTIONS = {
  limit: orElse(whole({ from: 1, to: 1000 }, 'so many'), 100),
  env: oneOf(['dev', 'prod'], 'where'),
  'dry-run': flag('changes nothing'),
  'no-demo': flag('leaves it out'),
  only: many(text('ID', 'these')),
}

const read = (line: string, environment: Readonly<Record<string, string>> = {}) => {
  const parsed = parse(command(OPTIONS), line.split(' ').filter(Boolean), environment)
  if (parsed.kind === 'run') return parsed.values
  return parsed.kind === 'wrong' ? parsed.sentences : parsed.kind
}

const NOTHING = { limit: 100, env: undefined, 'dry-run': false, 'no-demo': false, only: [] }

describe('a command line', () => {
  it('without options says what holds then', () => {
    expect(read('')).toEqual(NOTHING)
  })

  it('gives values with a space or an equals sign', () => {
    const all = { limit: 7, env: 'prod', 'dry-run': true, 'no-demo': true, only: ['a', 'b'] }
    expect(read('--limit 7 --env=prod --dry-run --no-demo --only a --only=b')).toEqual(all)
  })

  it('asks for help, whatever else it says', () => {
    expect(read('--limit=x --help')).toBe('help')
    expect(read('-h --nonsense')).toBe('help')
  })

  it.each([
    ['--lmit 3', ['There is no option --lmit. Did you mean --limit?', 'Known: --limit, --env']],
    ['-x', ['There is no option -x.', 'Known:']],
    ['--limit=0', ['--limit takes a number from 1 to 1000, not "0".']],
    ['--limit=1e2', ['not "1e2"']],
    ['--limit', ['--limit wants N, and was given nothing.']],
    ['--limit --dry-run', ['--limit wants N, and was given nothing.']],
    ['--env=', ['--env wants dev|prod, and was given nothing.']],
    ['--env prd', ['--env takes dev or prod, not "prd". Did you mean prod?']],
    ['--env dev --env prod', ['--env was given 2 times.']],
    ['--dry-run=yes', ['--dry-run takes no value, not "yes".']],
    ['folder', ['There is nothing to do with "folder".']],
    [
      '--__proto__=1 --constructor',
      ['There is no option --__proto__.', 'no option --constructor.'],
    ],
  ])('%s is refused in words that name option and value', (line, words) => {
    const parsed = parse(command(OPTIONS), line.split(' '), {})
    const said = parsed.kind === 'wrong' ? parsed.sentences.join('\n') : ''
    for (const word of words) expect(said).toContain(word)
  })

  it('says of one option one thing alone', () => {
    const named = command({ project: required(text('ID', 'whose')) })
    expect(parse(named, ['--project'], {})).toEqual({
      kind: 'wrong',
      sentences: ['--project wants ID, and was given nothing.'],
    })
    expect(parse(named, [], {})).toEqual({ kind: 'wrong', sentences: ['--project is missing.'] })
  })

  it('that npm kept for itself is not run without what was said', () => {
    const npm = { npm_lifecycle_event: 'import', npm_config_yes: '' }
    const kept = (settings: Readonly<Record<string, string>>) => read('', { ...npm, ...settings })
    expect(kept({})).toEqual(NOTHING)
    expect(kept({ npm_config_dry_run: 'true' })).toEqual([
      'npm kept --dry-run for itself: say npm run import -- --dry-run',
    ])
    expect(kept({ npm_config_demo: '' })).toEqual([expect.stringContaining('-- --no-demo')])
    expect(kept({ npm_config_demo: 'true' })).toEqual(NOTHING)
    expect(kept({ npm_lifecycle_event: 'test', npm_config_dry_run: 'true' })).toEqual(NOTHING)
  })
})

describe('arguments', () => {
  const told = {
    ...command({}),
    arguments: { from: required(text('FROM', 'a')), more: many(text('MORE', 'b')) },
  }

  it('are taken in order, and what is missing is named', () => {
    expect(parse(told, ['a', 'b', 'c'], {})).toEqual({
      kind: 'run',
      values: { from: 'a', more: ['b', 'c'] },
    })
    expect(parse(told, [], {})).toEqual({ kind: 'wrong', sentences: ['FROM is missing.'] })
  })
})
