// The walk over all states of the fan-out's model.
import type { Hint } from '../../../shared/realtime/fan-out.ts'
import { EMPTY, type MirrorAt } from './mirror.ts'
import { type Documents, type Point, type Rules, dayOf, faultOf, regression } from './rules.ts'
import { answer, commit } from './step.ts'
import {
  type Change,
  DATES_OF,
  FIRST_REVISION,
  type History,
  THURSDAY,
  TUESDAY,
  documentsAt,
} from './truth.ts'
import {
  type Answered,
  type Asked,
  type Given,
  type Node,
  type Op,
  type Working,
  isEnd,
  nextStep,
} from './worker.ts'

interface Model extends Working {
  readonly workers: number
  /** Messages that are no change's: a reconcile's. */
  readonly extra?: readonly Hint[]
  readonly duplicates?: number
  readonly crashes?: number
  readonly isEmptyAtFirst?: boolean
  readonly isMisleading?: boolean
  readonly rules?: Partial<Rules>
}

interface At extends Point {
  /** The hints of undelivered messages, sorted. */
  readonly queue: readonly number[]
  readonly mirror: MirrorAt
  readonly workers: readonly (Node | undefined)[]
  readonly duplicates: number
  readonly crashes: number
}

/** A step with its name, made only when it is told; a string is a violation. */
type Next = readonly [() => string, At] | string

interface Found {
  readonly states: number
  readonly interleavings: bigint
  readonly violation?: { readonly what: string; readonly trace: readonly string[] }
}

/** A queue has no order: sorted, so that equal ones look equal. */
const withHint = (queue: readonly number[], hint: number) =>
  [...queue, hint].toSorted((a, b) => a - b)

/** What the clock's job asks for once a new day has begun. */
const NEW_DAY: Hint = {}

/** Explores every state of a model; histories share what workers were found to do. */
class Checker {
  readonly #model: Model
  readonly #rules: Rules
  readonly #hints: Hint[] = []
  readonly #roots = new Map<number, Node>()
  #right = new Map<Node, Set<MirrorAt>>()
  readonly #byPath = new Map<string, Node>()
  #nodes = 0

