// What was started is ended, whatever becomes of a part of it.
import { expect, it } from 'vitest'
import { type End, endAll } from './end-all.ts'

it('is ended in the reverse order, as it was said, and once', async () => {
  const ended: string[] = []
  const ends: End[] = ['postgres', 'gateway'].map((name) => (how) => ended.push(`${name} ${how}`))
  await endAll(ends, 'at once')
  await endAll(ends)
  expect(ended).toEqual(['gateway at once', 'postgres at once'])
})

it('is ended though one cannot be, and that is told', async () => {
  const ended: string[] = []
  const ends: End[] = [
    () => ended.push('postgres'),
    () => Promise.reject(new Error('the gateway hangs')),
    () => ended.push('ticker'),
  ]
  await expect(endAll(ends)).rejects.toThrow('the gateway hangs')
  expect(ended).toEqual(['ticker', 'postgres'])
})
