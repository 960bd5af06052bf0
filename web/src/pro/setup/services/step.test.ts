// What a step means for a morning.
import { describe, expect, it } from 'vitest'
import { countIn, suggestStep, takenMinutes, tellingHours } from './step.ts'

const lesson = { durationMinutes: 60, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 }
const withBreak = { ...lesson, durationMinutes: 45, bufferAfterMinutes: 15 }

describe('the step of a service', () => {
  it('is suggested as duration and buffers together', () => {
    expect(suggestStep(withBreak)).toBe(60)
    expect(suggestStep({ ...withBreak, bufferBeforeMinutes: 5 })).toBe(65)
    expect(takenMinutes({ ...withBreak, bufferBeforeMinutes: 5 })).toBe(65)
  })

  it('is not suggested without buffers, nor where it would be longer than a day', () => {
    expect(suggestStep(lesson)).toBeUndefined()
    expect(
      suggestStep({ ...lesson, durationMinutes: 1440, bufferAfterMinutes: 30 }),
    ).toBeUndefined()
  })

  it('is a multiple of five minutes', () => {
    expect(suggestStep({ ...withBreak, bufferAfterMinutes: 12 })).toBe(60)
  })

  it('says how many lessons a morning of three hours holds: two or three', () => {
    expect(countIn(180, 45, withBreak)).toBe(2)
    expect(countIn(180, 60, withBreak)).toBe(3)
  })

  it('is told by hours that show a difference', () => {
    expect(tellingHours(45, 60, withBreak)).toBe(3)
    const long = { ...lesson, durationMinutes: 90, bufferAfterMinutes: 10 }
    expect([countIn(240, 90, long), countIn(240, 100, long)]).toEqual([1, 2])
    expect(tellingHours(90, 100, long)).toBe(4)
  })

  it('counts nothing where nothing fits', () => {
    expect([countIn(30, 60, lesson), countIn(180, 0, lesson)]).toEqual([0, 0])
  })
})
