// Who a booking is for: what is sent, what the account says, what the token tells, and a name where nobody knows one.
import { describe, expect, it } from 'vitest'
import { name as nameSchema } from '../../contract/values/values.ts'
import { toClient } from './client.ts'

const uid = 'anna'

describe('the client of a booking', () => {
  it('is named as sent, else as the account, else as the token says', () => {
    const stored = { name: 'Stored', email: null, phone: null }
    const told = { uid, name: 'Told' }
    expect(toClient(uid, { name: 'Sent' }, stored, told)?.name).toBe('Sent')
    expect(toClient(uid, {}, stored, told)?.name).toBe('Stored')
    expect(toClient(uid, {}, undefined, told)?.name).toBe('Told')
  })

  it('without a name has that of the address, else of the number, else none of its own', () => {
    const email = 'anna@example.org'
    expect(toClient(uid, {}, undefined, { uid, email, phone: '+49 30 1' })?.name).toBe(email)
    expect(toClient(uid, {}, undefined, { uid, phone: '+49 30 1' })?.name).toBe('+49 30 1')
    expect(toClient(uid, {}, undefined, { uid })?.name).toBe('Client')
  })

  it('has the same name where somebody else books for the account', () => {
    const stored = { name: null, email: 'anna@example.org', phone: null }
    expect(toClient(uid, {}, stored, undefined)?.name).toBe('anna@example.org')
    expect(toClient(uid, {}, { ...stored, email: null }, undefined)?.name).toBe('Client')
    expect(toClient(uid, {}, undefined, undefined)).toEqual({ uid, name: 'Client' })
  })

  it('of a long address has a name that may be sent back, and the whole address', () => {
    const email = `${'x'.repeat(240)}@example.org`
    const client = toClient(uid, {}, undefined, { uid, email })
    expect(nameSchema.parse(client?.name)).toBe('x'.repeat(100))
    expect(client?.email).toBe(email)
  })

  it('that is a guest without a name is none', () => {
    expect(toClient(undefined, { email: 'g@example.org' }, undefined, undefined)).toBeUndefined()
  })
})
