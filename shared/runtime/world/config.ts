// What a function is told by its environment: read once, checked at the start, refused in words.
import { type FieldError, toFieldErrors } from '../../contract/faults/issues.ts'
import type { SavesBy } from '../../database/save/saves-by.ts'
import { type DatabasePlace, readDatabase } from './database-place.ts'
import { type MailPlace, mailErrors, toMailPlace } from './mail-place.ts'
import { type Environment, SECRETS, Settings } from './settings.ts'

/** The settings of a function. */
export interface Config {
  readonly projectId: string
  readonly database: DatabasePlace
  readonly databaseConnections: number
  readonly isDatabaseDistributed: boolean
  readonly savesBy: SavesBy
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
  readonly answersKept: number
  readonly publishMillis: number
  readonly traceMillis: number
  readonly jobSeconds: number
  readonly personalDataDays: number
  readonly traceSample: number
  readonly traceCollector?: string
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

/** What a wrong setting is quoted from: nothing of a secret, since it is told to the log. */
function withoutSecrets(environment: Environment): Environment {
  const hidden = SECRETS.filter((name) => environment[name] !== undefined)
  return { ...environment, ...Object.fromEntries(hidden.map((name) => [name, 'a secret'])) }
}

/** A statement that is made for each decision asks all shards. */
function savesErrors({ DATABASE_DISTRIBUTED, SAVES_BY: by }: Environment): FieldError[] {
  return DATABASE_DISTRIBUTED === 'true' && by === 'statement'
    ? [{ path: 'SAVES_BY', message: 'must be function with DATABASE_DISTRIBUTED' }]
    : []
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
    ...savesErrors(environment),
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
    isDatabaseDistributed: values.DATABASE_DISTRIBUTED,
    savesBy: values.SAVES_BY,
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
    answersKept: values.ANSWERS_KEPT,
    publishMillis: values.PUBLISH_MILLIS,
    traceMillis: values.TRACE_MILLIS,
    jobSeconds: values.JOB_SECONDS,
    personalDataDays: values.PERSONAL_DATA_DAYS,
    traceSample: values.TRACE_SAMPLE,
    ...(OTEL_EXPORTER_OTLP_ENDPOINT && { traceCollector: OTEL_EXPORTER_OTLP_ENDPOINT }),
  }
}
