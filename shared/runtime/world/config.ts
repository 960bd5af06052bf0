// What a function is told by its environment: read once, checked at the start, refused in words.
import * as z from 'zod'
import { type FieldError, toFieldErrors } from '../../contract/faults/issues.ts'
import { PERSONAL_DATA_DAYS } from '../../contract/retention.ts'
import type { SmtpPlace } from '../../delivery/smtp.ts'
import type { CloudSqlPlace } from './cloud-sql.ts'

type Environment = Readonly<Record<string, string | undefined>>

const ORIGIN = /^(localhost|https?:\/\/[^/\s,]+)$/
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)
const origins = list.refine((all) => all.every((origin) => ORIGIN.test(origin)), {
  error: 'must hold origins like https://book.example.com, or localhost, separated by commas',
})
const flag = z.enum(['true', 'false']).transform((text) => text === 'true')
const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback)
/** Secrets that sign: the first signs, all verify, so that a new one can be put before the old. */
const keys = list.refine((all) => all.every((key) => /^[\w-]{32,}$/.test(key)), {
  error: 'must hold keys of 32 or more letters and digits, the newest first, separated by commas',
})
const webUrl = z
  .string()
  .regex(/^https?:\/\/[^\s/]+$/, { error: 'must be like https://book.example.com' })
const smtpUrl = z.string().regex(/^smtps?:\/\/([^\s:@/]+:[^\s@/]+@)?[^\s:@/]+(:\d+)?$/, {
  error: 'must be like smtps://user:password@mail.example.com:465, percent-encoded',
})
const mailFrom = z.string().regex(/^[^<>@\r\n]+ <[^\s<>@]+@[^\s<>@]+>$/, {
  error: 'must be like Bookings <bookings@example.com>',
})
const host = z.string().regex(/^[^\s/]+:\d+$/, { error: 'must be host:port' })

