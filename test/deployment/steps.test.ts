// The shell scripts in the pipeline's steps, run with a gcloud whose bucket is a folder.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { scriptOf } from './pipeline.ts'

const root = join(import.meta.dirname, '../..')

/** `cp` and `ls` of a bucket that is the folder $FAKE/bucket; everything else is only written down. */
const GCLOUD = `#!/bin/bash
echo "gcloud $*" >> "$FAKE/calls"
paths=()
for word in "\${@:3}"; do
  case "$word" in --*) ;; gs://p-sources/*) paths+=("$FAKE/bucket/\${word#gs://p-sources/}") ;; *) paths+=("$word") ;; esac
done
case "$1 $2" in
  'storage cp')
    to=\${paths[-1]}; unset 'paths[-1]'
    case "$to" in */) mkdir -p "$to" ;; *) mkdir -p "$(dirname "$to")" ;; esac
    for from in "\${paths[@]}"; do cp -n $from "$to"; done ;;
  'storage ls')
    ls -d "\${paths[0]%/}" > /dev/null || exit 1
    [ -d "\${paths[0]}" ] && (cd "\${paths[0]}" && for name in *; do echo "gs://p-sources/releases/$name/"; done)
    exit 0 ;;
  'run jobs')
    [ "$3" != describe ] || [ -f "$FAKE/has-job" ] ;;
  'scheduler jobs')
    [ "$3" != list ] || cat "$FAKE/paused-jobs" ;;
esac
`

let folder: string
const inFolder = (...path: readonly string[]): string => join(folder, ...path)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steps-'))
  for (const name of ['bucket/releases', 'dist', 'bin'])
    mkdirSync(inFolder(name), { recursive: true })
  writeFileSync(inFolder('bin/gcloud'), GCLOUD)
  chmodSync(inFolder('bin/gcloud'), 0o755)
  writeFileSync(inFolder('calls'), '')
})

afterEach(() => rmSync(folder, { recursive: true }))

const run = (file: string, step: string, cwd = '.'): string =>
  execFileSync('bash', ['--norc', '-c', scriptOf(file, step)], {
    cwd: inFolder(cwd),
    env: { PATH: `${inFolder('bin')}:/usr/bin:/bin`, FAKE: folder },
    encoding: 'utf8',
  })

const calls = (): string => readFileSync(inFolder('calls'), 'utf8')

