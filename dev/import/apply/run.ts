// What an import goes along with: the calls, the journal, what is counted and told, and how one thing is carried over.
import { Refusal } from '../../../client/errors.ts'
import type { Calls, CommandOptions } from '../../../client/types.ts'
import { type Finding, type Place, finding } from '../plan/finding.ts'
import { hashOf } from '../plan/hash.ts'
import type { Journal } from './journal.ts'
import { type Patience, patiently } from './patience.ts'
import type { Kind, Tally } from './tally.ts'

export interface Run {
  readonly source: string
  /** Undefined in a dry run that asks no system. */
  readonly calls: Calls | undefined
  readonly isDry: boolean
  readonly journal: Journal
  readonly tally: Tally
  readonly findings: Finding[]
  readonly patience: Patience
  /** Counts a booking that was found as planned. */
  readonly onConfirmed: () => void
  /** Told after each thing. */
  readonly onStep: (kind: Kind) => void
}

/** What a request is sent with: a key of the source's ids and of what is asked, the same at every run. */
export type Keyed = (body: object) => CommandOptions

/** One thing of a plan, as it is carried over. */
export interface Thing {
  readonly kind: Kind
  readonly professional: string
  readonly key: string
  readonly at: Place
  /** What the source says of it: where that has changed, it is carried over anew. */
  readonly content: unknown
  /** Whether the system has it already, by its content; its id, or '' of what has none. */
  readonly adopt?: () => string | undefined
  /** Makes it; answers its id, or ''. */
  readonly create: (calls: Calls, keyed: Keyed) => Promise<string>
  /** Carries a change of the source over; where there is none, the change is told. */
  readonly change?: (calls: Calls, id: string, keyed: Keyed) => Promise<unknown>
}

/** The name of a thing in the journal. */
export const keyOf = ({ professional, kind, key }: Pick<Thing, 'professional' | 'kind' | 'key'>) =>
  JSON.stringify([professional, kind, key])

/** Told again, the same body is another request: hours that were set, changed and set back. Hence how often it was noted. */
function keyedFor({ source, patience: { signal } }: Run, thing: Thing, times: number): Keyed {
  return (body) => ({
    idempotencyKey: `import-${hashOf([source, keyOf(thing), times, body])}`,
    signal,
  })
}

/** Tells of a refusal as of something that does not fit. */
function leaveOut(
  { findings, tally }: Run,
  { at, kind }: Thing,
  { reason, detail, errors }: Refusal,
) {
  const [first] = errors
  const why = first ? `${reason}: ${first.path} ${first.message}` : `${reason}: ${detail}`
  findings.push(finding('left out', at, kind, undefined, why))
  tally.count(kind, 'leftOut')
}

/**
 * Carries one thing over, unless it is there.
 *
 * @returns its id, '' of what has none; undefined where it is not there, in a dry run too
 */
export async function carry(run: Run, thing: Thing): Promise<string | undefined> {
  const { journal, tally, calls, isDry } = run
  const { kind } = thing
  const name = keyOf(thing)
  const hash = hashOf(thing.content)
  const noted = journal.find(name)
  run.onStep(kind)
  const keep = (id: string) => {
    tally.count(kind, 'kept')
    return id
  }
  if (noted?.hash === hash) return keep(noted.id ?? '')
  const there = noted ? undefined : thing.adopt?.()
  if (there !== undefined) {
    journal.note(name, { hash, id: there })
    return keep(there)
  }
  const { change } = thing
  if (noted && !change) {
    const reason = 'has changed in the source since it was imported'
    const done = 'left as it is here: change it by hand'
    run.findings.push(finding('left out', thing.at, kind, undefined, reason, done))
    return keep(noted.id ?? '')
  }
  const become = noted ? 'changed' : 'created'
  if (!calls || isDry) {
    tally.count(kind, become)
    return noted?.id
  }
  const keyed = keyedFor(run, thing, noted?.times ?? 0)
  try {
    const id = await patiently(run.patience, async () => {
      if (!noted || !change) return thing.create(calls, keyed)
      await change(calls, noted.id ?? '', keyed)
      return noted.id ?? ''
    })
    journal.note(name, { hash, id })
    tally.count(kind, become)
    return id
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    leaveOut(run, thing, error)
    return noted?.id
  }
}