  constructor(model: Model) {
    this.#model = model
    this.#rules = {
      // A batch that is refused is halved, too.
      isAheadAllowed: model.batchBytes !== undefined || model.refuses !== undefined,
      isWatermarkChecked: true,
      refuses: model.refuses ?? (() => false),
      ...model.rules,
    }
  }

  #hintId(hint: Hint): number {
    const key = JSON.stringify(hint)
    const known = this.#hints.findIndex((one) => JSON.stringify(one) === key)
    return known >= 0 ? known : this.#hints.push(hint) - 1
  }

  /** The message of a change; one that misleads names other days than those that it changed. */
  #messageOf(change: Change, revision: number): Hint {
    const dates = this.#model.isMisleading ? [TUESDAY, THURSDAY] : DATES_OF[change]
    return { revision, ...(dates !== 'all' && { dates }) }
  }

  async #node(hint: number, answers: readonly Given[], keys: readonly string[]): Promise<Node> {
    const step = await nextStep(this.#hints[hint] ?? {}, answers, this.#model)
    // The same answers in another order come to the same: that is looked at, and makes one state of both.
    const path = `${hint} ${[...keys].toSorted().join(' ')}`
    const known = this.#byPath.get(path)
    if (known && JSON.stringify(known.step) !== JSON.stringify(step))
      throw new Error('what a worker asks depends on the order of its answers')
    const id = this.#nodes++
    const node = { id, hint, answers, keys, step, children: new Map(), commits: new Map() }
    if (!known) this.#byPath.set(path, node)
    return known ?? node
  }

  async #start(hint: number): Promise<Node> {
    const known = this.#roots.get(hint) ?? (await this.#node(hint, [], []))
    this.#roots.set(hint, known)
    return known
  }

  /** The states that may come next, with the name of the step; a string is a violation. */
  async #nexts(at: At, history: History, contents: Documents): Promise<Next[]> {
    const nexts: Next[] = []
    const { made, queue, workers, crashes, duplicates } = at
    if (made < history.length) {
      const revision = FIRST_REVISION + made + 1
      const message = this.#messageOf(history[made] ?? '-', revision)
      nexts.push([
        () => `change ${history[made]} → ${revision}`,
        { ...at, made: made + 1, queue: withHint(queue, this.#hintId(message)) },
      ])
    }
    if (this.#model.isMidnightNear && at.day === 0)
      nexts.push([
        () => 'midnight',
        { ...at, day: 1, queue: withHint(queue, this.#hintId(NEW_DAY)) },
      ])
    const idle = workers.indexOf(undefined)
    for (const hint of idle >= 0 ? new Set(queue) : []) {
      const label = () => `deliver ${JSON.stringify(this.#hints[hint])}`
      const taken = { ...at, workers: workers.with(idle, await this.#start(hint)) }
      nexts.push([label, { ...taken, queue: queue.toSpliced(queue.indexOf(hint), 1) }])
      if (duplicates > 0)
        nexts.push([() => `${label()} and again`, { ...taken, duplicates: duplicates - 1 }])
    }
    for (const [index, node] of workers.entries()) {
      if (!node || workers.indexOf(node) < index) continue
      const gone = workers.with(index, undefined)
      if (crashes > 0)
        nexts.push([
          () => `crash ${node.id}`,
          { ...at, crashes: crashes - 1, queue: withHint(queue, node.hint), workers: gone },
        ])
      // Ends are no steps: they are taken below.
      if (isEnd(node.step)) continue
      for (const asked of node.step)
        nexts.push(...(await this.#answered(at, index, node, asked, history, contents)))
    }
    return nexts
  }

  /** One of what a worker waits for is answered. */
  async #answered(
    at: At,
    worker: number,
    node: Node,
    { index, op }: Asked,
    history: History,
    contents: Documents,
  ): Promise<Next[]> {
    const { mirror, workers, queue } = at
    const { key, answer: given, mirror: after } = this.#answer(node, op, at, history)
    const childKey = `${index} ${key}`
    const child =
      node.children.get(childKey) ??
      (await this.#node(
        node.hint,
        [...node.answers, { index, answer: given }],
        [...node.keys, childKey],
      ))
    node.children.set(childKey, child)
    const nexts: Next[] = []
    if (after !== mirror) {
      const wrong = this.#wrong(node, mirror, after, contents)
      if (wrong !== undefined) nexts.push(wrong)
    }
    const label = () => `${node.id} ${op.kind} → ${child.id}`
    const taken = { ...at, mirror: after, workers: workers.with(worker, undefined) }
    if (child.step === 'failed')
      nexts.push([label, { ...taken, queue: withHint(queue, node.hint) }])
    else if (child.step === 'done') nexts.push([label, taken])
    else nexts.push([label, { ...taken, workers: workers.with(worker, child) }])
    return nexts
  }

  #answer(node: Node, op: Op, { mirror, made, day }: At, history: History): Answered {
    const { refuses } = this.#model
    if (op.kind !== 'commit') return answer(op, mirror, history.slice(0, made), day, refuses)
    const known = node.commits.get(mirror) ?? commit(mirror, op, refuses)
    node.commits.set(mirror, known)
    return known
  }

  #wrong(node: Node, before: MirrorAt, after: MirrorAt, contents: Documents): string | undefined {
    // One worker's commit on one mirror: the same every time, in one history.
    if (this.#right.get(node)?.has(before)) return undefined
    const { ticket } = after
    const point = { made: (ticket?.revision ?? 0) - FIRST_REVISION, day: dayOf(ticket) }
    const wrong = regression(before, after) ?? faultOf(after, contents, point, this.#rules)
    const right = this.#right.get(node) ?? new Set()
    this.#right.set(node, right)
    if (wrong === undefined) right.add(before)
    return wrong
  }

  #atEnd({ mirror, made, day }: At, contents: Documents): string | undefined {
    const fault = faultOf(
      mirror,
      contents,
      { made, day },
      { ...this.#rules, isAheadAllowed: false },
    )
    if (fault !== undefined) return `at the end, ${fault}`
    if (this.#rules.isWatermarkChecked && mirror.ticket?.revision !== made + FIRST_REVISION)
      return 'at the end, the watermark is not the newest revision'
    return undefined
  }

  async #first(): Promise<MirrorAt> {
    if (this.#model.isEmptyAtFirst) return EMPTY
    let mirror = EMPTY
    let answers: Given[] = []
    for (;;) {
      const step = await nextStep({}, answers, {})
      const asked = isEnd(step) ? undefined : step[0]
      if (!asked) return mirror
      const answered = answer(asked.op, mirror, [], 0, this.#model.refuses)
      mirror = answered.mirror
      answers = [...answers, { index: asked.index, answer: answered.answer }]
    }
  }

  /** Walks all states of one history, depth first, up to the first violation. */
  async check(history: History): Promise<Found> {
    const contents = (this.#model.isMidnightNear ? [0, 1] : [0]).map((day) =>
      Array.from({ length: history.length + 1 }, (_, made) =>
        documentsAt(history.slice(0, made), day),
      ),
    )
    this.#right = new Map()
    const { workers, extra = [], duplicates = 0, crashes = 0 } = this.#model
    const first: At = {
      made: 0,
      day: 0,
      queue: extra.reduce<readonly number[]>(
        (queue, hint) => withHint(queue, this.#hintId(hint)),
        [],
      ),
      mirror: await this.#first(),
      workers: Array.from({ length: workers }, () => undefined),
      duplicates,
      crashes,
    }
    const counts = new Map<string, bigint>()
    const stack: {
      key: string
      label: () => string
      nexts: Next[]
      index: number
      count: bigint
    }[] = []
    let violation: Found['violation']
    const enter = async (at: At, label: () => string): Promise<bigint | undefined> => {
      // Workers are alike: which of them does something makes no difference.
      const doing = at.workers.map((node) => node?.id ?? -1).toSorted((a, b) => a - b)
      const key = `${at.made} ${at.day} ${at.queue.join()} ${at.mirror.key} ${doing.join()} ${at.duplicates}${at.crashes}`
      const known = counts.get(key)
      if (known !== undefined) return known
      const nexts = await this.#nexts(at, history, contents)
      if (nexts.length === 0) {
        const wrong = this.#atEnd(at, contents)
        if (wrong !== undefined) nexts.push(wrong)
      }
      stack.push({ key, label, nexts, index: 0, count: nexts.length === 0 ? 1n : 0n })
      return undefined
    }
    await enter(first, () => 'start')
    for (let frame = stack.at(-1); frame && !violation; frame = stack.at(-1)) {
      const next = frame.nexts[frame.index]
      if (typeof next === 'string')
        violation = { what: next, trace: stack.map(({ label }) => label()) }
      else if (next) {
        const known = await enter(next[1], next[0])
        if (known !== undefined) {
          frame.count += known
          frame.index += 1
        }
      } else {
        counts.set(frame.key, frame.count)
        stack.pop()
      }
    }
    return {
      states: counts.size,
      interleavings: [...counts.values()].at(-1) ?? 0n,
      ...(violation && { violation }),
    }
  }
}

export function histories(kinds: readonly Change[], length: number): readonly History[] {
  if (length === 0) return [[]]
  return histories(kinds, length - 1).flatMap((history) => kinds.map((kind) => [...history, kind]))
}

interface Total {
  readonly histories: number
  readonly wrong: number
  readonly states: number
  readonly interleavings: bigint
  readonly example?: string
}

export async function checkAll(model: Model, of: readonly History[]): Promise<Total> {
  const checker = new Checker(model)
  let total: Total = { histories: of.length, wrong: 0, states: 0, interleavings: 0n }
  for (const history of of) {
    const { violation, states: found, interleavings } = await checker.check(history)
    total = {
      ...total,
      states: total.states + found,
      interleavings: total.interleavings + interleavings,
      wrong: total.wrong + (violation ? 1 : 0),
      ...(violation && {
        example: `${history.join('')}: ${violation.what}\n${violation.trace.join('\n')}`,
      }),
    }
  }
  return total
}
