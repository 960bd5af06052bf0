// Room for requests.
import { expect, it } from 'vitest'
import { RefusalError } from '../problem.ts'
import { makeRoom } from './in-progress.ts'

const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof RefusalError ? error.refusal.reason : String(error)),
  )

it('is given to so many at once, and again as soon as one has ended, however it did', async () => {
  const admit = makeRoom(2)
  const ends: ((error?: Error) => void)[] = []
  const begin = () =>
    reasonOf(
      admit(
        () =>
          new Promise<void>((resolve, reject) => {
            ends.push((error) => (error ? reject(error) : resolve()))
          }),
      ),
    )
  const [first, second] = [begin(), begin()]
  expect(await begin()).toBe('unavailable')
  expect(ends).toHaveLength(2)
  ends[0]?.()
  expect(await first).toBe('done')
  const third = begin()
  expect(await begin()).toBe('unavailable')
  ends[1]?.(new Error('a fault'))
  expect(await second).toBe('Error: a fault')
  begin().catch(() => {})
  expect(ends).toHaveLength(4)
  for (const end of ends) end()
  expect(await third).toBe('done')
})
