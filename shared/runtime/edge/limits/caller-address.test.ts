// Callers are told apart by what our own proxies say of them, never by what they say of themselves.
import { describe, expect, it } from 'vitest'
import { callerAddress, toCaller } from './caller-address.ts'

const addressOf = (forwarded: string | undefined, trustedHops: number, remoteAddress?: string) =>
  callerAddress(
    {
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
      socket: { remoteAddress },
    },
    trustedHops,
  )

describe('the address of a caller', () => {
  it.each([
    ['without a proxy, is that of the connection', 'fake', 0, '192.0.2.7', '192.0.2.7'],
    ['behind one proxy, is the last one', '192.0.2.7', 1, '10.0.0.1', '192.0.2.7'],
    ['is not what the caller wrote', '198.51.100.1, 192.0.2.7', 1, '10.0.0.1', '192.0.2.7'],
    ['behind two, is the second last', '8.8.8.8,192.0.2.7, 10.1.1.1', 2, '10.0.0.1', '192.0.2.7'],
    ['where nobody wrote, is that of the connection', undefined, 1, '10.0.0.1', '10.0.0.1'],
    ['where too few wrote, is that of the connection', '192.0.2.7', 2, '10.0.0.1', '10.0.0.1'],
    ['where nothing was written, is that of the connection', '', 1, '10.0.0.1', '10.0.0.1'],
    ['that is none is one like all others', 'nonsense', 1, '10.0.0.1', 'unknown'],
    ['of a connection that is gone too', undefined, 0, undefined, 'unknown'],
  ])('%s', (_, forwarded, hops, remote, expected) => {
    expect(addressOf(forwarded, hops, remote)).toBe(expected)
  })
})

describe('an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    [' 192.0.2.7 ', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['1::2:3:4:5:192.0.2.7', '1:0:2:3::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['192.0.2.7:443', 'unknown'],
    ['2001:db8', 'unknown'],
    ['', 'unknown'],
  ])('%s is %s', (text, expected) => {
    expect(toCaller(text)).toBe(expected)
  })
})
