// The account in the app: who one is, how one hears of things, what is held; and the pages behind links in mails.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeLinkToken } from '../../shared/identity/link-token.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import { violationsOf } from '../support/axe.ts'
import { expectShown, eventually, openWeb, type Web } from '../support/browser.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

const KEYS = ['k'.repeat(43)]
const DAY = 86_400_000

let backend: Backend
let web: Web
let owner: User
let made: f.Made

beforeAll(async () => {
  backend = await startBackend({ projectId: 'demo-test', config: { linkKeys: KEYS } })
  web = await openWeb(backend)
  owner = await backend.user('Olga Owner')
  made = await f.makeProfessional(backend, owner, {
    professional: { name: 'Olga Owner', timeZone: 'Asia/Tokyo' },
    hours: f.everyDay('00:00', '24:00'),
    service: { name: 'Talk', durationMinutes: 60 },
  })
})
afterAll(async () => {
  await web.stop()
  await backend.stop()
})

const tomorrow = (hour: number) =>
  new Date(Math.ceil(Date.now() / DAY) * DAY + DAY + hour * 3_600_000).toISOString()

const accountOf = async (user: User) => f.granted(await f.get(backend, 'get-account', user, {}))

describe('an account', () => {
  test('takes a name and a reminder less, and is shown so after a reload', async () => {
    const user = await backend.user('Carla')
    const { page, complaints, close } = await web.open('/account', user)
    await page.getByLabel('Name', { exact: true }).fill('Carla Client')
    await page.getByRole('button', { name: 'Save' }).click()
    await expectShown(page.getByText('Saved.'))
    await page.getByRole('button', { name: '1 hour before' }).click()
    await eventually(async () =>
      expect((await accountOf(user)).account).toMatchObject({
        name: 'Carla Client',
        notifications: { reminderMinutes: [1440] },
      }),
    )
    await page.reload()
    await expect
      .poll(() => page.getByLabel('Name', { exact: true }).inputValue())
      .toBe('Carla Client')
    expect(
      await page.getByRole('button', { name: '1 hour before' }).getAttribute('aria-pressed'),
    ).toBe('false')
    expect(complaints).toEqual([])
    await close()
  })

  test('says at the field what is wrong with it, in the language of the reader, and keeps what was typed', async () => {
    const user = await backend.user('Ida')
    const { page, close } = await web.open('/account', user, { locale: 'de-DE' })
    await page.getByLabel('Name', { exact: true }).fill('\u200b\u200b')
    await page.getByRole('button', { name: 'Speichern' }).click()
    await page
      .getByRole('alert')
      .filter({ hasText: 'Hier wird etwas Sichtbares gebraucht.' })
      .waitFor()
    expect(await page.getByLabel('Name', { exact: true }).getAttribute('aria-invalid')).toBe('true')
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('\u200b\u200b')
    await close()
  })

  test('speaks German from the moment that it is chosen', async () => {
    const user = await backend.user('Gerd')
    const { page, close } = await web.open('/account', user)
    await page.getByLabel('Language').selectOption('de')
    await expectShown(page.getByLabel('Sprache'))
    await eventually(async () =>
      expect((await accountOf(user)).account).toMatchObject({ locale: 'de' }),
    )
    await close()
  })

  test('is erased by a word, with the bookings named that would be cancelled', async () => {
    const user = await backend.user('Erna')
    const booking = await f.book(backend, user, made.serviceId, tomorrow(3))
    const { page, close } = await web.open('/account', user)
    await page.getByRole('button', { name: 'Erase this account' }).click()
    expect(await page.getByRole('button', { name: 'Erase my account' }).isDisabled()).toBe(true)
    await page.getByLabel(/Type the word/).fill('erase')
    await page.getByRole('button', { name: 'Erase my account' }).click()
    await expectShown(page.getByText('There are upcoming bookings:'))
    await page.getByLabel(/Cancel them/).check()
    await page.getByRole('button', { name: 'Erase my account' }).click()
    await expectShown(page.getByText('Your account is being erased'))
    await eventually(async () => {
      const seen = await f.get(backend, 'get-booking', owner, { bookingId: booking.bookingId })
      expect(f.granted(seen).booking.status).toBe('cancelled')
    })
    await close()
  })

  test('has nothing for axe to find, light and dark', async () => {
    const user = await backend.user('Axel')
    for (const isDark of [false, true]) {
      const { page, close } = await web.open('/account', user, { isDark })
      await expectShown(page.getByLabel('Name', { exact: true }))
      expect(await violationsOf(page)).toEqual([])
      await close()
    }
  })
})

describe('a guest, without an account', () => {
  const linkOf = (booking: f.Booked) =>
    makeLinkToken(KEYS, 'guest-booking', booking.bookingId, Date.parse(booking.end) + 30 * DAY)

  test('sees their booking in both zones, and cancels it', async () => {
    const client = { name: 'Gus Guest', email: 'gus@example.com' }
    const booking = await f.book(backend, owner, made.serviceId, tomorrow(5), { client })
    const { page, complaints, close } = await web.open(`/g/${linkOf(booking)}`)
    await expectShown(page.getByText('Talk with Olga Owner'))
    await expectShown(page.getByText(/in Tokyo, where Olga Owner is/))
    expect(await violationsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Cancel this booking' }).click()
    await page.getByRole('button', { name: 'Cancel this booking' }).click()
    await expectShown(page.getByText('This booking is cancelled.'))
    expect(complaints).toEqual([])
    await close()
  })

  test('is told in words that an altered link does not work', async () => {
    const { page, close } = await web.open('/g/altered')
    await expectShown(page.getByText('This link does not work any more'))
    await close()
  })

  test('stops mail by a button, not by opening the link', async () => {
    const user = await backend.user('Uwe')
    f.granted(await f.post(backend, 'save-account', user, { name: 'Uwe' }))
    const token = makeLinkToken(KEYS, 'unsubscribe-account', user.uid, Date.now() + 30 * DAY)
    const { page, complaints, close } = await web.open(`/u/${token}`)
    await expectShown(page.getByText('Stop e-mails about bookings?'))
    expect((await accountOf(user)).account).toMatchObject({ notifications: { email: true } })
    await page.getByRole('button', { name: 'Stop the e-mails' }).click()
    await expectShown(page.getByText('You get no more e-mails'))
    expect((await accountOf(user)).account).toMatchObject({ notifications: { email: false } })
    expect(complaints).toEqual([])
    await close()
  })
})
