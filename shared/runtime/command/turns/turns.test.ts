// Turns of rows, one after another.
import { describe, expect, it } from 'vitest'
import { RefusalError } from '../../edge/problem.ts'
import { makeTurns } from './turns.ts'

/** Everything that is ready to happen has happened. */
const settled = () =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'has it',
    (error: unknown) => (error instanceof RefusalError ? error.refusal.reason : String(error)),
  )

describe("a row's turn", () => {
  it('is given to one at a time, in the order in which they came', async () => {
    const turns = makeTurns()
    const order: number[] = []
    let having = 0
    const one = async (number: number) => {
      const turn = await turns.wait('anna')
      having += 1
      expect(having).toBe(1)
      await settled()
      order.push(number)
      having -= 1
      turn.end()
    }
    await Promise.all([1, 2, 3, 4, 5].map(one))
    expect(order).toEqual([1, 2, 3, 4, 5])
  })

  it('is not taken while somebody has it, and is free once nobody waits', async () => {
    const turns = makeTurns()
    const first = turns.take('anna')
    expect(turns.take('anna')).toBeUndefined()
    const next = turns.wait('anna')
    first?.end()
    const second = await next
    expect(turns.take('anna')).toBeUndefined()
    second.end()
    expect(turns.take('anna')).toBeDefined()
  })

  it("says nothing of another row's", async () => {
    const turns = makeTurns()
    turns.take('anna')
    expect(await reasonOf(turns.wait('ben'))).toBe('has it')
  })

  it('is refused to whom it does not come in time, who holds nobody up afterwards', async () => {
    const turns = makeTurns(1)
    const first = turns.take('anna')
    const late = [turns.wait('anna'), turns.wait('anna')]
    expect(await Promise.all(late.map(reasonOf))).toEqual(['unavailable', 'unavailable'])
    first?.end()
    expect(turns.take('anna')).toBeDefined()
  })

  it('is refused at once where too many wait', async () => {
    const turns = makeTurns(60_000, 2)
    const first = turns.take('anna')
    const waiting = [turns.wait('anna'), turns.wait('anna')]
    expect(await reasonOf(turns.wait('anna'))).toBe('unavailable')
    first?.end()
    for (const one of waiting) (await one).end()
  })
})
