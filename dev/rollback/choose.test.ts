// Going back to a release, and where there is no way back.
import { describe, expect, it } from 'vitest'
import { chooseSources, type Release } from './choose.ts'

const january: Release = {
  sources: { book: 'book-1.zip', list: 'list-1.zip' },
  contracts: ['0003-old.contract'],
}

describe('a rollback', () => {
  it('takes the archives of the earlier release', () => {
    const february = { ...january, sources: { book: 'book-2.zip', list: 'list-2.zip' } }
    expect(chooseSources(january, february)).toEqual(january.sources)
  })

  it('leaves functions that came later as they are', () => {
    const february = { ...january, sources: { ...january.sources, hold: 'hold-2.zip' } }
    expect(chooseSources(january, february)).toEqual({ ...january.sources, hold: 'hold-2.zip' })
  })

  it('is refused behind a migration that took something away', () => {
    const february = { ...january, contracts: [...january.contracts, '0007-names.contract'] }
    expect(() => chooseSources(january, february)).toThrow('0007-names.contract')
  })
})
