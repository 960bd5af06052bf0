// The parts of the local stack: each starts, works, keeps what it promises to keep, and ends.
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { startAuth } from '../../dev/parts/auth.ts'
import { clearDocuments, putRules, startFirestore } from '../../dev/parts/firestore.ts'
import { startKept } from '../../dev/parts/kept.ts'
import { commandLineOf, isAlive } from '../../dev/parts/pids.ts'
import { freePort, isPortTaken } from '../../dev/parts/ports.ts'
import { startPostgres } from '../../dev/parts/postgres.ts'
import { startProcess } from '../../dev/parts/process.ts'
import { endSubscriptions, ensureTopics, type Topic } from '../../dev/parts/pubsub-setup.ts'
import { startPubsub } from '../../dev/parts/pubsub.ts'

const projectId = 'demo-parts'
const folder = mkdtempSync(join(tmpdir(), 'parts-'))
chmodSync(folder, 0o755) // as root, Postgres runs as another user, who must get in
const log = (name: string) => join(folder, `${name}.log`)
// Emulators that the environment names are used by the suite, not by this file.
delete process.env.FIRESTORE_EMULATOR_HOST
delete process.env.PUBSUB_EMULATOR_HOST
process.env.METADATA_SERVER_DETECTION = 'none' // else Google's clients first look for one

afterAll(() => rmSync(folder, { recursive: true }))

const send = (method: string, url: string, body?: unknown, token?: string) =>
  fetch(url, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

const query = async (connectionString: string, sql: string) => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

const noAnswer = Symbol('no answer')
const orNoAnswer = <T>(answer: Promise<T>) => Promise.race([answer, sleep(300, noAnswer)])

const signUp = async (host: string, email: string) => {
  const url = `http://${host}/identitytoolkit.googleapis.com/v1/accounts:signUp?key=any`
  const answer = await send('POST', url, { email, password: 'secret', returnSecureToken: true })
  return (await answer.json()) as { localId: string; idToken: string; refreshToken: string }
}

describe('Postgres', () => {
  const start = async () =>
    startPostgres({
      folder: join(folder, 'postgres'),
      port: await freePort(),
      log: log('postgres'),
    })

  it('keeps its rows over a polite end and over a crash', async () => {
    const first = await start()
    await query(first.url('postgres'), 'create table note as select 1 as line')
    await first.stop()
    await first.stop()
    expect(isAlive(first.pid)).toBe(false)

    const second = await start()
    await query(second.url('postgres'), 'insert into note values (2)')
    process.kill(second.pid, 'SIGKILL')
    await second.ended

    const third = await start()
    try {
      const rows = await query(third.url('postgres'), 'select line from note order by line')
      expect(rows).toEqual([{ line: 1 }, { line: 2 }])
    } finally {
      await third.stop()
    }
    expect(await isPortTaken(third.port)).toBe(false)
  })

  it('freezes the sessions that are open, and thaws them', async () => {
    const part = await start()
    const client = new pg.Client({ connectionString: part.url('postgres') })
    await client.connect()
    try {
      part.pause()
      const answer = client.query('select 1')
      expect(await orNoAnswer(answer)).toBe(noAnswer)
      part.resume()
      expect((await answer).rowCount).toBe(1)
    } finally {
      await client.end()
      part.pause()
      await part.stop() // a frozen one ends too
    }
    expect(isAlive(part.pid)).toBe(false)
  })
})

describe('Auth', () => {
  it('keeps accounts and sessions over a crash', async () => {
    const port = await freePort()
    const accounts = join(folder, 'auth', 'accounts.json')
    const start = () => startAuth({ port, projectId, accounts, log: log('auth') })

    const first = await start()
    const account = await signUp(first.host, 'ada@example.test')
    await sleep(500) // longer than it takes to save
    process.kill(first.pid, 'SIGKILL')
    await first.ended

    const second = await start()
    try {
      const answer = await send(
        'POST',
        `http://${second.host}/securetoken.googleapis.com/v1/token?key=any`,
        {
          grant_type: 'refresh_token',
          refresh_token: account.refreshToken,
        },
      )
      expect(await answer.json()).toMatchObject({ user_id: account.localId })
    } finally {
      await second.stop()
    }
    expect(isAlive(second.pid)).toBe(false)
  })
})

describe('Firestore', () => {
  it('obeys rules with tokens of the Auth emulator, forgets on request, pauses', async () => {
    const [firestore, auth] = await Promise.all([
      startFirestore({ port: await freePort(), log: log('firestore') }),
      startAuth({
        port: await freePort(),
        projectId,
        accounts: join(folder, 'firestore-accounts.json'),
        log: log('firestore-auth'),
      }),
    ])
    try {
      const documents = `http://${firestore.host}/v1/projects/${projectId}/databases/(default)/documents`
      await putRules(
        firestore.host,
        projectId,
        `rules_version = '2';
        service cloud.firestore {
          match /databases/{database}/documents {
            match /own/{uid} { allow read: if request.auth.uid == uid; }
          }
        }`,
      )
      const ada = await signUp(auth.host, 'ada@example.test')
      const bob = await signUp(auth.host, 'bob@example.test')
      const own = `${documents}/own/${ada.localId}`
      expect((await send('PATCH', own, { fields: {} }, 'owner')).status).toBe(200)
      expect((await send('GET', own, undefined, ada.idToken)).status).toBe(200)
      expect((await send('GET', own, undefined, bob.idToken)).status).toBe(403)
      expect((await send('GET', own)).status).toBe(403)
      await expect(putRules(firestore.host, projectId, 'nonsense')).rejects.toThrow('mismatched')

      firestore.pause()
      expect(await orNoAnswer(send('GET', own))).toBe(noAnswer)
      firestore.resume()

      await clearDocuments(firestore.host, projectId)
      expect((await send('GET', own, undefined, 'owner')).status).toBe(404)
    } finally {
      await Promise.all([firestore.stop(), auth.stop()])
    }
    expect([firestore.pid, auth.pid].map((pid) => isAlive(pid ?? 0))).toEqual([false, false])
  })
})

describe('a part that is kept running', () => {
  const startKeptSleep = (leastMillis: number) => {
    const died: string[] = []
    const sleeping = () =>
      startProcess({
        name: 'The sleeper',
        command: 'sleep',
        args: ['60'],
        log: log('sleep'),
        isReady: () => Promise.resolve(true),
      })
    return startKept(sleeping, { died: () => died.push('died'), leastMillis }).then((kept) => ({
      kept,
      died,
    }))
  }

  it('is there again when it has died, and what is to be done then is done', async () => {
    const { kept, died } = await startKeptSleep(0)
    let back = 0
    kept.whenBack(() => Promise.resolve(void (back += 1)))
    const { pid } = kept
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => back, { timeout: 10_000 }).toBe(1)
    expect(died).toEqual(['died'])
    expect(kept.pid).not.toBe(pid)
    expect(isAlive(kept.pid)).toBe(true)
    await kept.stop()
    await kept.ended
    expect(isAlive(kept.pid)).toBe(false)
    expect(died).toEqual(['died'])
  })

  it('is left ended when it dies too soon', async () => {
    const { kept, died } = await startKeptSleep(60_000)
    process.kill(kept.pid, 'SIGKILL')
    await kept.ended
    expect(died).toEqual([])
    await kept.stop()
  })
})

