// What changes live: two people at one slot, a hold that runs out, a session that runs late, no network and back again.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Backend, startBackend } from '../support/backend.ts'
import { expectShown, openWeb, type Web } from '../support/browser.ts'
import * as f from '../support/fixtures.ts'
import { openSalon, slotName, zoneByDay } from '../support/salon.ts'

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

const slot = (page: Page, start: string) =>
  page.getByRole('button', { name: new RegExp(`^${slotName(start)}(,|$)`) })

/** What moved on the page without a tap of somebody's, since it was opened. */
const shiftsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`new Promise((resolve) => {
    const moved = []
    const observer = new PerformanceObserver((list) => {
      for (const { hadRecentInput, sources } of list.getEntries())
        if (!hadRecentInput)
          moved.push(...sources.map(({ node, previousRect, currentRect }) =>
            [node?.outerHTML ?? node?.textContent, JSON.stringify(previousRect), JSON.stringify(currentRect)].join(' ').slice(0, 500)))
    })
    observer.observe({ type: 'layout-shift', buffered: true })
    setTimeout(() => resolve(moved), 500)
  })`)

describe('a slot', () => {
  test('that somebody takes turns into "Taken" where it stands, and comes back when it is given back', async () => {
    const salon = await openSalon(backend)
    const [ann, ben] = await Promise.all([backend.user('Ann'), backend.user('Ben')])
    const start = salon.at(26)
    const { page, complaints, close } = await web.open(salon.address(start), ann)
    await slot(page, start).waitFor()
    const before = await slot(page, start).boundingBox()
    const shiftBefore = await shiftsOf(page)
    const booking = await f.book(backend, ben, salon.serviceId, start)
    const taken = page.getByRole('button', { name: `${slotName(start)}, Taken` })
    await taken.waitFor()
    expect(await taken.boundingBox()).toEqual(before)
    expect(await taken.getAttribute('aria-disabled')).toBe('true')
    f.granted(await f.post(backend, 'cancel-booking', ben, { bookingId: booking.bookingId }))
    await expectShown(page.getByRole('button', { name: slotName(start), exact: true }))
    expect(await slot(page, start).boundingBox()).toEqual(before)
    expect(await shiftsOf(page)).toEqual(shiftBefore)
    expect(complaints).toEqual([])
    await close()
  })

  test('for which two reach at once is held by one; the other is offered times nearby', async () => {
    const salon = await openSalon(backend)
    const [ann, ben] = await Promise.all([backend.user('Ann'), backend.user('Ben')])
    const start = salon.at(27)
    const windows = await Promise.all([
      web.open(salon.address(start), ann),
      web.open(salon.address(start), ben),
    ])
    await Promise.all(windows.map(({ page }) => slot(page, start).waitFor()))
    // Neither may hear of the other first: the listeners are paused, as on a slow network.
    await Promise.all(windows.map(({ page }) => slot(page, start).click()))
    const ended = await Promise.all(
      windows.map(async ({ page }) => {
        const held = page.getByText('Held for you', { exact: true })
        const lost = page.getByText('Nearest free times:')
        await held.or(lost).first().waitFor()
        return (await lost.isVisible()) ? 'lost' : 'held'
      }),
    )
    expect(ended.toSorted()).toEqual(['held', 'lost'])
    const loser = windows[ended.indexOf('lost')]
    const nearby = loser?.page.getByRole('dialog').getByRole('button', { name: /\d:\d\d/ })
    await nearby?.first().click()
    await loser?.page.getByText('Held for you', { exact: true }).waitFor()
    await Promise.all(windows.map(({ close }) => close()))
  })
})

describe('a hold', () => {
  test('that runs out says so, keeps the note, and can be taken again', async () => {
    const salon = await openSalon(backend)
    const ann = await backend.user('Ann')
    const start = salon.at(28)
    const { page, complaints, close } = await web.open(salon.address(start), ann)
    const sheet = page.getByRole('dialog')
    const hasFocus = () => page.evaluate('document.activeElement.closest("[role=dialog]") !== null')
    await slot(page, start).waitFor()
    await page.clock.install()
    await slot(page, start).click()
    await expectShown(page.getByText('Held for you', { exact: true }))
    await page.getByLabel(/^Note for/).fill('Ring twice')
    await page.clock.fastForward('11:00')
    await expectShown(sheet.getByRole('alert').getByText('Your hold has ended.'))
    // The note had the focus and is gone: whoever works by keyboard goes on in the sheet.
    await expect.poll(hasFocus).toBe(true)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expectShown(page.getByText('Held for you', { exact: true }))
    await expect.poll(hasFocus).toBe(true)
    expect(await page.getByLabel(/^Note for/).inputValue()).toBe('Ring twice')
    expect(complaints).toEqual([])
    await close()
  })

  test('is released when its sheet is closed, and the focus is at its slot again', async () => {
    const salon = await openSalon(backend)
    const [ann, ben] = await Promise.all([backend.user('Ann'), backend.user('Ben')])
    const start = salon.at(29)
    const [one, other] = await Promise.all([
      web.open(salon.address(start), ann),
      web.open(salon.address(start), ben),
    ])
    // What was never seen free is not shown as taken.
    await slot(other.page, start).waitFor()
    await slot(one.page, start).click()
    await other.page.getByRole('button', { name: `${slotName(start)}, Taken` }).waitFor()
    await one.page.getByText('Held for you', { exact: true }).waitFor()
    await one.page.keyboard.press('Escape')
    await other.page.getByRole('button', { name: slotName(start), exact: true }).waitFor()
    await expect
      .poll(() => one.page.evaluate('document.activeElement.textContent'))
      .toMatch(slotName(start))
    await Promise.all([one.close(), other.close()])
  })
})

