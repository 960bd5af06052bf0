// What the guides tell somebody to type is typed: the first hour's commands, and each program that can run here, against the
// real stack and as it stands there but for the addresses.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { signIn } from '../../dev/demo/accounts.ts'
import { CLIENTS, PASSWORD } from '../../dev/demo/people.ts'
import { PROFESSIONALS } from '../../dev/demo/professionals.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { blocksOf, programOf, readGuide } from '../support/guides.ts'
import { type PackedClient, installPackedClient } from '../support/packed-client.ts'
import type { User } from '../support/users.ts'

const run = promisify(execFile)
/** What the guides call the stack, whose ports they show too. */
const PROJECT = 'demo-availability'
const EXAMPLE = 'book-and-watch.mjs'

let backend: Backend
let packed: PackedClient
let anna: User
let emma: User
const children: ChildProcess[] = []

/** Anna Weber and two clients, as the demo has them. */
async function fill(): Promise<void> {
  const { authHost } = inject('parts')
  const demo = async (person: { readonly name: string; readonly email: string }) => ({
    ...(await signIn(authHost, backend.projectId, person, PASSWORD)),
    password: PASSWORD,
  })
  const [weber] = PROFESSIONALS
  if (!weber) throw new Error('the demo has nobody')
  ;[anna, emma] = await Promise.all([demo(weber), demo(f.nth(CLIENTS, 0)), demo(f.nth(CLIENTS, 1))])
  const profile = { name: weber.name, ...weber.profile }
  const made = f.granted(await f.post(backend, 'save-professional', anna, profile))
  for (const service of weber.services)
    f.granted(await f.post(backend, 'save-service', anna, service))
  const { revision } = f.granted(
    await f.post(backend, 'set-working-hours', anna, { hours: weber.hours }),
  )
  await backend.mirrored(made.professional.professionalId, revision)
}

beforeAll(async () => {
  // The Auth emulator knows clients of this project only.
  ;[backend, packed] = await Promise.all([
    startBackend({ projectId: 'demo-test' }),
    installPackedClient(),
  ])
  await fill()
  const { authHost, firestoreHost } = inject('parts')
  const stack = { functions: backend.url, projectId: backend.projectId, authHost, firestoreHost }
  mkdirSync(join(packed.folder, '.local'))
  writeFileSync(join(packed.folder, '.local/stack.json'), JSON.stringify(stack))
  for (const name of ['firebase', 'firebase-admin']) packed.link(name)
  mkdirSync(join(packed.folder, 'node_modules/@google-cloud'))
  packed.link('@google-cloud/pubsub')
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  packed.remove()
  await backend.stop()
})

/** A page's program in a file, its addresses those of this stack. */
function writeProgram(page: string, options: Parameters<typeof programOf>[2] = {}): string {
  const { firestoreHost } = inject('parts')
  const [host = '', port = ''] = firestoreHost.split(':')
  const program = programOf(readGuide(page), ['ts'], options)
    .replaceAll(PROJECT, backend.projectId)
    .replaceAll('http://127.0.0.1:8700', backend.url)
    .replaceAll('http://127.0.0.1:8704', `http://${inject('parts').authHost}`)
    .replaceAll(`'127.0.0.1', 8702`, `'${host}', ${port}`)
  writeFileSync(join(packed.folder, `${page}.ts`), program)
  return `${page}.ts`
}

/** Runs a program that goes on; answers what it has said so far. */
function start(file: string): () => string {
  const { authHost, pubsubHost } = inject('parts')
  const child = spawn(process.execPath, [file], {
    cwd: packed.folder,
    env: {
      ...process.env,
      FIREBASE_AUTH_EMULATOR_HOST: authHost,
      PUBSUB_EMULATOR_HOST: pubsubHost,
    },
  })
  children.push(child)
  let said = ''
  child.stdout.on('data', (part) => (said += String(part)))
  child.stderr.on('data', (part) => (said += String(part)))
  return () => said
}

const expectSaid = (said: () => string, what: RegExp) =>
  expect.poll(said, { timeout: 30_000 }).toMatch(what)