/** Whoever is pushed to: answers with one status, and keeps the paths. */
async function startReceiver(status: number) {
  const pushed: string[] = []
  const server = createServer((request, response) => {
    pushed.push(request.url ?? '')
    response.writeHead(status).end()
    request.resume()
  })
  const port = await freePort()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return { port, pushed, server }
}

describe('Pub/Sub', () => {
  it('pushes to the present endpoint, whatever it was before, and keeps what waits', async () => {
    const { port, pushed, server } = await startReceiver(204)

    const topics = (path: string): readonly Topic[] => [
      {
        topic: 'calendar-changes',
        subscriptions: [
          {
            name: 'fan-out',
            pushEndpoint: `http://127.0.0.1:${port}/${path}`,
            ordering: false,
            ackDeadlineSeconds: 10,
            deadLetter: { topic: 'dead-letters', maxAttempts: 5 },
          },
          { name: 'kept', ordering: false, ackDeadlineSeconds: 10 },
        ],
      },
    ]
    const pubsub = await startPubsub({ port: await freePort(), log: log('pubsub') })
    try {
      await ensureTopics(pubsub.host, projectId, topics('old'))
      await ensureTopics(pubsub.host, projectId, topics('new'))
      await ensureTopics(pubsub.host, projectId, topics('new'))
      const topic = `http://${pubsub.host}/v1/projects/${projectId}/topics/calendar-changes`
      const published = await send('POST', `${topic}:publish`, { messages: [{ data: 'e30=' }] })
      expect(published.status).toBe(200)
      await expect.poll(() => pushed, { timeout: 5_000 }).toEqual(['/new'])
      // Made again, a subscription that was as wanted still has what waits in it.
      await ensureTopics(pubsub.host, projectId, topics('new'))
      const kept = `http://${pubsub.host}/v1/projects/${projectId}/subscriptions/kept`
      const pulled = await send('POST', `${kept}:pull`, { maxMessages: 10 })
      expect(await pulled.json()).toMatchObject({
        receivedMessages: [{ message: { data: 'e30=' } }],
      })
      expect(pushed).toEqual(['/new'])
    } finally {
      await pubsub.stop()
      server.close()
    }
    expect(isAlive(pubsub.pid ?? 0)).toBe(false)
  })
})

