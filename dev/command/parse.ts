// Reads a command line by what a command declares.
import { parseArgs } from 'node:util'
import type { Command, Declared, Values } from './command.ts'
import { didYouMean } from './nearest.ts'
import type { Option } from './option.ts'

/** What is asked for, or a sentence for each thing that is wrong with it. */
export type Parsed<D extends Declared> =
  | { readonly kind: 'run'; readonly values: Values<D> }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly sentences: readonly string[] }

type Environment = Readonly<Record<string, string | undefined>>

/** Settings that people keep in their .npmrc: that npm knows one says nothing of this command line. */
const KEPT_FOR_NPM = new Set(['offline', 'yes'])

/** Parses the arguments after the script's name; the environment tells what npm kept for itself. */
export function parse<Options extends Declared, Arguments extends Declared>(
  command: Command<Options, Arguments>,
  args: readonly string[],
  environment: Environment,
): Parsed<Options & Arguments> {
  const options: Declared = command.options ?? {}
  const { given, positionals, isHelp, sentences } = sort(options, args)
  if (isHelp) return { kind: 'help' }
  const wrong = [...keptByNpm(command.name, options, environment), ...sentences]
  const values: Record<string, unknown> = {}
  const take = (name: string, shown: string, option: Option<unknown>, texts: readonly string[]) => {
    const read = option.read(texts)
    if ('value' in read) values[name] = read.value
    // Of one that was refused above, it need not be said that it is missing too.
    else if (!sentences.some((sentence) => sentence.startsWith(`${shown} `)))
      wrong.push(`${shown} ${read.refused}${read.refused.endsWith('?') ? '' : '.'}`)
  }
  for (const [name, option] of Object.entries(options))
    take(name, `--${name}`, option, given.get(name) ?? [])
  for (const [name, option] of Object.entries<Option<unknown>>(command.arguments ?? {})) {
    const texts = positionals.splice(0, option.isMany ? positionals.length : 1)
    take(name, option.placeholder ?? name, option, texts)
  }
  const [extra] = positionals
  if (extra !== undefined) wrong.push(`There is nothing to do with "${extra}".`)
  if (wrong.length > 0) return { kind: 'wrong', sentences: wrong }
  const known = values as Values<Options & Arguments> // each was read by the option of its name
  const refused = command.check?.(known)
  return refused === undefined
    ? { kind: 'run', values: known }
    : { kind: 'wrong', sentences: [refused] }
}

/** Sorts the words of a command line: the values of each option, in order, and the rest. */
function sort(options: Declared, args: readonly string[]) {
  const { tokens } = parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(
        Object.entries(options).map(([name, { placeholder }]) => [
          name,
          { type: placeholder === undefined ? ('boolean' as const) : ('string' as const) },
        ]),
      ),
      help: { type: 'boolean', short: 'h' },
    },
    strict: false, // its own sentences name no known options
    allowPositionals: true,
    tokens: true,
  })
  const given = new Map<string, string[]>()
  const positionals: string[] = []
  const sentences: string[] = []
  const names = [...Object.keys(options), 'help'].map((name) => `--${name}`)
  let isHelp = false
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const { name, rawName, value } = token
    const option = Object.hasOwn(options, name) ? options[name] : undefined
    if (name === 'help') isHelp = true
    else if (option === undefined)
      sentences.push(
        `There is no option ${rawName}.${didYouMean(rawName, names)} Known: ${names.join(', ')}.`,
      )
    else if (option.placeholder === undefined && value !== undefined)
      sentences.push(`${rawName} takes no value, not "${value}".`)
    else if (option.placeholder !== undefined && isNoValue(value, token.inlineValue))
      sentences.push(`${rawName} wants ${option.placeholder}, and was given nothing.`)
    else given.set(name, [...(given.get(name) ?? []), value ?? ''])
  }
  return { given, positionals, isHelp, sentences }
}

/** `--limit --dry-run` forgot the number. */
const isNoValue = (value: string | undefined, isInline: boolean | undefined): boolean =>
  value === undefined || (isInline !== true && value.startsWith('--'))

/**
 * `npm run import --dry-run`, without `--`, gives npm the option, and the script would run without it: for real. npm tells
 * it by the environment.
 */
function keptByNpm(name: string, options: Declared, environment: Environment): readonly string[] {
  const { npm_lifecycle_event: script } = environment
  if (script === undefined || name !== `npm run ${script}`) return []
  return Object.keys(options)
    .filter((option) => !KEPT_FOR_NPM.has(option) && isKept(option, environment))
    .map((option) => `npm kept --${option} for itself: say ${name} -- --${option}`)
}

function isKept(option: string, environment: Environment): boolean {
  const setting = (word: string) => environment[`npm_config_${word.replaceAll('-', '_')}`]
  // `--no-demo` is to npm a setting `demo` that is off.
  if (option.startsWith('no-')) return setting(option.slice('no-'.length)) === ''
  return (setting(option) ?? '') !== ''
}
