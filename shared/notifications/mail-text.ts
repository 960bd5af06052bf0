// The plain part of a mail.
import type { Letter } from './letter.ts'

/** Lines below 80 characters where words allow it: old programs do not wrap. */
function wrapped(line: string, indent: string): string {
  const lines: string[] = []
  let present = ''
  for (const word of line.split(' ')) {
    if (present !== '' && indent.length + present.length + word.length > 75) {
      lines.push(indent + present)
      present = word
    } else present = present === '' ? word : `${present} ${word}`
  }
  return [...lines, indent + present].join('\n')
}

/** A mail as plain text; addresses stand on lines of their own, so that they can be tapped. */
export function toPlainText(letter: Letter): string {
  const { greeting, title, entries, closing, action, why, unsubscribe } = letter
  const blocks = [
    wrapped(greeting, ''),
    wrapped(`${title}.`, ''),
    ...entries.map((lines) => lines.map((line) => wrapped(line, '  ')).join('\n')),
    ...closing.map((line) => wrapped(line, '')),
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    `-- \n${wrapped(why, '')}`,
    ...(unsubscribe ? [`${unsubscribe.label}:\n${unsubscribe.url}`] : []),
  ]
  return `${blocks.join('\n\n')}\n`
}
