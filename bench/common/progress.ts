// Says on standard error what is being measured: on a terminal in one line that is written over, else now and then.

const QUIET_MILLIS = 10_000

export interface Progress {
  readonly say: (sentence: string) => void
  /** Leaves the line to what is printed next. */
  readonly end: () => void
}

/** Progress for whoever waits. */
export function openProgress(stream: NodeJS.WriteStream): Progress {
  if (stream.isTTY)
    return {
      say: (sentence) => void stream.write(`\r\u001B[K${sentence.slice(0, stream.columns - 1)}`),
      end: () => void stream.write('\r\u001B[K'),
    }
  let said = Number.NEGATIVE_INFINITY
  return {
    say: (sentence) => {
      const now = performance.now()
      if (now - said < QUIET_MILLIS) return
      said = now
      stream.write(`${sentence}\n`)
    },
    end: () => {},
  }
}
