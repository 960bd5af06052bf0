// The scenarios of the repository, each with the answer that is known to be right.
import { readFileSync } from 'node:fs'

const FILES = ['oracle.json', 'peers.json', 'rules.json'] as const

/** A scenario as the simulator is given it, and what it answers. */
export interface KnownAnswer<Scenario, Answer> {
  readonly id: string
  readonly scenario: Scenario
  readonly answer: Answer
}

/** Every scenario of each file. The caller says what the two are: this is our own data, checked by no schema here. */
export function knownAnswers<Scenario = unknown, Answer = unknown>(): readonly (readonly [
  file: string,
  entries: readonly KnownAnswer<Scenario, Answer>[],
])[] {
  return FILES.map((file) => {
    const text = readFileSync(new URL(`../scenarios/${file}`, import.meta.url), 'utf8')
    return [file, JSON.parse(text) as readonly KnownAnswer<Scenario, Answer>[]]
  })
}
