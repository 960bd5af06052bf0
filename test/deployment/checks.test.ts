// What scripts/deploy asks beforehand: each missing thing by its name, all at once, and nothing is changed.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Checkout, makeCheckout } from './checkout.ts'

let checkout: Checkout
beforeEach(() => {
  checkout = makeCheckout()
})
afterEach(() => checkout.remove())

const DEV = 'terraform/envs/dev.tfvars'
const BOOTSTRAP = 'terraform/bootstrap/dev.tfvars'
const KEY = 'projects/k/locations/us-central1/keyRings/r/cryptoKeys/k'

const append = (file: string, text: string) => () => {
  checkout.change(file, /$/, `\n${text}\n`)
  checkout.commit()
}
const make = (name: string) => () => checkout.make(name)
const answer = (name: string, text: string) => () => checkout.answer(name, text)

interface Case {
  readonly words: string
  readonly arrange: () => void
}

const MISSING: readonly Case[] = [
  { words: 'Terraform 1.11 or newer (this is 1.9.0)', arrange: answer('terraform', '1.9.0') },
  { words: 'a login', arrange: make('logged-out') },
  { words: "Terraform's login", arrange: make('no-terraform-login') },
  { words: 'the project p (or the right to see it)', arrange: make('no-project') },
  { words: 'billing', arrange: make('no-billing') },
  { words: `your own values in ${DEV}`, arrange: append(DEV, '# oncall@example.com') },
  {
    words: `your billing account in ${BOOTSTRAP}`,
    arrange: append(BOOTSTRAP, 'billing_account = "000000-000000-000000"'),
  },
  {
    words: 'a region where a new project may use',
    arrange: append(BOOTSTRAP, 'region = "europe-west3"'),
  },
  {
    words: 'a clean checkout',
    arrange: () => checkout.change(DEV, /$/, '# changed since\n'),
  },
  {
    words: "the organisation's leave to let everybody call",
    arrange: answer('allowed-domains', ' C0abcdef1'),
  },
  { words: 'a key in europe-west1', arrange: append(DEV, `kms_key = "${KEY}"`) },
  { words: 'a project without a Datastore', arrange: answer('firestore', 'DATASTORE_MODE') },
]

const NOTED: readonly Case[] = [
  { words: "the region's quota of CPU could not be asked", arrange: answer('quota', '') },
  { words: 'may use more than half of this project', arrange: answer('quota', '4000') },
  { words: 'whether the organisation forbids allUsers', arrange: make('no-org-policies') },
  { words: 'it is not seen that somebody@example.org is Owner', arrange: make('no-owner') },
  {
    words: 'whether you may make budgets on 012345-6789AB-CDEF01',
    arrange: () => {
      append(BOOTSTRAP, 'billing_account = "012345-6789AB-CDEF01"')()
      checkout.make('no-budgets')
    },
  },
  {
    words: 'your key could not be seen',
    arrange: () => {
      append(DEV, `kms_key = "${KEY.replace('us-central1', 'europe-west1')}"`)()
      checkout.make('no-key')
    },
  },
  { words: 'there is a Firestore already', arrange: answer('firestore', 'FIRESTORE_NATIVE') },
]

const CHANGES = /services enable|terraform .*(init|apply)|submit/

describe('scripts/deploy --check', () => {
  it('says what is fine, where all is there, and changes nothing', async () => {
    const { code, output, calls } = await checkout.run('deploy', '--check', 'p', 'dev')
    expect(code, output).toBe(0)
    expect(output).not.toContain('missing:')
    expect(output).toContain('fine:    20 vCPU of Cloud Run in europe-west1')
    expect(output).toContain("note:    Firebase's terms")
    expect(output).toContain('note:    terraform/.terraform.lock.hcl is not committed')
    expect(calls.filter((call) => CHANGES.test(call))).toEqual([])
    expect(checkout.made()).toEqual({})
  })

  it.each(MISSING)('names what is missing: $words', async ({ words, arrange }) => {
    arrange()
    const { code, output, calls } = await checkout.run('deploy', '--check', 'p', 'dev')
    expect(code, output).toBe(1)
    expect(output.split('\n').filter((line) => line.startsWith('missing: '))).toEqual([
      expect.stringContaining(`missing: ${words}`),
    ])
    expect(calls.filter((call) => CHANGES.test(call))).toEqual([])
  })

  it.each(NOTED)('only notes what is no obstacle: $words', async ({ words, arrange }) => {
    arrange()
    const { code, output } = await checkout.run('deploy', '--check', 'p', 'dev')
    expect(code, output).toBe(0)
    expect(output).toContain(`note:    `)
    expect(output).toContain(words)
  })

  it('takes other regions where Google has opened them, and asks nothing of who needs no binding', async () => {
    append(BOOTSTRAP, 'region = "europe-west3"\nany_region = true')()
    append(DEV, 'public_access = "no-iam-check"')()
    checkout.answer('allowed-domains', ' C0abcdef1')
    const { code, output } = await checkout.run('deploy', '--check', 'p', 'dev')
    expect(code, output).toBe(0)
  })
})

describe('scripts/deploy', () => {
  it('says all that is missing at once, and changes nothing', async () => {
    checkout.answer('terraform', '1.9.0')
    checkout.make('no-billing')
    append(DEV, '# oncall@example.com')()
    const { code, output, calls } = await checkout.run('deploy', 'p', 'dev')
    expect(code).toBe(1)
    expect(output.match(/^missing: /gm)).toHaveLength(3)
    expect(output).toContain('nothing was changed')
    expect(calls.filter((call) => CHANGES.test(call))).toEqual([])
  })

  it.each([[[]], [['--check']], [['p']], [['p', 'staging']]])(
    'explains itself to %j',
    async (args) => {
      const { code, output } = await checkout.run('deploy', ...args)
      expect(code).toBe(2)
      expect(output).toContain('Usage')
    },
  )
})
