// The present revision of a calendar, for many requests at once: one statement is under way at a time, and whoever asks meanwhile is answered
// by the next. So it is always read after it was asked for, as a refusal or an answer from what is kept needs it.

/** After so long the next statement waits no more: a connection that hangs must not keep everybody. */
const PATIENCE_MILLIS = 50

export type ReadRevisions = (
  professionalIds: readonly string[],
) => Promise<ReadonlyMap<string, number>>

/** Tells a calendar's revision, as it is after the call; undefined where there is no such calendar. */
export type PresentRevision = (professionalId: string) => Promise<number | undefined>

/** Waits until something is over, but not for ever. By a plain timer: one that is aborted makes an error each time. */
function patiently(something: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, PATIENCE_MILLIS)
    something
      .finally(() => {
        clearTimeout(timer)
      })
      .then(resolve, reject)
  })
}

/** Gathers what is asked for while a statement is under way. */
export function gatherRevisions(read: ReadRevisions): PresentRevision {
  let underWay: Promise<void> | undefined
  let next: { readonly ids: Set<string>; readonly found: ReturnType<ReadRevisions> } | undefined

  async function readNext(ids: ReadonlySet<string>): ReturnType<ReadRevisions> {
    if (underWay) await patiently(underWay)
    next = undefined
    const reading = read([...ids])
    const over = () => {
      if (underWay === done) underWay = undefined
    }
    const done: Promise<void> = reading.then(over, over)
    underWay = done
    return reading
  }

  return async (professionalId) => {
    if (!next) {
      const ids = new Set<string>()
      next = { ids, found: Promise.resolve().then(() => readNext(ids)) }
    }
    next.ids.add(professionalId)
    const { found } = next
    return (await found).get(professionalId)
  }
}
