// Runs an attack: rounds of inputs on a scene of their own, several at once, each answer judged, each one's processor time bounded.
import { type Chance, chanceOf } from './chance.ts'
import { type Published, readPublished } from './inputs/described.ts'
import { makeDocumentJudge } from './judge/documents.ts'
import type { Finding } from './judge/finding.ts'
import { makeJudge } from './judge/judge.ts'
import { described } from './kinds/described.ts'
import { etags } from './kinds/etags.ts'
import { pageTokens } from './kinds/page-tokens.ts'
import { poison } from './kinds/poison.ts'
import { pushes } from './kinds/pushes.ts'
import { raw } from './kinds/raw.ts'
import { type Stage, makeStage } from './stage.ts'
import type { Target } from './target/target.ts'
import { toPrint } from './wire/print.ts'
import type { Exchanged, Shot } from './wire/shot.ts'
import { type Open, openWire } from './wire/wire.ts'

/** Inputs on one scene: few enough to be had again in seconds, enough to pay for the scene. */
export const ROUND_INPUTS = 1_000

/** Sent at once. */
const TOGETHER = 24
/** Bytes on a socket wait for what never comes, and cost little: more of them at once. */
const RAW_TOGETHER = 60

/** What one input may cost of this thread, the sending and judging of it included. */
const CPU_MILLIS = 100
/** How often an input must be as slow before it is believed to be. */
const REPEATS = 3

export interface Options {
  readonly target: Target
  readonly seed: number
  readonly inputs: number
  /** The first round; what a finding names. */
  readonly fromRound?: number
  /** Ends it before all inputs were tried. */
  readonly signal?: AbortSignal
  readonly progress?: (sofar: Sofar) => void
  /** Told of each as it is found. */
  readonly tell?: (found: Found) => void
}

export interface Sofar {
  readonly inputs: number
  readonly findings: number
}

/** A finding with the input that it came of. */
export interface Found extends Finding {
  readonly round: number
  readonly input: number
  readonly of: string
  /** What was sent and answered, to be read. */
  readonly exchanged: string
}

export interface Report {
  readonly inputs: number
  readonly requests: number
  readonly millis: number
  readonly byKind: ReadonlyMap<string, number>
  readonly byStatus: ReadonlyMap<number, number>
  readonly found: readonly Found[]
  /** Of one input, where it was measured by itself. */
  readonly slowestMillis: number
}

/** Findings of a kind that are kept with their inputs; a fault that everything runs into needs no more. */
const KEPT_OF_A_KIND = 10

type Make = (stage: Stage, chance: Chance) => Shot

/** Each kind by its share of 100. */
function kindsOf(published: Published, target: Target): readonly (readonly [number, Make])[] {
  return [
    [10, raw],
    [8, pageTokens],
    [4, etags],
    [target.inside ? 8 : 0, pushes],
    [100, (stage, chance) => described(published, stage, target.projectId, chance)],
  ]
}

function drawShot(kinds: readonly (readonly [number, Make])[], stage: Stage, chance: Chance): Shot {
  let left = chance.below(100)
  for (const [share, make] of kinds) {
    if (left < share) return make(stage, chance)
    left -= share
  }
  throw new Error('the shares of the kinds are less than all')
}

/** What an object of every program has in its prototype by nature: nothing that can be listed. */
const isPolluted = (): boolean => {
  for (const _ in {}) return true
  return 'isPolluted' in {}
}

const cpuMillis = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

/** Where a few inputs stand. */
interface Batch {
  readonly stage: Stage
  readonly round: number
  /** The number of each, in its round. */
  readonly numbers: readonly number[]
  /** What says that they cost too much; without it, it is not measured. */
  readonly isSuspect?: (spent: number) => boolean
}

/**
 * Whether inputs that were sent together cost so much that one of them may have cost too much: as much more than such ones cost
 * usually. They are tried one by one then.
 */
function makeSuspicion(): (spent: number) => boolean {
  let usual = 0
  return (spent) => {
    const isMore = spent > CPU_MILLIS && spent > usual + CPU_MILLIS / 2
    usual =
      usual === 0
        ? Math.min(spent, CPU_MILLIS)
        : usual * 0.9 + Math.min(spent, usual + CPU_MILLIS) * 0.1
    return isMore
  }
}

const toBatches = <T>(all: readonly T[] = [], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  )

interface Fired {
  readonly shot: Shot
  readonly exchanged: readonly Exchanged[]
  readonly own: readonly Finding[]
}

async function fire(open: Open, shot: Shot): Promise<Fired> {
  const exchanged: Exchanged[] = []
  const own = await shot.fire(open.wireOf(exchanged))
  return { shot, exchanged, own }
}

/** The least time that a shot takes of the processor, of several tries; undefined where the first is quick enough. */
async function slowness(open: Open, shot: Shot): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let left = REPEATS; left > 0 && least > CPU_MILLIS; left--) {
    const before = cpuMillis()
    await fire(open, shot)
    least = Math.min(least, cpuMillis() - before)
  }
  return least
}

