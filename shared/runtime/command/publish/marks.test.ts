// Marks beside answers.
import { describe, expect, it } from 'vitest'
import { markLater } from './marks.ts'

const settled = () =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

/** A mark whose statements end when they are told to. */
function open() {
  const statements: (readonly number[])[] = []
  const ends: ((error?: Error) => void)[] = []
  const faults: unknown[] = []
  const later = markLater<number>(
    (published) => {
      statements.push(published)
      return new Promise((resolve, reject) => {
        ends.push((error) => (error ? reject(error) : resolve()))
      })
    },
    (error) => faults.push(error),
  )
  const end = async (error?: Error) => {
    ends.shift()?.(error)
    await settled()
  }
  return { later, statements, faults, end }
}

describe('marks', () => {
  it('begin at once, and those that come meanwhile share the next statement', async () => {
    const { later, statements, end } = open()
    later([1])
    expect(statements).toEqual([[1]])
    later([2, 3])
    later([4])
    expect(statements).toEqual([[1]])
    await end()
    expect(statements).toEqual([[1], [2, 3, 4]])
    await end()
    later([5])
    expect(statements).toEqual([[1], [2, 3, 4], [5]])
  })

  it('that fail are told of, and the next ones are made', async () => {
    const { later, statements, faults, end } = open()
    later([1])
    await end(new Error('no connection'))
    expect(faults).toEqual([new Error('no connection')])
    later([2])
    expect(statements.at(-1)).toEqual([2])
  })

  it('are a thousand at most, and the rest is left to the relay', async () => {
    const { later, statements, end } = open()
    later([0])
    for (let hundred = 0; hundred < 20; hundred++)
      later(Array.from({ length: 100 }, (_, index) => hundred * 100 + index))
    await end()
    await end()
    await end()
    expect(statements.map(({ length }) => length)).toEqual([1, 500, 500])
  })

  it('of nothing are none', () => {
    const { later, statements } = open()
    later([])
    expect(statements).toEqual([])
  })
})
