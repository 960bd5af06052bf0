// The descriptions are what their formats ask for, by validators that others use too; without a finding of any kind.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { isLong } from '../../test/support/long.ts'

const ROOT = join(import.meta.dirname, '../..')
const APIS = ['docs/openapi.json', 'docs/openapi-callable.json'] as const

/** What a program writes as JSON; it asks nobody for a newer version of itself, and reports to nobody. */
function run(program: string, ...options: readonly string[]) {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const path = join(ROOT, 'node_modules', program)
  const child = spawn(process.execPath, [path, ...options], { cwd: ROOT, env })
  const [said, complaints]: [string[], string[]] = [[], []]
  child.stdout.on('data', (data: Buffer) => said.push(data.toString()))
  child.stderr.on('data', (data: Buffer) => complaints.push(data.toString()))
  return new Promise<unknown>((resolve, reject) => {
    child.once('close', () => {
      try {
        resolve(JSON.parse(said.join('')))
      } catch {
        reject(new Error([...said, ...complaints].join('\n')))
      }
    })
  })
}

/** Validators of others are slow on a busy machine. */
const PATIENT = 120_000

describe('the descriptions', { timeout: PATIENT }, () => {
  // The callable form says the same in other words: shortly, one of them is enough.
  it.each(isLong ? APIS : APIS.slice(0, 1))(
    'of the API are without a finding of Redocly: %s',
    async (path) => {
      const found = await run(
        '@redocly/cli/bin/cli.js',
        'lint',
        path,
        '--extends=recommended-strict',
        '--format=json',
      )
      expect(found).toMatchObject({
        totals: { errors: 0, warnings: 0, ignored: 0 },
        problems: [],
      })
    },
  )

  it('of the messages, and of the API in the long run, are without a finding of Spectral', async () => {
    const found = await run(
      '@stoplight/spectral-cli/dist/index.js',
      'lint',
      ...(isLong ? APIS : []),
      'docs/asyncapi.json',
      '--ruleset=dev/openapi/spectral.yaml',
      '--quiet',
      '--format=json',
    )
    expect(found).toEqual([])
  })

  it('of the documents is a JSON Schema, each of them', () => {
    const text = readFileSync(join(ROOT, 'docs/documents.json'), 'utf8')
    const all = JSON.parse(text) as {
      readonly documents: readonly { readonly content: { readonly $ref: string } }[]
    }
    const ajv = new Ajv2020({ strict: true, strictTypes: false, validateFormats: false })
    ajv.addVocabulary(['documents', 'x-firestore-type'])
    ajv.addSchema(all, 'documents.json')
    for (const { content } of all.documents)
      expect(ajv.getSchema(`documents.json${content.$ref}`)).toBeTypeOf('function')
    expect(all.documents.length).toBe(7)
  })
})
