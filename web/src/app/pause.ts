// A start is made of pieces: between them the page is drawn and taps are answered.

/** Ends the present task; what awaits it goes on in the next. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve)
  })
}
