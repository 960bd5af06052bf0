// The examples in docs/examples.json are what the real stack answers: recorded anew by each run, and compared to the byte.
// RECORD_EXAMPLES=1 (`npm run examples`) writes the file.
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { EXAMPLES_PATH, type Examples } from '../../dev/openapi/examples.ts'
import { playRefusals } from '../support/examples/refusals.ts'
import { LINK_KEYS, playSuccesses } from '../support/examples/successes.ts'
import { startRecorder } from '../support/examples/recorder.ts'

async function record(): Promise<Examples> {
  const recorder = await startRecorder({ linkKeys: LINK_KEYS })
  try {
    await playRefusals(recorder, await playSuccesses(recorder))
    return recorder.examples()
  } finally {
    await recorder.stop()
  }
}

/** Where App Check is enforced. */
async function recordStrangeApp(): Promise<Examples> {
  const recorder = await startRecorder({ linkKeys: LINK_KEYS, enforcesAppCheck: true })
  const answers = 'app-check-failed'
  try {
    await recorder.call('get-account', { as: 'carl', title: `\`${answers}\``, answers })
    return recorder.examples()
  } finally {
    await recorder.stop()
  }
}

async function recordAll(): Promise<Examples> {
  const examples = await record()
  const strange = await recordStrangeApp()
  return Object.fromEntries(
    Object.entries(examples).map(([name, some]) => [name, [...some, ...(strange[name] ?? [])]]),
  )
}

it('examples are answered as they are written down', async () => {
  const text = `${JSON.stringify(await recordAll(), null, 2)}\n`
  if (process.env['RECORD_EXAMPLES']) writeFileSync(EXAMPLES_PATH, text)
  expect(text).toBe(readFileSync(EXAMPLES_PATH, 'utf8'))
})
