// A backend that tells people: with a mail server and a stand-in of FCM of its own, links, and a clock that a test turns.
import type { Firestore } from '@google-cloud/firestore'
import { expect, vi } from 'vitest'
import { type FcmPart, startFcm } from '../../dev/parts/fcm.ts'
import type { Config } from '../../shared/runtime/world/config.ts'
import { type Backend, startBackend } from './backend.ts'
import { type Line, layLine } from './line.ts'
import { expectAsContracted } from './documents.ts'
import { type Mailbox, startMailbox } from './mailbox.ts'
import type { User } from './users.ts'

export interface PostOffice {
  readonly backend: Backend
  readonly mailbox: Mailbox
  /** What mails go over. */
  readonly line: Line
  readonly fcm: FcmPart
  /** The messages in the app of an account, the newest first. */
  readonly notes: (user: User) => Promise<readonly Readonly<Record<string, unknown>>[]>
  /** Resolves once nothing waits to be published or delivered any more. */
  readonly settled: () => Promise<void>
  readonly stop: () => Promise<void>
}

export async function startPostOffice(
  options: {
    readonly now?: () => number
    readonly config?: Partial<Config>
    /** Whether anybody is pushed to; false where a test hands messages over itself. */
    readonly subscribe?: boolean
  } = {},
): Promise<PostOffice> {
  const mailbox = await startMailbox()
  const line = await layLine(mailbox.host)
  const fcm = await startFcm({ port: 0 })
  const [host = '', port = ''] = line.host.split(':')
  const backend = await startBackend({
    ...(options.now && { now: options.now }),
    ...(options.subscribe !== undefined && { subscribe: options.subscribe }),
    config: {
      fcmEmulatorHost: new URL(fcm.url).host,
      mail: {
        smtp: { host, port: Number(port), isSecure: false },
        from: { name: 'Bookings', address: 'bookings@example.com' },
        domain: 'example.com',
      },
      isMailSet: true,
      webUrl: 'https://app.example',
      functionsUrl: 'https://functions.example',
      linkKeys: ['k'.repeat(43)],
      ...options.config,
    },
  })
  const { database } = backend

  async function isSettled(): Promise<void> {
    const { rows } = await database.query<{ busy: number }>(
      `select (select count(*) from unpublished) + (select count(*) from unpublished_accounts) + (select count(*) from deliveries where state = 'waiting'
        and (leased_until is not null or attempts = 0)) as busy`,
    )
    expect(Number(rows[0]?.busy)).toBe(0)
  }

  return {
    backend,
    mailbox,
    line,
    fcm,
    notes: (user) => notesOf(backend.firestore, user),
    // A message is on its way between the outbox and the subscriber: it has to be quiet for a while.
    settled: async () => {
      let quiet = 0
      await vi.waitFor(
        async () => {
          try {
            await isSettled()
            quiet++
          } catch (error) {
            quiet = 0
            throw error
          }
          expect(quiet).toBeGreaterThan(4)
        },
        { timeout: 30_000, interval: 100 },
      )
    },
    stop: async () => {
      await backend.stop()
      await fcm.stop()
      await line.cut('refuse')
      await mailbox.stop()
    },
  }
}

async function notesOf(
  firestore: Firestore,
  { uid }: User,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const found = await firestore
    .collection(`accounts/${uid}/notifications`)
    .orderBy('createdAt', 'desc')
    .get()
  const notes = found.docs.map((one) => ({ path: one.ref.path, data: one.data() }))
  expectAsContracted(notes)
  return notes.map(({ data }) => data)
}
