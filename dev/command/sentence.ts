// What is said of an error: one sentence, with its causes, for what whoever runs a command can do something about; all of it,
// with where it happened, for a fault of the program.

/** Kinds of errors that no input, network or disk makes: only code that is wrong. */
const isFault = (error: Error): boolean =>
  (error instanceof TypeError && error.cause === undefined) ||
  error instanceof ReferenceError ||
  error instanceof RangeError ||
  error.name === 'AssertionError'

interface Issue {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** What a schema refused: a line for each field. */
function issuesOf(error: Error): readonly Issue[] | undefined {
  if (error.name !== 'ZodError' && error.name !== '$ZodError') return undefined
  return 'issues' in error ? (error.issues as readonly Issue[]) : undefined // zod's own
}

function words(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const issues = issuesOf(error)
  if (issues !== undefined)
    return issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`).join('\n')
  // Of a connection refused on IPv4 and on IPv6, which has no words of its own.
  if (error instanceof AggregateError && error.message === '')
    return [...new Set(error.errors.map(words))].join('; ')
  return error.message || ('code' in error ? String(error.code) : error.name)
}

/** For standard error. */
export function toSentence(error: unknown): string {
  if (error instanceof Error && isFault(error))
    return `This is a fault of the program, not yours:\n${error.stack ?? error.message}`
  const said: string[] = []
  for (let at = error; at !== undefined; at = at instanceof Error ? at.cause : undefined) {
    const more = words(at)
    // Some put their cause's words into their own.
    if (!said.some((before) => before.includes(more))) said.push(more)
  }
  return said.join(': ')
}
