// Messages that are pushed to a browser: what FCM was handed is what the service worker shows, and a tap opens what it is about.
// The browser of the tests has no place for notifications and nobody who taps on one: the worker's are kept beside it, and a tap is
// the event that a browser sends. Everything between is real but Google's service itself.
import type { Page, Worker } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FcmPart, type RecordedPush, startFcm } from '../../dev/parts/fcm.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import { expectShown, openWeb, type Web } from '../support/browser.ts'
import * as f from '../support/fixtures.ts'
import { openSalon } from '../support/salon.ts'

let fcm: FcmPart
let backend: Backend
let web: Web

beforeAll(async () => {
  fcm = await startFcm({ port: 0 })
  backend = await startBackend({
    projectId: 'demo-test',
    config: { fcmEmulatorHost: new URL(fcm.url).host },
  })
  web = await openWeb(backend)
})
afterAll(async () => {
  await web.stop()
  await backend.stop()
  await fcm.stop()
})

/** The worker of a page, which keeps what it would show. */
async function workerOf(page: Page): Promise<Worker> {
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
  const [worker] = page.context().serviceWorkers()
  if (!worker) throw new Error('the page has no service worker')
  await worker.evaluate(`self.registration.showNotification = async (title, options) => {
    self.shown = { title, body: options.body, data: options.data }
  }`)
  return worker
}

/** Hands a push to the browser as FCM would. */
async function deliver(page: Page, { title, body, data }: RecordedPush): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [first] }) => {
      if (first) resolve(first.registrationId)
    })
  })
  await devtools.send('ServiceWorker.enable')
  await devtools.send('ServiceWorker.deliverPushMessage', {
    origin: web.url,
    registrationId: await registered,
    data: JSON.stringify({ notification: { title, body }, data }),
  })
}

const shownBy = async (worker: Worker) => {
  await expect.poll(() => worker.evaluate('self.shown !== undefined')).toBe(true)
  return worker.evaluate('self.shown')
}

const tap = (worker: Worker) =>
  worker.evaluate(`{
    const event = new ExtendableEvent('notificationclick')
    self.dispatchEvent(Object.assign(event, { notification: { ...self.shown, close() {} } }))
  }`)

/** The one push that a token got. */
async function pushTo(token: string): Promise<RecordedPush> {
  await expect
    .poll(() => fcm.pushes().filter((push) => push.token === token), { timeout: 20_000 })
    .toHaveLength(1)
  const [push] = fcm.pushes().filter((one) => one.token === token)
  if (!push) throw new Error(`${token} got no push`)
  return push
}

test('what is pushed to a client and to a professional is shown, and a tap opens the booking and the request', async () => {
  const salon = await openSalon(backend, { service: { approval: 'manual' } })
  const ann = await backend.user('Ann')
  for (const [user, token] of [
    [ann, 'token-of-ann'],
    [salon.owner, 'token-of-olga'],
  ] as const)
    f.granted(
      await f.post(backend, 'register-device', user, { token, platform: 'web', locale: 'en' }),
    )
  const [client, owner] = [await web.open('/account', ann), await web.open('/pro', salon.owner)]
  const [atClient, atOwner] = [await workerOf(client.page), await workerOf(owner.page)]

  const start = salon.at(26)
  const booking = await f.book(backend, ann, salon.serviceId, start)
  const asked = await pushTo('token-of-olga')
  await deliver(owner.page, asked)
  expect(await shownBy(atOwner)).toEqual({ title: asked.title, body: asked.body, data: asked.data })
  await tap(atOwner)
  await owner.page.waitForURL(`${web.url}/pro/requests`)
  await owner.page.getByRole('button', { name: 'Approve' }).click()

  const approved = await pushTo('token-of-ann')
  await deliver(client.page, approved)
  await shownBy(atClient)
  await tap(atClient)
  await client.page.waitForURL(`${web.url}/bookings/${booking.bookingId}`)
  await expectShown(client.page.getByText('Confirmed'))
  expect([...client.complaints, ...owner.complaints]).toEqual([])
  await Promise.all([client.close(), owner.close()])
})
