// Requests about the caller's own account.
import { describe, expect, it } from 'vitest'
import { wrong } from '../../test/support/requests.ts'
import { GetAccount } from './account.ts'

describe('get-account', () => {
  it('takes nothing', () => {
    expect(wrong(GetAccount, {})).toEqual([])
    expect(wrong(GetAccount, { uid: 'anna' })).toEqual(['uid'])
  })
})
