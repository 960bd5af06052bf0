import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batchesOf } from './batches.ts'
import type { Write } from './mirror.ts'

const write = (path: string, letters: number): Write => ({
  path,
  content: { text: 'x'.repeat(letters) },
})

const writeArbitrary = fc
  .tuple(fc.string({ minLength: 1, maxLength: 20 }), fc.option(fc.nat(400), { nil: undefined }))
  .map(([path, letters]) => (letters === undefined ? { path } : write(path, letters)))

describe('batches', () => {
  it('are one, though nothing is written: the ticket is', () => {
    expect(batchesOf([])).toEqual([[]])
  })

  it('are one for what fits into a request', () => {
    const writes = [write('a', 10), { path: 'b' }, write('c', 10)]
    expect(batchesOf(writes)).toEqual([writes])
  })

  it('keep far below the 10 MiB that Firestore takes', () => {
    const writes = Array.from({ length: 30 }, (_, index) => write(`day-${index}`, 500_000))
    const batches = batchesOf(writes)
    expect(batches.map((batch) => batch.length)).toEqual([5, 5, 5, 5, 5, 5])
    for (const batch of batches) expect(JSON.stringify(batch).length).toBeLessThan(10 * 1024 * 1024)
  })

  it('take one that is larger than the limit alone', () => {
    const [small, large, last] = [write('a', 1), write('b', 500), write('c', 1)]
    expect(batchesOf([small, large, last], 100)).toEqual([[small], [large], [last]])
  })

  it('hold every write once and in order, and none is empty beside others', () => {
    fc.assert(
      fc.property(fc.array(writeArbitrary), fc.integer({ min: 1, max: 2_000 }), (writes, limit) => {
        const batches = batchesOf(writes, limit)
        expect(batches.flat()).toEqual(writes)
        expect(batches.filter((batch) => batch.length === 0)).toHaveLength(
          writes.length > 0 ? 0 : 1,
        )
      }),
    )
  })
})
