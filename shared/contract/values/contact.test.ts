// Spellings of one address or number, and what is none.
import { describe, expect, it } from 'vitest'
import { isSameContact, toContactKeys, toPhoneKey } from './contact.ts'

describe('a number', () => {
  it.each([
    ['+49 170 1234567', '+491701234567'],
    ['0049 (170) 123-45.67', '+491701234567'],
    ['+49170/1234567', '+491701234567'],
    ['0170 1234567', '01701234567'],
    ['555 x 12', '55512'],
  ])('%s is known as %s', (written, key) => {
    expect(toPhoneKey(written)).toBe(key)
  })

  it('without a digit is none', () => {
    expect(toPhoneKey('ask me')).toBeUndefined()
    expect(toPhoneKey('+')).toBeUndefined()
  })
})

describe('contact data', () => {
  it('has a key for each that says something', () => {
    expect(toContactKeys({ email: 'Anna@München.EXAMPLE', phone: '00 49 1' })).toEqual({
      email: 'anna@xn--mnchen-3ya.example',
      phone: '+491',
    })
    expect(toContactKeys({ email: null, phone: 'none' })).toEqual({})
  })

  it('is the same where either is, and never because both say nothing', () => {
    const anna = toContactKeys({ email: 'anna@example.com', phone: '1' })
    expect(isSameContact(anna, { email: 'anna@example.com', phone: '2' })).toBe(true)
    expect(isSameContact(anna, { phone: '1' })).toBe(true)
    expect(isSameContact(anna, { email: 'ben@example.com' })).toBe(false)
    expect(isSameContact({}, {})).toBe(false)
  })
})
