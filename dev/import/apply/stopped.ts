// What ends an import before its end: it is safe to run the same command again, which goes on where this one stopped.

/** Says in one sentence what stood in the way. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
}
