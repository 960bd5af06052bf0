// Wall times of forms become instants.
import { expect, it } from 'vitest'
import { instantOf, startOf } from './wall.ts'
import { untilAt } from '../today/until.ts'

it('reads a wall time in the zone, on the days when clocks change too', () => {
  expect(instantOf('Europe/Berlin', '2026-11-26', '13:45')).toEqual(new Date('2026-11-26T12:45Z'))
  expect(instantOf('Europe/Berlin', '2027-03-28', '02:30')).toEqual(new Date('2027-03-28T01:30Z'))
  expect(instantOf('Europe/Berlin', '2026-10-25', '02:30')).toEqual(new Date('2026-10-25T00:30Z'))
})

it('has no instant for a field that is not filled', () => {
  expect(instantOf('Europe/Berlin', '', '13:45')).toBeUndefined()
  expect(instantOf('Europe/Berlin', '2026-11-26', '')).toBeUndefined()
})

it('begins a day where its clocks skip midnight', () => {
  expect(startOf('Africa/Cairo', '2026-04-24')).toEqual(new Date('2026-04-23T22:00Z'))
})

it('counts minutes from the next whole one, and a day to its midnight in the zone', () => {
  const now = new Date('2026-11-26T10:00:20Z')
  expect(untilAt(15, 'Europe/Berlin', now)).toEqual(new Date('2026-11-26T10:16Z'))
  expect(untilAt('day', 'Europe/Berlin', now)).toEqual(new Date('2026-11-26T23:00Z'))
})
