// What a command may be told: flags, texts, numbers, choices; each reads its own value, and says what is wrong with one.
import { didYouMean } from './nearest.ts'

/** A value, or what to say of it after the option's name: `takes a number from 1 to 9, not "x"`. */
export type Read<Value> = { readonly value: Value } | { readonly refused: string }

export interface Option<Value> {
  /** What stands for its value in the help: `N`, `FILE`. A flag has none. */
  readonly placeholder?: string
  /** What it is for, in words that follow its name in the help. */
  readonly about: string
  /** What holds where it is not given, as the help shows it. */
  readonly fallback?: string
  readonly isRequired: boolean
  readonly isMany: boolean
  /** Reads every value that was given, in order; none where it was left out. */
  readonly read: (given: readonly string[]) => Read<Value>
}

const one = <Value>(
  placeholder: string,
  about: string,
  read: (text: string) => Read<Value>,
): Option<Value | undefined> => ({
  placeholder,
  about,
  isRequired: false,
  isMany: false,
  read: (given) => {
    const [first, ...more] = given
    if (first === undefined) return { value: undefined }
    if (more.length > 0) return { refused: `was given ${given.length} times` }
    return first === '' ? { refused: `wants ${placeholder}, and was given nothing` } : read(first)
  },
})

/** `--dry-run`: said or not. */
export const flag = (about: string): Option<boolean> => ({
  about,
  isRequired: false,
  isMany: false,
  read: (given) => ({ value: given.length > 0 }),
})

/** `--project ID`: any text. */
export const text = (placeholder: string, about: string): Option<string | undefined> =>
  one(placeholder, about, (value) => ({ value }))

/** `--limit N`: a whole number in a range. */
export const whole = (
  { from, to }: { readonly from: number; readonly to: number },
  about: string,
): Option<number | undefined> =>
  one('N', `${about}, from ${from} to ${to}`, (given) => {
    const value = /^\d{1,15}$/.test(given) ? Number(given) : Number.NaN
    if (value >= from && value <= to) return { value }
    return { refused: `takes a number from ${from} to ${to}, not "${given}"` }
  })

/** `--env dev|prod`: one of a few words. */
export const oneOf = <const Word extends string>(
  words: readonly Word[],
  about: string,
): Option<Word | undefined> =>
  one(words.join('|'), about, (given) => {
    const value = words.find((word) => word === given)
    if (value !== undefined) return { value }
    const near = didYouMean(given, words)
    return { refused: `takes ${words.join(' or ')}, not "${given}"${near && `.${near}`}` }
  })

/** Holds `fallback` where the option is left out. */
export const orElse = <Value>(
  option: Option<Value | undefined>,
  fallback: NoInfer<Value>,
): Option<Value> => ({
  ...option,
  fallback: String(fallback),
  read: (given) => {
    const read = option.read(given)
    return 'refused' in read ? read : { value: read.value ?? fallback }
  },
})

/** Refuses a command line without it. */
export const required = <Value>(option: Option<Value | undefined>): Option<Value> => ({
  ...option,
  isRequired: true,
  read: (given) => {
    const read = option.read(given)
    if ('refused' in read) return read
    return read.value === undefined ? { refused: 'is missing' } : { value: read.value }
  },
})

/** May be given again and again; the values in order. */
export const many = <Value>(option: Option<Value | undefined>): Option<readonly Value[]> => ({
  ...option,
  about: `${option.about}; may be given again`,
  isMany: true,
  read: (given) => {
    const values: Value[] = []
    for (const each of given) {
      const read = option.read([each])
      if ('refused' in read) return read
      if (read.value !== undefined) values.push(read.value)
    }
    return { value: values }
  },
})
