// The first deployment, played: scripts/deploy and the pipeline's steps in a real git folder, against a cloud of files. It breaks
// off half-way at each step once; the next run goes on, and what there is at the end is what an undisturbed run makes.
import { execFileSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isLong } from '../support/long.ts'
import { type Checkout, makeCheckout } from './checkout.ts'

let checkout: Checkout
beforeEach(() => {
  checkout = makeCheckout()
})
afterEach(() => checkout.remove())

const deploy = () => checkout.run('deploy', 'p', 'dev')

/** What an undisturbed run makes. The pipeline's tables come with the second phase: the first time there was nothing to expand. */
const WHOLE = [
  'account-build',
  'account-deployer',
  'apis',
  'bucket',
  'first-apis',
  'functions',
  'grant-resourcemanager.projectIamAdmin',
  'grant-storage.objectViewer',
  'job',
  'jobs-resumed',
  'login-migrate',
  'network',
  'seen-resourcemanager.projectIamAdmin',
  'seen-storage.objectViewer',
  'sql',
  'tables-all',
]
const madeAtLast = (): readonly string[] => Object.keys(checkout.made())

/** Every step, by a call in the middle of it; a third of them in the short run. */
const STEPS = [
  'gcloud services enable',
  'terraform -chdir=terraform/bootstrap init',
  'init -input=false -migrate-state',
  'gcloud builds submit',
  'gcloud storage cp --no-clobber',
  'terraform init -input=false -backend-config',
  'terraform test',
  'terraform plan',
  'terraform apply -input=false -lock-timeout',
  'terraform output -json',
  'gcloud run jobs execute',
  'gcloud scheduler jobs resume',
  'gcloud storage cp sources.tfvars.json',
].filter((_, index) => isLong || index % 6 === 0)

describe('the first deployment', () => {
  it('makes all there is, in one go', async () => {
    const { code, output } = await deploy()
    expect(code, output).toBe(0)
    expect(madeAtLast()).toEqual(WHOLE)
  })

  it.each(STEPS)('goes on after it broke off at: %s', async (words) => {
    checkout.breakAt(words)
    const first = await deploy()
    expect(first.code, first.output).not.toBe(0)
    expect(first.output).toContain('broken for once')
    expect(first.output).toContain('deploy: stopped while it was ')
    const second = await deploy()
    expect(second.code, second.output).toBe(0)
    const expanded = madeAtLast().filter((name) => name !== 'tables-expand')
    expect(expanded).toEqual(WHOLE)
  })

  it("tries the bootstrap's apply twice, since an API may want a minute", async () => {
    checkout.breakAt('terraform -chdir=terraform/bootstrap apply')
    const { code, output } = await deploy()
    expect(code, output).toBe(0)
    expect(output).toContain('broken for once')
    expect(madeAtLast()).toEqual(WHOLE)
  })

  it('goes on after its bootstrap broke off in both tries', async () => {
    // No API answers: the account of builds cannot be made until somebody mends it.
    checkout.make('account-build')
    expect((await deploy()).output).toContain('409: account-build already exists')
    execFileSync('rm', [checkout.path('../cloud/made/account-build')])
    const { code, output } = await deploy()
    expect(code, output).toBe(0)
    expect(madeAtLast()).toEqual(WHOLE)
  })

  it('migrates at once in the run after an apply that broke off at the functions', async () => {
    checkout.breakAt('terraform apply -input=false -lock-timeout')
    await deploy()
    expect(madeAtLast()).toContain('tainted-function')
    await deploy()
    expect(madeAtLast()).toContain('tables-expand')
    expect(madeAtLast()).not.toContain('tainted-function')
  })

  it('changes nothing when it runs once more', async () => {
    await deploy()
    const before = checkout.made()
    expect((await deploy()).code).toBe(0)
    expect(checkout.made()).toEqual({ ...before, 'tables-expand': '' })
  })

  it('is not stopped by what Terraform wrote into the checkout, and says that it wants to be kept', async () => {
    const { output } = await deploy()
    const status = execFileSync('git', ['-C', checkout.path(), 'status', '--porcelain'])
    expect(status.toString()).toContain('terraform/bootstrap/.terraform.lock.hcl')
    expect(output).toContain('commit terraform/bootstrap/.terraform.lock.hcl')
    expect((await deploy()).code).toBe(0)
    checkout.commit()
    expect((await deploy()).code).toBe(0)
  })

  it('keeps what the settings asked for before, and takes away what they do not any more', async () => {
    const repository = '\nrepository = "projects/p/…/repositories/r"\n'
    checkout.change('terraform/bootstrap/dev.tfvars', /$/, repository)
    checkout.commit()
    await deploy()
    await deploy()
    expect(madeAtLast()).toContain('trigger')
    checkout.change('terraform/bootstrap/dev.tfvars', repository, '')
    checkout.commit()
    await deploy()
    expect(madeAtLast()).not.toContain('trigger')
  })

  it('waits until the accounts are seen to have their roles', async () => {
    const { calls } = await deploy()
    const asked = calls.filter((call) => /get-iam-policy.*storage\.objectViewer/.test(call))
    expect(asked).toHaveLength(2)
    const sent = calls.findIndex((call) => call.startsWith('gcloud builds submit'))
    expect(calls.findLastIndex((call) => /get-iam-policy/.test(call))).toBeLessThan(sent)
  })

  it("waits for the owner of one's own key, and says what to run", async () => {
    const key = 'projects/k/locations/europe-west1/keyRings/r/cryptoKeys/k'
    checkout.change('terraform/envs/dev.tfvars', /$/, `\nkms_key = "${key}"\n`)
    checkout.commit()
    const { code, output } = await deploy()
    expect(code, output).toBe(0)
    expect(output).toContain(`gcloud kms keys add-iam-policy-binding ${key}`)
    expect(output).toContain('serviceAccount:deployer@p.iam.gserviceaccount.com')
  })

  it('does not begin anew what somebody began on another disk', async () => {
    checkout.breakAt('init -input=false -migrate-state')
    await deploy()
    execFileSync('rm', [checkout.path('terraform/bootstrap/p.tfstate')])
    const { code, output } = await deploy()
    expect(code).toBe(1)
    expect(output).toContain('somebody began elsewhere')
  })
})

describe('a deployment that was as it once was', () => {
  /** Each stopped the first deployment, and the second. */
  const FAULTS = [
    {
      fault: 'builds may not read what they build from',
      file: 'terraform/bootstrap/accounts.tf',
      from: /gcf-v2-sources-/g,
      to: 'sources-',
    },
    {
      fault: 'the migrator may not make tables',
      file: 'terraform/sql.tf',
      from: 'database_roles = ["cloudsqlsuperuser"]',
      to: '',
    },
    {
      fault: 'a function is guarded',
      file: 'terraform/modules/function/main.tf',
      from: 'deletion_policy = "DELETE"',
      to: 'deletion_policy = "PREVENT"',
    },
  ]

  it.each(FAULTS)('does not come up even in the second run: $fault', async (one) => {
    checkout.change(one.file, one.from, one.to)
    checkout.commit()
    checkout.breakAt('terraform apply -input=false -lock-timeout')
    await deploy()
    expect((await deploy()).code).not.toBe(0)
    expect(madeAtLast()).not.toEqual(expect.arrayContaining(WHOLE))
  })
})