describe('a deployment', () => {
  beforeEach(() => {
    for (const name of ['create-booking', 'get-account']) {
      mkdirSync(inFolder('dist', name))
      writeFileSync(inFolder('dist', name, 'index.js.map'), `map of ${name}`)
      writeFileSync(inFolder('dist', `${name}-0123456789abcdef.zip`), 'new')
    }
    writeFileSync(inFolder('dist/migrate-fedcba9876543210.cjs'), 'program')
    writeFileSync(inFolder('dist/sources.tfvars.json'), '{}')
    writeFileSync(inFolder('dist/contracts.txt'), '')
  })

  it('uploads archives, maps and the migration program, and replaces nothing', () => {
    writeFileSync(inFolder('bucket/get-account-0123456789abcdef.zip'), 'old')
    run('cloudbuild.yaml', 'upload', 'dist')
    expect(readdirSync(inFolder('bucket')).toSorted()).toEqual([
      'create-booking-0123456789abcdef.zip',
      'get-account-0123456789abcdef.zip',
      'maps',
      'migrate-fedcba9876543210.cjs',
      'releases',
    ])
    expect(readFileSync(inFolder('bucket/get-account-0123456789abcdef.zip'), 'utf8')).toBe('old')
    const map = inFolder('bucket/maps/create-booking-0123456789abcdef/index.js.map')
    expect(readFileSync(map, 'utf8')).toBe('map of create-booking')
    expect(calls()).not.toMatch(/storage cp (?!--no-clobber)/)
  })

  it('expands with the program that it built, if there is a job already', () => {
    run('cloudbuild.yaml', 'migrate')
    expect(calls()).not.toContain('execute')
    writeFileSync(inFolder('has-job'), '')
    run('cloudbuild.yaml', 'migrate')
    expect(calls()).toContain('--wait --args=/sources/migrate-fedcba9876543210.cjs,expand')
  })

  it('opens what no binding may open, and nothing where bindings do', () => {
    writeFileSync(inFolder('unchecked.txt'), '')
    run('cloudbuild.yaml', 'open')
    expect(calls()).toBe('')
    // As `terraform output -raw` writes it: no line ends the last one.
    writeFileSync(inFolder('unchecked.txt'), 'create-booking\nget-account')
    for (const file of ['cloudbuild.yaml', 'cloudbuild.rollback.yaml']) run(file, 'open')
    const opened = [...calls().matchAll(/services update (\S+) .*--no-invoker-iam-check/g)]
    const both = ['create-booking', 'get-account']
    expect(opened.map(([, service]) => service)).toEqual([...both, ...both])
  })

  it('contracts with the same program', () => {
    run('cloudbuild.yaml', 'migrate-after')
    expect(calls()).toContain('--wait --args=/sources/migrate-fedcba9876543210.cjs,all')
  })

  it('resumes the jobs that call as our account, and no others', () => {
    writeFileSync(inFolder('paused-jobs'), 'relay-changes\ntick\n')
    run('cloudbuild.yaml', 'resume')
    const asked =
      'state=PAUSED AND httpTarget.oidcToken.serviceAccountEmail=scheduler-invoker@p.iam'
    expect(calls()).toContain(asked)
    expect(calls().match(/scheduler jobs resume \S+ --location=\S+/g)).toEqual([
      'scheduler jobs resume relay-changes --location=europe-west1',
      'scheduler jobs resume tick --location=europe-west1',
    ])
  })

  it('resumes nothing where nothing is paused', () => {
    writeFileSync(inFolder('paused-jobs'), '')
    run('cloudbuild.yaml', 'resume')
    expect(calls()).not.toContain('resume')
  })

  it('writes down what it deployed', () => {
    run('cloudbuild.yaml', 'record', 'dist')
    const [release = ''] = readdirSync(inFolder('bucket/releases'))
    expect(release).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-b1$/)
    expect(readdirSync(inFolder('bucket/releases', release)).toSorted()).toEqual([
      'contracts.txt',
      'sources.tfvars.json',
    ])
  })
})

describe('a rollback', () => {
  const release = (name: string, archive: string, contracts: string): void => {
    mkdirSync(inFolder('bucket/releases', name))
    const sources = JSON.stringify({ sources: { 'get-account': archive } })
    writeFileSync(inFolder('bucket/releases', name, 'sources.tfvars.json'), sources)
    writeFileSync(inFolder('bucket/releases', name, 'contracts.txt'), contracts)
  }

  const choose = (): string =>
    execFileSync(process.execPath, [join(root, 'dev/rollback.ts')], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    })

  it('finds both releases and the archives of the earlier one', () => {
    release('2026-01', 'get-account-1.zip', '')
    release('2026-02', 'get-account-2.zip', '')
    writeFileSync(inFolder('bucket/get-account-1.zip'), '')
    run('cloudbuild.rollback.yaml', 'find')
    choose()
    expect(readFileSync(inFolder('archives.txt'), 'utf8')).toBe('get-account-1.zip\n')
    run('cloudbuild.rollback.yaml', 'look')
  })

  it('ends where an archive is gone', () => {
    release('2026-01', 'get-account-1.zip', '')
    run('cloudbuild.rollback.yaml', 'find')
    choose()
    expect(() => run('cloudbuild.rollback.yaml', 'look')).toThrow('get-account-1.zip')
  })

  it('ends where something was taken away since', () => {
    release('2026-01', 'get-account-1.zip', '')
    release('2026-02', 'get-account-2.zip', '0007-names.contract\n')
    run('cloudbuild.rollback.yaml', 'find')
    expect(choose).toThrow('0007-names.contract')
  })
})
