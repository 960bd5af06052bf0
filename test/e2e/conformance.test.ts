// The conformance suite at a whole local stack: it passes, it notices everything that is planted, it leaves nothing behind, and
// its command says what its users need.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signIn, signUp } from '../../dev/conformance/target/accounts.ts'
import { fromStack, type Target } from '../../dev/conformance/target/target.ts'
import { type Stack, startStack } from '../../dev/stack.ts'
import { freePorts } from '../../dev/stack-ports.ts'
import { COMMANDS_PER_MINUTE, noticed, plant } from '../support/conform.ts'
import { startProxy } from '../support/deviating.ts'
import { PLANTED } from '../support/deviations.ts'

let stack: Stack
let folder: string
let stackFile: string

beforeAll(async () => {
  const settings = {
    COMMANDS_PER_MINUTE: String(COMMANDS_PER_MINUTE),
    QUERIES_PER_MINUTE: '100000',
  }
  stack = await startStack({ ports: await freePorts(), settings }, () => {})
  folder = mkdtempSync(join(tmpdir(), 'conformance-'))
  stackFile = join(folder, 'stack.json')
  writeFileSync(stackFile, JSON.stringify(stack.addresses))
})
afterAll(async () => {
  await stack.stop()
  rmSync(folder, { recursive: true, force: true })
})

