// The environment variables that a function reads, each with its form, its bounds and its default.
import * as z from 'zod'
import { PERSONAL_DATA_DAYS } from '../../contract/retention.ts'
import { SAVES_BY } from '../../database/save/saves-by.ts'

/** Variables by their names, as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>

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
/** Secrets that sign: the first signs, all verify, so that a new one can be put before the old. */
const keys = list.refine((all) => all.every((key) => /^[\w-]{32,}$/.test(key)), {
  error: 'must hold keys of 32 or more letters and digits, the newest first, separated by commas',
})
const webUrl = z
  .string()
  .regex(/^https?:\/\/[^\s/]+$/, { error: 'must be like https://book.example.com' })
const baseUrl = z
  .string()
  .regex(/^https?:\/\/[^\s]+[^/\s]$/, { error: 'must be a URL without a slash at the end' })

const SMTP_URL = /^smtps?:\/\/([^\s:@/]+:[^\s@/]+@)?[^\s:@/]+(:\d+)?$/

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false // a percent sign that begins no character
  }
}

const smtpUrl = z.string().refine((text) => SMTP_URL.test(text) && isPercentEncoded(text), {
  error: 'must be like smtps://user:password@mail.example.com:465, percent-encoded',
})
const mailFrom = z.string().regex(/^[^<>@\r\n]+ <[^\s<>@]+@[^\s<>@]+>$/, {
  error: 'must be like Bookings <bookings@example.com>',
})
const host = z.string().regex(/^[^\s/]+:\d+$/, { error: 'must be host:port' })

/** A whole number. Digits alone: what JavaScript makes of an empty text is 0, which would be a setting of its own. */
const whole = (fallback: number, least: number, most: number) =>
  z
    .string()
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error: `must be a whole number from ${least} to ${most}`,
    })
    .transform(Number)
    .default(fallback)
/** How many of something one account may ask for or have: benchmarks set it to more than there can be. */
const allowed = (fallback: number) => whole(fallback, 1, 100_000_000)
/** A request of an API function has 30 s in all. */
const patience = (fallback: number) => whole(fallback, 1, 30_000)
const share = z
  .string()
  .refine((text) => text.trim() !== '' && Number(text) >= 0 && Number(text) <= 1, {
    error: 'must be a number from 0 to 1',
  })
  .transform(Number)

/** All of them but those that name the database (database-place.ts). */
export const Settings = z.object({
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
  FUNCTIONS_URL: baseUrl.optional(),
  LINK_KEYS: keys.optional(),
  /** Origins of the web app; `localhost` stands for any port of localhost and 127.0.0.1. */
  ALLOWED_ORIGINS: origins.default([]),
  ANONYMOUS_READS: flag.default(false),
  /** Whether accounts' requests must come from an app that App Check vouches for. */
  APP_CHECK: z.enum(['off', 'enforced']).default('off'),
  COMMANDS_PER_MINUTE: allowed(60),
  /** Of one account and one instance; also of one address that comes without a valid account. */
  QUERIES_PER_MINUTE: allowed(300),
  /** The searches with `text` among them. */
  TEXT_QUERIES_PER_MINUTE: allowed(60),
  /** Page tokens are signed with the first one, and believed with each. */
  PAGE_TOKEN_KEYS: keys.default([]),
  /**
   * Proxies of our own before the function, each of which adds the address that it was called from to X-Forwarded-For:
   * Cloud Run's is one, a load balancer another.
   */
  TRUSTED_HOPS: whole(1, 0, 5),
  UPCOMING_BOOKINGS: allowed(50),
  /** How many answers of searches an instance keeps for whoever asks the same; 0: it keeps nothing of one request for another. */
  ANSWERS_KEPT: whole(5_000, 0, 100_000),
  DATABASE_CONNECTIONS: whole(8, 1, 1_000),
  /** Whether Postgres is a distributed one, whose tables migrations/distributed has cut by professional. */
  DATABASE_DISTRIBUTED: flag.default(false),
  /** How decisions on calendars are saved; both ways write the same. */
  SAVES_BY: z.enum(SAVES_BY).default('function'),
  /** How long a command tries to publish its own changes before it answers; the relay has them then. */
  PUBLISH_MILLIS: patience(300),
  /** How long a request waits at its end for its trace to be taken. */
  TRACE_MILLIS: patience(500),
  /** How long a job goes on looking for work before it answers: most are called again each minute. */
  JOB_SECONDS: whole(50, 1, 60),
  /** How long after its end a booking keeps whom it was for; a century at most. */
  PERSONAL_DATA_DAYS: whole(PERSONAL_DATA_DAYS, 1, 36_525),
  /** The share of traces that are recorded beside those that their caller asks for. */
  TRACE_SAMPLE: share.default(0),
  /** A collector of one's own; traces go to Google's if unset. OpenTelemetry's own name for it. */
  OTEL_EXPORTER_OTLP_ENDPOINT: baseUrl.optional(),
})

/** Those that are never told, not even to the log. */
export const SECRETS: readonly string[] = ['SMTP_URL', 'LINK_KEYS', 'PAGE_TOKEN_KEYS']
