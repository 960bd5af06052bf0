// Revisions that many ask for at once: few statements, each begun after whoever it answers had asked.
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { gatherRevisions } from './present-revision.ts'

/** A database whose statements a test answers, one by one. */
function openLine() {
  const asked: { ids: readonly string[]; answer: (revision: number) => void; fail: () => void }[] =
    []
  const present = gatherRevisions(
    (ids) =>
      new Promise((resolve, reject) => {
        asked.push({
          ids,
          answer: (revision) => resolve(new Map(ids.map((id) => [id, revision]))),
          fail: () => reject(new Error('no answer')),
        })
      }),
  )
  return { asked, present }
}

const soon = () => sleep(0)

it('are asked for by one statement where they are asked for together', async () => {
  const { asked, present } = openLine()
  const told = Promise.all([present('a'), present('b'), present('a')])
  await soon()
  expect(asked.map(({ ids }) => ids)).toEqual([['a', 'b']])
  asked[0]?.answer(7)
  expect(await told).toEqual([7, 7, 7])
})

it('that are asked for while a statement is under way are read by the next, never by that one', async () => {
  const { asked, present } = openLine()
  const first = present('a')
  await soon()
  const [second, third] = [present('a'), present('b')]
  await soon()
  expect(asked).toHaveLength(1)
  asked[0]?.answer(7)
  expect(await first).toBe(7)
  await soon()
  expect(asked.map(({ ids }) => ids)).toEqual([['a'], ['a', 'b']])
  asked[1]?.answer(8)
  expect(await Promise.all([second, third])).toEqual([8, 8])
})

it('wait for no statement that hangs', async () => {
  const { asked, present } = openLine()
  const first = present('a')
  await soon()
  const second = present('a')
  while (asked.length < 2) await sleep(5)
  asked[1]?.answer(8)
  expect(await second).toBe(8)
  asked[0]?.answer(7)
  expect(await first).toBe(7)
})

it('of a statement that failed are told to fail, and those after it are read', async () => {
  const { asked, present } = openLine()
  const first = present('a')
  await soon()
  const second = present('a')
  asked[0]?.fail()
  await expect(first).rejects.toThrow('no answer')
  await soon()
  asked[1]?.answer(8)
  expect(await second).toBe(8)
})

it('of a calendar that is not there are none', async () => {
  const present = gatherRevisions(() => Promise.resolve(new Map()))
  expect(await present('a')).toBeUndefined()
})
