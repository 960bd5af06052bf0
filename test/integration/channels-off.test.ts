// Where no mail server and no push service is set: people are told in the app, the rest says why it is not sent, nothing waits.
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Backend, startBackend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'

let backend: Backend
beforeAll(async () => {
  backend = await startBackend()
})
afterAll(() => backend.stop())

it('people are told in the app alone, and nothing waits', async () => {
  const [owner, anna] = await Promise.all([backend.user('Olga Owner'), backend.user('Anna')])
  const made = await f.makeProfessional(backend, owner, { hours: f.everyDay('00:00', '24:00') })
  const device = { token: `phone-of-${owner.uid}`, platform: 'ios' }
  f.granted(await f.post(backend, 'register-device', owner, device))
  await f.book(backend, anna, made.serviceId, f.inDays(backend, 3).replace(/T.*/, 'T09:00:00Z'))
  await vi.waitFor(
    async () => {
      const { rows } = await backend.database.query<{ told: string }>(
        `select concat_ws(' ', n.role, d.channel, d.state, d.answer) as told
          from deliveries d join notifications n using (notification_id) order by 1`,
      )
      expect(rows.map(({ told }) => told)).toEqual([
        'client in-app sent written',
        'client mail dropped no mail server is set',
        'owner in-app sent written',
        'owner mail dropped no mail server is set',
        'owner push dropped no push service is set',
      ])
    },
    { timeout: 20_000, interval: 100 },
  )
})
