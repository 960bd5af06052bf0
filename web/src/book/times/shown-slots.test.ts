import { describe, expect, test } from 'vitest'
import {
  countFree,
  firstCells,
  type FreeStart,
  goneBetween,
  hasMoved,
  mergeCells,
  withoutGhosts,
} from './shown-slots.ts'

const at = (time: string) => new Date(`2026-11-24T${time}:00Z`)
const slot = (time: string, more: Partial<FreeStart> = {}): FreeStart => ({
  start: at(time),
  end: new Date(at(time).getTime() + 30 * 60_000),
  seatsLeft: 1,
  ...more,
})
const kinds = (cells: ReturnType<typeof firstCells>) =>
  cells.map(({ start, kind }) => `${start.toISOString().slice(11, 16)} ${kind}`)

describe('the cells of a day', () => {
  const opened = firstCells([slot('09:00'), slot('10:00'), slot('11:00')])

  test('leave a ghost where a time goes', () => {
    const after = mergeCells(opened, [slot('09:00'), slot('11:00')], 1000)
    expect(kinds(after)).toEqual(['09:00 free', '10:00 gone', '11:00 free'])
    expect(after[1]?.goneAt).toBe(1000)
    expect(goneBetween(opened, after).map(({ start }) => start)).toEqual([at('10:00')])
    expect(countFree(after)).toBe(2)
  })

  test('remember when a ghost began, whatever changes later', () => {
    const after = mergeCells(mergeCells(opened, [slot('11:00')], 1000), [], 5000)
    expect(after.map(({ goneAt }) => goneAt)).toEqual([1000, 1000, 5000])
  })

  test('turn a ghost back into its time when it comes back', () => {
    const gone = mergeCells(opened, [slot('09:00'), slot('11:00')], 1000)
    const back = mergeCells(gone, [slot('09:00'), slot('10:00'), slot('11:00')], 2000)
    expect(back).toEqual(opened)
  })

  test('take in a new time in its order, and know when it came', () => {
    const after = mergeCells(opened, [slot('09:30'), ...opened], 3000)
    expect(kinds(after)).toEqual(['09:00 free', '09:30 free', '10:00 free', '11:00 free'])
    expect(after[1]?.cameAt).toBe(3000)
    expect(hasMoved(opened, after, at('09:00'))).toBe(false)
    expect(hasMoved(opened, after, at('10:00'))).toBe(true)
    expect(hasMoved(opened, after, at('09:30'))).toBe(false)
  })

  test('show what the viewer holds as theirs', () => {
    const mine = { bookingId: 'b', holdExpiresAt: at('08:50') }
    const after = mergeCells(opened, [slot('09:00', { mine }), slot('10:00'), slot('11:00')], 0)
    expect(kinds(after)[0]).toBe('09:00 mine')
  })

  test('show the seats that are left now', () => {
    const group = firstCells([slot('09:00', { seatsLeft: 8 })])
    expect(mergeCells(group, [slot('09:00', { seatsLeft: 3 })], 0)[0]?.seatsLeft).toBe(3)
  })

  test('lose their ghosts six seconds after they went', () => {
    const after = mergeCells(opened, [slot('09:00'), slot('11:00')], 1000)
    expect(withoutGhosts(after, 6999)).toBe(after)
    expect(kinds(withoutGhosts(after, 7000))).toEqual(['09:00 free', '11:00 free'])
  })
})
