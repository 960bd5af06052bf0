// Firestore's emulator fills its memory in a long evening: it is there again on its port, and says why it went.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { startFirestore } from '../../dev/parts/firestore.ts'
import { startKept } from '../../dev/parts/kept.ts'
import { freePort } from '../../dev/parts/ports.ts'

const projectId = 'demo-kept'
const folder = mkdtempSync(join(tmpdir(), 'kept-'))
const log = join(folder, 'firestore.log')

afterAll(() => rmSync(folder, { recursive: true }))

it('a Firestore whose memory was full is there again on its port', async () => {
  const died: string[] = []
  const options = { port: await freePort(), log, heapMegabytes: 40 }
  const kept = await startKept(() => startFirestore(options), {
    died: () => died.push(readFileSync(log, 'utf8')),
    leastMillis: 0,
  })
  const write = (name: number, letters: number) =>
    fetch(`http://${kept.host}/v1/projects/${projectId}/databases/(default)/documents/a/${name}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', authorization: 'Bearer owner' },
      body: JSON.stringify({ fields: { a: { stringValue: 'x'.repeat(letters) } } }),
    }).catch(() => undefined)
  try {
    for (let name = 0; died.length === 0; name++) await write(name, 900_000)
    expect(died[0]).toContain('OutOfMemoryError')
    await expect.poll(async () => (await write(0, 1))?.status, { timeout: 30_000 }).toBe(200)
  } finally {
    await kept.stop()
  }
})
