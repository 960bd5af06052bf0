// Inputs are drawn by seed alone, and written as an attacker writes them.
import { describe, expect, it } from 'vitest'
import { chanceOf } from '../chance.ts'
import { readPublished } from './described.ts'
import { changeAt, nameOf, pairsOf, pathsIn, toText } from './json.ts'
import { breakBytes, mutate } from './mutate.ts'

describe('JSON', () => {
  const node = {
    pairs: [
      ['a', [1, { pairs: [['b', 'x']] }]],
      ['a', { literal: '1e400' }],
      ['__proto__', null],
    ],
  } as const

  it('has keys that come twice, keys that every object has, and numbers that no double holds', () => {
    expect(toText(node)).toBe('{"a":[1,{"b":"x"}],"a":1e400,"__proto__":null}')
  })

  it('is changed at any place, which has a name', () => {
    const paths = pathsIn(node)
    expect(paths.map((path) => nameOf(node, path))).toEqual([
      '',
      'a',
      'a.0',
      'a.1',
      'a.1.b',
      'a',
      '__proto__',
    ])
    expect(toText(changeAt(node, paths[4] ?? [], () => 'y'))).toBe(
      '{"a":[1,{"b":"y"}],"a":1e400,"__proto__":null}',
    )
  })
})

describe('an input', () => {
  const { operations, drawValue } = readPublished()
  const draw = (...numbers: number[]) => {
    const chance = chanceOf(...numbers)
    const { name, body } = operations[chance.below(operations.length)] ?? {}
    const { node, what } = mutate(drawValue(body, '', {}, chance), chance)
    return `${name ?? ''} ${what} ${toText(pairsOf({ data: node }))} ${breakBytes('{}', chance).what}`
  }

  it('is the same again of the same seed, round and number, and another one of others', () => {
    const all = Array.from({ length: 200 }, (_, number) => draw(1, 2, number))
    expect(all).toEqual(Array.from({ length: 200 }, (_, number) => draw(1, 2, number)))
    expect(new Set(all).size).toBeGreaterThan(150)
    expect(all.filter((one, number) => one === draw(2, 2, number)).length).toBeLessThan(20)
  })

  it('is made of every function that is described', () => {
    expect(operations.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['create-booking', 'unsubscribe', 'health']),
    )
    const drawn = Array.from({ length: 1000 }, (_, number) => draw(7, 0, number).split(' ')[0])
    expect(new Set(drawn).size).toBe(new Set(operations.map(({ name }) => name)).size)
  })
})
