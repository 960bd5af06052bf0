// An input as it was sent, in text that can be read and sent again; tokens are named, not shown.
import type { Exchanged } from './shot.ts'

const TEXT_MAX = 6_000

const cut = (text: string) =>
  text.length <= TEXT_MAX ? text : `${text.slice(0, TEXT_MAX)}… (${text.length} characters in all)`

/** What does not print, escaped as JavaScript writes it. */
const visible = (bytes: Buffer): string =>
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  bytes.toString('latin1').replaceAll(/[^\x0a\x20-\x7e]/g, (one) => {
    return one === '\r' ? '' : `\\x${one.charCodeAt(0).toString(16).padStart(2, '0')}`
  })

/** The exact bytes of what was sent, and what was answered, for people. */
export function toPrint(
  { role, sent, bytes, answers, silence }: Exchanged,
  nameToken: (text: string) => string,
): string {
  const request = sent
    ? [
        `${sent.method} ${sent.target} HTTP/1.1`,
        ...sent.headers.map(([name, value]) => `${name}: ${value}`),
        '',
        sent.body ? visible(sent.body) : '',
      ].join('\n')
    : (bytes ?? [])
        .map(({ bytes: piece, afterMillis = 0 }) => {
          const pause = afterMillis > 0 ? `[after ${afterMillis} ms]\n` : ''
          return `${pause}${visible(piece)}`
        })
        .join('')
  const told = answers.map(({ status, headers, text }) => {
    const head = [...headers].map(([name, value]) => `${name}: ${value}`).join('\n')
    return `${status}\n${head}\n\n${text.slice(0, 1_500)}`
  })
  const answered =
    silence ?? (told.length === 0 ? '(closed without an answer)' : told.join('\n---\n'))
  return `as ${role}:\n${cut(nameToken(request))}\nanswered:\n${nameToken(answered)}`
}
