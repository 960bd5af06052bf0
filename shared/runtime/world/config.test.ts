// Settings as they come from an environment, and the words in which wrong ones are refused.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Entry, manifest } from '../../../functions/manifest.ts'
import { readConfig } from './config.ts'

const URL = { GOOGLE_CLOUD_PROJECT: 'demo', DATABASE_URL: 'postgres://db' }
const CLOUD = {
  GOOGLE_CLOUD_PROJECT: 'demo',
  CLOUD_SQL_INSTANCE: 'demo:europe-west1:main',
  DATABASE_NAME: 'availability',
  DATABASE_USER: 'fn-create-booking@demo.iam',
}

describe('the database', () => {
  it('is an address', () => {
    expect(readConfig(URL).database).toEqual({ url: 'postgres://db' })
  })

  it('or an instance of Cloud SQL, in any project', () => {
    expect(readConfig(CLOUD).database).toEqual({
      instance: 'demo:europe-west1:main',
      database: 'availability',
      user: 'fn-create-booking@demo.iam',
    })
    const old = { ...CLOUD, CLOUD_SQL_INSTANCE: 'example.com:demo:europe-west1:main' }
    expect(readConfig(old).database).toMatchObject({ instance: old.CLOUD_SQL_INSTANCE })
  })

  it.each([
    [
      'neither',
      { GOOGLE_CLOUD_PROJECT: 'demo' },
      'DATABASE_URL is required, or else CLOUD_SQL_INSTANCE, DATABASE_NAME, DATABASE_USER',
    ],
    [
      'distributed, with saves that ask all shards',
      { ...URL, DATABASE_DISTRIBUTED: 'true', SAVES_BY: 'statement' },
      'SAVES_BY must be function with DATABASE_DISTRIBUTED',
    ],
    [
      'both',
      { ...CLOUD, ...URL },
      'DATABASE_URL must not be set together with CLOUD_SQL_INSTANCE, DATABASE_NAME, DATABASE_USER',
    ],
    [
      'half',
      { ...CLOUD, DATABASE_NAME: '', DATABASE_USER: undefined },
      'DATABASE_NAME is required for Cloud SQL; DATABASE_USER is required for Cloud SQL',
    ],
    [
      'no instance',
      { ...CLOUD, CLOUD_SQL_INSTANCE: 'main' },
      'CLOUD_SQL_INSTANCE must be project:region:instance',
    ],
    [
      'the whole account',
      { ...CLOUD, DATABASE_USER: 'fn@demo.iam.gserviceaccount.com' },
      'DATABASE_USER must end before .gserviceaccount.com',
    ],
  ])('is refused as %s', (_, environment, words) => {
    expect(() => readConfig(environment)).toThrow(`The environment is not complete: ${words}`)
  })
})

