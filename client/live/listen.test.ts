// A listener that fails and begins again, on a place whose failures are the test's, with timers that are told when to run.
import { describe, expect, it } from 'vitest'
import { type Watched, listen } from './listen.ts'
import type { Place, Shot } from './sdk.ts'

const server: Shot = { metadata: { fromCache: false } }
const cache: Shot = { metadata: { fromCache: true } }
const failure = (code: string) => Object.assign(new Error(code), { code })

/** A place, its listener, and a clock. */
function open() {
  const told: Watched<number>[] = []
  const waits: (readonly [millis: number, run: () => void])[] = []
  const opened: { next: (shot: Shot) => void; fail: (error: Error) => void; isStopped: boolean }[] =
    []
  let now = 0
  let content: number | undefined = 1
  let closed: Error | undefined
  const place: Place<number> = {
    open: (next, fail) => {
      if (closed) throw closed
      const one = { next, fail, isStopped: false }
      opened.push(one)
      return () => {
        one.isStopped = true
      }
    },
    read: () => content,
  }
  const timers = {
    setTimeout: (run: () => void, millis: number) => {
      const timer = [millis, run] as const
      waits.push(timer)
      return timer
    },
    clearTimeout: (timer: (typeof waits)[number] | undefined) => {
      if (timer && waits.includes(timer)) waits.splice(waits.indexOf(timer), 1)
    },
  }
  const stop = listen(place, { serverNow: () => now, onClock: () => () => {}, timers }, (watched) =>
    told.push(watched),
  )
  return {
    told,
    waits,
    opened,
    stop,
    close: (error: Error) => {
      closed = error
    },
    newest: () => opened.at(-1),
    last: () => told.at(-1),
    at: (millis: number, shown: number | undefined) => {
      now = millis
      content = shown
    },
    /** Runs the timer that was set last. */
    runOut: () => waits.pop()?.[1](),
  }
}

describe('a listener', () => {
  it('is live as long as the server speaks, cached for three seconds, then offline, then live again', () => {
    const { at, newest, last, waits, runOut } = open()
    newest()?.next(server)
    expect(last()).toMatchObject({ data: 1, state: 'live', asOf: new Date(0) })
    at(5000, 1)
    newest()?.next(cache)
    expect(last()).toMatchObject({ data: 1, state: 'cached', asOf: new Date(5000) })
    expect(waits.map(([millis]) => millis)).toEqual([3000])
    runOut()
    expect(last()).toMatchObject({ data: 1, state: 'offline', asOf: new Date(5000) })
    at(9000, 2)
    newest()?.next(cache)
    expect(last()).toMatchObject({ data: 2, state: 'offline', asOf: new Date(5000) })
    newest()?.next(server)
    expect(last()).toMatchObject({ data: 2, state: 'live', asOf: new Date(9000) })
    expect(waits).toEqual([])
  })

  it('says nothing of an empty cache but that it is offline', () => {
    const { at, newest, told, last, runOut } = open()
    at(0, undefined)
    newest()?.next(cache)
    expect(told).toEqual([])
    runOut()
    expect(last()).toMatchObject({ data: undefined, state: 'offline', asOf: undefined })
  })

  it('that fails begins again, later with each failure, and keeps what it knew', () => {
    const { at, newest, last, opened, runOut, waits } = open()
    newest()?.next(server)
    at(1000, 1)
    for (let failures = 0; failures < 12; failures += 1) {
      newest()?.fail(failure('unavailable'))
      expect(last()).toMatchObject({
        data: 1,
        state: 'offline',
        denied: false,
        asOf: new Date(1000),
      })
      expect(waits).toHaveLength(1)
      const [millis = NaN] = waits[0] ?? []
      expect(millis).toBeLessThanOrEqual(Math.min(60_000, 1000 * 2 ** failures))
      runOut()
      expect(opened).toHaveLength(failures + 2)
    }
    newest()?.next(server)
    expect(last()).toMatchObject({ state: 'live', error: undefined })
    newest()?.fail(failure('unavailable'))
    expect(waits[0]?.[0]).toBeLessThanOrEqual(1000)
  })

  it('whose Firestore was closed meanwhile fails again, and throws at nobody', () => {
    const { close, newest, last, runOut, waits } = open()
    newest()?.fail(failure('unavailable'))
    close(new Error('the client has already been terminated'))
    runOut()
    expect(last()).toMatchObject({
      state: 'offline',
      error: { message: 'the client has already been terminated' },
    })
    expect(waits).toHaveLength(1)
  })

  it('that is denied says so, forgets what it knew, and ends', () => {
    const { newest, last, opened, waits, told } = open()
    newest()?.next(server)
    newest()?.fail(failure('permission-denied'))
    expect(last()).toMatchObject({ data: undefined, state: 'offline', denied: true })
    expect(waits).toEqual([])
    expect(opened.map(({ isStopped }) => isStopped)).toEqual([true])
    newest()?.next(server)
    expect(told).toHaveLength(2)
  })

  it('that is stopped tells nothing more, whatever comes', () => {
    const { newest, told, stop, waits } = open()
    stop()
    newest()?.next(server)
    newest()?.fail(failure('unavailable'))
    expect(told).toEqual([])
    expect(waits).toEqual([])
    expect(newest()?.isStopped).toBe(true)
  })
})
