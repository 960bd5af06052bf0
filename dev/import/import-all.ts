// A whole import: read, settle, carry over, tell. The clock, the environment and the screen are arguments.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { formatInstant } from '../../shared/time/instant.ts'
import { readAccounts } from './accounts.ts'
import { type Journal, openJournal, openNoJournal } from './apply/journal.ts'
import { PAUSES, type Patience } from './apply/patience.ts'
import { importProfessional } from './apply/professional.ts'
import type { Run } from './apply/run.ts'
import { Stopped } from './apply/stopped.ts'
import { type Tally, openTally } from './apply/tally.ts'
import type { Options } from './options.ts'
import { findOwners } from './owners.ts'
import type { Finding } from './plan/finding.ts'
import type { PlannedProfessional } from './plan/plan.ts'
import { settle } from './plan/settle.ts'
import { openProgress } from './progress.ts'
import { readSource } from './read/read-source.ts'
import { toFindingLines, toTable, writeReport } from './report.ts'
import { lastWord, sayGuests, sayOwners, sayWho } from './sayings.ts'
import { type Target, openTarget } from './target.ts'
import { writing } from './writable.ts'

export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv
  readonly now: () => number
  readonly signal: AbortSignal
  readonly say: (text: string) => void
  readonly screen: {
    readonly isTTY?: boolean | undefined
    readonly write: (text: string) => unknown
  }
  /** Before each further try where nothing answers; as told in patience.ts unless set. */
  readonly pauses?: readonly number[]
}

/** How it ended: whether everything fits. */
export interface Ended {
  readonly tally: Tally
  readonly findings: readonly Finding[]
  readonly isWhole: boolean
}

/** A file name for each target: its host, and a hash of the whole address. */
function nameOf(url: string): string {
  const { host } = new URL(url)
  return `${host.replaceAll(/[^\w.-]/g, '_')}-${createHash('sha256').update(url).digest('hex').slice(0, 8)}`
}

function choose(all: readonly PlannedProfessional[], only: readonly string[]) {
  if (only.length === 0) return all
  const unknown = only.filter((id) => !all.some(({ key }) => key === id))
  if (unknown.length > 0)
    throw new Stopped(
      `--only ${unknown.join(', ')}: the source has ${all.map(({ key, profile }) => `${key} (${profile.name})`).join(', ') || 'nobody'}`,
    )
  return all.filter(({ key }) => only.includes(key))
}

const countThings = (all: readonly PlannedProfessional[]) =>
  all.reduce(
    (sum, { services, bookings, timeOff, dates, hours }) =>
      sum +
      1 +
      services.length +
      bookings.filter(({ isCancelled }) => !isCancelled).length +
      timeOff.length +
      dates.length +
      hours.length +
      services.filter((one) => one.hours !== undefined).length +
      services.filter((one) => !one.isOffered).length,
    0,
  )

/** Addresses of guests, to which the system would write. */
function addressesOf(all: readonly PlannedProfessional[], accounts: ReadonlyMap<string, string>) {
  const addresses = all.flatMap(({ bookings }) =>
    bookings.flatMap(({ client, isCancelled }) =>
      client.email === undefined || isCancelled ? [] : [client.email.toLowerCase()],
    ),
  )
  return new Set(addresses.filter((address) => !accounts.has(address)))
}

function openJournalFor(options: Options, target: Target | undefined): Journal {
  if (!target) return openNoJournal()
  const path = options.journal ?? join(options.folder, '.import', `${nameOf(target.url)}.jsonl`)
  const about = { source: options.source, target: target.url }
  return writing(path, '--journal', () => openJournal(path, about, options.isDry))
}

function ended(run: Run): Ended {
  const isWhole = !run.findings.some(({ outcome }) => outcome === 'left out')
  return { tally: run.tally, findings: run.findings, isWhole }
}

/**
 * Imports, or says what would be.
 *
 * @throws Unreadable and Stopped, each in one sentence; the signal's reason. What was carried over until then is noted
 */
export async function importAll(options: Options, around: Surroundings): Promise<Ended> {
  const { now, say, signal } = around
  const findings: Finding[] = []
  const read = choose(readSource(options.source, options.folder, options, findings), options.only)
  const accounts =
    options.accounts === undefined ? new Map<string, string>() : readAccounts(options.accounts)
  const target = await openTarget(options, around.environment, now)
  const planned = settle(read, now(), findings)
  const owned = await findOwners(
    planned,
    { owners: options.owners, accounts },
    target,
    options.isDry,
    findings,
  )
  const usable = target?.caller.isAdmin ? accounts : new Map<string, string>()
  const guests = addressesOf(planned, usable).size
  if (!options.isDry && guests > 0 && options.guestMail === undefined)
    throw new Stopped(sayGuests(guests, options))
  const journal = openJournalFor(options, target)
  const progress = openProgress(around.screen, countThings(owned.map((one) => one.planned)), now)
  const patience: Patience = { signal, onWait: progress.wait, pauses: around.pauses ?? PAUSES }
  let confirmed = 0
  const run: Run = {
    source: options.source,
    calls: target?.client.call,
    isDry: options.isDry,
    journal,
    tally: openTally(),
    findings,
    patience,
    onStep: progress.step,
    onConfirmed: () => {
      confirmed += 1
    },
  }
  say(
    `${options.source}, ${options.folder} → ${target?.url ?? 'nowhere yet (--local or --url says where)'}, at ${formatInstant(now())}${sayWho(target)}`,
  )
  const clients = { accounts: usable, keepsAddresses: options.guestMail !== 'leave-out' }
  const report = options.report ?? join(options.folder, '.import', 'report.csv')
  try {
    for (const { planned: one, owner } of owned) {
      progress.begin(one.profile.name)
      const given = { run, clients, owner, now }
      await importProfessional(given, one)
    }
  } catch (error) {
    progress.end()
    say(`\nSo far:\n${toTable(run.tally, options.isDry)}\n`)
    throw error
  } finally {
    progress.end()
    journal.close()
    writing(report, '--report', () => writeReport(report, findings))
  }
  say(`\n${toTable(run.tally, options.isDry)}\n`)
  if (findings.length > 0) say(toFindingLines(findings))
  if (guests > 0) say(sayGuests(guests, options))
  if (target?.caller.isAdmin) say(sayOwners(run.tally, options))
  if (findings.length > 0) say(`All of it, row by row: ${report}`)
  say(lastWord(run.tally, options, confirmed))
  return ended(run)
}
