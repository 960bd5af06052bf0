// The commands of the runbook, run with a gcloud that only writes down how it was called.
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from '../../dev/command/parse.ts'
import { REPLAY, toOptions } from '../../dev/dead-letters/options.ts'

const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8')
const section = runbook.split('\n### Dead letters wait\n')[1]?.split('\n### ')[0] ?? ''
const blocks = [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, commands = '']) => commands)
const look = blocks.find((block) => block.includes('gcloud')) ?? ''

/** Each argument on a line of its own, after the address that it would call. */
const GCLOUD = `#!/bin/sh
{ echo "at $CLOUDSDK_API_ENDPOINT_OVERRIDES_PUBSUB"; for word in "$@"; do echo "$word"; done; } >> calls
case "$*" in *' pull '*) cat pulled.json ;; esac
`

/** A message as it lies in the topic, with what a shell would fall over. */
const change = JSON.stringify({
  professionalId: 'p-1',
  type: 'booking.created',
  note: `it's "$HOME"`,
})

let folder: string
const run = (commands: string): string =>
  execFileSync('sh', ['-ec', commands], {
    cwd: folder,
    env: { PATH: `${folder}:${dirname(process.execPath)}:/usr/bin:/bin` },
    encoding: 'utf8',
  })
const calls = (): string[] => readFileSync(join(folder, 'calls'), 'utf8').split('\n')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runbook-'))
  writeFileSync(join(folder, 'gcloud'), GCLOUD)
  chmodSync(join(folder, 'gcloud'), 0o755)
  const message = {
    data: Buffer.from(change).toString('base64'),
    attributes: { reason: 'no such day', subscriber: 'fan-out-availability' },
  }
  writeFileSync(join(folder, 'pulled.json'), JSON.stringify([{ ackId: 'ack-1', message }]))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the dead letters', () => {
  it('are shown with their reason and what is in them', () => {
    const shown = run(look)
    expect(shown).toContain('no such day')
    expect(shown).toContain('booking.created')
  })

  it('are read at the address of the region alone', () => {
    run(look)
    const addresses = calls().filter((word) => word.startsWith('at '))
    expect(new Set(addresses)).toEqual(new Set(['at https://REGION-pubsub.googleapis.com/']))
  })

  it('are replayed by commands that the replay takes: first looked at, then one, then all', () => {
    const lines = blocks.flatMap((block) => block.split('\n'))
    const commands = lines.filter((line) => line.startsWith('npm run replay-dead-letters'))
    const parsed = commands.map((line) => {
      const read = parse(REPLAY, line.split(' -- ')[1]?.split(' ') ?? [], {})
      return read.kind === 'run' ? toOptions(read.values) : read
    })
    const told = { deployment: { project: 'PROJECT_ID', region: 'REGION' }, forget: [] }
    expect(parsed).toEqual([
      { ...told, isDry: true, limit: 100 },
      { ...told, isDry: false, limit: 1 },
      { ...told, isDry: false, limit: 100 },
      { ...told, isDry: false, limit: 100, forget: ['MESSAGE_ID'] },
    ])
  })
})

describe('every page', () => {
  it('sends messages, or takes them, at the address of the region alone', () => {
    const docs = join(import.meta.dirname, '../../docs')
    const pages = readdirSync(docs, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.md'))
      .map((path) => readFileSync(join(docs, path), 'utf8'))
    const written = pages.flatMap((page) => page.split('```'))
    const touching = written.filter((block) =>
      /gcloud pubsub (subscriptions (pull|ack)|topics publish)/.test(block),
    )
    expect(touching.length).toBeGreaterThanOrEqual(1)
    const elsewhere = touching.filter(
      (block) => !block.includes('CLOUDSDK_API_ENDPOINT_OVERRIDES_PUBSUB=https://REGION-'),
    )
    expect(elsewhere).toEqual([])
  })
})
