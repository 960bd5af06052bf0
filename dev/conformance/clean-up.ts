// Removes what a run made: every account of ours is erased with its bookings and its calendar. What was handed in stays; its calendar
// is closed and its bookings are cancelled.
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { Ask, Reply } from './bench/line.ts'
import { Bookings } from './bench/shapes.ts'
import { NAME } from './bench/stage.ts'
import { type Account, deleteAccount } from './target/accounts.ts'
import type { Target } from './target/target.ts'

/** Something that could not be removed, and why. */
export interface Left {
  readonly role: string
  readonly what: string
}

interface CleanUpOptions {
  readonly accounts: readonly Account[]
  readonly send: (ask: Ask) => Promise<Reply>
  readonly target: Target
  readonly waits: (sentence: string) => void
}

const Known = z.object({ professionalId: z.string().optional() })
const Found = z.object({ professional: z.object({ name: z.string(), active: z.boolean() }) })

const TRIES = 4
const PAUSE_MILLIS = 2_000

/** Never throws: what fails is tried again, and told. */
export async function cleanUp({ accounts, send, target, waits }: CleanUpOptions) {
  const left: Left[] = []
  let removed = 0
  // Clients first: an owner's erasure would tell those that are still there.
  for (const account of accounts.toReversed()) {
    const fault = await withTries(() => remove(account, send, target))
    if (fault === undefined) removed++
    else {
      left.push({ role: account.role, what: fault })
      waits(`${account.role} could not be removed: ${fault}`)
    }
  }
  return { left, removed }
}

async function withTries(attempt: () => Promise<string | undefined>): Promise<string | undefined> {
  for (let tries = 1; ; tries++) {
    const fault = await attempt().catch((error: unknown) =>
      error instanceof Error ? error.message : String(error),
    )
    if (fault === undefined || tries === TRIES) return fault
    await sleep(PAUSE_MILLIS)
  }
}

async function remove(
  account: Account,
  send: CleanUpOptions['send'],
  target: Target,
): Promise<string | undefined> {
  if (account.isGiven) return close(account, send)
  if (!account.login)
    return (await deleteAccount(target, account)) ? undefined : 'it is still there'
  const body = { confirm: 'erase', cancelBookings: true }
  const { status, exchange } = await send({ name: 'erase-account', as: account, body })
  // 401: it is gone already.
  if (status === 200 || status === 401) return undefined
  return `erase-account answers ${status}: ${exchange.text.slice(0, 200)}`
}

/** An account that was handed in: it keeps a calendar that nobody finds. */
async function close(account: Account, send: CleanUpOptions['send']): Promise<string | undefined> {
  const query = { as: 'client', status: ['held', 'pending', 'confirmed'], pageSize: 100 }
  const listed = await send({ name: 'list-bookings', as: account, query })
  const { bookings } = Bookings.parse(listed.body)
  for (const { bookingId, ...booking } of bookings)
    if (String(booking['professionalName']).startsWith(NAME))
      await send({ name: 'cancel-booking', as: account, body: { bookingId } })
  const known = Known.parse((await send({ name: 'get-account', as: account })).body)
  const { professionalId } = known
  if (professionalId === undefined) return undefined
  const found = await send({ name: 'get-professional', as: account, query: { professionalId } })
  const { professional } = Found.parse(found.body)
  // One that no run has made is nothing of ours.
  if (!professional.name.startsWith(NAME) || !professional.active) return undefined
  const saved = await send({ name: 'save-professional', as: account, body: { active: false } })
  return saved.status === 200 ? undefined : `save-professional answers ${saved.status}`
}
