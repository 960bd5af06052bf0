// The moving picture of the README: two people's screens beside each other. One books, the other's changes; then the other way
// round. All of it is the real app on the demo's data.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { signIn } from '../demo/accounts.ts'
import { CLIENTS, PASSWORD } from '../demo/people.ts'
import { PROFESSIONALS } from '../demo/professionals.ts'
import type { Addresses } from '../stack-file.ts'
import { animate, type Frame } from './animated-webp.ts'
import { DAY, type Instant } from '../../shared/time/instant.ts'
import { signInOn } from './sign-in-on.ts'
import { moveClock, ZONE } from './working-day.ts'

const FILE = join(import.meta.dirname, '../../docs/pictures/two-screens.webp')
const SCREEN = { width: 390, height: 720 }
const PICTURE = { width: 760, height: 716 }
const PROFESSIONAL_DAYS_AHEAD = 14
/** What one screen does is on the other by then, and has been drawn. */
const SETTLE_MILLIS = 1_800

/** Draws two screens with their names, and where somebody taps; answers a WebP as a data URL. Runs in the browser. */
const DRAW = `async ({ screens, names, tap, width, height }) => {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  const on = canvas.getContext('2d', { alpha: false })
  on.fillStyle = '#eef0f4'
  on.fillRect(0, 0, width, height)
  on.imageSmoothingQuality = 'high'
  for (const [index, screen] of screens.entries()) {
    const image = new Image()
    image.src = screen
    await image.decode()
    const [x, y, w] = [16 + index * 372, 44, 356]
    const h = Math.round((image.height * w) / image.width)
    on.fillStyle = '#141a22'
    on.font = '600 16px system-ui, sans-serif'
    on.fillText(names[index], x + 4, 29)
    on.save()
    on.beginPath()
    on.roundRect(x, y, w, h, 18)
    on.clip()
    on.drawImage(image, x, y, w, h)
    on.restore()
    on.strokeStyle = '#7f8997'
    on.lineWidth = 2
    on.beginPath()
    on.roundRect(x, y, w, h, 18)
    on.stroke()
    if (tap && tap.screen === index) {
      const scale = w / image.width
      on.beginPath()
      on.arc(x + tap.x * scale, y + tap.y * scale, 20, 0, 7)
      on.fillStyle = 'rgb(58 75 200 / 35%)'
      on.fill()
      on.lineWidth = 3
      on.strokeStyle = '#3a4bc8'
      on.stroke()
    }
  }
  return canvas.toDataURL('image/webp', 0.8)
}`

interface Tap {
  readonly screen: number
  readonly x: number
  readonly y: number
}

/** A camera on both screens. */
async function openCamera(browser: Browser, pages: readonly Page[], names: readonly string[]) {
  const table = await browser.newPage()
  const frames: Frame[] = []
  const take = async (millis: number, tap?: Tap): Promise<void> => {
    const screens = await Promise.all(
      pages.map(
        async (page) => `data:image/png;base64,${(await page.screenshot()).toString('base64')}`,
      ),
    )
    const url = await table.evaluate<string>(
      `(${DRAW})(${JSON.stringify({ screens, names, tap, ...PICTURE })})`,
    )
    frames.push({ picture: Buffer.from(url.split(',')[1] ?? '', 'base64'), millis })
  }
  /** Shows where, taps there, and waits until both screens have changed. */
  const tap = async (target: Locator): Promise<void> => {
    await target.scrollIntoViewIfNeeded()
    const place = await target.boundingBox()
    if (!place) throw new Error('what is tapped is not on the screen')
    const [x, y] = [place.x + place.width / 2, place.y + place.height / 2]
    await take(700, { screen: pages.indexOf(target.page()), x, y })
    await target.click()
    await target.page().waitForTimeout(SETTLE_MILLIS)
  }
  return { frames, take, tap }
}

async function openOn(
  browser: Browser,
  web: string,
  { email, path, ahead }: { email: string; path: string; ahead: number },
): Promise<Page> {
  const context = await browser.newContext({
    viewport: SCREEN,
    locale: 'en-GB',
    timezoneId: ZONE,
    reducedMotion: 'reduce',
  })
  await moveClock(context, ahead)
  const page = await context.newPage()
  await signInOn(page, web, { email })
  await page.goto(`${web}${path}`)
  await page.waitForTimeout(2 * SETTLE_MILLIS)
  return page
}

/** A Tuesday, as the present day is, far enough ahead that little is booked. */
const someDay = (now: Instant): string =>
  new Date(now + PROFESSIONAL_DAYS_AHEAD * DAY).toISOString().slice(0, 10)

/** Takes the picture, with clocks that are so many milliseconds ahead; the booking that it makes is moved and stays. */
export async function pictureTwoScreens(
  browser: Browser,
  { functions, authHost, projectId, web = '' }: Addresses,
  ahead: number,
): Promise<void> {
  const [client, professional] = [CLIENTS[0], PROFESSIONALS[0]]
  if (!client || !professional) throw new Error('the demo has no people')
  const { token } = await signIn(authHost, projectId, professional, PASSWORD)
  const response = await fetch(`${functions}/get-schedule`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  // The API's own answer.
  const { professional: found } = (await response.json()) as {
    professional: { professionalId: string }
  }
  const day = someDay(Date.now() + ahead)
  const [one, other] = await Promise.all([
    openOn(browser, web, {
      email: client.email,
      path: `/p/${found.professionalId}?day=${day}`,
      ahead,
    }),
    openOn(browser, web, { email: professional.email, path: `/pro/agenda?date=${day}`, ahead }),
  ])
  const names = [`${client.name} books`, `${professional.name}'s agenda`]
  const { frames, take, tap } = await openCamera(browser, [one, other], names)
  await take(1_600)
  await tap(one.locator('.slot:not([aria-disabled=true])').first())
  await take(1_600)
  await tap(one.getByRole('button', { name: 'Confirm booking' }))
  await take(2_200)
  await tap(one.getByText('Show the booking'))
  await take(900)
  await tap(other.getByText(client.name).first())
  await tap(other.getByRole('button', { name: 'Move', exact: true }))
  const time = other.locator('input[type=time]')
  const [hour = '', minute = ''] = (await time.inputValue()).split(':')
  await time.fill(`${String(Number(hour) + 2).padStart(2, '0')}:${minute}`)
  await take(900)
  await tap(other.locator('button[type=submit]', { hasText: 'Move' }))
  await take(2_600)
  writeFileSync(FILE, animate(frames, PICTURE))
  console.log(`${frames.length} frames in ${FILE}`)
}
