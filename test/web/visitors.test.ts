// Where visitors may look without an account: they see live what is free, and become somebody inside the sheet.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { putRules } from '../../dev/parts/firestore.ts'
import { toRules } from '../../dev/rules/to-rules.ts'
import { violationsOf } from '../support/axe.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import { expectShown, openWeb, type Web } from '../support/browser.ts'
import * as f from '../support/fixtures.ts'
import { openSalon, slotName } from '../support/salon.ts'

const PROJECT = 'demo-test'
const RULES = readFileSync(join(import.meta.dirname, '../../firestore.rules'), 'utf8')

let backend: Backend
let web: Web

beforeAll(async () => {
  await putRules(inject('parts').firestoreHost, PROJECT, toRules(RULES, true))
  backend = await startBackend({ projectId: PROJECT, config: { allowsAnonymousReads: true } })
  web = await openWeb(backend, { anonymousReads: true })
})
afterAll(async () => {
  await web.stop()
  await backend.stop()
  await putRules(inject('parts').firestoreHost, PROJECT, RULES)
})

/** Opens the link of the mail that verifies an address. */
async function openVerification(email: string): Promise<void> {
  const mails = `http://${inject('parts').authHost}/emulator/v1/projects/${PROJECT}/oobCodes`
  const response = await fetch(mails)
  // The emulator's own answer: every link that it would have mailed.
  const { oobCodes } = (await response.json()) as {
    readonly oobCodes: readonly { readonly email: string; readonly oobLink: string }[]
  }
  const sent = oobCodes.findLast((one) => one.email === email)
  if (!sent) throw new Error(`no mail was sent to ${email}`)
  expect((await fetch(sent.oobLink)).status).toBe(200)
}

test('a visitor sees what is free, makes an account inside the sheet, verifies it, and has the time held and booked', async () => {
  const salon = await openSalon(backend, { professional: { policy: { requireVerified: true } } })
  const start = salon.at(26)
  const { page, complaints, close } = await web.open(salon.address(start))
  await page.getByRole('button', { name: slotName(start) }).click()
  const sheet = page.getByRole('dialog')
  await expectShown(sheet.getByText('Sign in to hold this time.'))
  await sheet.getByRole('button', { name: 'New here? Create an account' }).click()
  expect(await violationsOf(page)).toEqual([])
  const email = `vera.${Date.now()}@example.com`
  await sheet.getByLabel('E-mail').fill(email)
  await sheet.getByLabel('Password').fill('secret-secret')
  await sheet.getByRole('button', { name: 'Create account' }).click()
  await expectShown(sheet.getByText(`Bookings here need a verified e-mail address: ${email}`))
  expect(await violationsOf(page)).toEqual([])
  await sheet.getByRole('button', { name: 'I have verified it' }).click()
  await expectShown(sheet.getByText(`${email} is not verified yet.`))
  await sheet.getByRole('button', { name: 'Send verification mail' }).click()
  await expectShown(sheet.getByText(`A mail is on its way to ${email}.`))
  await openVerification(email)
  await sheet.getByRole('button', { name: 'I have verified it' }).click()
  await expectShown(sheet.getByText('Held for you', { exact: true }))
  await sheet.getByRole('button', { name: 'Confirm booking' }).click()
  await expectShown(sheet.getByText('Booked', { exact: true }))
  const { bookings } = f.granted(
    await f.get(backend, 'list-bookings', salon.owner, { as: 'professional' }),
  )
  expect(bookings.map(({ client }) => client.email)).toEqual([email])
  expect(complaints).toEqual([])
  await close()
})

test('a visitor finds somebody, and is asked to sign in for what is theirs', async () => {
  await openSalon(backend, { name: 'Vroni Visited' })
  const { page, close } = await web.open('/')
  await expectShown(page.getByRole('article').filter({ hasText: 'Vroni Visited' }))
  await page.getByRole('link', { name: 'Bookings' }).click()
  await expectShown(page.getByText('Sign in to see this'))
  await close()
})
