// A client looks for somebody who is free.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Backend, startBackend } from '../support/backend.ts'
import { openWeb, type Web } from '../support/browser.ts'
import * as f from '../support/fixtures.ts'

/** A picture of one point. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let backend: Backend
let web: Web

beforeAll(async () => {
  backend = await startBackend({ projectId: 'demo-test' })
  web = await openWeb(backend)
})
afterAll(async () => {
  await web.stop()
  await backend.stop()
})

describe('somebody without an account', () => {
  test('is asked to sign in, and comes back to where they were', async () => {
    const user = await backend.user('Vera')
    const { page, complaints, close } = await web.open('/?q=nobody')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByLabel('E-mail').fill(user.email)
    await page.getByLabel('Password').fill(user.password)
    await page.locator('form button[type=submit]').click()
    await expect.poll(() => page.url(), { timeout: 20_000 }).toContain('/?q=nobody')
    await page.getByText('Nobody fits this search').waitFor()
    expect(complaints).toEqual([])
    await close()
  })
})

describe('a client', () => {
  test('sees who is free, and it changes without a reload', async () => {
    const [owner, client] = await Promise.all([backend.user('Olga Owner'), backend.user('Carla')])
    const made = await f.makeProfessional(backend, owner, {
      professional: { name: 'Olga Owner', timeZone: 'Europe/Berlin' },
      hours: f.everyDay('00:00', '24:00'),
      service: { name: 'Talk', durationMinutes: 60 },
    })
    const { page, complaints, close } = await web.open('/', client)
    const card = page.getByRole('article').filter({ hasText: 'Olga Owner' })
    await card.getByText('Talk').waitFor()
    f.granted(
      await f.post(backend, 'save-service', owner, {
        serviceId: made.serviceId,
        name: 'Long talk',
      }),
    )
    await card.getByText('Long talk').waitFor()
    expect(complaints).toEqual([])
    await close()
  })

  test('sees a photo from wherever it is, and initials in place of one that is gone', async () => {
    const client = await backend.user('Paula Client')
    const photos = 'https://photos.example'
    // Of their own where the test is tried again.
    const [there, gone] = [`Una ${Date.now()}`, `Ugo ${Date.now()}`]
    for (const [name, photo] of [
      [there, 'there.png'],
      [gone, 'gone.png'],
    ] as const)
      await f.makeProfessional(backend, await backend.user(name), {
        professional: { name, timeZone: 'Europe/Berlin', photoUrl: `${photos}/${photo}` },
        hours: f.everyDay('00:00', '24:00'),
        service: { name: 'Talk', durationMinutes: 60 },
      })
    const { page, close } = await web.open('/', client)
    const asked: (string | undefined)[] = []
    await page.context().route(`${photos}/*`, async (route) => {
      asked.push(route.request().headers()['referer'])
      await (route.request().url().endsWith('there.png')
        ? route.fulfill({ contentType: 'image/png', body: PIXEL })
        : route.fulfill({ status: 404 }))
    })
    await page.reload()
    const card = (name: string) => page.getByRole('article').filter({ hasText: name })
    await expect
      .poll(() =>
        card(there)
          .locator('img')
          .evaluate((photo) => Reflect.get(photo, 'naturalWidth') as number),
      )
      .toBe(1)
    await card(gone).getByText(/^U\d$/).waitFor()
    expect(asked).toEqual([undefined, undefined])
    await close()
  })
})
