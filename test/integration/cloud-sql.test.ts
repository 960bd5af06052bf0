// Google's connector against a stand-in for Cloud SQL: the Admin API that hands out certificates, and the instance's own TLS
// end on port 3307, behind which stands the real Postgres. What is not proven here: that Google's servers answer so.
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { type Server, createServer } from 'node:http'
import { connect } from 'node:net'
import { type TLSSocket, createServer as createTlsServer } from 'node:tls'
import type { ConnectorOptions } from '@google-cloud/cloud-sql-connector'
import { OAuth2Client } from 'google-auth-library'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest'
import { openDatabase } from '../../shared/database/connection/connection.ts'
import { cloudSqlClients } from '../../shared/runtime/world/cloud-sql.ts'
import { makeAuthority } from '../support/certificates.ts'

const PLACE = { instance: 'demo:europe-west1:main', database: '', user: 'postgres' }
const HOUR = 3_600_000
/** Cloud SQL's own port: an address of its own keeps two runs on one machine apart. */
const HOST = process.platform === 'linux' ? `127.${process.pid % 200}.7.1` : '127.0.0.1'
const PORT = 3307

const authority = makeAuthority('Stand-in Cloud SQL CA')
const serverKeys = generateKeyPairSync('rsa', { modulusLength: 2048 })
let isAnswering = true
const asked: { path: string; body: Record<string, unknown> }[] = []
const sockets = new Set<TLSSocket>()

function answerAdmin(path: string, body: Record<string, unknown>): object {
  asked.push({ path, body })
  if (path.endsWith(':generateEphemeralCert'))
    return { ephemeralCert: { cert: authority.issue('login', String(body['public_key']), HOUR) } }
  const expirationTime = new Date(Date.now() + 24 * HOUR).toISOString()
  return {
    region: 'europe-west1',
    databaseVersion: 'POSTGRES_18',
    ipAddresses: [{ type: 'PRIVATE', ipAddress: HOST }],
    serverCaCert: { cert: authority.certificate, expirationTime },
  }
}

const admin: Server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    if (!isAnswering) return response.writeHead(403).end()
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>
    response.setHeader('Content-Type', 'application/json')
    return response.end(JSON.stringify(answerAdmin(request.url ?? '', body)))
  })
})

const instance = createTlsServer(
  {
    key: serverKeys.privateKey.export({ type: 'pkcs1', format: 'pem' }),
    cert: authority.issue('demo:main', serverKeys.publicKey, HOUR),
    ca: authority.certificate,
    requestCert: true,
    rejectUnauthorized: true,
  },
  (near) => {
    sockets.add(near)
    const { hostname, port } = new URL(inject('parts').postgres)
    const far = connect(Number(port), hostname)
    near.pipe(far).pipe(near)
    near.on('close', () => sockets.delete(near) && far.destroy())
    for (const end of [near, far]) end.on('error', () => end.destroy())
  },
)

let settings: ConnectorOptions
const opened: { destroy: () => Promise<void> }[] = []

beforeAll(async () => {
  admin.listen(0, '127.0.0.1')
  instance.listen(PORT, HOST)
  await Promise.all([once(admin, 'listening'), once(instance, 'listening')])
  // A TCP server's address is an object.
  const { port } = admin.address() as { port: number }
  const auth = new OAuth2Client()
  auth.setCredentials({ access_token: 'the-login', expiry_date: Date.now() + HOUR })
  // The connector types the client of the library's version before ours.
  settings = { auth: auth as never, sqlAdminAPIEndpoint: `http://127.0.0.1:${port}` }
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.destroy()))
})
afterAll(() => {
  admin.close()
  admin.closeAllConnections()
  instance.close()
})

function open(now: () => number) {
  const { database: name } = inject('parts')
  const clients = cloudSqlClients({ ...PLACE, database: name }, now, settings)
  const database = openDatabase(clients)
  opened.push(database)
  return database
}

const whoAmI = (database: ReturnType<typeof open>) =>
  sql<{
    user: string
    database: string
  }>`select current_user as user, current_database() as database`
    .execute(database)
    .then(({ rows }) => rows[0])

it('logs in as the service account, over TLS, with a certificate of the hour', async () => {
  asked.splice(0)
  const database = open(() => Date.now())
  expect(asked).toEqual([])
  const [one, two] = await Promise.all([whoAmI(database), whoAmI(database)])
  expect(one).toEqual({ user: 'postgres', database: inject('parts').database })
  expect(two).toEqual(one)
  // One certificate for all connections, asked for with the account's own token.
  expect(asked.map(({ path }) => path.split('?')[0])).toEqual([
    '/sql/v1beta4/projects/demo/instances/main/connectSettings',
    '/sql/v1beta4/projects/demo/instances/main:generateEphemeralCert',
  ])
  expect(asked[1]?.body['access_token']).toBe('the-login')
  expect(sockets.size).toBeGreaterThan(0)
})

it('asks for a new certificate before one is too old, and leaves connections that stand', async () => {
  let now = Date.now()
  const database = open(() => now)
  await whoAmI(database)
  asked.splice(0)
  await whoAmI(database)
  expect(asked).toEqual([])
  const standing = [...sockets]
  now += HOUR
  await Promise.all([whoAmI(database), whoAmI(database)])
  expect(asked).toHaveLength(2)
  expect(standing.every((socket) => sockets.has(socket))).toBe(true)
})

it('says that the database is unavailable while no certificate is to be had, and serves as soon as one is', async () => {
  isAnswering = false
  const database = open(() => Date.now())
  await expect(whoAmI(database)).rejects.toMatchObject({
    name: 'Unavailable',
    message: 'Cloud SQL instance demo:europe-west1:main cannot be reached',
  })
  isAnswering = true
  expect(await whoAmI(database)).toMatchObject({ user: 'postgres' })
})

it('serves by connections that stand, while no new certificate is to be had', async () => {
  let now = Date.now()
  const database = open(() => now)
  await whoAmI(database)
  now += HOUR
  isAnswering = false
  try {
    expect(await whoAmI(database)).toMatchObject({ user: 'postgres' })
    // The second of two at once needs a connection of its own.
    const two = await Promise.allSettled([whoAmI(database), whoAmI(database)])
    expect(two.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  } finally {
    isAnswering = true
  }
})

it('connects anew by a certificate that could not be renewed, until its hour is over', async () => {
  let now = Date.now()
  const database = open(() => now)
  await whoAmI(database)
  isAnswering = false
  now += HOUR - 1
  const both = await Promise.all([whoAmI(database), whoAmI(database)])
  expect(both).toEqual([expect.anything(), expect.anything()])
  isAnswering = true
})
