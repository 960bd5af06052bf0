// Where a request comes from, as far as that can be believed: each proxy adds the address that it was called from to the end of
// X-Forwarded-For, so that only what our own proxies wrote counts; all that stands before it is the caller's word.
import type { IncomingMessage } from 'node:http'
import { isIP, isIPv6 } from 'node:net'

const GROUPS = 8
/** Of an IPv6 address, those that name the network: one customer has a whole /64, or more. */
const NETWORK_GROUPS = 4

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

function toNetwork(address: string): string {
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  // An IPv4 address at the end stands for two groups.
  const length = [...before, ...after].reduce(
    (sum, group) => sum + (group.includes('.') ? 2 : 1),
    0,
  )
  const zeros = Array.from({ length: GROUPS - length }, () => '0')
  const groups = [...before, ...zeros, ...after].slice(0, NETWORK_GROUPS)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}

/** An address as callers are told apart by: IPv4 whole, IPv6 by its network; what is neither is all one. */
export function toCaller(text: string): string {
  const [address = ''] = text.trim().split('%')
  const mapped = MAPPED.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (isIPv6(address)) return toNetwork(address)
  return isIP(address) === 4 ? address : 'unknown'
}

/**
 * The address of whoever made a request.
 *
 * @param trustedHops proxies of our own before this process, each of which adds an entry: 1 behind Cloud Run's, 2 where a load
 *   balancer stands before it, 0 where there is none
 */
export function callerAddress(
  {
    headers,
    socket,
  }: Pick<IncomingMessage, 'headers'> & {
    readonly socket: { readonly remoteAddress?: string | undefined }
  },
  trustedHops: number,
): string {
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
  const written = trustedHops === 0 ? undefined : forwarded.at(-trustedHops)
  return toCaller(written || (socket.remoteAddress ?? ''))
}