const target = (): Target => ({
  ...fromStack(stack.addresses),
  perMinute: { commands: 1, queries: 1 },
  patienceMillis: 1,
  requestsMax: 1,
})

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Calls it as its users do; `during` is told the run's name as soon as that is known. */
function call(
  args: readonly string[],
  during: (runName: string, kill: (signal: NodeJS.Signals) => void) => Promise<void> = () =>
    Promise.resolve(),
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, '../../dev/conformance.ts')
    const child = spawn(process.execPath, [script, '--stack', stackFile, ...args], {
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    })
    let [out, err] = ['', '']
    let isTold = false
    child.stdout.on('data', (text: Buffer) => {
      out += text.toString()
      const name = /"Conformance check (\w+)"/.exec(out)?.[1]
      if (isTold || name === undefined) return
      isTold = true
      during(name, (signal) => child.kill(signal)).catch(reject)
    })
    child.stderr.on('data', (text: Buffer) => (err += text.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

interface Login {
  readonly role: string
  readonly email: string
  readonly password: string
}

const journalOf = (runName: string) =>
  join(import.meta.dirname, `../../.local/conformance/${runName}.json`)

/** The accounts that a run has written down, once there are so many. */
async function untilMade(runName: string, count: number): Promise<readonly Login[]> {
  for (;;) {
    const text = existsSync(journalOf(runName)) ? readFileSync(journalOf(runName), 'utf8') : ''
    // A half-written one does not end so.
    const { logins } = text.endsWith('}')
      ? (JSON.parse(text) as { logins: readonly Login[] }) // our own
      : { logins: [] }
    if (logins.length >= count) return logins
    await sleep(20)
  }
}

async function ask(name: string, token: string, body?: object): Promise<Response> {
  return fetch(`${stack.addresses.functions}/${name}`, {
    method: body ? 'POST' : 'GET',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
}

/** Whether an account is gone, or on its way: it commands no more. */
async function isErased({ role, ...login }: Login): Promise<boolean> {
  const account = await signIn(target(), role, login)
  return (
    !account || (await ask('save-account', account.token, { name: 'Still here' })).status === 403
  )
}

const LIMITS = [
  '--commands-per-minute',
  String(COMMANDS_PER_MINUTE),
  '--queries-per-minute',
  '100000',
]

/** Five of these run at once, beside what else runs. */
const SLOW = 120_000

describe('npm run conformance', () => {
  it.concurrent(
    'exits with 0 where all is as described, the minute of a hold too',
    async () => {
      const { code, out } = await call(LIMITS)
      expect(out).not.toContain('✗')
      expect(code).toBe(0)
      expect(out).toMatch(/1\d\d checks, 1\d\d passed, 37 of 37 functions called/)
      expect(out).toMatch(/Erased: \d accounts/)
    },
    2 * SLOW,
  )

  it.concurrent.each(PLANTED)(
    'notices where $says',
    async (planted) => {
      expect(await plant(stack.addresses, planted)).toEqual(noticed(planted))
    },
    SLOW,
  )

  it.concurrent(
    'exits with 1 and shows what was promised, what came, and how to ask again',
    async () => {
      const proxy = await startProxy(stack.addresses.functions, (path) => path.slice(1), {
        tell: (told, { name }) =>
          name === 'get-account'
            ? { ...told, body: told.body.replace('"push":true', '"push":1') }
            : told,
      })
      try {
        const args = [...LIMITS, '--url', proxy.url, '--only', 'save-account,get-account']
        const { code, out } = await call(args)
        expect(code).toBe(1)
        expect(out).toContain('✗ get-account/as-described')
        expect(out).toMatch(
          /promised +the body of 200, at "account.notifications.push", must be boolean/,
        )
        expect(out).toContain('docs/openapi.json#/components/schemas/')
        expect(out).toContain(
          `curl -i '${proxy.url}/get-account' -H "Authorization: Bearer $TOKEN_ANN"`,
        )
        expect(out).not.toContain('eyJ') // how every token begins
        const asJson = await call([...args, '--json'])
        const { exitCode, checks } = JSON.parse(asJson.out) as {
          exitCode: number
          checks: { id: string; outcome: string; pointer?: string }[]
        }
        expect([asJson.code, exitCode]).toEqual([1, 1])
        expect(checks.find(({ id }) => id === 'get-account/as-described')).toMatchObject({
          outcome: 'failed',
          pointer: expect.stringContaining('#/components/schemas/') as string,
        })
      } finally {
        await proxy.stop()
      }
    },
    SLOW,
  )

  it.concurrent(
    'says in a line what is wrong with what it was asked',
    async () => {
      expect(await call(['--only', 'create-bookng'])).toEqual({
        code: 2,
        out: '',
        err: '--only names no check: create-bookng. --list says which there are.\n',
      })
      const away = await call(['--url', 'http://127.0.0.1:9'])
      expect([away.code, away.out.includes('http://127.0.0.1:9 does not answer')]).toEqual([
        2,
        true,
      ])
    },
    SLOW,
  )

  it.concurrent(
    'removes what it made when it is ended in the middle',
    async () => {
      let logins: readonly Login[] = []
      let name = ''
      const { code, out, err } = await call(LIMITS, async (runName, kill) => {
        name = runName
        logins = await untilMade(runName, 2)
        kill('SIGINT')
      })
      expect(err).toContain('what was made is removed first')
      expect(out).toContain('It was ended before its end.')
      expect([code, existsSync(journalOf(name))]).toEqual([2, false])
      expect(await Promise.all(logins.map(isErased))).toEqual(logins.map(() => true))
    },
    SLOW,
  )

  it.concurrent(
    'removes what a run that was killed has left',
    async () => {
      let name = ''
      await call(LIMITS, async (runName, kill) => {
        name = runName
        await untilMade(runName, 2)
        kill('SIGKILL')
      })
      const logins = await untilMade(name, 2)
      const { code, out } = await call(['--clean-up'])
      expect(out).toContain(`Run ${name}: `)
      expect([code, existsSync(journalOf(name))]).toEqual([0, false])
      expect(await Promise.all(logins.map(isErased))).toEqual(logins.map(() => true))
    },
    SLOW,
  )

  it.concurrent(
    'touches no calendar that it did not make',
    async () => {
      const { token } = await signUp(target(), 'olga', 'owner')
      const saved = await ask('save-professional', token, {
        name: 'Olga',
        timeZone: 'Europe/Athens',
      })
      expect(saved.status).toBe(200)
      const accounts = join(folder, 'accounts.json')
      writeFileSync(accounts, JSON.stringify({ owner: token }))
      const { code, out } = await call(['--accounts', accounts, '--only', 'create-booking/taken'])
      expect(code).toBe(2)
      expect(out).toContain('has a calendar ("Olga") that no run has made')
      expect(await (await ask('get-schedule', token)).json()).toMatchObject({
        professional: { name: 'Olga', active: true },
        services: [],
      })
    },
    SLOW,
  )
})
