// Times where viewer and professional read different clocks, on dates on which clocks change: what is shown is what Intl says of
// the slots that the search answers; the zones are named where they differ; what occurs twice is told apart.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Backend, startBackend } from '../support/backend.ts'
import { openWeb, type Web } from '../support/browser.ts'
import * as f from '../support/fixtures.ts'
import { openSalon, type Salon } from '../support/salon.ts'
import type { User } from '../support/users.ts'

const BERLIN = 'Europe/Berlin'
const NEW_YORK = 'America/New_York'
const LORD_HOWE = 'Australia/Lord_Howe'
const KATHMANDU = 'Asia/Kathmandu'

/** A gap and a time that occurs twice, by the clocks of each; Kathmandu's never change: it looks at Europe's. */
const DATES = {
  [BERLIN]: ['2027-03-28', '2027-10-31'],
  [NEW_YORK]: ['2027-03-14', '2027-11-07'],
  [LORD_HOWE]: ['2027-10-03', '2027-04-04'],
  [KATHMANDU]: ['2027-03-28', '2027-10-31'],
} as const
const ZONES = [BERLIN, NEW_YORK, LORD_HOWE, KATHMANDU] as const
type Zone = (typeof ZONES)[number]

const HALF_HOUR = 1_800_000
const DAY = 86_400_000

let backend: Backend
let web: Web
let client: User
let salons: Readonly<Record<Zone, Salon>>

beforeAll(async () => {
  backend = await startBackend({ projectId: 'demo-test' })
  web = await openWeb(backend)
  client = await backend.user('Carla')
  const open = (timeZone: Zone) =>
    openSalon(backend, {
      name: 'Zoe Zone',
      professional: { timeZone, policy: { horizonDays: 730 } },
      service: { durationMinutes: 30 },
    })
  salons = {
    [BERLIN]: await open(BERLIN),
    [NEW_YORK]: await open(NEW_YORK),
    [LORD_HOWE]: await open(LORD_HOWE),
    [KATHMANDU]: await open(KATHMANDU),
  }
})
afterAll(async () => {
  await web.stop()
  await backend.stop()
})

