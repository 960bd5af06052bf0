// The statements of an SQL text, each to be sent by itself: a distributed Postgres refuses several in one message where some change its
// distributed tables. The libraries that split SQL were tried: the best of them ends a text such as E'\';' at its quoted quote.

/** What a semicolon ends nothing in: comments, quoted texts and names, and bodies between dollars; each as far as it goes. */
const OPAQUE: readonly RegExp[] = [
  /--[^\n]*/y,
  /\/\*[^]*?\*\//y,
  /(?<![a-z0-9_])e'(?:[^'\\]|\\[^]|'')*'/iy,
  /'(?:[^']|'')*'/y,
  /"(?:[^"]|"")*"/y,
  /(?<![a-z0-9_$])(\$(?:[a-z_]\w*)?\$)[^]*?\1/iy,
]

/** How many characters from here on belong together. */
function lengthAt(text: string, at: number): number {
  for (const part of OPAQUE) {
    part.lastIndex = at
    const found = part.exec(text)
    if (found) return found[0].length
  }
  return 1
}

const COMMENTS = /--[^\n]*|\/\*[^]*?\*\//g

/** Whether there is anything in it but comments. */
const saysAnything = (statement: string): boolean =>
  statement.replaceAll(COMMENTS, '').trim() !== ''

/**
 * Splits a text at the semicolons between its statements. A body without quotes (`begin atomic`), which has semicolons of its own, and
 * a comment within a comment are not known to it.
 */
export function statementsOf(text: string): readonly string[] {
  const statements: string[] = []
  let from = 0
  for (let at = 0; at < text.length; at += lengthAt(text, at)) {
    if (text[at] !== ';') continue
    statements.push(text.slice(from, at))
    from = at + 1
  }
  return [...statements, text.slice(from)].map((one) => one.trim()).filter(saysAnything)
}
