// A checkout in a git folder of its own, and a cloud of files beside it, for the scripts that deploy.
import { execFile, execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stepsOf } from './pipeline.ts'

const root = join(import.meta.dirname, '../..')
const PARTS = ['scripts', 'terraform', 'cloudbuild.yaml', 'cloudbuild.rollback.yaml', '.gitignore']

export interface Ran {
  readonly code: number
  readonly output: string
  /** What was called, by all runs so far. */
  readonly calls: readonly string[]
}

export interface Checkout {
  /** A path in the checkout. */
  path(...parts: readonly string[]): string
  /** Changes a file of the checkout, without committing it. */
  change(file: string, from: string | RegExp, to: string): void
  commit(): void
  /** Says that something is so in the cloud, or what it answers. */
  make(name: string): void
  answer(name: string, text: string): void
  /** Lets the next call that contains these words fail half-way. */
  breakAt(words: string): void
  /** What there is in the cloud: names, and what stands in them. */
  made(): Readonly<Record<string, string>>
  run(script: string, ...args: readonly string[]): Promise<Ran>
  remove(): void
}

/** A clean checkout whose settings of dev are somebody's own, and a project with billing and nothing in it. */
export function makeCheckout(): Checkout {
  const folder = mkdtempSync(join(tmpdir(), 'deploy-'))
  const cloud = join(folder, 'cloud')
  const checkout = join(folder, 'checkout')
  const path = (...parts: readonly string[]): string => join(checkout, ...parts)
  const git = (...args: readonly string[]): void => {
    const identity = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.org']
    execFileSync('git', ['-C', checkout, ...identity, ...args], { stdio: 'ignore' })
  }

  for (const name of ['made', 'answers', 'pipeline'])
    mkdirSync(join(cloud, name), { recursive: true })
  mkdirSync(checkout)
  for (const part of PARTS) cpSync(join(root, part), path(part), { recursive: true })
  for (const [index, { id, folder: place, script }] of stepsOf('cloudbuild.yaml').entries()) {
    // The others run programs of ours, which have tests of their own.
    if (script === undefined || !/gcloud|terraform/.test(script)) continue
    const name = `${String(index).padStart(2, '0')}-${id}`
    const text = `# in ${place}\n${script.replaceAll('/workspace', join(cloud, 'workspace'))}`
    writeFileSync(join(cloud, 'pipeline', name), text)
  }
  const answer = (name: string, text: string): void =>
    writeFileSync(join(cloud, 'answers', name), `${text}\n`)
  answer('terraform', '1.11.4')
  answer('quota', '20000')
  answer('allowed-domains', 'ALLOW')
  for (const file of ['calls', 'breaks']) writeFileSync(join(cloud, file), '')

  const change = (file: string, from: string | RegExp, to: string): void => {
    const before = readFileSync(path(file), 'utf8')
    const after = before.replace(from, () => to)
    if (after === before) throw new Error(`${file} has nothing to change at ${String(from)}`)
    writeFileSync(path(file), after)
  }
  change('terraform/envs/dev.tfvars', 'example.com', 'example.org')
  git('init', '--quiet')
  const commit = (): void => {
    git('add', '--all')
    git('commit', '--quiet', '--message=As it is')
  }
  commit()

  return {
    path,
    change,
    commit,
    answer,
    make: (name) => writeFileSync(join(cloud, 'made', name), ''),
    breakAt: (words) => writeFileSync(join(cloud, 'breaks'), words),
    made: () =>
      Object.fromEntries(
        readdirSync(join(cloud, 'made'))
          .toSorted()
          .map((name) => [name, readFileSync(join(cloud, 'made', name), 'utf8')]),
      ),
    run: (script, ...args) =>
      new Promise((resolve) => {
        const env = {
          PATH: `${join(root, 'test/deployment/stand-ins')}:/usr/bin:/bin`,
          CLOUD: cloud,
          DEPLOY_PAUSE_SECONDS: '0',
        }
        execFile(path('scripts', script), args, { env }, (error, stdout, stderr) => {
          const code = error === null ? 0 : Number(error.code)
          const calls = readFileSync(join(cloud, 'calls'), 'utf8').trim().split('\n')
          resolve({ code, output: stdout + stderr, calls })
        })
      }),
    remove: () => rmSync(folder, { recursive: true }),
  }
}