const NOT_IN_NODE = ['Register for push', 'Without the client']
const DEEDS = [
  'Book, and lose a race',
  'Hold, book, move, cancel',
  'My bookings, messages and settings',
]

/** The dates of a week, from a week after the next free start on, of viewers in three zones: by the functions of the guide, and by the client. */
const COMPARISON = `
  import { startsOn, watchDate } from './apps.ts'
  function show(): void {}
  const { professionalId } = professional
  for (const timeZone of ['America/Los_Angeles', 'Europe/Berlin', 'Asia/Tokyo']) for (let later = 7; later < 14; later++) {
    const day = new Date(Date.parse(next.start) + later * 86_400_000)
    const from = day.toLocaleDateString('sv-SE', { timeZone })
    const offer = { serviceId, minNoticeMinutes: 120 }
    const own = await new Promise((resolve) => {
      watchDate(db, professionalId, from, (days) => {
        if (days.length > 0) resolve(startsOn(from, timeZone, offer, days, new Date()))
      })
    })
    const clients = await new Promise((resolve) => {
      client.watchDays({ professionalId, serviceId, from, days: 1, timeZone }, ({ data, state }) => {
        if (state === 'live') resolve(data?.[0]?.slots.map(({ start }) => start))
      })
    })
    console.log(JSON.stringify({ timeZone, own, clients }))
  }
  process.exit()
`

interface Shown {
  readonly timeZone: string
  readonly own: readonly string[]
  readonly clients: readonly string[]
}

const SECTIONS = ['2. Sign in', '3. Find a time', '4. Book it', '5. Lose a race', '6. Take it back']

/** Ids and instants are others each time. */
const alike = (text: string): string =>
  text
    .replaceAll(/[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[\da-f]{4}-[\da-f]{12}/g, 'id')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'instant')
    .replaceAll(/"uid":\s*"[^"]+"/g, '"uid": "…"')

describe('the first hour', () => {
  const blocks = blocksOf(readGuide('first-hour')).filter(({ heading }) =>
    SECTIONS.includes(heading),
  )
  const commands = blocks.filter(({ language }) => language === 'sh')
  const shown = blocks.filter(({ language }) => language !== 'sh')

  it('is typed as it stands, and answers what it says', async () => {
    expect(commands.length).toBeGreaterThanOrEqual(6)
    expect(shown).toHaveLength(commands.length)
    const between = '\n----\n'
    const script = commands
      .map(({ code }) => code)
      .join(`\nprintf '${between.replaceAll('\n', '\\n')}'\n`)
    const { stdout } = await run('sh', ['-euc', script], { cwd: packed.folder })
    const answers = stdout.split(between)
    const toComparable = (language: string, text: string): unknown =>
      language === 'json' ? JSON.parse(alike(text)) : text.trim()
    expect(
      shown.map(({ language }, index) => toComparable(language, answers[index] ?? '')),
    ).toEqual(shown.map(({ language, code }) => toComparable(language, code)))
  })

  it('ends with the packed client’s example, which books and sees it go', async () => {
    const example = join(import.meta.dirname, '../../client/examples', EXAMPLE)
    cpSync(example, join(packed.folder, EXAMPLE))
    const { stdout } = await run(process.execPath, [EXAMPLE, '.local/stack.json'], {
      cwd: packed.folder,
    })
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => line.replaceAll(/\d+/g, '1'))
    const [, code = ''] = /^```text\n(live:[^]*?)^```$/m.exec(readGuide('first-hour')) ?? []
    expect(lines).toEqual(
      code.trim().replaceAll('Dr James Okafor', 'Anna Weber').replaceAll(/\d+/g, '1').split('\n'),
    )
    const { bookings } = f.granted(
      await f.get(backend, 'list-bookings', anna, { as: 'professional', status: 'confirmed' }),
    )
    expect(bookings).toHaveLength(1)
  })
})

