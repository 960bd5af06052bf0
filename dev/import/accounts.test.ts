// Whose an address is: of accounts that verified it alone.
import { expect, it } from 'vitest'
import { parseAccounts } from './accounts.ts'

it('knows accounts by addresses that they verified, in any spelling', () => {
  const users = [
    { localId: 'a', email: 'Anna@Example.com', emailVerified: true, passwordHash: 'x' },
    { localId: 'b', email: 'bo@example.com', emailVerified: false },
    { localId: 'c', email: 'cy@example.com', emailVerified: true, disabled: true },
    { localId: 'd' },
  ]
  expect(parseAccounts('users.json', JSON.stringify({ users }))).toEqual(
    new Map([['anna@example.com', 'a']]),
  )
})

it('is refused where it is not the file that Firebase writes', () => {
  expect(() => parseAccounts('users.json', '[]')).toThrow(
    'users.json: is not what `firebase auth:export users.json --format=json` writes',
  )
  expect(() => parseAccounts('users.json', '{"users": [')).toThrow('users.json: is not JSON')
})
