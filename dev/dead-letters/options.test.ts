// What the command line of the replay asks for, and what is wrong with it.
import { describe, expect, it } from 'vitest'
import { parse } from '../command/parse.ts'
import { REPLAY, toOptions } from './options.ts'

const parseWords = (...args: string[]) => {
  const parsed = parse(REPLAY, args, {})
  if (parsed.kind === 'run') return toOptions(parsed.values)
  return parsed.kind === 'wrong' ? parsed.sentences.join('\n') : parsed.kind
}

describe('the replay of dead letters', () => {
  it('is of the local stack, of a hundred letters, unless told', () => {
    expect(parseWords()).toEqual({ limit: 100, isDry: false, forget: [] })
  })

  it('takes what its help shows', () => {
    const parsed = REPLAY.examples.map(([line]) =>
      parseWords(...(line.split(' -- ')[1]?.split(' ') ?? [])),
    )
    const deployment = { project: 'shop-prod', region: 'europe-west3' }
    expect(parsed).toEqual([
      { limit: 100, isDry: true, forget: [], deployment },
      { limit: 10, isDry: false, forget: [], deployment },
    ])
  })

  it('says what is wrong, with the value', () => {
    expect(parseWords('--limit=0')).toContain('from 1 to 1000, not "0"')
    expect(parseWords('--limit=1001')).toContain('"1001"')
    expect(parseWords('--project=shop')).toContain('--region')
    expect(parseWords('--all')).toContain('--all')
  })
})
