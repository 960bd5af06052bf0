// The examples in the guides are recorded: one story is played on the real stack, and what it leaves is what the pages show.
// RECORD_GUIDES=1 writes the pages anew.
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { CHANGES_TOPIC } from '../../shared/contract/messages/change.ts'
import { openGoogleClient } from '../../shared/messaging/google-client.ts'
import { formatInstant } from '../../shared/time/instant.ts'
import { type Backend, plain, startBackend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { blocksOf, readGuide, writeGuide } from '../support/guides.ts'
import type { User } from '../support/users.ts'

/** Tuesday, 18:00 in Tokyo. */
const NOW = Date.parse('2026-12-01T09:00:00Z')
const WEDNESDAY_16 = '2026-12-02T07:00:00Z'
const THURSDAY_10 = '2026-12-03T01:00:00Z'

let backend: Backend
let kenji: User
let emma: User
let made: f.Made
let bookingId: string
let problem: unknown
let change: unknown

beforeAll(async () => {
  backend = await startBackend({ now: () => NOW })
  const { pubsubHost } = inject('parts')
  const pubsub = openGoogleClient({
    projectId: backend.projectId,
    baseUrl: `http://${pubsubHost}`,
  })
  const [subscription] = await pubsub.topic(CHANGES_TOPIC).createSubscription('guide')
  ;[kenji, emma] = await Promise.all([backend.user('Kenji Watanabe'), backend.user('Emma Fischer')])
  made = await f.makeProfessional(backend, kenji, {
    professional: {
      name: 'Kenji Watanabe',
      timeZone: 'Asia/Tokyo',
      headline: 'Hair stylist in Shimokitazawa',
      location: { address: '2-26-5 Kitazawa, Setagaya, Tokyo' },
      specialties: ['Hair'],
      policy: { minNoticeMinutes: 60, cancelNoticeMinutes: 1440, horizonDays: 30 },
    },
    service: {
      name: 'Cut',
      durationMinutes: 45,
      bufferAfterMinutes: 15,
      price: { amountMinor: 6600, currency: 'JPY' },
    },
    hours: [3, 4, 5, 6, 7].flatMap((weekday) => [
      { weekday, start: '10:00', end: '12:00' },
      { weekday, start: '16:00', end: '18:00' },
    ]),
  })
  const { serviceId, professionalId } = made
  const booked = await f.book(backend, emma, serviceId, WEDNESDAY_16, { note: 'A little shorter' })
  ;({ bookingId } = booked)
  const hold = { serviceId, start: THURSDAY_10 }
  f.granted(await f.post(backend, 'hold-slot', emma, hold))
  const again = { serviceId, start: WEDNESDAY_16 }
  const somebody = await backend.user('Noah Clarke')
  problem = f.expectProblem(await f.post(backend, 'create-booking', somebody, again), 'slot-taken')
  await backend.mirrored(professionalId, made.revision + 2)
  change = await new Promise((resolve, reject) => {
    subscription.on('error', reject)
    subscription.on('message', (message) => {
      message.ack()
      const data = JSON.parse(message.data.toString()) as { readonly type: string }
      if (data.type === 'booking.confirmed') resolve(data)
    })
  })
  await subscription.close()
  await pubsub.close()
})
afterAll(() => backend.stop())

const UUID = /[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[\da-f]{4}-[\da-f]{12}/g

/**
 * Ids and addresses are others each time: the first of a text is `#1`, and so on. Which revision last altered a document depends on
 * which changes shared a write.
 */
function alike(text: string): unknown {
  const known: string[] = []
  const nth = (id: string) =>
    `#${(known.includes(id) ? known : (known.push(id), known)).indexOf(id)}`
  return JSON.parse(text.replaceAll(UUID, nth).replaceAll(/"revision": ?\d+/g, '"revision": 0'))
}

/** Small objects on one line, as people write them. */
function toText(value: unknown): string {
  const text = JSON.stringify(value, null, 2)
  return text.replaceAll(/[{[]\n\s+[^{}[\]]{0,100}?\n\s*[}\]]/g, (small) =>
    small.replaceAll(/\s*\n\s*/g, ' ').length > 110
      ? small
      : small
          .replaceAll(/\s*\n\s*/g, ' ')
          .replace(/^\[ /, '[')
          .replace(/ \]$/, ']'),
  )
}

/** What is nobody's to know, and another each time: the account's id and address. */
function withoutAccount(value: unknown): unknown {
  const text = JSON.stringify(value)
    .replaceAll(kenji.uid, 'kLx2…')
    .replaceAll(emma.uid, 'aUuJ…')
    .replaceAll(emma.email, 'emma.fischer@example.com')
  return JSON.parse(text) as unknown
}

/** Expects the first example under a heading to be this; or writes it. */
function expectExample(page: string, heading: string, recorded: unknown): void {
  const text = readGuide(page)
  const shown = blocksOf(text).find((one) => one.language === 'json' && one.heading === heading)
  if (!shown) throw new Error(`${page}.md has no example under "${heading}"`)
  const example = toText(withoutAccount(recorded))
  if (process.env['RECORD_GUIDES']) {
    const at = text.indexOf('```json\n', text.indexOf(`# ${heading}\n`)) + '```json\n'.length
    writeGuide(page, `${text.slice(0, at)}${example}\n${text.slice(text.indexOf('```', at))}`)
    return
  }
  expect(alike(shown.code)).toEqual(alike(example))
}

const document = async (path: string) => {
  const snapshot = await backend.firestore.doc(path).get()
  if (!snapshot.exists) throw new Error(`there is no ${path}`)
  return plain(snapshot.data())
}

describe('the guide of apps shows', () => {
  it.each([
    ['A professional', () => `professionals/${made.professionalId}`],
    ['A day', () => `professionals/${made.professionalId}/days/2026-12-02`],
    ['A client’s booking', () => `accounts/${emma.uid}/bookings/${bookingId}`],
    ['The owner’s booking', () => `accounts/${kenji.uid}/agenda/${bookingId}`],
  ])('%s as it is written', async (heading, path) => {
    expectExample('apps', heading, await document(path()))
  })

  it('how far the documents are, by the two fields that are everybody’s', async () => {
    const { revision, updatedAt } = (await document(`mirrors/${made.professionalId}`)) as f.Body & {
      readonly updatedAt: string
    }
    expect(updatedAt).toMatch(/Z$/)
    // It is Firestore's own time, which knows nothing of the story's.
    expectExample('apps', 'How far the documents are', { revision, updatedAt: formatInstant(NOW) })
  })

  it('the owner’s schedule, its lists cut to their first', async () => {
    const schedule = await document(`accounts/${kenji.uid}/schedules/${made.professionalId}`)
    const first = (value: unknown): unknown => (Array.isArray(value) ? value.slice(0, 1) : value)
    const { professional, services, workingHours, windows, ...rest } = schedule as {
      readonly professional: unknown
      readonly services: unknown
      readonly workingHours: readonly { readonly hours: unknown }[]
      readonly windows: unknown
    }
    expectExample('apps', 'The owner’s schedule', {
      professional,
      services,
      workingHours: workingHours.map((rule) => ({ ...rule, hours: first(rule.hours) })),
      windows: first(windows),
      ...rest,
    })
  })

  it('a notification', async () => {
    const all = backend.firestore.collection(`accounts/${kenji.uid}/notifications`)
    await expect.poll(async () => (await all.get()).size, { timeout: 20_000 }).toBe(1)
    const [first] = (await all.get()).docs
    expectExample('apps', 'A notification', plain(first?.data()))
  })
})

it('the guide of errors shows a lost race', () => {
  expectExample('errors', 'Errors, and how to show them', problem)
})

it('the guide of changes shows a message', () => {
  expectExample('consume-changes', 'What a message holds', change)
})
