// A professional's hours in the app: weeks with nights, single dates and time off, each added, changed and removed.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Backend, startBackend } from '../support/backend.ts'
import { eventually, expectShown, openWeb, type Web } from '../support/browser.ts'
import * as f from '../support/fixtures.ts'
import { openSalon } from '../support/salon.ts'
import type { User } from '../support/users.ts'

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

interface Schedule {
  readonly dateHours: readonly { readonly date: string; readonly intervals: readonly object[] }[]
  readonly timeOff: readonly { readonly startDate?: string; readonly note?: string }[]
}

const scheduleOf = async (owner: User) => {
  const { body } = await backend.get('get-schedule', owner)
  return body as Schedule // as every answer in tests is held against its schema
}

/** A date so many days ahead. */
const dateIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

test('hours that overlap are refused at the field, and those over midnight are named so', async () => {
  const owner = await backend.user('Hanna Hours')
  await f.makeProfessional(backend, owner, { professional: { name: 'Hanna Hours' } })
  const { page, complaints, close } = await web.open('/pro/hours', owner)
  await page.getByRole('button', { name: 'Add hours on Monday' }).click()
  const start = page.getByLabel('Monday, start of hours 2')
  const end = page.getByLabel('Monday, end of hours 2')
  await start.fill('16:00')
  await end.fill('19:00')
  await expectShown(page.getByText('Overlaps with other hours of this day.'))
  expect(await start.getAttribute('aria-invalid')).toBe('true')
  await start.fill('20:00')
  await end.fill('02:00')
  await expectShown(page.getByText(/20:00–0?2:00 next day/))
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await eventually(async () => {
    const { workingHours } = f.granted(await f.get(backend, 'get-schedule', owner, {}))
    expect(workingHours.flatMap(({ hours }) => hours)).toContainEqual({
      weekday: 1,
      start: '20:00',
      end: '02:00',
    })
  })
  expect(complaints).toEqual([])
  await close()
})

test('a date is closed, and follows the week again', async () => {
  const { owner } = await openSalon(backend, { name: 'Dora Dates' })
  const { page, complaints, close } = await web.open('/pro/hours', owner)
  await page.getByRole('button', { name: 'Set hours of a date' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Date', { exact: true }).fill(dateIn(20))
  await sheet.getByRole('button', { name: 'Save' }).click()
  await eventually(async () =>
    expect((await scheduleOf(owner)).dateHours).toEqual([{ date: dateIn(20), intervals: [] }]),
  )
  await page.getByRole('button', { name: /the week holds again$/ }).click()
  await eventually(async () => expect((await scheduleOf(owner)).dateHours).toEqual([]))
  expect(complaints).toEqual([])
  await close()
})

test('time off is taken, gets another note, and is given back', async () => {
  const { owner } = await openSalon(backend, { name: 'Olli Off' })
  const { page, complaints, close } = await web.open('/pro/hours', owner)
  await page.getByRole('button', { name: 'Add time off' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('From', { exact: true }).fill(dateIn(20))
  await sheet.getByRole('button', { name: 'Save' }).click()
  const offs = async () => (await scheduleOf(owner)).timeOff
  await eventually(async () => expect(await offs()).toMatchObject([{ startDate: dateIn(20) }]))
  await page.locator('#time-off').getByRole('button', { name: 'Change' }).click()
  await expectShown(page.getByRole('dialog', { name: 'Change time off' }))
  await sheet.getByLabel('Note (optional)').fill('Painter')
  await sheet.getByRole('button', { name: 'Save' }).click()
  await eventually(async () =>
    expect(await offs()).toMatchObject([{ startDate: dateIn(20), note: 'Painter' }]),
  )
  await expectShown(page.getByText('Painter'))
  await page.getByRole('button', { name: /^Remove time off/ }).click()
  await eventually(async () => expect(await offs()).toEqual([]))
  expect(complaints).toEqual([])
  await close()
})