describe('a project of Pub/Sub whose subscriptions were ended', () => {
  it('pushes no more, be it what nobody acknowledged, while others go on', async () => {
    const { port, pushed, server } = await startReceiver(503)
    const countOf = (path: string) => pushed.filter((url) => url === path).length
    const pubsub = await startPubsub({ port: await freePort(), log: log('pubsub-ended') })
    try {
      const [ended, other] = ['demo-ended', 'demo-other']
      for (const project of [ended, other]) {
        await ensureTopics(pubsub.host, project, [
          {
            topic: 'changes',
            subscriptions: ['one', 'two'].map((name) => ({
              name,
              pushEndpoint: `http://127.0.0.1:${port}/${project}`,
              ordering: name === 'two',
              ackDeadlineSeconds: 10,
            })),
          },
        ])
        const topic = `http://${pubsub.host}/v1/projects/${project}/topics/changes`
        await send('POST', `${topic}:publish`, { messages: [{ data: 'e30=', orderingKey: 'a' }] })
      }
      const isTriedAgain = { timeout: 10_000 }
      await expect.poll(() => countOf('/demo-ended'), isTriedAgain).toBeGreaterThan(2)
      await endSubscriptions(pubsub.host, ended)
      // One that was on its way may still come; after it, the other project tells when as much time has passed as brought the first.
      const pushedOnce = countOf('/demo-other')
      await expect.poll(() => countOf('/demo-other'), isTriedAgain).toBeGreaterThan(pushedOnce + 1)
      const [last, since] = [countOf('/demo-ended'), countOf('/demo-other')]
      await expect.poll(() => countOf('/demo-other'), isTriedAgain).toBeGreaterThan(since + 3)
      expect(countOf('/demo-ended')).toBe(last)
    } finally {
      await pubsub.stop()
      server.close()
    }
  })
})

describe('a process', () => {
  it('that ends before it is ready says why', async () => {
    const start = startProcess({
      name: 'The part',
      command: process.execPath,
      args: ['-e', 'console.log("no disk left"); process.exit(3)'],
      log: log('early-end'),
      isReady: () => Promise.resolve(false),
    })
    await expect(start).rejects.toThrow(
      /The part ended with code 3 before it was ready.*no disk left/s,
    )
  })

  it('that is not there says so', async () => {
    const start = startProcess({
      name: 'The part',
      command: '/no/such/program',
      args: [],
      log: log('missing'),
      isReady: () => Promise.resolve(false),
    })
    await expect(start).rejects.toThrow('The part could not be started')
  })

  it('ends when the process that started it is killed', async () => {
    const part = new URL('../../dev/parts/process.ts', import.meta.url)
    const program = `
      import { startProcess } from '${part.href}'
      const { pid } = await startProcess({
        name: 'The child', command: 'sleep', args: ['60'], log: '${log('child')}',
        isReady: () => Promise.resolve(true),
      })
      console.log(pid)
      setInterval(() => {}, 1_000)`
    const childPid = () => Number(readFileSync(log('parent'), 'utf8'))
    const parent = await startProcess({
      name: 'The parent',
      command: process.execPath,
      args: ['--input-type=module', '-e', program],
      log: log('parent'),
      isReady: () => Promise.resolve(childPid() > 0),
    })
    expect(commandLineOf(childPid())).toBe('sleep 60')
    process.kill(parent.pid, 'SIGKILL')
    // Not isAlive: until its new parent asks for it, it stays as an empty entry.
    await expect.poll(() => commandLineOf(childPid()), { timeout: 5_000 }).toBe('')
  })
})
