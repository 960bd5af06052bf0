// What a function is told by its environment: read once, checked at the start, refused in words.
import * as z from 'zod'
import { toFieldErrors } from '../contract/issues.ts'

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)
const flag = z.enum(['true', 'false']).transform((text) => text === 'true')
const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback)

const Environment = z.object({
  /** The Google Cloud project; also whose ID tokens are accepted. */
  GOOGLE_CLOUD_PROJECT: z.string().min(1),
  DATABASE_URL: z.string().min(1),
  /** The region that publishes: ordering needs one. Not used with the emulator. */
  PUBSUB_REGION: z.string().default('europe-west1'),
  PUBSUB_EMULATOR_HOST: z.string().optional(),
  FIRESTORE_EMULATOR_HOST: z.string().optional(),
  /** Origins of the web app; `localhost` stands for any port of localhost and 127.0.0.1. */
  ALLOWED_ORIGINS: list.default([]),
  ANONYMOUS_READS: flag.default(false),
  COMMANDS_PER_MINUTE: count(60),
  UPCOMING_BOOKINGS: count(50),
  DATABASE_CONNECTIONS: count(8),
  /** How long a command tries to publish its own changes before it answers; the relay has them then. */
  PUBLISH_MILLIS: count(300),
  /** How long a job goes on looking for work before it answers. */
  JOB_SECONDS: count(50),
})

/** The settings of a function. */
export interface Config {
  readonly projectId: string
  readonly databaseUrl: string
  readonly databaseConnections: number
  readonly pubsubRegion: string
  readonly pubsubEmulatorHost?: string
  readonly firestoreEmulatorHost?: string
  readonly allowedOrigins: readonly string[]
  readonly allowsAnonymousReads: boolean
  readonly commandsPerMinute: number
  readonly upcomingBookings: number
  readonly publishMillis: number
  readonly jobSeconds: number
}

/**
 * Reads the settings from an environment.
 *
 * @throws naming every variable that is missing or wrong
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) {
    const problems = toFieldErrors(parsed.error, environment).map(
      ({ path, message }) => `${path} ${message}`,
    )
    throw new Error(`The environment is not complete: ${problems.join('; ')}`)
  }
  const { PUBSUB_EMULATOR_HOST, FIRESTORE_EMULATOR_HOST, ...values } = parsed.data
  return {
    projectId: values.GOOGLE_CLOUD_PROJECT,
    databaseUrl: values.DATABASE_URL,
    databaseConnections: values.DATABASE_CONNECTIONS,
    pubsubRegion: values.PUBSUB_REGION,
    ...(PUBSUB_EMULATOR_HOST && { pubsubEmulatorHost: PUBSUB_EMULATOR_HOST }),
    ...(FIRESTORE_EMULATOR_HOST && { firestoreEmulatorHost: FIRESTORE_EMULATOR_HOST }),
    allowedOrigins: values.ALLOWED_ORIGINS,
    allowsAnonymousReads: values.ANONYMOUS_READS,
    commandsPerMinute: values.COMMANDS_PER_MINUTE,
    upcomingBookings: values.UPCOMING_BOOKINGS,
    publishMillis: values.PUBLISH_MILLIS,
    jobSeconds: values.JOB_SECONDS,
  }
}
