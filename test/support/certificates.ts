// X.509 certificates for tests, signed by an authority of one's own: what an ephemeral Cloud SQL certificate needs, no more.
import { type KeyObject, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'

/** Distinguished encoding: a tag, a length, the contents. See ITU-T X.690, 8.1. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const contents = Buffer.concat(parts)
  const { length } = contents
  if (length < 128) return Buffer.concat([Buffer.from([tag, length]), contents])
  const digits = length.toString(16)
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex')
  return Buffer.concat([Buffer.from([tag, 128 + bytes.length]), bytes, contents])
}

const SEQUENCE = 0x30
const SHA256_WITH_RSA = der(
  SEQUENCE,
  der(0x06, Buffer.from('2a864886f70d01010b', 'hex')),
  der(0x05),
)
const COMMON_NAME = der(0x06, Buffer.from('550403', 'hex'))

const nameOf = (text: string): Buffer =>
  der(SEQUENCE, der(0x31, der(SEQUENCE, COMMON_NAME, der(0x0c, Buffer.from(text)))))

const timeOf = (millis: number): Buffer => {
  const digits = new Date(millis).toISOString().replaceAll(/\D/g, '').slice(2, 14)
  return der(0x17, Buffer.from(`${digits}Z`))
}

export interface Authority {
  /** Its own certificate, PEM. */
  readonly certificate: string
  /** A certificate of a public key (PEM) under a common name, valid for so long from now. */
  readonly issue: (commonName: string, publicKey: string | KeyObject, millis: number) => string
}

/** An authority with a key of its own. */
export function makeAuthority(authorityName: string): Authority {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 })
  let serial = 0
  const issue: Authority['issue'] = (commonName, publicKey, millis) => {
    const key = typeof publicKey === 'string' ? createPublicKey(publicKey) : publicKey
    const now = Date.now()
    const told = der(
      SEQUENCE,
      der(0x02, Buffer.from([++serial])),
      SHA256_WITH_RSA,
      nameOf(authorityName),
      der(SEQUENCE, timeOf(now - 60_000), timeOf(now + millis)),
      nameOf(commonName),
      key.export({ type: 'spki', format: 'der' }),
    )
    const signature = sign('sha256', told, own.privateKey)
    const all = der(SEQUENCE, told, SHA256_WITH_RSA, der(0x03, Buffer.from([0]), signature))
    const lines = all.toString('base64').match(/.{1,64}/g) ?? []
    return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
  }
  return { certificate: issue(authorityName, own.publicKey, 86_400_000), issue }
}
