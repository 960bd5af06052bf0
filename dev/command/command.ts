// A command of this repository, declared: its name, what it does, what it may be told, and examples.
import type { Option } from './option.ts'

/** Options by their names without dashes, or arguments by the names that the help gives them. */
export type Declared = Readonly<Record<string, Option<unknown>>>

/** What was said, by the declared names. */
export type Values<D extends Declared> = {
  readonly [Name in keyof D]: D[Name] extends Option<infer Value> ? Value : never
}

export interface Command<
  Options extends Declared = Declared,
  Arguments extends Declared = Record<never, never>,
> {
  /** How it is called, without what it is told: `npm run import`, `node dev/smoke.ts`. */
  readonly name: string
  /** What it does, in one to three sentences. */
  readonly does: string
  /** What is told by position, in this order. */
  readonly arguments?: Arguments
  readonly options?: Options
  /** What is wrong with values that are each right: a sentence. */
  readonly check?: (values: Values<Options & Arguments>) => string | undefined
  /** Lines that can be run as they stand, each with what it is for. */
  readonly examples: readonly [Example, ...Example[]]
  /** What its exit codes say, where it has others than 0 fine, 1 failed, 2 wrong usage. */
  readonly exits?: string
  /** Put below the options as it is: formats, places. No line longer than 80. */
  readonly more?: string
}

export type Example = readonly [line: string, what: string]

/** What the help says of a command, whatever it is told. */
export type Described = Omit<Command<Declared, Declared>, 'check'>
