// Work that can wait until the page is there, and rests.

/** The start is over by then: what is live has come and is drawn, and a first tap is being thought of. */
const REST_MILLIS = 3_000

/** Does something when the browser has had time for the page, and has nothing better to do. @returns what calls it off */
export function whenIdle(work: () => void): () => void {
  let callOff = () => {}
  const timer = setTimeout(() => {
    // Safari has no requestIdleCallback.
    if (!('requestIdleCallback' in globalThis)) return work()
    const handle = requestIdleCallback(work, { timeout: REST_MILLIS })
    callOff = () => cancelIdleCallback(handle)
  }, REST_MILLIS)
  return () => {
    clearTimeout(timer)
    callOff()
  }
}
