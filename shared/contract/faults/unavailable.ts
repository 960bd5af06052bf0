// The world's fault, not ours and not the caller's: a part that does not answer. Try again later.

export class Unavailable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'Unavailable'
  }
}
