// The conformance suite, shortly: a few of its checks pass here, and notice two planted deviations. All of them, as its users call
// it, are tried by test/e2e/conformance.test.ts.
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { isWantedBy } from '../../dev/conformance/wanted.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import { conform, COMMANDS_PER_MINUTE, failuresOf, noticed, plant } from '../support/conform.ts'
import { PLANTED } from '../support/deviations.ts'

/** The Auth emulator lets people sign up in this project only. */
const PROJECT = 'demo-test'

let backend: Backend

beforeAll(async () => {
  const config = { commandsPerMinute: COMMANDS_PER_MINUTE }
  backend = await startBackend({ projectId: PROJECT, subscribe: false, config })
})
afterAll(() => backend.stop())

const stack = () => ({ functions: backend.url, projectId: PROJECT, ...inject('parts') })

it('passes where all is as described', async () => {
  const isNamed = isWantedBy([
    'search-availability/exactly',
    'create-booking/once',
    'create-booking/same-key',
    'callable/same-refusal',
    'every-answer',
  ])
  const finding = await conform(stack(), ({ id }) => isNamed(id))
  expect([failuresOf(finding), finding.unable, finding.left]).toEqual([[], undefined, []])
  expect(finding.results.length).toBeGreaterThan(8)
})

const short = ['a slot that is taken is sold again', 'a revision is text']

it.each(PLANTED.filter(({ says }) => short.includes(says)))(
  'notices where $says',
  async (planted) => {
    expect(await plant(stack(), planted)).toEqual(noticed(planted))
  },
)
