// The packed client in an app of its own, with firebase beside it and nothing else: the example books and watches.
import { execFile } from 'node:child_process'
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Backend, startBackend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { type PackedClient, installPackedClient } from '../support/packed-client.ts'

const EXAMPLE = 'book-and-watch.mjs'
const run = promisify(execFile)

let backend: Backend
let packed: PackedClient

beforeAll(async () => {
  // The Auth emulator knows clients of this project only.
  backend = await startBackend({ projectId: 'demo-test' })
  packed = await installPackedClient()
  packed.link('firebase')
  cpSync(join(import.meta.dirname, '../../client/examples', EXAMPLE), join(packed.folder, EXAMPLE))
})
afterAll(async () => {
  packed.remove()
  await backend.stop()
})

test('the example of the packed client books, and sees it go', async () => {
  const owner = await backend.user('Olga Owner')
  const made = await f.makeProfessional(backend, owner, { hours: f.everyDay('00:00', '24:00') })
  await backend.mirrored(made.professionalId, made.revision)
  const { authHost, firestoreHost } = inject('parts')
  const stack = { functions: backend.url, projectId: backend.projectId, authHost, firestoreHost }
  writeFileSync(join(packed.folder, 'stack.json'), JSON.stringify(stack))
  const { stdout } = await run(process.execPath, [EXAMPLE, 'stack.json'], { cwd: packed.folder })
  expect(stdout).toMatch(/^live: \d+ free starts of Ana on \d{4}-\d\d-\d\d$/m)
  expect(stdout).toMatch(/^confirmed: \d{4}-.*Z$/m)
  const { bookings } = f.granted(
    await f.get(backend, 'list-bookings', owner, { as: 'professional' }),
  )
  expect(bookings).toHaveLength(1)
})
