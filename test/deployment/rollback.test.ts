// scripts/rollback, with a gcloud that knows two releases and only writes down how it was called.
import { execFile } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')

const GCLOUD = `#!/bin/sh
echo "gcloud $*" >> "$FAKE/calls"
case "$*" in
  *releases/) printf 'gs://p-sources/releases/2026-02/\\ngs://p-sources/releases/2026-01/\\n' ;;
  *releases/2026-01/*) ;;
  *releases/*) exit 1 ;;
esac
`

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scripts-'))
  for (const part of ['scripts', 'terraform'])
    cpSync(join(root, part), join(folder, part), { recursive: true })
  mkdirSync(join(folder, 'fake'))
  writeFileSync(join(folder, 'fake/gcloud'), GCLOUD)
  chmodSync(join(folder, 'fake/gcloud'), 0o755)
  writeFileSync(join(folder, 'fake/calls'), '')
})

afterEach(() => rmSync(folder, { recursive: true }))

const run = (script: string, ...args: readonly string[]) =>
  new Promise<{ code: number; output: string; calls: string[] }>((resolve) => {
    const env = { PATH: `${join(folder, 'fake')}:/usr/bin:/bin`, FAKE: join(folder, 'fake') }
    execFile(join(folder, 'scripts', script), args, { env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code)
      const calls = readFileSync(join(folder, 'fake/calls'), 'utf8').trim().split('\n')
      resolve({ code, output: stdout + stderr, calls })
    })
  })

describe('scripts/rollback', () => {
  it('lists the releases, the newest last', async () => {
    expect((await run('rollback', 'p', 'dev')).output).toBe('2026-01\n2026-02\n')
  })

  it('puts one back', async () => {
    const { code, calls } = await run('rollback', 'p', 'dev', '2026-01')
    expect(code).toBe(0)
    expect(calls.at(-1)).toContain('--config=cloudbuild.rollback.yaml')
    expect(calls.at(-1)).toContain('_REGION=europe-west1,_RELEASE=2026-01')
  })

  it('refuses one that there is not', async () => {
    const { code, output } = await run('rollback', 'p', 'dev', '2025-12')
    expect(code).toBe(1)
    expect(output).toContain('There is no release 2025-12')
  })
})
