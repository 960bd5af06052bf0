// Who can be booked in.
import { describe, expect, it } from 'vitest'
import { clientsOf, matching, NOBODY, toRequest } from './clients.ts'

const emma = { uid: 'emma', name: 'Emma Fischer', email: 'emma@example.com' }
const jose = { uid: 'jose', name: 'José Núñez', phone: '+34 600' }

it('knows each client with an account once, and no guests', () => {
  const bookings = [emma, { name: 'A guest' }, emma, jose].map((client) => ({ client }))
  expect(clientsOf(bookings).map(({ uid }) => uid)).toEqual(['emma', 'jose'])
})

describe('what is typed', () => {
  it('finds by name, whatever the accents, by e-mail and by phone', () => {
    expect(matching([emma, jose], 'nunez', 4)).toEqual([jose])
    expect(matching([emma, jose], 'EXAMPLE', 4)).toEqual([emma])
    expect(matching([emma, jose], '600', 4)).toEqual([jose])
  })

  it('finds nobody while nothing is typed, and never more than asked', () => {
    expect(matching([emma, jose], ' ', 4)).toEqual([])
    expect(matching([emma, jose], 'e', 1)).toEqual([emma])
  })
})

describe('a booking', () => {
  it('is for a known client by their account alone', () => {
    expect(toRequest({ ...NOBODY, known: emma })).toEqual({ clientUid: 'emma' })
  })

  it('for a guest needs a name and a way to reach them', () => {
    expect(toRequest({ ...NOBODY, name: 'Grete' })).toBeUndefined()
    expect(toRequest({ ...NOBODY, email: 'g@example.com' })).toBeUndefined()
    expect(toRequest({ ...NOBODY, name: ' Grete ', phone: ' 030 ' })).toEqual({
      client: { name: 'Grete', phone: '030' },
    })
  })
})