describe('settings', () => {
  it('are all in docs/guides/settings.md', () => {
    const read = (path: string) => readFileSync(join(import.meta.dirname, path), 'utf8')
    const guide = read('../../../docs/guides/settings.md')
    const source = ['config', 'settings', 'database-place'].map((name) => read(`${name}.ts`)).join()
    const names = source.match(/\b[A-Z]+(_[A-Z]+)+(?=:| *[,}\]])/g) ?? []
    expect(names.length).toBeGreaterThan(15)
    const missing = names.filter((name) => !guide.includes(`\`${name}\``))
    // The beginning of the names of three.
    expect(missing.filter((name) => name !== 'CLOUD_SQL')).toEqual([])
  })

  it('have defaults that are safe', () => {
    expect(readConfig(URL)).toMatchObject({
      allowedOrigins: [],
      allowsAnonymousReads: false,
      enforcesAppCheck: false,
      traceSample: 0,
      commandsPerMinute: 60,
      queriesPerMinute: 300,
      textQueriesPerMinute: 60,
      trustedHops: 1,
      pageTokenKeys: [],
      databaseConnections: 8,
      savesBy: 'function',
    })
    expect(readConfig(URL)).not.toHaveProperty('traceCollector')
  })

  it('are read', () => {
    const told = {
      ...CLOUD,
      DATABASE_CONNECTIONS: '2',
      PUBSUB_REGION: 'europe-west3',
      ALLOWED_ORIGINS: 'https://book.example.com, localhost',
      ANONYMOUS_READS: 'true',
      COMMANDS_PER_MINUTE: '30',
      QUERIES_PER_MINUTE: '31',
      TEXT_QUERIES_PER_MINUTE: '32',
      TRUSTED_HOPS: '2',
      PAGE_TOKEN_KEYS: `${'n'.repeat(32)}, ${'o'.repeat(32)}`,
      UPCOMING_BOOKINGS: '5',
      APP_CHECK: 'enforced',
      TRACE_SAMPLE: '0.05',
    }
    expect(readConfig(told)).toMatchObject({
      databaseConnections: 2,
      pubsubRegion: 'europe-west3',
      allowedOrigins: ['https://book.example.com', 'localhost'],
      allowsAnonymousReads: true,
      commandsPerMinute: 30,
      queriesPerMinute: 31,
      textQueriesPerMinute: 32,
      trustedHops: 2,
      pageTokenKeys: ['n'.repeat(32), 'o'.repeat(32)],
      upcomingBookings: 5,
      enforcesAppCheck: true,
      traceSample: 0.05,
    })
  })

  it('that are wrong are all named at once', () => {
    const wrong = {
      PUBSUB_REGION: 'Belgium',
      PUBSUB_EMULATOR_HOST: 'http://localhost',
      ALLOWED_ORIGINS: 'https://book.example.com/',
      ANONYMOUS_READS: 'yes',
      APP_CHECK: 'on',
      COMMANDS_PER_MINUTE: '0',
      QUERIES_PER_MINUTE: '-1',
      TEXT_QUERIES_PER_MINUTE: 'few',
      TRUSTED_HOPS: '-1',
      DATABASE_CONNECTIONS: 'many',
      TRACE_SAMPLE: '2',
    }
    for (const name of ['GOOGLE_CLOUD_PROJECT', 'DATABASE_URL', ...Object.keys(wrong)])
      expect(() => readConfig(wrong)).toThrow(name)
  })

  it('that are numbers are written as plain ones, within bounds: nothing else, and not nothing', () => {
    const counts = [
      'COMMANDS_PER_MINUTE',
      'QUERIES_PER_MINUTE',
      'TEXT_QUERIES_PER_MINUTE',
      'TRUSTED_HOPS',
      'UPCOMING_BOOKINGS',
      'ANSWERS_KEPT',
      'DATABASE_CONNECTIONS',
      'PUBLISH_MILLIS',
      'TRACE_MILLIS',
      'JOB_SECONDS',
      'PERSONAL_DATA_DAYS',
    ]
    for (const name of counts)
      for (const value of ['', ' ', '1.5', '0x10', '1e1', '+1', '-1', '1000000000'])
        expect(() => readConfig({ ...URL, [name]: value }), `${name}=${value}`).toThrow(name)
    for (const value of ['', ' ', 'half', '-0.1', '1.01'])
      expect(() => readConfig({ ...URL, TRACE_SAMPLE: value }), value).toThrow('TRACE_SAMPLE')
  })

  it('of a mail server whose name or password is no percent-encoded text are refused by name', () => {
    for (const login of ['user:100%', 'user:%FF', '%zz:secret'])
      expect(() =>
        readConfig({ ...URL, SMTP_URL: `smtp://${login}@mail`, MAIL_FROM: 'Bookings <b@c.d>' }),
      ).toThrow(/^The environment is not complete: SMTP_URL must be like [^;]*, got "a secret"$/)
  })

  it('that are secret are refused without being told', () => {
    const secrets = Object.values<Entry>(manifest).flatMap((entry) => entry.secrets ?? [])
    expect(secrets).toContain('PAGE_TOKEN_KEYS')
    for (const name of new Set(secrets)) {
      const read = () => readConfig({ ...URL, [name]: `${'k'.repeat(32)}, hunter2 ` })
      expect(read).toThrow(new RegExp(`${name} must [^;]*, got "a secret"`))
      expect(read).not.toThrow(/hunter2|kkk/)
    }
  })

  it('of an emulator are refused in the cloud, the Auth emulator’s too', () => {
    const cloud = { ...URL, K_SERVICE: 'create-booking' }
    expect(() => readConfig(cloud)).not.toThrow()
    for (const name of ['PUBSUB', 'FIRESTORE', 'FIREBASE_AUTH'].map(
      (one) => `${one}_EMULATOR_HOST`,
    ))
      expect(() => readConfig({ ...cloud, [name]: '127.0.0.1:1' })).toThrow(
        `${name} must not be set in the cloud`,
      )
  })
})
