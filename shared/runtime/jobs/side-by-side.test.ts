// Work side by side: a fault is told when everything has ended, and not before.
import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { sideBySide, workThrough } from './side-by-side.ts'

/** Ends some turns of the process later. */
async function endsAfter<T>(turns: number, end: () => T): Promise<T> {
  for (let taken = 0; taken < turns; taken++) await turn()
  return end()
}

const fail = (why: string) => (): never => {
  throw new Error(why)
}

it('is told in the order in which it was given', async () => {
  expect(await sideBySide([endsAfter(3, () => 'slow'), endsAfter(0, () => 'fast')])).toEqual([
    'slow',
    'fast',
  ])
})

it('fails for the first fault once the slowest has ended', async () => {
  let hasEnded = false
  const slow = endsAfter(5, () => (hasEnded = true))
  const faults = [endsAfter(2, fail('first')), endsAfter(0, fail('second'))]
  await expect(sideBySide([...faults, slow])).rejects.toThrow('first')
  expect(hasEnded).toBe(true)
})

it('works through a list, so many at once, and leaves nothing', async () => {
  const done: number[] = []
  let [atOnce, most] = [0, 0]
  const left = await workThrough([1, 2, 3, 4, 5, 6, 7], 3, async (one) => {
    most = Math.max(most, ++atOnce)
    await endsAfter(one, () => done.push(one))
    atOnce--
  })
  expect(left).toEqual([])
  expect(done.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(most).toBe(3)
})

it('leaves the rest when it is over', async () => {
  const done: number[] = []
  const left = await workThrough(
    [1, 2, 3, 4, 5],
    2,
    (one) => endsAfter(1, () => void done.push(one)),
    () => done.length >= 2,
  )
  expect([...done, ...left].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5])
  expect(left.length).toBeGreaterThan(0)
})

it('begins nothing new after a fault, and ends what is under way', async () => {
  const done: string[] = []
  const work = (one: string) =>
    one === 'bad' ? endsAfter(1, fail(one)) : endsAfter(4, () => void done.push(one))
  await expect(workThrough(['slow', 'bad', 'never'], 2, work)).rejects.toThrow('bad')
  expect(done).toEqual(['slow'])
})
