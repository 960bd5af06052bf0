// Plans a deployment with an error in it, as cheaply as the real Terraform can: tfcheck prepares one checkout with its stand-ins
// of the providers, and each error is planted in a copy of it and planned once.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Catalogue, toCatalogue, toTfvars } from '../../dev/catalogue/catalogue.ts'
import { manifest } from '../../functions/manifest.ts'
import type { Mutant } from './mutant.ts'
import type { Plan } from './plan.ts'
import { findBroken } from './policies.ts'

/** What is found wrong, and where. */
export interface Found {
  readonly stage: string
  readonly words: string
}

export interface Planner {
  /** Plans with the error; undefined where nothing is found. */
  plan(mutant: Mutant): Promise<Found | 'not planted' | undefined>
  /** Plans without one. */
  planRight(settings?: string): Promise<Found | undefined>
  remove(): void
}

const root = join(import.meta.dirname, '../..')
const MAIN = { folder: 'terraform', variables: 'envs/prod.tfvars' }
const BOOTSTRAP = { folder: 'terraform/bootstrap', variables: 'example.tfvars' }
type Part = typeof MAIN

/** A few functions of every kind: as good as all of them for this, and twice as fast. */
const FEW = ['create-booking', 'get-account', 'relay-changes', 'fan-out-availability']

function fewFunctions(): Catalogue {
  const whole = toCatalogue(manifest)
  const few = Object.entries(whole.catalogue).filter(([name]) => FEW.includes(name))
  return { ...whole, catalogue: Object.fromEntries(few) }
}

interface Ran {
  readonly isFine: boolean
  readonly out: string
  readonly all: string
}

async function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { isFine: code === 0, out, all: out + errors }
}

/** The first error that Terraform tells, with the frame of its drawing taken off. */
const firstError = (text: string): string => /Error: (.*)/.exec(text)?.[1] ?? text.slice(0, 200)

/**
 * @param tfcheck a copy of tfcheck with its packages installed, by a path without spaces
 * @throws where the deployment as it is cannot be prepared
 */
export async function prepare(tfcheck: string): Promise<Planner> {
  const { default: general } = (await import(join(tfcheck, 'policy.mjs'))) as {
    readonly default: (plan: Plan, env: string) => readonly string[]
  }
  const folders: string[] = []
  const newFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'mutant-'))
    folders.push(folder)
    return folder
  }

  const checkout = newFolder()
  for (const part of ['terraform', 'firestore.rules', 'firestore.indexes.json', 'docs/runbook.md'])
    cpSync(join(root, part), join(checkout, part), { recursive: true })
  writeFileSync(join(checkout, 'terraform/catalogue.auto.tfvars.json'), toTfvars(fewFunctions()))

  const check = (from: string, { folder }: Part) => {
    const place = `--root ${from} --dir ${folder} --only validate --keep`
    const schemas = `--schemas ${tfcheck}/schemas.json --overlay ${root}/test/deployment/overlay.ts`
    const args = [`${tfcheck}/tfcheck.mjs`, ...`${place} ${schemas}`.split(' ')]
    return run(process.execPath, args, root, { TFCHECK_OVERLAY: join(tfcheck, 'overlay.mjs') })
  }

  async function prepared(part: Part) {
    const { isFine, all } = await check(checkout, part)
    const work = /^kept (.*)$/m.exec(all)?.[1]
    if (!isFine || work === undefined) throw new Error(`tfcheck cannot prepare:\n${all}`)
    folders.push(work)
    const env = {
      TF_CLI_CONFIG_FILE: join(work, 'rc'),
      TFCHECK_NODE_MODULES: join(tfcheck, 'node_modules'),
      TF_DISABLE_PLUGIN_TLS: '1',
      TF_IN_AUTOMATION: '1',
      CHECKPOINT_DISABLE: '1',
    }
    const source = join(work, 'src')
    const cwd = join(source, part.folder)
    writeFileSync(join(cwd, 'zz_backend_override.tf'), 'terraform {\n  backend "local" {}\n}\n')
    const init = await run('terraform', ['init', '-reconfigure', '-input=false'], cwd, env)
    if (!init.isFine) throw new Error(`terraform init:\n${init.all}`)
    return { source, env, part }
  }
  const main = await prepared(MAIN)
  const bootstrap = await prepared(BOOTSTRAP)

  async function planIn(folder: string, { part, env }: typeof main): Promise<Found | undefined> {
    const cwd = join(folder, part.folder)
    const file = join(folder, 'tfplan')
    const flags = ['-no-color', '-input=false', '-refresh=false', '-lock=false']
    const planned = await run(
      'terraform',
      ['plan', ...flags, `-var-file=${part.variables}`, `-out=${file}`],
      cwd,
      env,
    )
    if (!planned.isFine) return { stage: 'plan', words: firstError(planned.all) }
    const shown = await run('terraform', ['show', '-json', file], cwd, env)
    const plan = JSON.parse(shown.out) as Plan
    const broken = [...general(plan, part.variables), ...findBroken(plan, part.variables)]
    return broken[0] === undefined ? undefined : { stage: 'policies', words: broken[0] }
  }

  const copyOf = ({ source }: typeof main, settings = ''): string => {
    const folder = newFolder()
    cpSync(source, folder, { recursive: true })
    const variables = join(folder, MAIN.folder, MAIN.variables)
    writeFileSync(variables, readFileSync(variables, 'utf8') + settings)
    return folder
  }

  return {
    planRight: (settings) => planIn(copyOf(main, settings), main),
    plan: async ({ file, from, to, settings, isDeclaration }) => {
      const place = file.startsWith('bootstrap/') ? bootstrap : main
      const folder = copyOf(place, settings)
      const path = join(folder, 'terraform', file)
      const before = readFileSync(path, 'utf8')
      const after = before.replace(from, () => to)
      if (after === before) return 'not planted'
      writeFileSync(path, after)
      if (!isDeclaration) return planIn(folder, place)
      const { all } = await check(folder, place.part)
      const kept = /^kept (.*)$/m.exec(all)?.[1]
      if (kept !== undefined) folders.push(kept)
      const words = /^FAIL declarations.*\n {5}(.*)/m.exec(all)?.[1]
      return words === undefined ? undefined : { stage: 'declarations', words }
    },
    remove: () => {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true })
    },
  }
}
