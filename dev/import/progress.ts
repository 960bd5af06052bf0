// How far an import is: one line that changes on a terminal, a line now and then elsewhere.
import { SECOND } from '../../shared/time/instant.ts'
import type { Kind } from './apply/tally.ts'

export interface Progress {
  /** Whom it is about from now on. */
  readonly begin: (name: string) => void
  readonly step: (kind: Kind) => void
  readonly wait: (millis: number, why: string) => void
  readonly end: () => void
}

/** Between two lines where there is no terminal. */
const LINE_MILLIS = 10 * SECOND
/** Between two states of the line on a terminal. */
const DRAW_MILLIS = 100

interface Screen {
  readonly isTTY?: boolean | undefined
  readonly write: (text: string) => unknown
}

const minutesOf = (millis: number) =>
  millis < 90 * SECOND
    ? `${Math.ceil(millis / SECOND)} s`
    : `${Math.ceil(millis / (60 * SECOND))} min`

/**
 * Shows progress towards a number of things.
 *
 * @param now milliseconds
 */
export function openProgress(screen: Screen, total: number, now: () => number): Progress {
  const started = now()
  let done = 0
  let shownAt = screen.isTTY ? 0 : started
  let name = ''
  let isDrawn = false
  const show = (text: string, isSoon: boolean) => {
    const isDue = now() - shownAt >= (screen.isTTY ? DRAW_MILLIS : LINE_MILLIS)
    if (!isSoon && !isDue) return
    shownAt = now()
    screen.write(screen.isTTY ? `\r\u001b[K${text}` : `${text}\n`)
    isDrawn = true
  }
  const state = (doing: string) => {
    const left = done > 5 ? ((now() - started) / done) * (total - done) : 0
    const rest = left > 5 * SECOND ? `, about ${minutesOf(left)} left` : ''
    return `${done} of ${total}${rest}: ${name}, ${doing}`
  }
  return {
    begin: (whom) => {
      name = whom
    },
    step: (kind) => {
      done = Math.min(total, done + 1)
      show(state(kind), done === total && isDrawn)
    },
    wait: (millis, why) => show(`${state('waiting')} ${minutesOf(millis)}: ${why}`, true),
    end: () => {
      if (screen.isTTY && isDrawn) screen.write('\r\u001b[K')
    },
  }
}
