// Batches that are refused: halved until they fit, or until the document is alone that cannot be written.
import { describe, expect, it } from 'vitest'
import { Unavailable } from '../contract/faults/unavailable.ts'
import { commitBatches } from './commit-batches.ts'
import { type Mirror, type NextTicket, type Ticket, Unwritable, type Write } from './mirror.ts'

const NEXT: NextTicket = { revision: 7, digests: { professional: 'p', schedule: 's' } }

/** A mirror in memory that refuses as it is told, and what was written to it, commit by commit. */
function openMemory(refuses: (batch: readonly Write[]) => Error | undefined) {
  const commits: { readonly paths: readonly string[]; readonly revision: number }[] = []
  const mirror: Pick<Mirror, 'commit'> = {
    commit: (_id, _ticket, next, batch) => {
      const refused = refuses(batch)
      if (refused) return Promise.reject(refused)
      commits.push({ paths: batch.map(({ path }) => path), revision: next.revision })
      const written: Ticket = { ...next, writtenAt: 0, mark: commits.length }
      return Promise.resolve(written)
    },
  }
  return { commits, written: () => commits.flatMap(({ paths }) => paths), mirror }
}

const writes = (count: number): readonly Write[] =>
  Array.from({ length: count }, (_, index) => ({ path: `d/${index}`, content: {} }))
const TOO_LARGE = new Unwritable('too large')

async function commit(
  refuses: (batch: readonly Write[]) => Error | undefined,
  batches: readonly (readonly Write[])[],
) {
  const memory = openMemory(refuses)
  const refused = await commitBatches(memory.mirror, 'p', undefined, () => NEXT, batches)
  return { ...memory, refused: refused?.map(({ write, why }) => `${write.path} ${why}`) }
}

describe('a batch', () => {
  it('that is too large is halved until it fits, and the ticket moves with the last', async () => {
    const large = (batch: readonly Write[]) => (batch.length > 3 ? TOO_LARGE : undefined)
    const { commits, written, refused } = await commit(large, [writes(10)])
    expect(refused).toEqual([])
    expect(written()).toEqual(writes(10).map(({ path }) => path))
    expect(commits.map(({ revision }) => revision)).toEqual([-1, -1, -1, 7])
  })

  it.each([0, 4, 9])('leaves out the one that is refused, wherever it is: %i', async (place) => {
    const bad = (batch: readonly Write[]) =>
      batch.some(({ path }) => path === `d/${place}`) ? new Unwritable('no') : undefined
    const { commits, written, refused } = await commit(bad, [writes(6), writes(10).slice(6)])
    expect(refused).toEqual([`d/${place} no`])
    expect(written()).toEqual(
      writes(10)
        .map(({ path }) => path)
        .filter((path) => path !== `d/${place}`),
    )
    expect(commits.map(({ revision }) => revision).filter((one) => one === 7)).toHaveLength(1)
    expect(commits.at(-1)?.revision).toBe(7)
  })

  it('of nothing but such leaves the ticket', async () => {
    const all = (batch: readonly Write[]) => (batch.length > 0 ? new Unwritable('no') : undefined)
    const { commits, refused } = await commit(all, [writes(4)])
    expect(refused).toHaveLength(4)
    expect(commits).toEqual([{ paths: [], revision: 7 }])
  })

  it('is given up where the ticket is refused, where too many are, and in an outage', async () => {
    await expect(commit(() => TOO_LARGE, [writes(2)])).rejects.toThrow(Unwritable)
    const all = (batch: readonly Write[]) => (batch.length > 0 ? TOO_LARGE : undefined)
    await expect(commit(all, [writes(101)])).rejects.toThrow(Unwritable)
    const away = () => new Unavailable('away')
    await expect(commit(away, [writes(2)])).rejects.toThrow(Unavailable)
  })
})
