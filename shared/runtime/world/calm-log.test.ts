// Logs in an outage.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { calmly } from './calm-log.ts'
import type { Entry } from './log.ts'

const MINUTE = 60_000

let written: Entry[]
let log: (entry: Entry) => void
beforeEach(() => {
  vi.useFakeTimers()
  written = []
  log = calmly((entry) => written.push(entry))
})
afterEach(() => vi.useRealTimers())

const fault = (message: string, more: object = {}): Entry => ({
  severity: 'WARNING',
  message,
  stack_trace: `Error: ${message}\n    at somewhere`,
  ...more,
})

describe('a fault', () => {
  it('is written at once and whole', () => {
    log(fault('Pub/Sub is out'))
    expect(written).toEqual([fault('Pub/Sub is out')])
  })

  it('that comes a thousand times a minute takes one line a minute, with its count and no stack', () => {
    for (let minute = 0; minute < 3; minute++) {
      for (let time = 0; time < 1000; time++)
        log(fault('Pub/Sub is out', { requestId: `r${time}` }))
      vi.advanceTimersByTime(MINUTE)
    }
    expect(written.map(({ times, stack_trace }) => [times, stack_trace !== undefined])).toEqual([
      [undefined, true],
      [999, false],
      [1000, false],
      [1000, false],
    ])
    const stoodFor = written.reduce((sum, { times = 1 }) => sum + Number(times), 0)
    expect(stoodFor).toBe(3000)
  })

  it('that is over, and comes again after more than a minute, is written whole again', () => {
    log(fault('Pub/Sub is out'))
    vi.advanceTimersByTime(MINUTE + 1)
    log(fault('Pub/Sub is out'))
    expect(written).toEqual([fault('Pub/Sub is out'), fault('Pub/Sub is out')])
  })

  it('is the same whatever ids and numbers are in its words, and another with other words', () => {
    log(fault('no answer within 300 ms'))
    log(fault('no answer within 301 ms'))
    log(fault('01900000-0000-7000-8000-000000000000 is out'))
    log(fault('01900000-0000-7000-8000-0000000000ff is out'))
    log(fault('no answer', { function: 'health' }))
    expect(written.map(({ message }) => message)).toEqual([
      'no answer within 300 ms',
      '01900000-0000-7000-8000-000000000000 is out',
      'no answer',
    ])
  })

  it('of so many causes that they cannot be counted is written each time', () => {
    const words = Array.from({ length: 300 }, (_, index) =>
      String(index).replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? ''),
    )
    for (const word of [...words, ...words]) log(fault(word))
    // The first two hundred are counted.
    expect(written).toHaveLength(400)
  })
})

describe('what is counted elsewhere is always written', () => {
  it.each<[string, Entry]>([
    ['an alarm', fault('it drifted', { alarm: 'drift' })],
    ['a delivery that was given up', fault('given up', { deliveryFailed: 'mail' })],
    ['an access line', { severity: 'ERROR', message: 'health 503', status: 503, millis: 3 }],
    ['an age', { severity: 'INFO', message: '3 changes wait', outboxMillis: 12 }],
  ])('%s', (_, entry) => {
    for (let time = 0; time < 5; time++) log(entry)
    vi.advanceTimersByTime(2 * MINUTE)
    expect(written).toEqual([entry, entry, entry, entry, entry])
  })
})
