// One request and its answer as they went over the line, and how somebody else can send it again.

export interface Exchange {
  /** The function. */
  readonly name: string
  readonly method: string
  readonly url: string
  /** As they were sent; the tokens are left out. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Who asked; unset: nobody. */
  readonly role?: string
  readonly isCallable: boolean
  readonly status: number
  readonly replyHeaders: Headers
  readonly text: string
}

const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`

/** How the variable with somebody's token is called. */
export const tokenVariable = (role: string) => `TOKEN_${role.toUpperCase()}`

/** The request as a line for a shell, tokens as variables. */
export function toCurl({ method, url, headers, body, role }: Exchange): string {
  const parts = [
    `curl -i${method === 'HEAD' ? ' --head' : ''}`,
    ...(method === 'GET' || method === 'HEAD' || (method === 'POST' && body !== undefined)
      ? []
      : [`-X ${method}`]),
    quoted(url),
    ...(role === undefined ? [] : [`-H "Authorization: Bearer $${tokenVariable(role)}"`]),
    ...Object.entries(headers).map(([name, value]) =>
      // What was made wrong on purpose was made of a token.
      name === 'Authorization'
        ? '-H "Authorization: Bearer $TOKEN_MADE_WRONG"'
        : `-H ${quoted(`${name}: ${value}`)}`,
    ),
    ...(body === undefined ? [] : [`-d ${quoted(cut(body))}`]),
  ]
  return parts.join(' ')
}

const SHOWN_MAX = 600

/** A text that may be long, cut for a line. */
export function cut(text: string, max = SHOWN_MAX): string {
  return text.length > max ? `${text.slice(0, max)}… (${text.length} characters)` : text
}

/** What was answered, in a line. */
export function toLine({ status, text, replyHeaders }: Exchange): string {
  const type = replyHeaders.get('Content-Type')?.split(';')[0] ?? 'no content type'
  return text === '' ? `${status}, ${type}, no body` : `${status}, ${type}: ${cut(text, 400)}`
}
