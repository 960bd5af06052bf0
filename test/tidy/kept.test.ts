// ANSWERS_KEPT=0 runs every test, benchmark and drill without anything that an instance keeps: whoever starts functions there hands it on.
import { expect, it } from 'vitest'
import { without } from './code.ts'
import { sourcesIn } from './files.ts'

/** A process of a function, or a world that functions serve in. */
const STARTS = /`--target=|\bmakeWorld\(/
const HANDS_ON = /\bANSWERS_KEPT\b|readConfig\(process\.env\)/

/** Those that take another's settings, or serve nobody, each with its reason. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'test/support/cold-instance.ts': 'as the backend that it is an instance of',
  'test/support/delivery-worker.ts': 'as its parent',
  'dev/lost/run.ts': 'serves nobody',
  'dev/mirror/run.ts': 'serves nobody',
}

const starting = sourcesIn('test', 'dev', 'bench')
  .map(({ path, text }) => ({ path, text: without(text, 'comment') }))
  .filter(({ text }) => STARTS.test(text))

it('whoever starts functions hands on how much they keep', () => {
  expect(starting.length).toBeGreaterThan(5)
  const silent = starting.filter(({ text }) => !HANDS_ON.test(text)).map(({ path }) => path)
  expect(silent).toEqual(Object.keys(ELSEWHERE).toSorted())
})
