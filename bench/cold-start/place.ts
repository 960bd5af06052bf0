// Where cold starts are measured: the real parts without a gateway, one professional with a service, one client.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startGateway } from '../../dev/gateway.ts'
import { ensureTopics } from '../../dev/parts/pubsub-setup.ts'
import { startParts } from '../../dev/stack-parts.ts'
import { freePorts } from '../../dev/stack-ports.ts'
import { CHANGES_TOPIC, type ChangeMessage } from '../../shared/contract/messages/change.ts'
import { migrate } from '../../shared/database/connection/migrate.ts'
import { readConfig } from '../../shared/runtime/world/config.ts'
import { makeWorld } from '../../shared/runtime/world/world.ts'
import { signUp } from '../../test/support/users.ts'

const PROJECT = 'demo-cold-start'
const DAY = 86_400_000

export interface Place {
  readonly environment: Record<string, string>
  readonly professionalId: string
  readonly serviceId: string
  readonly range: { readonly from: string; readonly to: string }
  /** Of the client. */
  readonly headers: Readonly<Record<string, string>>
  /** A start that is free. */
  readonly nextStart: () => string
  /** A push request that makes the fan-out write. */
  readonly push: () => object
  /** Puts one change back into the outbox. */
  readonly leaveUnpublished: () => Promise<void>
  readonly close: () => Promise<void>
}

type Call = (name: string, token: string, body: object) => Promise<Record<string, unknown>>

async function makeProfessional(call: Call, token: string) {
  const profile = { name: 'Ana', timeZone: 'UTC', policy: { horizonDays: 60 } }
  const { professional } = await call('save-professional', token, profile)
  const { service } = await call('save-service', token, { name: 'Visit', durationMinutes: 30 })
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '00:00', end: '24:00' }))
  await call('set-working-hours', token, { hours })
  // Both answers are as the API's description has them.
  const { professionalId } = professional as { professionalId: string }
  const { serviceId } = service as { serviceId: string }
  return { professionalId, serviceId }
}

function toPush(change: ChangeMessage): object {
  const data = { ...change, at: new Date(change.at).toISOString() }
  return { message: { data: Buffer.from(JSON.stringify(data)).toString('base64') } }
}

/** Starts the parts; about ten seconds. */
export async function openPlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'availability-cold-'))
  chmodSync(folder, 0o755)
  const parts = await startParts(
    {
      ports: await freePorts(),
      host: '127.0.0.1',
      projectId: PROJECT,
      dataFolder: folder,
      logsFolder: folder,
      isEphemeral: true,
    },
    () => {},
  )
  const { postgres, firestore, pubsub, auth } = parts
  await migrate(postgres.url('postgres'), join(import.meta.dirname, '../../migrations'))
  const environment = {
    PATH: process.env['PATH'] ?? '',
    GOOGLE_CLOUD_PROJECT: PROJECT,
    DATABASE_URL: postgres.url('postgres'),
    PUBSUB_EMULATOR_HOST: pubsub.host,
    FIRESTORE_EMULATOR_HOST: firestore.host,
    FIREBASE_AUTH_EMULATOR_HOST: auth.host,
    METADATA_SERVER_DETECTION: 'none',
    COMMANDS_PER_MINUTE: '100000',
    UPCOMING_BOOKINGS: '100000',
    JOB_SECONDS: '1',
  }
  Object.assign(process.env, environment)
  await ensureTopics(pubsub.host, PROJECT, [{ topic: CHANGES_TOPIC, subscriptions: [] }])
  const [owner, client] = await Promise.all([
    signUp(auth.host, PROJECT, 'Ana Owner'),
    signUp(auth.host, PROJECT, 'Carl Client'),
  ])
  const world = { ...makeWorld(readConfig(environment)), log: () => {} }
  const gateway = await startGateway({ world, port: 0 })
  const call: Call = async (name, token, body) => {
    const response = await fetch(`${gateway.url}/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${name}: ${await response.text()}`)
    return (await response.json()) as Record<string, unknown>
  }
  const made = await makeProfessional(call, owner.token)
  await gateway.stop()
  await world.database.destroy()
  const database = new pg.Pool({ connectionString: postgres.url('postgres'), max: 1 })
  database.on('error', () => {}) // Postgres ends its sessions before the pool is closed, where something fails
  const tomorrow = (Math.floor(Date.now() / DAY) + 1) * DAY
  let starts = 0
  let revision = 1_000_000
  return {
    environment,
    ...made,
    range: {
      from: new Date(tomorrow).toISOString(),
      to: new Date(tomorrow + 30 * DAY).toISOString(),
    },
    headers: { Authorization: `Bearer ${client.token}` },
    nextStart: () => new Date(tomorrow + starts++ * 30 * 60_000).toISOString(),
    push: () =>
      toPush({
        changeId: '01900000-0000-7000-8000-000000000000',
        causeId: '01900000-0000-7000-8000-000000000001',
        type: 'schedule.changed',
        professionalId: made.professionalId,
        // A hint beyond what is mirrored, so that everything is read, compared and written.
        revision: revision++,
        at: Date.now(),
        by: { kind: 'system' },
        dates: 'all',
      }),
    leaveUnpublished: async () => {
      await database.query(`insert into unpublished (professional_id, revision, at)
        select professional_id, revision, now() - interval '1 minute' from changes limit 1
        on conflict do nothing`)
    },
    close: async () => {
      await database.end()
      await Promise.all([postgres, firestore, pubsub, auth].map((part) => part.stop()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
