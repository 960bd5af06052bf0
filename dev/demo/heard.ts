// What people are told outside of the app, as the local stack's stand-ins have it: mails in the inbox, pushes handed in.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Addresses } from '../stack-file.ts'

/** A mail or push that came. */
export interface Heard {
  /** The address of a mail, the device of a push. */
  readonly to: string
  readonly title: string
  /** Of a push: what the app opens. */
  readonly opens?: Readonly<Record<string, string>>
  /** When it was seen (`performance.now`). */
  readonly at: number
}

interface Inbox {
  readonly items: readonly {
    readonly id: string
    readonly subject?: string
    readonly to?: readonly { readonly address?: string }[]
  }[]
}

interface Pushes {
  readonly pushes: readonly {
    readonly token: string
    readonly title: string
    readonly data: Readonly<Record<string, string>>
  }[]
}

const PATIENCE_MILLIS = 15_000
const LOOK_MILLIS = 25
/** More than come between two looks. */
const NEWEST = 50

async function ask<T>(url: string): Promise<T> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`)
  return (await response.json()) as T // as its server is documented
}

/** Everything told by now, by an id that stays. */
async function listHeard({ mail, fcm }: Addresses): Promise<ReadonlyMap<string, Heard>> {
  const [{ items }, { pushes }] = await Promise.all([
    ask<Inbox>(`${mail}/api/email/summary?limit=${NEWEST}`),
    ask<Pushes>(`${fcm}/pushes`),
  ])
  const at = performance.now()
  const all = new Map<string, Heard>()
  for (const { token, title, data } of pushes)
    all.set(`${token} ${data['notificationId']}`, { to: token, title, opens: data, at })
  for (const { id, subject = '', to = [] } of items)
    all.set(id, { to: to[0]?.address ?? '', title: subject, at })
  return all
}

/**
 * Listens from now on. @returns what waits for the first message to each of these addresses and devices, in the order in
 * which they came; it rejects after 15 s
 */
export async function listen(
  addresses: Addresses,
): Promise<(to: readonly string[]) => Promise<readonly Heard[]>> {
  const known = await listHeard(addresses)
  return async (to) => {
    const heard = new Map<string, Heard>()
    const deadline = performance.now() + PATIENCE_MILLIS
    for (;;) {
      for (const [id, one] of await listHeard(addresses))
        if (!known.has(id) && to.includes(one.to) && !heard.has(one.to)) heard.set(one.to, one)
      const missing = to.filter((one) => !heard.has(one))
      if (missing.length === 0) return [...heard.values()]
      if (performance.now() > deadline)
        throw new Error(`Nothing came for ${missing.join(', ')} within 15 s.`)
      await sleep(LOOK_MILLIS)
    }
  }
}
