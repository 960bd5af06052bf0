// Everything that is attacked, in this process and for it alone: Postgres and the emulators, the functions, a mail server.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startMailbox } from '../../../test/support/mailbox.ts'
import { signUp } from '../../../test/support/users.ts'
import { migrate } from '../../../shared/database/connection/migrate.ts'
import { openFirestore } from '../../../shared/realtime/firestore-mirror.ts'
import { DEAD_LETTER_TOPIC } from '../../../shared/messaging/publish.ts'
import { type End, endAll } from '../../end-all.ts'
import { readConfig } from '../../../shared/runtime/world/config.ts'
import type { Entry } from '../../../shared/runtime/world/log.ts'
import { makeWorld } from '../../../shared/runtime/world/make-world.ts'
import type { VerifyToken } from '../../../shared/identity/verify-token.ts'
import { MINUTE } from '../../../shared/time/instant.ts'
import { TOPICS } from '../../catalogue/topics.ts'
import { startGateway } from '../../gateway.ts'
import { startAuth } from '../../parts/auth.ts'
import { startFirestore } from '../../parts/firestore.ts'
import { freePort } from '../../parts/ports.ts'
import { startPostgres } from '../../parts/postgres.ts'
import { ensureTopics } from '../../parts/pubsub-setup.ts'
import { startPubsub } from '../../parts/pubsub.ts'
import { ROOT } from '../inputs/described.ts'
import { openInside } from './inside.ts'
import type { Target } from './target.ts'

export interface OwnTarget {
  readonly target: Target
  readonly stop: () => Promise<void>
}

const PROJECT = 'demo-attack'
const DATABASE = 'attacked'
const LIMITS = {
  COMMANDS_PER_MINUTE: '1000000',
  QUERIES_PER_MINUTE: '1000000',
  TEXT_QUERIES_PER_MINUTE: '1000000',
}
const TOKENS_KEPT = 100
/** Of the log, what a finding is told with. */
const ENTRIES_KEPT = 500

/** Nobody pushes and nothing ticks here: what happens is what is sent. */
export async function startOwnTarget(): Promise<OwnTarget> {
  process.env['METADATA_SERVER_DETECTION'] = 'none'
  const folder = mkdtempSync(join(tmpdir(), 'availability-attack-'))
  chmodSync(folder, 0o755) // started by root, Postgres runs as another user, who must get in
  const ends: End[] = [() => rmSync(folder, { recursive: true, force: true })]
  const stop = () => endAll(ends)
  const follow = async <T extends { stop: () => Promise<unknown> }>(
    starting: Promise<T>,
  ): Promise<T> => {
    const part = await starting
    ends.push(() => part.stop())
    return part
  }
  try {
    return { target: await start(folder, follow, (end) => ends.push(end)), stop }
  } catch (error) {
    await stop().catch(() => {}) // why it did not start is told
    throw error
  }
}

/** The emulator is asked about every token, as Firebase itself is not: an answer is kept for a minute there. */
function askedOnce(verify: VerifyToken): VerifyToken {
  const kept = new Map<string, { readonly at: number; readonly told: ReturnType<VerifyToken> }>()
  return (token, isFresh, now) => {
    const known = kept.get(token)
    if (known && now - known.at < MINUTE) return known.told
    const told = verify(token, isFresh, now)
    if (kept.size >= TOKENS_KEPT) kept.clear()
    kept.set(token, { at: now, told })
    return told
  }
}

type Follow = <T extends { stop: () => Promise<unknown> }>(starting: Promise<T>) => Promise<T>

async function start(
  folder: string,
  follow: Follow,
  atEnd: (close: () => unknown) => void,
): Promise<Target> {
  const log = (name: string) => join(folder, `${name}.log`)
  const [postgres, firestore, pubsub, auth] = await Promise.all([
    follow(
      startPostgres({
        folder: join(folder, 'postgres'),
        port: await freePort(),
        log: log('postgres'),
        fsync: false,
      }),
    ),
    follow(
      startFirestore({
        port: await freePort(),
        log: log('firestore'),
        rules: join(ROOT, 'firestore.rules'),
      }),
    ),
    follow(startPubsub({ port: await freePort(), log: log('pubsub') })),
    follow(
      startAuth({
        port: await freePort(),
        projectId: PROJECT,
        accounts: join(folder, 'accounts.json'),
        log: log('auth'),
      }),
    ),
  ])
  const client = new pg.Client(postgres.url('postgres'))
  await client.connect()
  await client.query(`create database ${DATABASE}`)
  await client.end()
  await migrate(postgres.url(DATABASE), join(ROOT, 'migrations'))
  const mailbox = await follow(startMailbox())
  process.env['FIREBASE_AUTH_EMULATOR_HOST'] = auth.host
  const config = readConfig({
    ...LIMITS,
    GOOGLE_CLOUD_PROJECT: PROJECT,
    DATABASE_URL: postgres.url(DATABASE),
    PUBSUB_EMULATOR_HOST: pubsub.host,
    FIRESTORE_EMULATOR_HOST: firestore.host,
    FIREBASE_AUTH_EMULATOR_HOST: auth.host,
    ALLOWED_ORIGINS: 'localhost',
    TRUSTED_HOPS: '0',
    PAGE_TOKEN_KEYS: 'k'.repeat(43),
    LINK_KEYS: 'l'.repeat(43),
    SMTP_URL: `smtp://${mailbox.host}`,
    MAIL_FROM: 'Bookings <bookings@example.com>',
    FUNCTIONS_URL: 'https://functions.example',
    WEB_URL: 'https://app.example',
    PUBLISH_MILLIS: '10000',
    ANSWERS_KEPT: process.env['ANSWERS_KEPT'],
  })
  const entries: Entry[] = []
  const made = makeWorld(config)
  const world = {
    ...made,
    verifyToken: askedOnce(made.verifyToken),
    log: (entry: Entry) => {
      if (entry.stack_trace === undefined) return
      entries.push(entry)
      if (entries.length > ENTRIES_KEPT) entries.shift()
    },
  }
  atEnd(() => world.database.destroy())
  const gateway = await follow(startGateway({ world, port: 0 }))
  // Topics that are published to, and where nobody listens.
  await ensureTopics(
    pubsub.host,
    PROJECT,
    [...Object.values(TOPICS), DEAD_LETTER_TOPIC].map((topic) => ({ topic, subscriptions: [] })),
  )
  const documents = openFirestore({ projectId: PROJECT, emulatorHost: firestore.host })
  atEnd(() => documents.terminate())
  return {
    url: gateway.url,
    projectId: PROJECT,
    signUp: (name, claims) => signUp(auth.host, PROJECT, name, claims),
    inside: openInside(documents, mailbox, entries),
  }
}
