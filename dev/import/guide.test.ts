// What the guide and --help say is what there is: their commands are understood, their columns are those that are read.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { BookingRow, HoursRow, ProfessionalRow, ServiceRow, TimeOffRow } from './csv/shapes.ts'
import { USAGE, parseOptions } from './options.ts'

const guide = readFileSync('docs/guides/migrating.md', 'utf8')

/** The commands of a text, without what stands behind them. */
function commandsIn(text: string): readonly string[][] {
  const joined = text.replaceAll(/\\\n\s*/g, '')
  return [...joined.matchAll(/npm run import -- ([^\n`|#]*)/g)].map(([, line = '']) => {
    const [command = ''] = line.split(/ {3,}/)
    return command.replace(/[.,]$/, '').split(' ').filter(Boolean)
  })
}

describe.each([
  ['--help', USAGE],
  ['the guide', guide],
])('%s', (_, text) => {
  const commands = commandsIn(text).filter(([first]) => first !== 'SOURCE')

  it.each(commands.map((args) => [args.join(' '), args] as const))(
    'shows %s, which is understood',
    (_line, args) => {
      const parsed = parseOptions(args)
      expect(typeof parsed === 'object' && 'wrong' in parsed ? parsed.wrong : undefined).toBe(
        undefined,
      )
    },
  )

  it('has examples', () => {
    expect(commands.length).toBeGreaterThan(2)
  })
})

describe('the guide', () => {
  it.each([
    ['professionals.csv', ProfessionalRow],
    ['services.csv', ServiceRow],
    ['hours.csv', HoursRow],
    ['time-off.csv', TimeOffRow],
    ['bookings.csv', BookingRow],
  ])('names every column of %s and no other', (file, shape) => {
    const row = guide.split('\n').find((line) => line.startsWith(`| \`${file}\``)) ?? ''
    const named = [...row.matchAll(/`([a-z_]+)`/g)].map(([, name = '']) => name)
    const values = ['automatic', 'manual', 'yes', 'no', 'booked', 'cancelled', 'pending']
    expect(named.filter((name) => !values.includes(name)).toSorted()).toEqual(
      Object.keys(shape.shape).toSorted(),
    )
  })
})