const format = (timeZone: string, at: number, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(at)

const dateOf = (zone: string, at: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at)

const wallOf = (zone: string, at: number) =>
  format(zone, at, { hour: 'numeric', minute: '2-digit' })

const partOf = (zone: string, at: number, timeZoneName: 'short' | 'longOffset') =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value

/** How a reader tells the times of a date: those that the wall clock shows twice by their zone's name. */
function clockOf(zone: string, date: string): (at: number) => string {
  const times = new Map<string, number>()
  const noon = Date.parse(`${date}T12:00:00Z`)
  for (let at = noon - 2 * DAY; at < noon + 2 * DAY; at += HALF_HOUR / 2) {
    const wall = `${dateOf(zone, at)} ${wallOf(zone, at)}`
    times.set(wall, (times.get(wall) ?? 0) + 1)
  }
  return (at) => {
    const isTwice = (times.get(`${dateOf(zone, at)} ${wallOf(zone, at)}`) ?? 0) > 1
    return isTwice ? `${wallOf(zone, at)} ${partOf(zone, at, 'short')}` : wallOf(zone, at)
  }
}

/** What can be booked of a salon on a date of the viewer's. */
async function startsOn(salon: Salon, viewer: string, date: string): Promise<readonly number[]> {
  const noon = Date.parse(`${date}T12:00:00Z`)
  const { slots } = f.granted(
    await f.get(backend, 'search-availability', client, {
      professionalId: salon.professionalId,
      serviceId: salon.serviceId,
      from: new Date(noon - 2 * DAY).toISOString(),
      to: new Date(noon + 2 * DAY).toISOString(),
    }),
  )
  return slots.map(({ start }) => Date.parse(start)).filter((at) => dateOf(viewer, at) === date)
}

// As text: the types of a document are not among those of tests.
const namesOn = (page: Page) =>
  page.evaluate<readonly string[]>(
    "[...document.querySelectorAll('button.slot')].map((slot) => slot.querySelector('.sr-only').textContent)",
  )

const addressOf = ({ professionalId, serviceId }: Salon, date: string) =>
  `${web.url}/p/${professionalId}?service=${serviceId}&day=${date}`

test.each(ZONES)(
  'a viewer in %s reads the times of professionals in four zones by their own clock',
  async (viewer) => {
    const { page, complaints, close } = await web.open('/account', client, { zone: viewer })
    let twice = 0
    for (const theirs of ZONES)
      for (const date of DATES[theirs]) {
        const salon = salons[theirs]
        const starts = await startsOn(salon, viewer, date)
        const clock = clockOf(viewer, date)
        const expected = starts.map((at) => `${clock(at)} to ${clock(at + HALF_HOUR)}`)
        expect(expected.length).toBeGreaterThan(40)
        await page.goto(addressOf(salon, date))
        await expect
          .poll(() => namesOn(page), { timeout: 20_000, message: `${theirs} ${date}` })
          .toEqual(expected)
        const noon = Date.parse(`${date}T12:00:00Z`)
        const differ = partOf(viewer, noon, 'longOffset') !== partOf(theirs, noon, 'longOffset')
        expect(await page.getByText(/^Times in /).count(), `${theirs} ${date}`).toBe(differ ? 1 : 0)
        twice += expected.filter((name) => /[A-Z]/.test(name)).length
      }
    // Where the viewer's own clock is set back, some were told apart.
    expect(twice > 0).toBe(viewer !== KATHMANDU)
    expect(complaints).toEqual([])
    await close()
  },
  150_000,
)

test('the zones are named on the dates alone on which the clocks differ', async () => {
  const { page, close } = await web.open('/account', client, { zone: 'Africa/Lagos' })
  for (const [date, lines] of [
    ['2027-03-26', 0],
    ['2027-03-30', 1],
    ['2027-10-28', 1],
    ['2027-11-02', 0],
  ] as const) {
    await page.goto(addressOf(salons[BERLIN], date))
    await page.locator('button.slot').first().waitFor()
    expect(await page.getByText(/^Times in Lagos time/).count(), date).toBe(lines)
  }
  await page.goto(addressOf(salons[BERLIN], '2027-03-30'))
  await page.getByText('Zoe Zone is in Berlin, 1 h ahead').waitFor()
  await close()
})

test('the sheet says both times, a date that differs with its weekday, and which of two it is', async () => {
  const date = '2027-11-07'
  const { page, close } = await web.open('/account', client, { zone: NEW_YORK })
  const starts = await startsOn(salons[LORD_HOWE], NEW_YORK, date)
  const clock = clockOf(NEW_YORK, date)
  const dialog = page.getByRole('dialog')
  // Both of the starts at half past one.
  const both = starts.filter((at) => /^0?1:30 /.test(clock(at)))
  expect(both.map(clock)).toHaveLength(2)
  for (const at of both) {
    await page.goto(`${addressOf(salons[LORD_HOWE], date)}&start=${new Date(at).toISOString()}`)
    await dialog.getByText('Held for you', { exact: true }).waitFor()
    const own = `Sunday, 7 November 2027, ${clock(at)}–`
    const heading = (await dialog.getByRole('heading').first().textContent()) ?? ''
    expect(heading.replaceAll('\u2060', '').replace('Sunday 7', 'Sunday, 7')).toContain(own)
    // The same moment there, on whichever date it is.
    const there = dateOf(LORD_HOWE, at)
    const [from, to] = [wallOf(LORD_HOWE, at), wallOf(LORD_HOWE, at + HALF_HOUR)]
    const day = format(LORD_HOWE, at, { weekday: 'short', day: 'numeric', month: 'short' })
    const when = there === date ? `${from}–${to}` : `${day}, ${from}–${to}`
    await dialog.getByText(`${when} in Lord Howe`).waitFor()
  }
  // A start whose date there is another.
  const late = starts.findLast((at) => dateOf(LORD_HOWE, at) !== date) ?? 0
  await page.goto(`${addressOf(salons[LORD_HOWE], date)}&start=${new Date(late).toISOString()}`)
  await dialog.getByText(/Mon,? 8 Nov, \d\d:\d\d–\d\d:\d\d in Lord Howe/).waitFor()
  await close()
})