// Once more where the emulator has broken off a stream to Node, which the SDK takes a minute to get over (docs/surprises.md).
describe('the program of the guide', { retry: 1 }, () => {
  it('to the web finds, watches, books, and sees it go', async () => {
    const said = start(writeProgram('web', { without: NOT_IN_NODE }))
    await expectSaid(said, /^Anna Weber in Europe\/Berlin, next: .*Z$/m)
    await expectSaid(said, /^Booked: .*Z$/m)
    await expectSaid(said, /^live: \d+ free starts$/m)
    await expectSaid(said, /^\d+ unread$/m)
    await expectSaid(said, /^\w[\w ]* with Anna Weber: /m)
    await expectSaid(said, /^moved to .*Z$/m)
    await expectSaid(said, /^now cancelled$/m)
  })

  it('to changes prints them as they come', async () => {
    const said = start(writeProgram('consume-changes'))
    await expectSaid(said, /^listening$/m)
    const { bookings } = f.granted(
      await f.get(backend, 'list-bookings', anna, { as: 'professional', status: 'confirmed' }),
    )
    const { bookingId } = f.nth(bookings, 0)
    f.granted(await f.post(backend, 'cancel-booking', anna, { bookingId, reason: 'I am ill' }))
    await expectSaid(
      said,
      new RegExp(`^booking.cancelled of .* at revision \\d+: look at ${bookingId}$`, 'm'),
    )
  })

  it('to professionals makes a calendar, approves what is asked of it, and says who is late', async () => {
    const said = start(writeProgram('professionals'))
    await expectSaid(said, /^waiting for requests of Repair$/m)
    const found = await f.get(backend, 'search-professionals', emma, { text: 'Piano tuning' })
    const { professionals } = found.body as unknown as {
      readonly professionals: readonly Pick<f.Body, 'professional' | 'services'>[]
    }
    const { services } = f.nth(professionals, 0)
    const repair = services.find(({ name }) => name === 'Repair')
    const { serviceId = '' } = repair ?? {}
    const { professionalId } = f.nth(professionals, 0).professional
    const query = {
      professionalId,
      serviceId,
      from: f.inDays(backend, 15),
      to: f.inDays(backend, 20),
    }
    const { slots } = f.granted(await f.get(backend, 'search-availability', emma, query))
    await f.book(backend, emma, serviceId, f.nth(slots, 0).start)
    await expectSaid(said, /^approved: Repair for Emma Fischer$/m)
    await expectSaid(said, /^shown as busy$/m)
    for (const line of [
      'Rosa Blum can be booked',
      '0 bookings would be in the way',
      'confirmed for Sven Larsson',
      'late, and 0 behind it',
    ])
      expect(said().split('\n')).toContain(line)
  })

  it('to a server acts for a professional, as an admin', async () => {
    const said = start(writeProgram('server-to-server'))
    await expectSaid(said, /^Anna Weber: revision \d+, 0 bookings in the way$/m)
  })

  it('of all apps shows what the client shows of a viewer’s date', async () => {
    writeProgram('apps')
    const opening = writeProgram('web', {
      without: [...NOT_IN_NODE, 'Listen', ...DEEDS],
    })
    const program = readFileSync(join(packed.folder, opening), 'utf8')
    writeFileSync(join(packed.folder, 'compare.ts'), `${program}\n${COMPARISON}`)
    const { stdout } = await run(process.execPath, ['compare.ts'], { cwd: packed.folder })
    const shown = stdout
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Shown)
    expect(shown).toHaveLength(21)
    for (const { own, clients } of shown) expect(own).toEqual(clients)
    // Some dates have few starts or none, by the weekday that it is and the zone; a week of each zone has many.
    for (const week of Map.groupBy(shown, ({ timeZone }) => timeZone).values())
      expect(week.flatMap(({ own }) => own).length).toBeGreaterThan(20)
  })

  it('to time zones shows one start in two', async () => {
    const program = readGuide('time-zones')
    const { stdout } = await run(process.execPath, [writeProgram('time-zones')], {
      cwd: packed.folder,
    })
    const told = [...program.matchAll(/console\.log\(.*\) \/\/ (.*)$/gm)].map(([, line]) => line)
    expect(stdout.trim().split('\n')).toEqual(told)
  })
})
