// scripts/deploy and scripts/rollback, with a gcloud and a terraform that only write down how they were called.
import { execFile } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
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
  'auth list'*) [ -f "$FAKE/logged-out" ] || echo somebody@example.org ;;
  'billing projects describe'*) [ -f "$FAKE/no-billing" ] && echo False || echo True ;;
  *bootstrap/default.tfstate*) [ -f "$FAKE/state-in-bucket" ] ;;
  *releases/) printf 'gs://p-sources/releases/2026-02/\\ngs://p-sources/releases/2026-01/\\n' ;;
  *releases/2026-01/*) ;;
  *releases/*) exit 1 ;;
esac
`
const TERRAFORM = `#!/bin/sh
case "$*" in
  version*) echo '{"terraform_version": "'"$(cat "$FAKE/version")"'"}'; exit ;;
esac
echo "terraform $*" >> "$FAKE/calls"
case "$*" in
  *apply*)
    if [ -f "$FAKE/fails-once" ]; then rm "$FAKE/fails-once"; exit 1; fi
    [ -f terraform/bootstrap/backend_override.tf ] || echo '"availability-dev-terraform"' > terraform/bootstrap/terraform.tfstate ;;
  *-migrate-state*) touch "$FAKE/state-in-bucket" ;;
esac
`

let folder: string
const fake = (name: string, text = ''): void => writeFileSync(join(folder, 'fake', name), text)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scripts-'))
  for (const part of ['scripts', 'terraform'])
    cpSync(join(root, part), join(folder, part), { recursive: true })
  mkdirSync(join(folder, 'fake'))
  for (const [name, text] of Object.entries({ gcloud: GCLOUD, terraform: TERRAFORM })) {
    fake(name, text)
    chmodSync(join(folder, 'fake', name), 0o755)
  }
  fake('version', '1.11.4')
  fake('calls')
  const path = join(folder, 'terraform/envs/dev.tfvars')
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll('example.com', 'example.org'))
})

afterEach(() => rmSync(folder, { recursive: true }))

const run = (script: string, ...args: readonly string[]) =>
  new Promise<{ code: number; output: string; calls: string[] }>((resolve) => {
    const env = {
      PATH: `${join(folder, 'fake')}:/usr/bin:/bin`,
      FAKE: join(folder, 'fake'),
      DEPLOY_PAUSE_SECONDS: '0',
    }
    execFile(join(folder, 'scripts', script), args, { env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code)
      const calls = readFileSync(join(folder, 'fake/calls'), 'utf8').trim().split('\n')
      resolve({ code, output: stdout + stderr, calls })
    })
  })

/** What changes something, in short words. */
const steps = (calls: readonly string[]): string[] =>
  calls
    .filter((call) => / (apply|init|enable|submit) | apply$| init$/.test(`${call} `))
    .map(
      (call) =>
        /(services enable|init.*-migrate-state|init|apply|builds submit)/.exec(call)?.[1] ?? call,
    )

describe('scripts/deploy', () => {
  it('says all that is missing at once, and changes nothing', async () => {
    fake('version', '1.9.0')
    fake('logged-out')
    cpSync(join(root, 'terraform/envs/dev.tfvars'), join(folder, 'terraform/envs/dev.tfvars'))
    const { code, output, calls } = await run('deploy', 'availability-dev', 'dev')
    expect(code).toBe(1)
    expect(output).toMatch(/missing: Terraform 1\.11 or newer \(this is 1\.9\.0\)/)
    expect(output).toMatch(/missing: a login\n\s+gcloud auth login/)
    expect(output).toMatch(/missing: your own values/)
    expect(output).toContain('nothing was changed')
    expect(steps(calls)).toEqual([])
  })

  it('asks for billing', async () => {
    fake('no-billing')
    const { code, output } = await run('deploy', 'availability-dev', 'dev')
    expect(code).toBe(1)
    expect(output).toContain('missing: billing')
  })

  it('prepares a fresh project, moves the state into the bucket, and builds', async () => {
    const { code, output, calls } = await run('deploy', 'availability-dev', 'dev')
    expect(code, output).toBe(0)
    expect(steps(calls)).toEqual([
      'services enable',
      'init',
      'apply',
      'init -input=false -migrate-state',
      'builds submit',
    ])
    expect(calls.at(-1)).toContain('_ENV=dev,_REGION=europe-west1')
    expect(existsSync(join(folder, 'terraform/bootstrap/terraform.tfstate'))).toBe(false)
  })

  it('tries again where an API was enabled too short a while ago', async () => {
    fake('fails-once')
    const { code, calls } = await run('deploy', 'availability-dev', 'dev')
    expect(code).toBe(0)
    expect(steps(calls).filter((step) => step === 'apply')).toHaveLength(2)
  })

  it('goes on with the state in the bucket once it is there', async () => {
    fake('state-in-bucket')
    const { code, calls } = await run('deploy', 'availability-dev', 'dev')
    expect(code).toBe(0)
    expect(steps(calls)).toEqual(['services enable', 'init', 'apply', 'builds submit'])
    const backend = readFileSync(join(folder, 'terraform/bootstrap/backend_override.tf'), 'utf8')
    expect(backend).toContain('"availability-dev-terraform"')
  })

  it("does not take another project's state for this one's", async () => {
    const state = join(folder, 'terraform/bootstrap/terraform.tfstate')
    writeFileSync(state, '"availability-prod-terraform"')
    expect((await run('deploy', 'availability-dev', 'dev')).code).toBe(0)
    expect(existsSync(state)).toBe(false)
  })

  it.each([[[]], [['availability-dev']], [['availability-dev', 'staging']]])(
    'explains itself to %j',
    async (args) => {
      const { code, output } = await run('deploy', ...args)
      expect(code).toBe(2)
      expect(output).toContain('Usage')
    },
  )
})

describe('scripts/rollback', () => {
  it('lists the releases, the newest last', async () => {
    expect((await run('rollback', 'p', 'dev')).output).toBe('2026-01\n2026-02\n')
  })

  it('puts one back', async () => {
    const { code, calls } = await run('rollback', 'p', 'dev', '2026-01')
    expect(code).toBe(0)
    expect(calls.at(-1)).toContain('--config=cloudbuild.rollback.yaml')
    expect(calls.at(-1)).toContain('_RELEASE=2026-01')
  })

  it('refuses one that there is not', async () => {
    const { code, output } = await run('rollback', 'p', 'dev', '2025-12')
    expect(code).toBe(1)
    expect(output).toContain('There is no release 2025-12')
  })
})
