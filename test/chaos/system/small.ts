// A small system for tests: every function in this process, on the parts of all tests; what can be broken there without harm to others is.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { endSubscriptions } from '../../../dev/parts/pubsub-setup.ts'
import { makeTopics } from '../../../dev/topics.ts'
import { startBackend } from '../../support/backend.ts'
import type { Chance } from '../chance.ts'
import { type Target, openFront } from './front.ts'
import { startJobs } from './jobs.ts'
import { type Mail, type Push, readLines, startMailServer, startPushService } from './outlets.ts'
import { openPushes } from './pushes.ts'
import type { System } from './system.ts'
import { openTally } from './tally.ts'

const PUSH_ATTEMPTS = 100

export async function startSmall(chance: Chance): Promise<System> {
  const { pubsubHost, firestoreHost, authHost } = inject('parts')
  const folder = mkdtempSync(join(tmpdir(), 'availability-chaos-'))
  const mail = await startMailServer(0, join(folder, 'mails'))
  const push = await startPushService(0, join(folder, 'pushes'))
  let jumpedMillis = 0
  const now = () => Date.now() + jumpedMillis
  const backend = await startBackend({
    subscribe: false, // its pushes go another way
    now,
    config: {
      upcomingBookings: 1000,
      fcmEmulatorHost: `127.0.0.1:${push.port}`,
      mail: {
        smtp: { host: '127.0.0.1', port: mail.port, isSecure: false },
        from: { name: 'Bookings', address: 'bookings@mail.example' },
        domain: 'mail.example',
      },
      isMailSet: true,
      linkKeys: ['k'.repeat(43)],
    },
  })
  const { database } = backend.world.config
  if (!('url' in database)) throw new Error('a test has no database but its own')
  const tally = openTally()
  const targets = new Map<string, Target>()
  const targetOf = (name: string): Target => {
    const target = targets.get(name) ?? { url: `${backend.url}/${name}`, isUp: true, inFlight: 0 }
    targets.set(name, target)
    return target
  }
  const front = openFront((name) => [targetOf(name)], chance.fork(), tally)
  const pushes = await openPushes(front, chance.fork(), tally)
  await makeTopics(pubsubHost, backend.projectId, pushes.url, PUSH_ATTEMPTS)
  const jobs = startJobs(front, tally)
  return {
    projectId: backend.projectId,
    front,
    pushes,
    jobs,
    tally,
    now,
    jump: (millis) => {
      jumpedMillis += millis
    },
    databaseUrl: database.url,
    firestoreHost,
    authHost,
    mails: () => readLines<Mail>(join(folder, 'mails')),
    pushed: () => readLines<Push>(join(folder, 'pushes')),
    deaths: () => [],
    stop: async () => {
      await jobs.stop()
      await endSubscriptions(pubsubHost, backend.projectId)
      await pushes.stop()
      front.stop()
      await backend.stop()
      await mail.stop()
      await push.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
