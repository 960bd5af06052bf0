// The server's clock, from answers that name whole seconds, to a device whose clock is wrong.
import { describe, expect, it } from 'vitest'
import { openClock } from './clock.ts'

const TRUE = Date.parse('2026-11-26T12:00:00.400Z')
const FIVE_MINUTES = 300_000

/** What a server's `Date` says at a time. */
const dateAt = (at: number) => new Date(at).toUTCString()

/** A clock on a device that is ahead by so much, and answers that it hears, each 100 ms under way. */
function open(ahead: number) {
  const device = { now: TRUE + ahead }
  const clock = openClock(() => device.now)
  const hear = (at: number) => {
    device.now = at + ahead
    clock.hear(dateAt(at), device.now - 50, device.now + 50)
  }
  return { clock, device, hear }
}

describe('the server’s clock', () => {
  it('is the device’s until something has answered, and where nothing contradicts it', () => {
    const { clock, hear } = open(0)
    expect(clock.now()).toBe(TRUE)
    hear(TRUE)
    expect(clock.now()).toBe(TRUE)
  })

  it.each([
    ['five minutes ahead', FIVE_MINUTES],
    ['five minutes behind', -FIVE_MINUTES],
  ])('is known within a second of the first answer where the device is %s', (_what, ahead) => {
    const { clock, hear } = open(ahead)
    hear(TRUE)
    expect(Math.abs(clock.now() - TRUE)).toBeLessThanOrEqual(600)
  })

  it('is known the better, the more answers there were', () => {
    const { clock, hear } = open(FIVE_MINUTES)
    for (let at = TRUE; at < TRUE + 10_000; at += 370) hear(at)
    const last = TRUE + 370 * 28
    hear(last)
    expect(Math.abs(clock.now() - last)).toBeLessThanOrEqual(60)
  })

  it('begins anew where the device’s clock is set', () => {
    const first = open(FIVE_MINUTES)
    first.hear(TRUE)
    // The device finds its time: what was learned does not count any more.
    first.device.now = TRUE + 2000
    first.clock.hear(dateAt(TRUE + 2000), TRUE + 1950, TRUE + 2050)
    expect(first.clock.now()).toBe(TRUE + 2000)
  })

  it('tells when it was set, and no more once that is stopped', () => {
    const { clock, hear } = open(FIVE_MINUTES)
    let count = 0
    const stop = clock.onSet(() => (count += 1))
    hear(TRUE)
    expect(count).toBe(1)
    stop()
    hear(TRUE + 450)
    expect(count).toBe(1)
  })

  it.each([['nothing'], ['soon']])('is left as it is by a date that says %s', (date) => {
    const { clock } = open(FIVE_MINUTES)
    clock.hear(date === 'nothing' ? null : date, TRUE, TRUE)
    expect(clock.now()).toBe(TRUE + FIVE_MINUTES)
  })
})
