// Fetching what a machine lacks: from a stand-in for Adoptium, into a cache that the next start finds.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zipSync } from 'fflate'
import { portsFrom } from '../stack-ports.ts'
import { emulatorArchive } from './archives.ts'
import { findLacks, toReport } from './check.ts'
import { fetchArchives, findArchives } from './fetch.ts'
import { findJava, forgetJava } from './java.ts'
import { decideFetch, toQuestion } from './offer.ts'
import { unpack } from './unpack.ts'

const JAVA = `#!/bin/sh
echo 'openjdk version "21.0.9" 2025-10-21' >&2
`

let folder: string
let archive: Buffer
const asked: string[] = []
const api = createServer((request, response) => {
  asked.push(request.url ?? '')
  if (request.url?.includes('os=mac')) response.end('[]')
  else if (request.url?.startsWith('/v3/assets/latest/21/hotspot?')) {
    const link = `http://${request.headers.host}/temurin.tar.gz`
    const checksum = createHash('sha256').update(archive).digest('hex')
    const entry = { name: 'OpenJDK21U-jre_x64.tar.gz', link, size: archive.length, checksum }
    const version = { openjdk_version: '21.0.9+10-LTS' }
    response.end(JSON.stringify([{ binary: { package: entry }, version }]))
  } else if (request.url === '/temurin.tar.gz') response.end(archive)
  else response.writeHead(404).end()
})
let url: string
let environment: NodeJS.ProcessEnv

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fetch-'))
  mkdirSync(join(folder, 'jdk-21.0.9-jre/bin'), { recursive: true })
  writeFileSync(join(folder, 'jdk-21.0.9-jre/bin/java'), JAVA)
  chmodSync(join(folder, 'jdk-21.0.9-jre/bin/java'), 0o755)
  execFileSync('tar', ['-czf', 'java.tar.gz', 'jdk-21.0.9-jre'], { cwd: folder })
  archive = readFileSync(join(folder, 'java.tar.gz'))
  await once(api.listen(0, '127.0.0.1'), 'listening')
  // A TCP server's address is an object.
  url = `http://127.0.0.1:${(api.address() as AddressInfo).port}`
  environment = {
    XDG_CACHE_HOME: join(folder, 'cache'),
    FIREBASE_EMULATORS_PATH: join(folder, 'none'),
    JAVA_HOME: join(folder, 'none'),
    PATH: '',
  }
})
afterAll(() => {
  api.close()
  rmSync(folder, { recursive: true })
})

const ports = portsFrom(61_000)
const machine = { platform: 'linux', arch: 'x64' }
const options = { pauseMillis: 1 }

describe('a machine with nothing but Node', () => {
  it('is told all that it lacks at once, with what to do', async () => {
    const lacks = await findLacks(ports, environment)
    expect(lacks.map(({ what, fetchable }) => [what, fetchable])).toEqual([
      ['Java 21 or newer', 'java'],
      ['Firestore emulator', 'firestore'],
      ['Pub/Sub emulator', 'pubsub'],
    ])
    const report = toReport(lacks)
    expect(report).toContain('none runs here')
    expect(report).toContain('gcloud components install cloud-firestore-emulator')
    expect(report).toContain('npx firebase setup:emulators:pubsub')
    expect(report.split('\n').filter((line) => line.length > 80)).toEqual([])
  })

  it('needs neither Java nor emulators where somebody else runs those', async () => {
    const theirs = { FIRESTORE_EMULATOR_HOST: '127.0.0.1:1', PUBSUB_EMULATOR_HOST: '127.0.0.1:2' }
    expect(await findLacks(ports, { ...environment, ...theirs })).toEqual([])
  })

  it('has a port that is taken named, and what it is for', async () => {
    const { port } = api.address() as AddressInfo
    const lacks = await findLacks({ ...ports, web: port }, environment)
    expect(lacks.at(-1)).toMatchObject({ what: `Port ${port} (web)` })
  })

  it('gets a Java that the next start finds, and that is not fetched again', async () => {
    const place = { environment, machine, api: url }
    const archives = await findArchives(['java'], place)
    expect(toQuestion(archives, 'the cache')).toContain('Java 21.0.9+10-LTS')
    await fetchArchives(archives, () => {}, options)
    expect(await findJava(21, environment)).toMatchObject({ major: 21 })
    const lacks = await findLacks(ports, environment)
    expect(lacks.map(({ fetchable }) => fetchable)).toEqual(['firestore', 'pubsub'])
    forgetJava()
    const before = asked.filter((path) => path === '/temurin.tar.gz').length
    await fetchArchives(archives, () => {}, options)
    expect(asked.filter((path) => path === '/temurin.tar.gz')).toHaveLength(before)
  })

  it('finds emulators where they are put', async () => {
    const cache = join(folder, 'cache/availability-checker')
    const [firestore, pubsub] = (['firestore', 'pubsub'] as const).map((name) =>
      emulatorArchive(cache, name),
    )
    mkdirSync(join(cache, 'emulators'), { recursive: true })
    writeFileSync(firestore?.to ?? '', 'jar')
    const jar = 'pubsub-emulator/lib/cloud-pubsub-emulator-0.8.37-all.jar'
    writeFileSync(join(folder, 'pubsub.zip'), zipSync({ [jar]: Buffer.from('jar') }))
    await unpack(join(folder, 'pubsub.zip'), pubsub?.unpackTo ?? '')
    expect(await findLacks(ports, environment)).toEqual([])
  })

  it('is told in a sentence where Adoptium has nothing, or does not answer', async () => {
    const mac = { platform: 'darwin', arch: 'arm64' }
    const find = (at: string, of = machine) =>
      findArchives(['java'], { environment, machine: of, api: at })
    await expect(find(url, mac)).rejects.toThrow('Adoptium knows no Java 21 for mac on aarch64.')
    await expect(find('http://127.0.0.1:1')).rejects.toThrow('Adoptium could not be asked')
    await expect(find(url, { platform: 'sunos', arch: 'x64' })).rejects.toThrow('sunos')
  })
})

describe('an archive', () => {
  it('that is broken, or reaches outside, leaves no folder', async () => {
    writeFileSync(join(folder, 'broken.tar.gz'), 'no')
    writeFileSync(join(folder, 'sly.zip'), zipSync({ '../../sly': Buffer.from('x') }))
    for (const name of ['broken.tar.gz', 'sly.zip']) {
      const to = join(folder, 'unpacked', name)
      await expect(unpack(join(folder, name), to)).rejects.toThrow('could not be unpacked')
      expect(existsSync(to)).toBe(false)
    }
    expect(existsSync(join(folder, 'sly'))).toBe(false)
  })
})

it.each([
  ['somebody sits there', { isTerminal: true }, 'ask'],
  ['it is told to', { isTold: true }, 'yes'],
  ['nobody sits there', {}, 'no'],
  ['it is offline, or CI', { isTerminal: true, isTold: true, isForbidden: true }, 'no'],
])('where %s, it fetches: %j → %s', (_, wish, decided) => {
  const none = { isTold: false, isForbidden: false, isTerminal: false }
  expect(decideFetch({ ...none, ...wish })).toBe(decided)
})
