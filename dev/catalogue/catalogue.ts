// What Terraform has to know of the functions: the manifest in Terraform's words, and the topics by their names in the code.
import type { Entry, Reach, Topic } from '../../functions/manifest.ts'
import { DEAD_LETTER_TOPIC } from '../../shared/messaging/publish.ts'
import { TOPICS, topicsOf } from './topics.ts'

type Room = Entry['room']

/** What the work of a room reaches, Postgres aside. Queries write nothing and publish nothing. */
const REACHES: Readonly<Record<Room, readonly Reach[]>> = {
  commands: ['changes', 'accounts'],
  queries: [],
  subscribers: ['dead-letters'],
  jobs: ['changes'],
}

const EVERY_MINUTE = '* * * * *'

/** One function as Terraform's variable `catalogue` types it (terraform/variables.tf). */
export interface Deployed {
  readonly room: Room
  readonly does: string
  readonly timeout_seconds: number
  readonly memory_mib: number
  readonly concurrency: number
  readonly size: 'many' | 'few'
  readonly sql: boolean
  readonly ordered: boolean
  /** What it listens to, by the names of `topics`. */
  readonly topics: readonly Topic[]
  readonly reaches: readonly Reach[]
  readonly secrets: readonly string[]
  readonly schedule: string | null
}

export interface Catalogue {
  readonly catalogue: Readonly<Record<string, Deployed>>
  readonly topics: {
    readonly changes: string
    readonly account_changes: string
    readonly dead_letters: string
  }
}

const toDeployed = (entry: Entry): Deployed => ({
  room: entry.room,
  does: entry.does,
  timeout_seconds: entry.timeoutSeconds,
  memory_mib: entry.memoryMiB,
  concurrency: entry.concurrency,
  size: entry.size ?? 'few',
  sql: entry.sql ?? true,
  ordered: entry.ordered ?? false,
  topics: topicsOf(entry),
  reaches: [...new Set([...REACHES[entry.room], ...(entry.reaches ?? [])])].toSorted(),
  secrets: (entry.secrets ?? []).toSorted(),
  schedule: entry.room === 'jobs' ? (entry.schedule ?? EVERY_MINUTE) : null,
})

/** The catalogue of a manifest, in the manifest's order. */
export const toCatalogue = (manifest: Readonly<Record<string, Entry>>): Catalogue => ({
  catalogue: Object.fromEntries(
    Object.entries(manifest).map(([name, entry]) => [name, toDeployed(entry)]),
  ),
  topics: {
    changes: TOPICS.changes,
    account_changes: TOPICS['account-changes'],
    dead_letters: DEAD_LETTER_TOPIC,
  },
})

/** The catalogue as the file that Terraform loads by itself. */
export const toTfvars = (catalogue: Catalogue): string => `${JSON.stringify(catalogue, null, 2)}\n`
