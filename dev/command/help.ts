// What `--help` prints: no line longer than a terminal of 80 columns, unless an example is.
import type { Described } from './command.ts'
import type { Option } from './option.ts'

const WIDTH = 80
/** Where the words about an option begin; a longer option has a line of its own. */
const COLUMN = 22
const USAGE_INDENT = 'Usage: '.length

/** Breaks words into lines that fit behind an indent. */
function wrap(words: string, indent: number): readonly string[] {
  const lines: string[] = []
  for (const word of words.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && indent + last.length + 1 + word.length <= WIDTH)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

function row(left: string, about: string): readonly string[] {
  const indent = ' '.repeat(COLUMN)
  const [first = '', ...rest] = wrap(about, COLUMN)
  const begin = `  ${left}`
  const head = begin.length + 2 > COLUMN ? [begin, indent + first] : [begin.padEnd(COLUMN) + first]
  return [...head, ...rest.map((line) => indent + line)]
}

function toAbout({ about, fallback, isRequired }: Option<unknown>): string {
  if (isRequired) return `${about} (required)`
  return fallback === undefined ? about : `${about} (default: ${fallback})`
}

/** How it is called; a second line is indented. */
export function toUsage({ name, arguments: positional = {}, options = {} }: Described): string {
  const words = [
    ...Object.entries(options)
      .filter(([, { isRequired }]) => isRequired)
      .map(([key, { placeholder = '' }]) => `--${key} ${placeholder}`),
    ...Object.values(positional).map(argumentName),
    '[options]',
  ]
  const whole = `${name}${name.startsWith('npm run') ? ' --' : ''} ${words.join(' ')}`
  return `Usage: ${wrap(whole, USAGE_INDENT).join(`\n${' '.repeat(USAGE_INDENT)}`)}`
}

const argumentName = ({ placeholder = '', isRequired, isMany }: Option<unknown>): string => {
  const name = isMany ? `${placeholder}…` : placeholder
  return isRequired ? name : `[${name}]`
}

/** The whole help. */
export function toHelp(command: Described): string {
  const { does, arguments: positional = {}, options = {}, examples, more } = command
  const given = Object.values(positional).flatMap((option) =>
    row(argumentName(option), toAbout(option)),
  )
  const told = Object.entries(options).flatMap(([key, option]) =>
    row(`--${key}${option.placeholder ? ` ${option.placeholder}` : ''}`, toAbout(option)),
  )
  return [
    toUsage(command),
    '',
    ...wrap(does, 0),
    ...(given.length > 0 ? ['', 'Arguments:', ...given] : []),
    '',
    'Options:',
    ...told,
    ...row('--help', 'shows this'),
    ...(more === undefined ? [] : ['', more]),
    '',
    examples.length === 1 ? 'Example:' : 'Examples:',
    ...examples.flatMap(([line, what]) => [
      `  ${line}`,
      ...wrap(what, 6).map((part) => `      ${part}`),
    ]),
    '',
    ...wrap(`Exit codes: ${command.exits ?? '0 fine, 1 failed, 2 wrong usage'}.`, 0),
  ].join('\n')
}
