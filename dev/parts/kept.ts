// A part that is started again when it ends by itself, on the same port, so that whoever uses it goes on.
import type { Part } from './process.ts'

export type Kept<P extends Part> = P & {
  /** What is to be done each time it runs again. */
  whenBack(work: () => Promise<void>): void
}

export type KeptOptions = {
  /** Told each time it has ended by itself and is started again. */
  readonly died: () => void
  /** One that ends sooner than this after its start is left ended: it would do so again and again. */
  readonly leastMillis?: number
}

/** Starts a part and keeps it running; `ended` resolves when it is stopped or given up. Somebody else's is left alone. */
export const startKept = async <P extends Part>(
  start: () => Promise<P>,
  { died, leastMillis = 60_000 }: KeptOptions,
): Promise<Kept<P>> => {
  const first = await start()
  let current = first
  let starting: Promise<unknown> = Promise.resolve()
  let isStopping = false
  let work = () => Promise.resolve()

  const again = async (): Promise<void> => {
    current = await start()
    if (isStopping) await current.stop()
    else await work()
  }
  const keep = async (): Promise<void> => {
    for (;;) {
      const since = performance.now()
      await current.ended
      if (isStopping || performance.now() - since < leastMillis) return
      died()
      starting = again()
      try {
        await starting
      } catch {
        return // it says in its log why it does not start; nobody can use it
      }
    }
  }
  return {
    ...first,
    get pid() {
      return current.pid
    },
    ended: keep(),
    stop: async (how) => {
      isStopping = true
      await Promise.allSettled([starting])
      await current.stop(how)
    },
    pause: () => current.pause(),
    resume: () => current.resume(),
    whenBack: (todo) => {
      work = todo
    },
  }
}
