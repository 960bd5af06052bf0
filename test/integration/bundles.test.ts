// Every bundle starts under functions-framework in a process of its own, as it is deployed, and answers.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { buildFunctions } from '../../dev/build/functions.ts'
import { freePort } from '../../dev/parts/ports.ts'
import { makeTopics } from '../../dev/topics.ts'
import { type FunctionName, manifest } from '../../functions/manifest.ts'

const root = join(import.meta.dirname, '../..')
const names = Object.keys(manifest) as FunctionName[]
let folder: string

// A copy of what the build reads, so that it does not write into this checkout's dist/.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'availability-bundles-'))
  for (const part of ['functions', 'shared', 'package.json', 'package-lock.json', 'tsconfig.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  await buildFunctions(folder, manifest)
  const { pubsubHost } = inject('parts')
  await makeTopics(pubsubHost, 'demo-bundles', 'http://127.0.0.1:1')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function answerOf(
  name: FunctionName,
  body: string,
): Promise<{ status: number; body: string; log: string }> {
  const { postgres, template, firestoreHost, pubsubHost } = inject('parts')
  const port = await freePort()
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules/@google-cloud/functions-framework/build/src/main.js'),
      `--target=${name}`,
    ],
    {
      cwd: join(folder, 'dist', name),
      env: {
        PATH: process.env['PATH'],
        PORT: String(port),
        GOOGLE_CLOUD_PROJECT: 'demo-bundles',
        DATABASE_URL: `${postgres}${template}`,
        PUBSUB_EMULATOR_HOST: pubsubHost,
        FIRESTORE_EMULATOR_HOST: firestoreHost,
        METADATA_SERVER_DETECTION: 'none',
        JOB_SECONDS: '1',
      },
    },
  )
  let log = ''
  child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()))
  try {
    while (!log.includes('URL: http')) {
      if (child.exitCode !== null) throw new Error(`${name} ended before it served: ${log}`)
      await sleep(20)
    }
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    })
    return { status: response.status, body: await response.text(), log }
  } finally {
    if (child.exitCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
  }
}

describe('the bundle of', () => {
  test.each(names.filter((name) => manifest[name].caller === 'account'))(
    '%s asks who calls',
    async (name) => {
      const { status, body } = await answerOf(name, '{"data":{}}')
      expect(JSON.parse(body)).toMatchObject({
        error: { status: 'UNAUTHENTICATED', details: { reason: 'unauthenticated', status: 401 } },
      })
      expect(status).toBe(401)
    },
  )

  test('relay-changes looks into the outbox', async () => {
    expect(await answerOf('relay-changes', '{}')).toMatchObject({
      status: 200,
      body: '{"published":0}',
    })
  })

  test('fan-out-availability hands what it cannot read to the dead letters', async () => {
    const { status, body } = await answerOf('fan-out-availability', '{"message":{"data":"!"}}')
    expect({ status, body }).toEqual({ status: 200, body: '{}' })
  })
})