const Settings = z.object({
  /** The Google Cloud project; also whose ID tokens are accepted. */
  GOOGLE_CLOUD_PROJECT: z.string().min(1),
  /** The region that publishes: ordering needs one. Not used with the emulator. */
  PUBSUB_REGION: z
    .string()
    .regex(/^[a-z]+-[a-z]+\d+$/, { error: 'must be a region like europe-west1' })
    .default('europe-west1'),
  PUBSUB_EMULATOR_HOST: host.optional(),
  FIRESTORE_EMULATOR_HOST: host.optional(),
  FIREBASE_AUTH_EMULATOR_HOST: host.optional(),
  /** A stand-in of FCM's HTTP service; Google has no emulator of it. */
  FCM_EMULATOR_HOST: host.optional(),
  /** The mail server; without one, nobody gets mail. */
  SMTP_URL: smtpUrl.optional(),
  /** Whom mails are from; unset where nobody gets any. The domain of it is that of calendar events' ids. */
  MAIL_FROM: mailFrom.optional(),
  /** Where links in mails lead; unset, the functions answer plain pages themselves. */
  WEB_URL: webUrl.optional(),
  /** Where functions are reached from outside, for links in mails where there is no web app. */
  FUNCTIONS_URL: z
    .string()
    .regex(/^https?:\/\/[^\s]+[^/\s]$/, { error: 'must be a URL without a slash at the end' })
    .optional(),
  LINK_KEYS: keys.optional(),
  /** Origins of the web app; `localhost` stands for any port of localhost and 127.0.0.1. */
  ALLOWED_ORIGINS: origins.default([]),
  ANONYMOUS_READS: flag.default(false),
  /** Whether accounts' requests must come from an app that App Check vouches for. */
  APP_CHECK: z.enum(['off', 'enforced']).default('off'),
  COMMANDS_PER_MINUTE: count(60),
  /** Of one account and one instance; also of one address that comes without a valid account. */
  QUERIES_PER_MINUTE: count(300),
  /** The searches with `text` among them. */
  TEXT_QUERIES_PER_MINUTE: count(60),
  /** Page tokens are signed with the first one, and believed with each. */
  PAGE_TOKEN_KEYS: keys.default([]),
  /**
   * Proxies of our own before the function, each of which adds the address that it was called from to X-Forwarded-For:
   * Cloud Run's is one, a load balancer another.
   */
  TRUSTED_HOPS: z.coerce.number().int().min(0).max(5).default(1),
  UPCOMING_BOOKINGS: count(50),
  DATABASE_CONNECTIONS: count(8),
  /** How long a command tries to publish its own changes before it answers; the relay has them then. */
  PUBLISH_MILLIS: count(300),
  /** How long a request waits at its end for its trace to be taken. */
  TRACE_MILLIS: count(500),
  /** How long a job goes on looking for work before it answers. */
  JOB_SECONDS: count(50),
  /** How long after its end a booking keeps whom it was for. */
  PERSONAL_DATA_DAYS: count(PERSONAL_DATA_DAYS),
  /** The share of traces that are recorded beside those that their caller asks for. */
  TRACE_SAMPLE: z.coerce.number().min(0).max(1).default(0),
  /** A collector of one's own; traces go to Google's if unset. OpenTelemetry's own name for it. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .regex(/^https?:\/\/[^\s]+[^/\s]$/, { error: 'must be a URL without a slash at the end' })
    .optional(),
})

/** The database by an address of its own, or in Cloud SQL: one of the two. */
export type DatabasePlace = { readonly url: string } | CloudSqlPlace

/** The settings of a function. */
export interface Config {
  readonly projectId: string
  readonly database: DatabasePlace
  readonly databaseConnections: number
  readonly pubsubRegion: string
  readonly pubsubEmulatorHost?: string
  readonly firestoreEmulatorHost?: string
  readonly authEmulatorHost?: string
  readonly fcmEmulatorHost?: string
  readonly mail?: MailPlace
  /** Whether anybody gets mail: a function that sends none is told of the sender, and not of the server, which is a secret. */
  readonly isMailSet: boolean
  readonly webUrl?: string
  readonly functionsUrl?: string
  /** The first signs links, all verify; none where the function makes and reads no links. */
  readonly linkKeys: readonly string[]
  readonly allowedOrigins: readonly string[]
  readonly allowsAnonymousReads: boolean
  readonly enforcesAppCheck: boolean
  readonly commandsPerMinute: number
  readonly queriesPerMinute: number
  readonly textQueriesPerMinute: number
  readonly trustedHops: number
  readonly pageTokenKeys: readonly string[]
  readonly upcomingBookings: number
  readonly publishMillis: number
  readonly traceMillis: number
  readonly jobSeconds: number
  readonly personalDataDays: number
  readonly traceSample: number
  readonly traceCollector?: string
}

/** The mail server and the sender. */
export interface MailPlace {
  readonly smtp: SmtpPlace
  readonly from: { readonly name: string; readonly address: string }
  /** Of the ids of calendar events. */
  readonly domain: string
}

const INSTANCE = /^([^\s:]+:)?[^\s:]+:[^\s:]+:[^\s:]+$/
const CLOUD_SQL = ['CLOUD_SQL_INSTANCE', 'DATABASE_NAME', 'DATABASE_USER'] as const

function cloudSqlErrors(environment: Environment): FieldError[] {
  const { CLOUD_SQL_INSTANCE: instance, DATABASE_USER: user } = environment
  const errors: FieldError[] = CLOUD_SQL.filter((name) => !environment[name]).map((path) => ({
    path,
    message: 'is required for Cloud SQL',
  }))
  if (instance && !INSTANCE.test(instance))
    errors.push({ path: 'CLOUD_SQL_INSTANCE', message: 'must be project:region:instance' })
  if (user?.endsWith('.gserviceaccount.com'))
    errors.push({ path: 'DATABASE_USER', message: 'must end before .gserviceaccount.com' })
  return errors
}

function readDatabase(
  environment: Environment,
): DatabasePlace | { readonly errors: readonly FieldError[] } {
  const { DATABASE_URL: url, CLOUD_SQL_INSTANCE, DATABASE_NAME, DATABASE_USER } = environment
  const named = CLOUD_SQL.filter((name) => environment[name])
  const problem = (message: string) => ({ errors: [{ path: 'DATABASE_URL', message }] })
  if (url)
    return named.length > 0 ? problem(`must not be set together with ${named.join(', ')}`) : { url }
  if (named.length === 0) return problem(`is required, or else ${CLOUD_SQL.join(', ')}`)
  const errors = cloudSqlErrors(environment)
  if (errors.length > 0) return { errors }
  return {
    instance: CLOUD_SQL_INSTANCE ?? '',
    database: DATABASE_NAME ?? '',
    user: DATABASE_USER ?? '',
  }
}

const EMULATORS = [
  'PUBSUB_EMULATOR_HOST',
  'FIRESTORE_EMULATOR_HOST',
  'FIREBASE_AUTH_EMULATOR_HOST',
  'FCM_EMULATOR_HOST',
]

/** In the cloud (Cloud Run names its service) an emulator's address is a hole: the Auth emulator's tokens are not signed. */
function emulatorErrors(environment: Environment): FieldError[] {
  if (!environment['K_SERVICE']) return []
  return EMULATORS.filter((name) => environment[name]).map((path) => ({
    path,
    message: 'must not be set in the cloud',
  }))
}

const SECRETS = ['SMTP_URL', 'LINK_KEYS', 'PAGE_TOKEN_KEYS']

/** What a wrong setting is quoted from: nothing of a secret, since it is told to the log. */
function withoutSecrets(environment: Environment): Environment {
  const hidden = SECRETS.filter((name) => environment[name] !== undefined)
  return { ...environment, ...Object.fromEntries(hidden.map((name) => [name, 'a secret'])) }
}

/** A server without a sender would send what every other server refuses. */
function mailErrors({ SMTP_URL, MAIL_FROM }: Environment): FieldError[] {
  return SMTP_URL && !MAIL_FROM ? [{ path: 'MAIL_FROM', message: 'is required with SMTP_URL' }] : []
}

const SMTPS_PORT = 465
const SUBMISSION_PORT = 587

function toMailPlace(smtpUrl: string, mailFrom: string): MailPlace {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl)
  const isSecure = protocol === 'smtps:'
  const [, name = '', address = ''] = /^(.+) <(.+)>$/.exec(mailFrom) ?? []
  return {
    smtp: {
      host: hostname,
      port: Number(port) || (isSecure ? SMTPS_PORT : SUBMISSION_PORT),
      isSecure,
      ...(username && {
        login: { user: decodeURIComponent(username), password: decodeURIComponent(password) },
      }),
    },
    from: { name, address },
    domain: address.slice(address.lastIndexOf('@') + 1),
  }
}

/**
 * Reads the settings from an environment.
 *
 * @throws naming every variable that is missing or wrong
 */
export function readConfig(environment: Environment): Config {
  const parsed = Settings.safeParse(environment)
  const database = readDatabase(environment)
  const errors = [
    ...(parsed.success ? [] : toFieldErrors(parsed.error, withoutSecrets(environment))),
    ...('errors' in database ? database.errors : []),
    ...emulatorErrors(environment),
    ...mailErrors(environment),
  ]
  if (!parsed.success || 'errors' in database || errors.length > 0) {
    const problems = errors.map(({ path, message }) => `${path} ${message}`)
    throw new Error(`The environment is not complete: ${problems.join('; ')}`)
  }
  const { PUBSUB_EMULATOR_HOST, FIRESTORE_EMULATOR_HOST, FIREBASE_AUTH_EMULATOR_HOST, ...values } =
    parsed.data
  const { OTEL_EXPORTER_OTLP_ENDPOINT, FCM_EMULATOR_HOST, SMTP_URL, MAIL_FROM } = values
  const { WEB_URL, FUNCTIONS_URL, LINK_KEYS } = values
  return {
    projectId: values.GOOGLE_CLOUD_PROJECT,
    database,
    databaseConnections: values.DATABASE_CONNECTIONS,
    pubsubRegion: values.PUBSUB_REGION,
    ...(PUBSUB_EMULATOR_HOST && { pubsubEmulatorHost: PUBSUB_EMULATOR_HOST }),
    ...(FIRESTORE_EMULATOR_HOST && { firestoreEmulatorHost: FIRESTORE_EMULATOR_HOST }),
    ...(FIREBASE_AUTH_EMULATOR_HOST && { authEmulatorHost: FIREBASE_AUTH_EMULATOR_HOST }),
    ...(FCM_EMULATOR_HOST && { fcmEmulatorHost: FCM_EMULATOR_HOST }),
    ...(SMTP_URL && MAIL_FROM && { mail: toMailPlace(SMTP_URL, MAIL_FROM) }),
    isMailSet: MAIL_FROM !== undefined,
    ...(WEB_URL && { webUrl: WEB_URL }),
    ...(FUNCTIONS_URL && { functionsUrl: FUNCTIONS_URL }),
    linkKeys: LINK_KEYS ?? [],
    allowedOrigins: values.ALLOWED_ORIGINS,
    allowsAnonymousReads: values.ANONYMOUS_READS,
    enforcesAppCheck: values.APP_CHECK === 'enforced',
    commandsPerMinute: values.COMMANDS_PER_MINUTE,
    queriesPerMinute: values.QUERIES_PER_MINUTE,
    textQueriesPerMinute: values.TEXT_QUERIES_PER_MINUTE,
    trustedHops: values.TRUSTED_HOPS,
    pageTokenKeys: values.PAGE_TOKEN_KEYS,
    upcomingBookings: values.UPCOMING_BOOKINGS,
    publishMillis: values.PUBLISH_MILLIS,
    traceMillis: values.TRACE_MILLIS,
    jobSeconds: values.JOB_SECONDS,
    personalDataDays: values.PERSONAL_DATA_DAYS,
    traceSample: values.TRACE_SAMPLE,
    ...(OTEL_EXPORTER_OTLP_ENDPOINT && { traceCollector: OTEL_EXPORTER_OTLP_ENDPOINT }),
  }
}
