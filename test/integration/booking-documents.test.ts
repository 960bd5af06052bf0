// What the documents of bookings say is what the functions answer, also of those that a change was not about.
import { afterAll, beforeAll, describe, it } from 'vitest'
import { expectBookings, settled } from '../support/agreement.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import type * as f from '../support/fixtures.ts'
import { type Practice, at, openPractice } from '../support/practice.ts'

const clock: f.Clock = { now: Date.parse(at('08:00')) }
let backend: Backend

beforeAll(async () => {
  backend = await startBackend({ now: () => clock.now })
})
afterAll(() => backend.stop())

async function expectTold({ owner, professionalId }: Practice): Promise<void> {
  await settled(backend, professionalId)
  await expectBookings(backend, owner, professionalId)
}

const openClass = () =>
  openPractice(backend, clock, { service: { capacity: 4, slotStepMinutes: 30 } })

const report = ({ ask, owner }: Practice, { bookingId }: f.Booked, step: string, more = {}) =>
  ask(owner, 'report-progress', { bookingId, step, ...more })

describe('an appointment that ends early', () => {
  it('has ended for those, too, who did not come to it', async () => {
    const practice = await openClass()
    const { anna, ben, cem, book, wait } = practice
    const absent = await book(anna, '10:00')
    const there = await book(ben, '10:00')
    await book(cem, '11:00')
    wait('10:05')
    await report(practice, absent, 'no-show')
    await report(practice, there, 'running-late', { expectedEnd: at('11:20') })
    await expectTold(practice)
    wait('10:30')
    await report(practice, there, 'finished')
    await expectTold(practice)
    wait('10:40')
    await report(practice, absent, 'finished')
    await expectTold(practice)
  })

  it('has ended for all where nobody came, one after another', async () => {
    const practice = await openClass()
    const { anna, ben, book, wait } = practice
    const booked = [await book(anna, '10:00'), await book(ben, '10:00')]
    for (const [minute, one] of booked.entries()) {
      wait(`10:0${minute + 5}`)
      await report(practice, one, 'no-show')
      await expectTold(practice)
    }
  })

  it('before its start has ended for who waits in it for an answer', async () => {
    const practice = await openClass()
    const { anna, ben, cem, book, ask, owner, serviceId, wait } = practice
    await ask(owner, 'save-service', { serviceId, approval: 'manual' })
    const early = await book(anna, '10:00')
    await ask(owner, 'decide-booking', { bookingId: early.bookingId, decision: 'approve' })
    const given = await book(cem, '10:00')
    await ask(cem, 'cancel-booking', { bookingId: given.bookingId })
    await book(ben, '10:00')
    await expectTold(practice)
    wait('09:30')
    await report(practice, early, 'started')
    wait('09:45')
    await report(practice, early, 'finished')
    await expectTold(practice)
  })
})
