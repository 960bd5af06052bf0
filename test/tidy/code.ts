// TypeScript read roughly: enough to tell comments and strings from code. Lines stay where they are.

const COMMENT = String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/`
const QUOTED = String.raw`'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"`
const TEMPLATE = '`(?:\\\\[\\s\\S]|[^`\\\\])*`'
/** A slash divides after a name, a number or a closing bracket, and begins a pattern elsewhere. */
const PATTERN = String.raw`(?<=[=(,:;[!&|?{}>\n]\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/`

const TOKEN = new RegExp(
  `(?<comment>${COMMENT})|(?<quoted>${QUOTED})|(?<template>${TEMPLATE})|${PATTERN}`,
  'g',
)

type Kind = 'comment' | 'quoted' | 'template'

/** The text with these kinds of tokens replaced by spaces, so that positions stay the same. */
export const without = (text: string, ...kinds: readonly Kind[]): string =>
  text.replaceAll(TOKEN, (token, ...rest) => {
    const groups = rest.at(-1) as Partial<Record<Kind, string>>
    return kinds.some((kind) => groups[kind] !== undefined) ? token.replaceAll(/\S/g, ' ') : token
  })

/** Every line of the text on which the pattern is found, as `path:line: what was found`. */
export const linesMatching = (path: string, text: string, pattern: RegExp): string[] =>
  [...text.matchAll(new RegExp(pattern, pattern.flags.replace('g', '') + 'g'))].map((match) => {
    const line = text.slice(0, match.index).split('\n').length
    return `${path}:${line}: ${match[0].trim().replaceAll(/\s+/g, ' ')}`
  })
