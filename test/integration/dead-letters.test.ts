// Replaying dead letters: what a subscriber refused is handed to it again once its cause is mended, and nothing else is touched.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Box, openBox } from '../../dev/dead-letters/box.ts'
import { type Replayed, type Wanted, replayDeadLetters } from '../../dev/dead-letters/replay.ts'
import { openGoogleClient } from '../../shared/messaging/google-client.ts'
import { publishChanges, publishDeadLetter } from '../../shared/messaging/publish.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'

const PATIENT_MILLIS = 20_000
let backend: Backend
let client: ReturnType<typeof openGoogleClient>
let box: Box & { readonly close: () => Promise<void> }

beforeAll(async () => {
  backend = await startBackend()
  client = openGoogleClient({
    projectId: backend.projectId,
    baseUrl: `http://${inject('parts').pubsubHost}`,
  })
  box = await openBox(client, 300)
})
afterAll(async () => {
  await box.close()
  await client.close()
  await backend.stop()
})

async function replay(wanted: Partial<Wanted> = {}) {
  const lines: string[] = []
  const all = { limit: 100, isDry: false, forget: [], ...wanted }
  const counts = await replayDeadLetters(box, all, Date.now(), (line) => lines.push(line))
  return { counts, lines }
}

/** Looks until so many letters wait: those of a moment ago may still be on their way. */
async function showing(found: number): Promise<readonly string[]> {
  let lines: readonly string[] = []
  const look = async () => {
    const shown = await replay({ isDry: true })
    ;({ lines } = shown)
    return shown.counts
  }
  await expect.poll(look, { timeout: PATIENT_MILLIS }).toEqual(nothingBut({ found }))
  return lines
}

const nothingBut = (counts: Partial<Replayed>): Replayed => ({
  found: 0,
  replayed: 0,
  forgotten: 0,
  ...counts,
})

/** What a database that is restored has again: a calendar and its professional. No command tells of it. */
async function insertProfessional(professionalId: string): Promise<void> {
  const { database } = backend
  await database.query('insert into calendars (professional_id, revision) values ($1, 1)', [
    professionalId,
  ])
  await database.query(
    `insert into professionals (professional_id, owner_uid, name, specialties, time_zone, active, policy)
      select $1::uuid, $1::text, 'Restored', specialties, time_zone, active, policy from professionals limit 1`,
    [professionalId],
  )
}

const publishChange = (professionalId: string) =>
  publishChanges(
    backend.world.pubsub,
    [
      {
        changeId: randomUUID(),
        causeId: randomUUID(),
        type: 'professional.changed',
        professionalId,
        revision: 1,
        at: Date.now(),
        by: { kind: 'system' },
        dates: 'all',
      },
    ],
    PATIENT_MILLIS,
  )

const nameOf = async (professionalId: string): Promise<unknown> =>
  (await backend.firestore.doc(`professionals/${professionalId}`).get()).get('name')

describe('a dead letter', () => {
  it('is handed in again once its cause is mended, and the document is right', async () => {
    await f.makeProfessional(backend, await backend.user('Ana'))
    const professionalId = randomUUID()
    await publishChange(professionalId)
    const lines = await showing(1)
    expect(lines).toEqual([
      expect.stringMatching(
        `^\\d+  \\d+ s  fan-out-availability  professional.changed  ${professionalId}  there is no professional ${professionalId}$`,
      ),
    ])
    expect(await nameOf(professionalId)).toBeUndefined()

    await insertProfessional(professionalId)
    expect((await replay()).counts).toEqual(nothingBut({ found: 1, replayed: 1 }))
    await backend.mirrored(professionalId, 1)
    expect(await nameOf(professionalId)).toBe('Restored')
    await showing(0)
  })

  it('whose cause is not mended is there again, with its reason', async () => {
    const professionalId = randomUUID()
    await publishChange(professionalId)
    await showing(1)
    expect((await replay()).counts).toEqual(nothingBut({ found: 1, replayed: 1 }))
    const [line] = await showing(1)
    expect(line).toContain(`there is no professional ${professionalId}`)

    // Handed in twice, as where it was not taken away the first time, it does what once does.
    await insertProfessional(professionalId)
    await publishChange(professionalId)
    await backend.mirrored(professionalId, 1)
    expect((await replay()).counts).toEqual(nothingBut({ found: 1, replayed: 1 }))
    await showing(0)
    expect(await nameOf(professionalId)).toBe('Restored')
  })

  it('that nobody can read stays, is named without a word of it, and goes when it is forgotten', async () => {
    const letter = {
      data: '{"client":"anna@example.com"}',
      reason: 'no envelope: message: invalid_type',
      subscriber: 'fan-out-availability',
    }
    for (const data of [letter.data, letter.data])
      await publishDeadLetter(backend.world.pubsub, { ...letter, data })
    await showing(2)
    const { counts, lines } = await replay()
    expect(counts).toEqual(nothingBut({ found: 2 }))
    expect(lines[0]).toMatch(/fan-out-availability {2}no type {2}no professional {2}no envelope/)
    expect(lines[0]).toContain('STAYS: no envelope: message: invalid_type')
    expect(lines.join('\n')).not.toContain('anna')

    const [id = ''] = lines[0]?.split(' ') ?? []
    expect((await replay({ forget: [id] })).counts).toEqual(nothingBut({ found: 2, forgotten: 1 }))
    const [other] = await showing(1)
    expect(other).not.toContain(id)
    const rest = other?.split(' ').slice(0, 1) ?? []
    expect((await replay({ forget: rest })).counts).toEqual(nothingBut({ found: 1, forgotten: 1 }))
  })

  it('beyond the limit waits for the next time', async () => {
    const professionals = [randomUUID(), randomUUID(), randomUUID()]
    for (const professionalId of professionals) await publishChange(professionalId)
    await showing(3)
    for (const professionalId of professionals) await insertProfessional(professionalId)
    expect((await replay({ limit: 2 })).counts).toEqual(nothingBut({ found: 2, replayed: 2 }))
    await showing(1)
    expect((await replay()).counts).toEqual(nothingBut({ found: 1, replayed: 1 }))
    for (const professionalId of professionals) await backend.mirrored(professionalId, 1)
  })
})

describe('a message for one subscriber', () => {
  const push = (addressee: string) => ({ message: { data: 'e30=', attributes: { addressee } } })
  const alarms = () => backend.log.filter(({ alarm }) => alarm === 'dead-letter').length

  it('is acknowledged by others, who do nothing, and handled by that one', async () => {
    const before = alarms()
    const post = (name: string) => backend.post(name, undefined, push('send-notifications'))
    expect(await post('fan-out-availability')).toMatchObject({ status: 200, body: {} })
    expect(alarms()).toBe(before)
    expect(await post('send-notifications')).toMatchObject({ status: 200, body: {} })
    expect(alarms()).toBe(before + 1) // what it holds can never be read
  })
})
