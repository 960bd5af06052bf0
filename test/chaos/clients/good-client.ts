// A good client: an idempotency key for each command, the same one until there is an answer, longer and longer pauses; and its ledger.
import { setTimeout as sleep } from 'node:timers/promises'
import type { FunctionName } from '../../../functions/manifest.ts'
import type { Chance } from '../chance.ts'
import { type Answer, NoAnswer } from '../system/front.ts'
import type { System } from '../system/system.ts'
import type { Person } from './people.ts'

type Json = Readonly<Record<string, unknown>>

/** A command as its client knows it. */
export interface Command {
  /** Its idempotency key, which its text in the books has too. */
  readonly key: string
  readonly uid: string
  readonly name: FunctionName
  readonly body: Json
  /** By the functions' clock. */
  readonly sentAt: number
  /** Attempts whose outcome nobody knows: no answer, or `unavailable`. */
  unclear: number
  outcome: 'open' | 'acknowledged' | 'refused' | 'given up'
  answer?: Json
  reason?: string
}

export interface GoodClient {
  /** @returns the answer of a command that was carried out */
  readonly command: (
    person: Person,
    name: FunctionName,
    body: Json,
    key?: string,
  ) => Promise<Json | undefined>
  /** @returns the answer, or nothing where there was none in a few attempts */
  readonly query: (
    person: Person,
    name: FunctionName,
    query: Readonly<Record<string, string>>,
  ) => Promise<Json | undefined>
  readonly newKey: () => string
  readonly commands: readonly Command[]
  /** Commands that have no outcome yet. */
  readonly open: () => number
}

const PATIENCE_MILLIS = 60_000
const PAUSE_MILLIS = { from: 60, to: 1_000 }
const QUERY_ATTEMPTS = 4

function isToRepeat({ status, text }: Answer): boolean {
  if (status === 503 || status === 429) return true
  // A rival won several times over, or the same request still runs.
  return status === 409 && (JSON.parse(text) as { reason?: string }).reason === 'conflict'
}

export function openGoodClient(system: System, chance: Chance, seed: string): GoodClient {
  const commands: Command[] = []
  let keys = 0
  let open = 0

  const pause = (attempt: number, answer?: Answer) => {
    const asked = Number(answer?.headers['retry-after'] ?? 0) * 1000
    const backOff = Math.min(PAUSE_MILLIS.to, PAUSE_MILLIS.from * 2 ** attempt)
    return sleep(Math.min(Math.max(asked, backOff), 2_000) * (0.5 + chance.next() / 2))
  }

  async function attempt(person: Person, command: Command): Promise<Answer | undefined> {
    try {
      return await system.front.call(command.name, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Authorization: `Bearer ${person.token}`,
          'Idempotency-Key': command.key,
        },
        body: JSON.stringify(command.body),
      })
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
      return undefined
    }
  }

  async function settle(person: Person, command: Command): Promise<void> {
    const until = Date.now() + PATIENCE_MILLIS
    for (let times = 0; Date.now() < until; times++) {
      const answer = await attempt(person, command)
      if (answer && !isToRepeat(answer)) {
        const told = JSON.parse(answer.text) as Json
        command.outcome = answer.status === 200 ? 'acknowledged' : 'refused'
        if (answer.status === 200) command.answer = told
        else command.reason = String(told['reason'])
        return
      }
      if (!answer || answer.status >= 500) command.unclear++
      await pause(times, answer)
    }
    command.outcome = 'given up'
  }

  const newKey = () => `op-${seed}-${++keys}-`
  return {
    newKey,
    commands,
    open: () => open,
    command: async (person, name, body, key = newKey()) => {
      const command: Command = {
        key,
        uid: person.uid,
        name,
        body,
        sentAt: system.now(),
        unclear: 0,
        outcome: 'open',
      }
      commands.push(command)
      open++
      await settle(person, command).finally(() => open--)
      return command.answer
    },
    query: async (person, name, query) => {
      for (let times = 0; times < QUERY_ATTEMPTS; times++) {
        const headers = { Authorization: `Bearer ${person.token}` }
        const answer = await system.front
          .call(name, { method: 'GET', headers, query })
          .catch((error: unknown) => {
            if (error instanceof NoAnswer) return undefined
            throw error
          })
        if (answer?.status === 200) return JSON.parse(answer.text) as Json
        if (answer && answer.status < 500) return undefined
        await pause(times, answer)
      }
      return undefined
    },
  }
}
