// Publishing changes, by REST as commands do and by Google's client as the relay does: the same messages, the same faults.
import { randomUUID } from 'node:crypto'
import { type Server, createServer, type AddressInfo } from 'node:net'
import { describe, expect, inject, it } from 'vitest'
import { makeTopics } from '../../dev/topics.ts'
import { CHANGE_TYPES, type ChangeMessage } from '../../shared/contract/messages/change.ts'
import { Unavailable } from '../../shared/contract/faults/unavailable.ts'
import { openGooglePublisher } from '../../shared/messaging/google-publisher.ts'
import type { PublishChanges, Pubsub } from '../../shared/messaging/message.ts'
import { publishChanges, publishDeadLetter } from '../../shared/messaging/publish.ts'
import { openDescription } from '../support/described.ts'

const { faultsOf } = openDescription('asyncapi.json')

const publishers: Record<string, (pubsub: Pubsub) => PublishChanges> = {
  REST: (pubsub) => (changes, millis) => publishChanges(pubsub, changes, millis),
  "Google's client": openGooglePublisher,
}

const placeOf = (projectId: string, host = inject('parts').pubsubHost): Pubsub => ({
  projectId,
  baseUrl: `http://${host}`,
})
const newProject = () => `demo-${randomUUID().slice(0, 18)}`

const PATIENT_MILLIS = 20_000

/** So many changes of a new calendar, from revision 1 on. */
function changesOf(count: number): readonly ChangeMessage[] {
  const professionalId = randomUUID()
  return Array.from({ length: count }, (_, index) => ({
    changeId: randomUUID(),
    causeId: randomUUID(),
    type: 'booking.confirmed',
    professionalId,
    revision: index + 1,
    at: Date.parse('2026-11-23T15:00:00Z'),
    by: { kind: 'client' },
    dates: ['2026-11-24'],
  }))
}

interface Pulled {
  readonly data: string
  readonly orderingKey?: string
  readonly attributes: Readonly<Record<string, string>>
}

/** A project with the topics, and a subscription of the test's own. */
async function openProject() {
  const { pubsubHost } = inject('parts')
  const projectId = newProject()
  await makeTopics(pubsubHost, projectId, 'http://127.0.0.1:1')
  const subscribe = async (topic: string) => {
    const path = `projects/${projectId}/subscriptions/test-${topic}`
    const ask = (method: string, url: string, body: object) =>
      fetch(`http://${pubsubHost}/v1/${url}`, {
        method,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
    await ask('PUT', path, { topic: `projects/${projectId}/topics/${topic}` })
    const pulled: Pulled[] = []
    return async (count: number): Promise<readonly Pulled[]> => {
      await expect
        .poll(
          async () => {
            const response = await ask('POST', `${path}:pull`, { maxMessages: 1000 })
            const { receivedMessages = [] } = (await response.json()) as {
              receivedMessages?: readonly { readonly ackId: string; readonly message: Pulled }[]
            }
            const ackIds = receivedMessages.map(({ ackId }) => ackId)
            if (ackIds.length > 0) await ask('POST', `${path}:acknowledge`, { ackIds })
            pulled.push(...receivedMessages.map(({ message }) => message))
            return pulled.length
          },
          { timeout: PATIENT_MILLIS },
        )
        .toBe(count)
      return pulled
    }
  }
  return { place: placeOf(projectId), subscribe }
}

describe.each(Object.entries(publishers))('changes published by %s', (_name, open) => {
  it('are messages of the contract, keyed by their professional', async () => {
    const { place, subscribe } = await openProject()
    const pull = await subscribe('calendar-changes')
    const [change] = changesOf(1)
    await open(place)(change ? [change] : [], PATIENT_MILLIS)
    const [message] = await pull(1)
    expect(JSON.parse(Buffer.from(message?.data ?? '', 'base64').toString())).toEqual({
      ...change,
      at: '2026-11-23T15:00:00Z',
    })
    expect(message).toMatchObject({
      orderingKey: change?.professionalId,
      attributes: {
        type: 'booking.confirmed',
        professionalId: change?.professionalId,
        changeId: change?.changeId,
        schemaVersion: '1',
      },
    })
  })

  it('are what docs/asyncapi.json says, attributes and data, whatever happened', async () => {
    const { place, subscribe } = await openProject()
    const pull = await subscribe('calendar-changes')
    const changes = changesOf(CHANGE_TYPES.length).map((change, index) => ({
      ...change,
      type: CHANGE_TYPES[index] ?? change.type,
    }))
    await open(place)(changes, PATIENT_MILLIS)
    const messages = await pull(changes.length)
    for (const { attributes, data } of messages) {
      const name = attributes['type']?.replaceAll(/[.-](\w)/g, (_, one: string) =>
        one.toUpperCase(),
      )
      const message = ['components', 'messages', name ?? '']
      const told: unknown = JSON.parse(Buffer.from(data, 'base64').toString())
      expect(faultsOf(told, ...message, 'payload')).toEqual([])
      expect(faultsOf(attributes, ...message, 'headers')).toEqual([])
    }
    expect(messages.length).toBe(CHANGE_TYPES.length)
  })

  it('of many calendars at once arrive, each with its revisions ascending', async () => {
    const { place, subscribe } = await openProject()
    const pull = await subscribe('calendar-changes')
    const publish = open(place)
    const calendars = Array.from({ length: 40 }, () => changesOf(5))
    await Promise.all(calendars.map((changes) => publish(changes, PATIENT_MILLIS)))
    const messages = await pull(200)
    const revisions = Map.groupBy(messages, ({ orderingKey }) => orderingKey)
    expect(revisions.size).toBe(40)
    for (const told of revisions.values())
      expect(
        told.map(
          ({ data }) =>
            (JSON.parse(Buffer.from(data, 'base64').toString()) as ChangeMessage).revision,
        ),
      ).toEqual([1, 2, 3, 4, 5])
  })

  it('that were refused are published when they are tried again', async () => {
    const projectId = newProject()
    const publish = open(placeOf(projectId))
    const changes = changesOf(3)
    // There is no such topic yet.
    await expect(publish(changes, PATIENT_MILLIS)).rejects.toThrow(Unavailable)
    await makeTopics(inject('parts').pubsubHost, projectId, 'http://127.0.0.1:1')
    await expect(publish(changes, PATIENT_MILLIS)).resolves.toBeUndefined()
  })

  it('are given up after their time, where nobody answers', async () => {
    const server: Server = createServer(() => {})
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const { port } = server.address() as AddressInfo
    try {
      const publish = open(placeOf('demo-silent', `127.0.0.1:${port}`))
      const published = publish(changesOf(2), 300)
      await expect(published).rejects.toThrow(Unavailable)
      await expect(published).rejects.toThrow('could not publish to calendar-changes')
    } finally {
      server.close()
    }
  })

  it('are none where there are none', async () => {
    await expect(open(placeOf('demo-nowhere', '127.0.0.1:1'))([], 300)).resolves.toBeUndefined()
  })
})

describe('a dead letter', () => {
  it('is taken however long its reason is', async () => {
    const { place, subscribe } = await openProject()
    const pull = await subscribe('calendar-changes-dead-letter')
    const reason = 'Because of ä 😀 '.repeat(500)
    await publishDeadLetter(place, { data: '{}', reason, subscriber: 'fan-out-availability' })
    const [letter] = await pull(1)
    const { reason: told = '' } = letter?.attributes ?? {}
    expect(Buffer.byteLength(told)).toBeLessThanOrEqual(1024)
    expect(told.slice(0, 200)).toBe(reason.slice(0, 200))
  })
})
