// What the command line of the replay asks for, and what is wrong with it.
import { describe, expect, it } from 'vitest'
import { USAGE, parseOptions } from './options.ts'

const wrongOf = (...args: string[]) => {
  const parsed = parseOptions(args)
  return typeof parsed === 'object' && 'wrong' in parsed ? parsed.wrong : 'nothing'
}

describe('the replay of dead letters', () => {
  it('is of the local stack, of a hundred letters, unless told', () => {
    expect(parseOptions([])).toEqual({ limit: 100, isDry: false, forget: [] })
  })

  it('takes what its usage shows', () => {
    const examples = USAGE.split('\n').filter((line) => line.startsWith('  npm run'))
    const parsed = examples.map((line) => parseOptions(line.split(' -- ')[1]?.split(' ') ?? []))
    const deployment = { project: 'shop-prod', region: 'europe-west3' }
    expect(parsed).toEqual([
      { limit: 100, isDry: true, forget: [], deployment },
      { limit: 10, isDry: false, forget: [], deployment },
    ])
  })

  it('says what is wrong, with the value', () => {
    expect(wrongOf('--limit=0')).toContain('from 1 to 1000, not "0"')
    expect(wrongOf('--limit=1001')).toContain('"1001"')
    expect(wrongOf('--project=shop')).toContain('--region')
    expect(wrongOf('--all')).toContain("'--all'")
  })
})
