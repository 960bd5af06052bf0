// All changes of one save have one cause, which its messages, the relay's and the list of changes name alike.
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { formatInstant } from '../../shared/time/instant.ts'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { type Practice, at, openPractice } from '../support/practice.ts'

interface Told {
  readonly changeId: string
  readonly causeId: string
  readonly type: string
  readonly revision: number
  readonly professionalId: string
}

let backend: Backend
let clock: f.Clock
let practice: Practice

const ask = (method: string, path: string, body: object) => {
  const project = `projects/${backend.projectId}`
  return fetch(`http://${inject('parts').pubsubHost}/v1/${project}/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** Messages of the practice that have come to the probe, once there are so many. */
async function pullMessages(count: number): Promise<readonly Told[]> {
  const messages = new Map<string, Told>()
  await expect
    .poll(async () => {
      const pulled = await ask('POST', 'subscriptions/probe:pull', { maxMessages: 100 })
      const { receivedMessages = [] } = (await pulled.json()) as {
        receivedMessages?: readonly {
          readonly ackId: string
          readonly message: { readonly data: string }
        }[]
      }
      const ackIds = receivedMessages.map(({ ackId }) => ackId)
      if (ackIds.length > 0) await ask('POST', 'subscriptions/probe:acknowledge', { ackIds })
      for (const { message } of receivedMessages) {
        const told = JSON.parse(Buffer.from(message.data, 'base64').toString()) as Told
        if (told.professionalId === practice.professionalId) messages.set(told.changeId, told)
      }
      return messages.size
    })
    .toBe(count)
  return [...messages.values()].toSorted((a, b) => a.revision - b.revision)
}

async function listed(): Promise<readonly Told[]> {
  const body = f.granted(await f.get(backend, 'list-changes', practice.owner))
  return (body as unknown as { readonly changes: readonly Told[] }).changes
}

const causes = (changes: readonly Told[]) => changes.map(({ type, causeId }) => [type, causeId])

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked(at('08:00'), { subscribe: true }))
  practice = await openPractice(backend, clock)
  await ask('PUT', 'subscriptions/probe', {
    topic: `projects/${backend.projectId}/topics/calendar-changes`,
  })
})
afterAll(() => backend.stop())

describe('the changes of one save', () => {
  it('have one cause, and those of another save another', async () => {
    const { owner, anna, ben, book } = practice
    await book(anna, '10:00')
    await book(ben, '11:00')
    await practice.ask(owner, 'add-time-off', {
      start: at('09:30'),
      end: at('12:30'),
      onConflict: 'cancel',
    })
    const changes = (await listed()).slice(3)
    expect(changes.map(({ type }) => type)).toEqual([
      'booking.confirmed',
      'booking.confirmed',
      'schedule.changed',
      'booking.cancelled',
      'booking.cancelled',
    ])
    const [first, second, third, ...rest] = changes.map(({ causeId }) => causeId)
    expect(new Set([first, second, third]).size).toBe(3)
    expect(rest).toEqual([third, third])
    expect(causes(await pullMessages(5))).toEqual(causes(changes))
  })

  it('have it still where the relay publishes them', async () => {
    const { professionalId } = practice
    await backend.database.query(
      `insert into unpublished (professional_id, revision, at)
        select professional_id, revision, $2 from changes where professional_id = $1 and revision > 3`,
      [professionalId, formatInstant(clock.now - 60_000)],
    )
    f.granted(await f.post(backend, 'relay-changes', undefined, {}))
    expect(causes(await pullMessages(5))).toEqual(causes((await listed()).slice(3)))
  })

  it('have it where time made them, whoever wrote them down', async () => {
    const { anna, ben } = practice
    await practice.book(anna, '13:00')
    await practice.book(ben, '14:00')
    practice.wait('16:00')
    f.granted(await f.post(backend, 'tick', undefined, {}))
    const changes = (await listed()).slice(-4)
    expect(changes.map(({ type }) => type).toSorted()).toEqual([
      'booking.completed',
      'booking.completed',
      'booking.started',
      'booking.started',
    ])
    expect(new Set(changes.map(({ causeId }) => causeId)).size).toBe(1)
  })

  it('of a version that knew no causes are each their own', async () => {
    const query = 'update changes set cause_id = null where professional_id = $1'
    await backend.database.query(query, [practice.professionalId])
    const changes = await listed()
    expect(changes.map(({ causeId }) => causeId)).toEqual(changes.map(({ changeId }) => changeId))
  })
})
