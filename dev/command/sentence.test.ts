// What is said of an error to whoever ran a command.
import { expect, it } from 'vitest'
import * as z from 'zod'
import { toSentence } from './sentence.ts'

const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), {
  code: 'ECONNREFUSED',
})

it.each([
  ['a sentence of ours', new Error('There is no stack.'), 'There is no stack.'],
  ['causes', new Error('The build failed', { cause: new Error('no x') }), 'The build failed: no x'],
  [
    'a cause that was said already',
    new Error('It failed: no x', { cause: new Error('no x') }),
    'It failed: no x',
  ],
  ['fetch', new TypeError('fetch failed', { cause: refused }), `fetch failed: ${refused.message}`],
  ['a connection refused twice', new AggregateError([refused, refused]), refused.message],
  ['what is no error', 'broken', 'broken'],
  ['a schema', z.object({ a: z.number() }).safeParse({ a: '' }).error, /^a: Invalid input/],
])('%s is told without its insides', (_, error, said) => {
  expect(toSentence(error)).toMatch(said)
  expect(toSentence(error)).not.toContain('\n    at ')
})

it('a fault of the program is shown whole', () => {
  expect(toSentence(new TypeError('x is not a function'))).toMatch(
    /^This is a fault of the program.*\n.*x is not a function\n {4}at /s,
  )
})