/** Attacks, until all inputs were tried or the signal comes. */
export async function attack(options: Options): Promise<Report> {
  const { target, seed, inputs, fromRound = 0, signal } = options
  const since = performance.now()
  const published = readPublished()
  const documents = makeDocumentJudge()
  const kinds = kindsOf(published, target)
  const { judge } = makeJudge(published)
  const open = openWire(target.url, TOGETHER)
  const [isSuspect, isSuspectRaw] = [makeSuspicion(), makeSuspicion()]
  const byKind = new Map<string, number>()
  const byStatus = new Map<number, number>()
  const found: Found[] = []
  let tried = 0
  let requests = 0
  let slowest = 0

  const isStopped = () => signal?.aborted === true
  const isOver = () => tried >= inputs || isStopped()

  async function together(
    shots: readonly Shot[],
    { stage, round, numbers, isSuspect }: Batch,
  ): Promise<void> {
    const before = cpuMillis()
    const fired = await Promise.all(shots.map((shot) => fire(open, shot)))
    const spent = cpuMillis() - before
    for (const { exchanged } of fired) exchanged.forEach(stage.note)
    const slow = isSuspect?.(spent) ? await findSlow(shots) : new Map<Shot, number>()
    const polluted: readonly Finding[] = isPolluted()
      ? [{ kind: 'polluted', seen: 'every object has a new field' }]
      : []
    for (const [index, { shot, exchanged, own }] of fired.entries()) {
      const cost = slow.get(shot) ?? 0
      slowest = Math.max(slowest, cost)
      const findings = [
        ...own,
        ...exchanged.flatMap((one) => judge(one, stage.isForeign)),
        ...(index === 0 ? polluted : []),
        ...(cost > CPU_MILLIS
          ? [{ kind: 'slow', seen: `${cost.toFixed(0)} ms of processor time` } as const]
          : []),
      ]
      count(shot, exchanged)
      for (const one of findings)
        keep(one, { shot, exchanged, round, input: numbers[index] ?? 0, stage })
    }
  }

  async function findSlow(shots: readonly Shot[]): Promise<Map<Shot, number>> {
    const slow = new Map<Shot, number>()
    for (const shot of shots) slow.set(shot, await slowness(open, shot))
    return slow
  }

  function count({ kind }: Shot, exchanged: readonly Exchanged[]): void {
    byKind.set(kind, (byKind.get(kind) ?? 0) + 1)
    tried++
    for (const { answers } of exchanged) {
      requests++
      for (const { status } of answers) byStatus.set(status, (byStatus.get(status) ?? 0) + 1)
    }
  }

  function keep(
    one: Finding,
    {
      shot,
      exchanged,
      round,
      input,
      stage,
    }: Omit<Fired, 'own'> & { round: number; input: number; stage: Stage },
  ): void {
    const alike = found.filter(({ kind }) => kind === one.kind)
    if (alike.length >= KEPT_OF_A_KIND) return
    const insides = one.kind === 'fault' ? (target.inside?.faults() ?? []) : []
    const prints = exchanged.slice(0, 40).map((each) => toPrint(each, stage.nameTokens))
    const kept: Found = {
      ...one,
      round,
      input,
      of: `${shot.kind}: ${shot.what}`,
      exchanged: [...prints, ...insides].join('\n\n'),
    }
    found.push(kept)
    options.tell?.(kept)
  }

  try {
    for (let round = fromRound; !isOver(); round++) {
      const stage = await makeStage(target, open.wireOf([]))
      const last = Math.min(ROUND_INPUTS, inputs - tried)
      const drawn = Array.from({ length: last }, (_, number) => ({
        number,
        shot: drawShot(kinds, stage, chanceOf(seed, round, number)),
      }))
      const [raws, others] = [true, false].map((isRaw) =>
        drawn.filter(({ shot }) => (shot.kind === 'raw') === isRaw),
      )
      for (const batch of [...toBatches(raws, RAW_TOGETHER), ...toBatches(others, TOGETHER)]) {
        if (isStopped()) break
        const isRaw = batch[0]?.shot.kind === 'raw'
        await together(
          batch.map(({ shot }) => shot),
          {
            stage,
            round,
            numbers: batch.map(({ number }) => number),
            ...(target.inside && { isSuspect: isRaw ? isSuspectRaw : isSuspect }),
          },
        )
        options.progress?.({ inputs: tried, findings: found.length })
      }
      // One input of many requests: what it costs says nothing.
      const worst = poison(stage, chanceOf(seed, round, ROUND_INPUTS), target.inside, documents)
      await together([worst], { stage, round, numbers: [ROUND_INPUTS] })
    }
  } finally {
    open.close()
  }
  return {
    inputs: tried,
    requests,
    millis: performance.now() - since,
    byKind,
    byStatus,
    found,
    slowestMillis: slowest,
  }
}