describe('a double tap', () => {
  test('books once', async () => {
    const salon = await openSalon(backend)
    const ann = await backend.user('Ann')
    const start = salon.at(30)
    const { page, close } = await web.open(salon.address(start), ann)
    await slot(page, start).dblclick()
    await expectShown(page.getByText('Held for you', { exact: true }))
    await page.getByRole('button', { name: 'Confirm booking' }).dblclick()
    await expectShown(page.getByRole('dialog').getByText('Booked', { exact: true }))
    const { bookings } = f.granted(await f.get(backend, 'list-bookings', ann, { as: 'client' }))
    expect(bookings.map(({ status }) => status)).toEqual(['confirmed'])
    await close()
  })
})

describe('a session that runs ten minutes late', () => {
  test('is seen by the next client without a reload, and the professional is told who was told', async () => {
    const salon = await openSalon(backend, { professional: { timeZone: zoneByDay() } })
    const [ann, ben] = await Promise.all([backend.user('Ann'), backend.user('Ben')])
    await f.book(backend, ann, salon.serviceId, salon.at(0))
    await f.book(backend, ben, salon.serviceId, salon.at(1))
    const [pro, next] = await Promise.all([
      web.open('/pro', salon.owner),
      web.open('/bookings', ben),
    ])
    await expectShown(next.page.getByText('Confirmed').first())
    await pro.page.getByRole('button', { name: 'Running 10 minutes late' }).click()
    await expectShown(pro.page.getByText(/The next one is now expected/))
    await expectShown(next.page.getByText(/runs about 10 minutes late/))
    await Promise.all([pro.close(), next.close()])
  })
})

describe('without a network', () => {
  test('what was known stays, commands say why they cannot be sent, and it is live again by itself', async () => {
    const salon = await openSalon(backend)
    const [ann, ben] = await Promise.all([backend.user('Ann'), backend.user('Ben')])
    const start = salon.at(31)
    const { page, close } = await web.open(salon.address(start), ann)
    await slot(page, start).waitFor()
    await page.context().setOffline(true)
    await expectShown(page.getByText('You are offline. Times may have changed.'))
    await expect.poll(() => slot(page, start).isVisible()).toBe(true)
    await f.book(backend, ben, salon.serviceId, start)
    await page.context().setOffline(false)
    await expectShown(page.getByRole('button', { name: `${slotName(start)}, Taken` }))
    await close()
  })

  test('a service that does not answer is not taken for it', async () => {
    const salon = await openSalon(backend)
    const ann = await backend.user('Ann')
    const start = salon.at(31)
    const { page, close } = await web.open(salon.address(start), ann)
    await slot(page, start).waitFor()
    const { firestoreHost } = inject('parts')
    const isFirestore = ({ host }: URL) => host.split(':')[1] === firestoreHost.split(':')[1]
    await page.route(isFirestore, (route) => route.abort())
    await page.reload()
    await expectShown(page.getByText('Reconnecting…'))
    expect(await page.getByText(/offline/).count()).toBe(0)
    await page.unroute(isFirestore)
    await expect.poll(() => page.getByText('Reconnecting…').count(), { timeout: 20_000 }).toBe(0)
    await expectShown(slot(page, start))
    await close()
  }, 60_000)

  test('the app opens again from what it keeps', async () => {
    const salon = await openSalon(backend)
    const ann = await backend.user('Ann')
    await f.book(backend, ann, salon.serviceId, salon.at(32))
    const { page, close } = await web.open('/bookings', ann)
    await expectShown(page.getByText('Confirmed').first())
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
    // Once under the worker, so that the files of the page are kept.
    await page.reload()
    await expectShown(page.getByText('Confirmed').first())
    await page.context().setOffline(true)
    await page.reload()
    // Chromium without a network from the start says that it has one.
    await page
      .getByText(/You are offline|Reconnecting…/)
      .first()
      .waitFor()
    await expectShown(page.getByText('Confirmed').first())
    await close()
  })
})

describe('with the keyboard alone', () => {
  test('a slot is reached from the top of the page, held by Enter and confirmed', async () => {
    const salon = await openSalon(backend)
    const ann = await backend.user('Ann')
    const start = salon.at(33)
    const { page, close } = await web.open(salon.address(start), ann)
    await slot(page, start).waitFor()
    await page.getByRole('link', { name: 'Skip to the page' }).focus()
    await page.keyboard.press('Enter')
    const isAtSlot = () => page.evaluate<boolean>('document.activeElement.matches("button.slot")')
    let tabs = 0
    while (!(await isAtSlot()) && tabs < 12) {
      await page.keyboard.press('Tab')
      tabs++
    }
    expect(tabs).toBeLessThanOrEqual(6)
    await page.keyboard.press('Enter')
    await expectShown(page.getByText('Held for you', { exact: true }))
    await page.getByRole('button', { name: 'Confirm booking' }).focus()
    await page.keyboard.press('Enter')
    await expectShown(page.getByRole('dialog').getByText('Booked', { exact: true }))
    await close()
  })
})
