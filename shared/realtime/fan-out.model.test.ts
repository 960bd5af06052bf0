// Checks the fan-out over every interleaving of small histories. fanOut is a deterministic function of what its awaits
// give it, so a worker's state is the list of those answers: the real code is run again over them to learn what it asks
// next, once for each list, and the checker walks the graph of all states of truth, messages, mirror and workers.
import { describe, expect, it } from 'vitest'
import { isLong, runs } from '../../test/support/long.ts'
import { Unavailable } from '../contract/faults/unavailable.ts'
import { projectBooking } from '../projection/booking-documents.ts'
import { isEmptyDay, projectDays } from '../projection/day-documents.ts'
import type { MirrorState, SeatedBooking } from '../projection/mirror-state.ts'
import { projectProfessional } from '../projection/professional-document.ts'
import { projectSchedule } from '../projection/schedule-document.ts'
import type { Calendar } from '../scheduling/model/calendar.ts'
import { toCanonicalJson } from '../contract/values/canonical-json.ts'
import { type DateText, formatDate, parseDate } from '../time/date.ts'
import { DAY, type Instant } from '../time/instant.ts'
import {
  NOW,
  bookingOf,
  buildAppointment,
  buildCalendar,
  buildClaim,
  everyDay,
  monday,
} from '../../test/support/build-calendar.ts'
import { type FanOut, type Hint, fanOut } from './fan-out.ts'
import { type Mirror, type NextTicket, type Ticket, Unwritable, type Write } from './mirror.ts'
import { nameOf } from './unwritten.ts'

// ---- The truth: a calendar of three days that changes back and forth ----

const ID = 'the-professional'
const DATES = ['2026-11-23', '2026-11-24', '2026-11-25'] as const
const [MONDAY, TUESDAY, WEDNESDAY] = DATES
const TODAY = parseDate(MONDAY) ?? Number.NaN
/** The date that comes to be shown once Monday is over. */
const THURSDAY = '2026-11-26'
const FIRST_REVISION = 1

/**
 * What one change does, or undoes if it was done: `M` and `T` book the first hour of Monday (which alters `nextFree`)
 * and of Tuesday, `N` that of Thursday, which is not shown before midnight, `U` that of Wednesday for an account that no document
 * can be kept under, `H` other hours on all days, `P` another name, `-` nothing that shows.
 */
type Change = 'M' | 'T' | 'N' | 'U' | 'H' | 'P' | '-'
type History = readonly Change[]

const DATES_OF: Record<Change, MirrorState['dates']> = {
  M: [MONDAY],
  T: [TUESDAY],
  N: [THURSDAY],
  U: [WEDNESDAY],
  H: 'all',
  P: 'all',
  '-': [],
}

/** How many days after Monday each kind books. */
const BOOKED = { M: 0, T: 1, N: 3, U: 2 } as const

/** No document can have this id in its path. */
const RESERVED = '__\n__'

interface Truth {
  readonly calendar: Calendar
  readonly bookings: readonly SeatedBooking[]
}

function toTruth(history: History): Truth {
  const isOn = (kind: Change) => history.filter((change) => change === kind).length % 2 === 1
  const booked = (['M', 'T', 'N', 'U'] as const).filter((kind) => history.includes(kind))
  const appointments = booked.map((kind) =>
    buildAppointment(monday('09:00', BOOKED[kind]), {
      appointmentId: kind,
      claims: [buildClaim({ bookingId: kind, status: isOn(kind) ? 'confirmed' : 'cancelled' })],
    }),
  )
  const built = buildCalendar({
    policy: { horizonDays: DATES.length - 1 },
    weeklyRules: everyDay({ start: '09:00', end: isOn('H') ? '12:00' : '11:00' }),
    appointments,
    revision: FIRST_REVISION + history.length,
  })
  const name = isOn('P') ? 'Paula' : 'Petra'
  const bookings = booked.map((kind) => ({
    booking: bookingOf(built, kind, {
      client: { uid: kind === 'U' ? RESERVED : 'anna', name: 'Anna' },
    }),
    capacity: 1,
  }))
  const live = appointments.filter((_, index) => bookings[index]?.booking.status === 'confirmed')
  return {
    calendar: { ...built, professional: { ...built.professional, name }, appointments: live },
    bookings,
  }
}

/** What `load` answers: what changed after `since`, as it is now. */
function toState(history: History, since: number | undefined): MirrorState {
  const { calendar, bookings } = toTruth(history)
  if (since === undefined) return { calendar, bookings, dates: 'all' }
  const changes = history.slice(since - FIRST_REVISION)
  const dates = changes.map((change) => DATES_OF[change])
  const touches = (kind: string) => changes.some((change) => change === kind || change === 'P')
  return {
    calendar,
    bookings: bookings.filter(({ booking }) => touches(booking.bookingId)),
    dates: dates.includes('all') ? 'all' : [...new Set(dates.flat())],
  }
}

const withoutStamp = ({
  revision: _revision,
  updatedAt: _updatedAt,
  ...content
}: Record<string, unknown>) => content

/** The same hour of Monday, or of so many days later. */
const nowOn = (day: number): Instant => NOW + day * DAY

/** The dates that are shown on Monday, or so many days later. */
const datesOn = (day: number): readonly DateText[] =>
  DATES.map((_, index) => formatDate(TODAY + day + index))

/**
 * The documents as they must be at a point of history on a day, as text by path; a day on which nothing is free has none.
 */
function documentsAt(history: History, day: number): ReadonlyMap<string, string> {
  const { calendar, bookings } = toTruth(history)
  const now = nowOn(day)
  const days = projectDays(calendar, datesOn(day), TODAY + day).filter((one) => !isEmptyDay(one))
  const writes: readonly Write[] = [
    ...days.map((content) => ({ path: `professionals/${ID}/days/${content.date}`, content })),
    { path: `professionals/${ID}`, content: projectProfessional(calendar, now) },
    {
      path: `accounts/${calendar.ownerUid}/schedules/${ID}`,
      content: projectSchedule(calendar, now),
    },
    ...bookings.flatMap((booking) => projectBooking(calendar, booking)),
  ]
  return new Map(writes.map(({ path, content = {} }) => [path, toCanonicalJson(content)]))
}

// ---- The mirror: immutable states, each with one text that is its identity ----

interface Stored {
  readonly content: Record<string, unknown>
  /** The content apart from its stamp, and its stamp. */
  readonly text: string
  readonly revision: number
}

interface MirrorAt {
  readonly key: string
  readonly ticket?: Ticket
  readonly documents: ReadonlyMap<string, Stored>
}

function toStored(path: string, content: object): Stored {
  const fields = { ...content } as Record<string, unknown>
  const { revision = 0 } = fields as { revision?: number }
  const { professional, ...plain } = withoutStamp(fields)
  // A booking's `updatedAt` is its own; a schedule names the professional's revision inside as well.
  const told = path.includes('/schedules/')
    ? { ...plain, professional: withoutStamp(professional as Record<string, unknown>) }
    : /\/(?:agenda|bookings)\//.test(path)
      ? content
      : withoutStamp(fields)
  return { content: fields, text: toCanonicalJson(told), revision }
}

const textKeys = new Map<string, number>()
const keyOfText = (text: string): number => {
  const known = textKeys.get(text)
  if (known !== undefined) return known
  textKeys.set(text, textKeys.size)
  return textKeys.size - 1
}

const ticketKey = (ticket: Ticket | undefined) =>
  ticket
    ? `${JSON.stringify(ticket.unwritten ?? {})}${ticket.date}/${ticket.revision}/${keyOfText(ticket.digests.professional + ticket.digests.schedule)}/${String(ticket.mark)}`
    : '-'

const storedKey = (stored: Stored | undefined) =>
  stored ? `${keyOfText(stored.text)}@${stored.revision}` : '-'

const mirrors = new Map<string, MirrorAt>()

function mirrorAt(ticket: Ticket | undefined, documents: ReadonlyMap<string, Stored>): MirrorAt {
  const parts = [...documents]
    .map(([path, stored]) => `${keyOfText(path)}=${storedKey(stored)}`)
    .toSorted()
  const key = String(keyOfText(`${ticketKey(ticket)} ${parts.join(' ')}`))
  const known = mirrors.get(key)
  if (known) return known
  const made = { key, documents, ...(ticket && { ticket }) }
  mirrors.set(key, made)
  return made
}

const EMPTY = mirrorAt(undefined, new Map())

// ---- A worker: the real fanOut over the answers it was given ----

type Op =
  | { readonly kind: 'readTicket' | 'listDates' | 'readClock' }
  | { readonly kind: 'load'; readonly since: number | undefined }
  | { readonly kind: 'readDays'; readonly dates: readonly string[] }
  | ({ readonly kind: 'commit' } & Commit)
type End = { readonly kind: 'done' | 'failed' }
type Step = Op | End

const isEnd = (step: Step): step is End => step.kind === 'done' || step.kind === 'failed'

interface Commit {
  readonly ticket: Ticket | undefined
  readonly next: NextTicket
  readonly writes: readonly Write[]
}

/** What a commit answers that holds a document which the mirror cannot. */
const REFUSED = 'refused'

/** Which documents a mirror refuses, by what they say. */
type Refuses = (path: string, text: string) => boolean

/** Puts a weaker part in place of a fan-out's. */
type Weakening = (parts: FanOut, hint: Hint) => FanOut

interface Working {
  readonly weaken?: Weakening
  readonly batchBytes?: number
  readonly refuses?: Refuses
  /** Whether the clock is asked after the state, so that midnight may pass between the two; else it stands. */
  readonly isMidnightNear?: boolean
}

/** What a worker does next, with these answers to what it asked so far. */
function nextStep(
  hint: Hint,
  answers: readonly unknown[],
  { weaken = (parts) => parts, batchBytes, isMidnightNear = false }: Working,
): Promise<Step> {
  return new Promise((resolve, reject) => {
    let asked = 0
    function ask<T>(op: Op): Promise<T> {
      const index = asked++
      // The answers were given to the same questions.
      if (index < answers.length) return Promise.resolve(answers[index] as T)
      resolve(op)
      return new Promise<T>(() => {})
    }
    const mirror: Mirror = {
      readTicket: () => ask({ kind: 'readTicket' }),
      listDates: () => ask({ kind: 'listDates' }),
      readDays: (_, dates) => ask({ kind: 'readDays', dates }),
      commit: async (_, ticket, next, writes) => {
        const written = await ask<Ticket | undefined | typeof REFUSED>({
          kind: 'commit',
          ticket,
          next,
          writes,
        })
        if (written === REFUSED) throw new Unwritable('refused')
        return written
      },
    }
    let now = NOW
    const parts: FanOut = {
      mirror,
      load: async (_, since) => {
        const state = await ask<MirrorState>({ kind: 'load', since })
        if (isMidnightNear) now = await ask<Instant>({ kind: 'readClock' })
        return state
      },
      now: () => now,
      sleep: () => Promise.resolve(),
      ...(batchBytes && { batchBytes }),
    }
    fanOut(weaken(parts, hint), ID, hint).then(
      () => resolve({ kind: 'done' }),
      (error: unknown) =>
        error instanceof Unavailable
          ? resolve({ kind: 'failed' })
          : reject(error instanceof Error ? error : new Error(String(error))),
    )
  })
}

/** A worker's state. */
interface Node {
  readonly id: number
  readonly hint: number
  readonly answers: readonly unknown[]
  readonly step: Step
  readonly children: Map<string, Node>
  /** What its commit comes to, mirror by mirror. */
  readonly commits: Map<MirrorAt, Answered>
}

// ---- One step of the world ----

interface Answered {
  /** Equal keys for equal answers. */
  readonly key: string
  readonly answer: unknown
  readonly mirror: MirrorAt
}

const DAYS = `professionals/${ID}/days/`
const states = new Map<string, MirrorState>()

function load(history: History, since: number | undefined): MirrorState & { readonly key: string } {
  const key = `${history.join('')}/${since}`
  const state = states.get(key) ?? toState(history, since)
  states.set(key, state)
  return { ...state, key }
}

function commit(
  mirror: MirrorAt,
  { ticket, next, writes }: Commit,
  refuses: Refuses = () => false,
): Answered {
  const isRefused = ({ path, content }: Write) =>
    content !== undefined && refuses(path, toStored(path, content).text)
  // Before the condition is looked at, as the emulator does.
  if (writes.some(isRefused)) return { key: REFUSED, answer: REFUSED, mirror }
  if (mirror.ticket?.mark !== ticket?.mark) return { key: 'lost', answer: undefined, mirror }
  const documents = new Map(mirror.documents)
  for (const { path, content } of writes)
    if (content) documents.set(path, toStored(path, content))
    else documents.delete(path)
  const written: Ticket = { ...next, writtenAt: 0, mark: Number(mirror.ticket?.mark ?? 0) + 1 }
  return { key: ticketKey(written), answer: written, mirror: mirrorAt(written, documents) }
}

function answer(
  op: Op,
  mirror: MirrorAt,
  history: History,
  day: number,
  refuses: Refuses | undefined,
): Answered {
  switch (op.kind) {
    case 'readTicket':
      return { key: ticketKey(mirror.ticket), answer: mirror.ticket, mirror }
    case 'readClock':
      return { key: String(day), answer: nowOn(day), mirror }
    case 'listDates': {
      const days = [...mirror.documents.keys()].filter((path) => path.startsWith(DAYS))
      const dates = days.map((path) => path.slice(DAYS.length)).toSorted()
      return { key: dates.join(), answer: dates, mirror }
    }
    case 'load': {
      const { key, ...state } = load(history, op.since)
      return { key, answer: state, mirror }
    }
    case 'readDays': {
      const stored = op.dates.map((date) => [date, mirror.documents.get(DAYS + date)] as const)
      const days = stored.flatMap(([date, one]) => (one ? [[date, one.content] as const] : []))
      return { key: stored.map(([, one]) => storedKey(one)).join(), answer: new Map(days), mirror }
    }
    case 'commit':
      return commit(mirror, op, refuses)
  }
}

// ---- What must hold ----

interface Rules {
  /** Batches may be ahead of the watermark while their last one is not written. */
  readonly isAheadAllowed: boolean
  readonly isWatermarkChecked: boolean
  readonly refuses: Refuses
}

function isContent(mirror: MirrorAt, path: string, wanted: ReadonlyMap<string, string>): boolean {
  const stored = mirror.documents.get(path)
  const isNone =
    !stored ||
    (path.startsWith(DAYS) &&
      isEmptyDay(stored.content as unknown as Parameters<typeof isEmptyDay>[0]))
  return wanted.get(path) === (isNone ? undefined : stored.text)
}

/** The documents by the day on which they are, and by how many changes were made. */
type Documents = readonly (readonly ReadonlyMap<string, string>[])[]

/** A point of history, and the day on which it is looked at. */
interface Point {
  readonly made: number
  readonly day: number
}

/** Documents of days that are over are left to their end. */
const isOver = (path: string, day: number): boolean =>
  path.startsWith(DAYS) && path < DAYS + formatDate(TODAY + day)

/** Whether a document as it is wanted is one that cannot be written. */
const isUnwritable = (path: string, wanted: ReadonlyMap<string, string>, refuses: Refuses) => {
  const text = wanted.get(path)
  return text !== undefined && (path.includes(RESERVED) || refuses(path, text))
}

/** What is wrong with the documents, at the watermark or at the end of history. */
function faultOf(
  mirror: MirrorAt,
  contents: Documents,
  { made, day }: Point,
  { isAheadAllowed, refuses }: Rules,
): string | undefined {
  const from = Math.max(0, made)
  const present = contents[day]?.slice(made, made + 1) ?? []
  const ahead = contents.slice(day).flatMap((one) => one.slice(from))
  const before = contents.slice(0, day + 1).flatMap((one) => one.slice(0, from + 1))
  const allowed = isAheadAllowed ? ahead : present
  const point = `revision ${made + FIRST_REVISION} on day ${day}`
  const known = contents.flatMap((days) => days.flatMap((one) => [...one.keys()]))
  const paths = [...new Set([...mirror.documents.keys(), ...known])].filter(
    (path) => !isOver(path, day),
  )
  const named = mirror.ticket?.unwritten ?? {}
  for (const path of paths) {
    const isNamed = nameOf(path) in named
    // What could not be written is as it was at some time before, or was never there.
    const as = isNamed ? [...before, ...allowed, new Map()] : allowed
    if (!as.some((wanted) => isContent(mirror, path, wanted)))
      return `${path} is not as at ${point}`
    if (!isAheadAllowed && isNamed !== present.some((one) => isUnwritable(path, one, refuses)))
      return `the ticket ${isNamed ? 'names' : 'does not name'} ${path} as unwritten at ${point}`
  }
  const names = paths.map(nameOf)
  const stranger = Object.keys(named).find((name) => !names.includes(name))
  return stranger === undefined ? undefined : `the ticket names ${stranger}, which is none`
}

/** The day as of which a ticket says that its documents are. */
const dayOf = (ticket: Ticket | undefined): number =>
  (parseDate(ticket?.date ?? '') ?? TODAY) - TODAY

function regression(before: MirrorAt, after: MirrorAt): string | undefined {
  if ((after.ticket?.revision ?? 0) < (before.ticket?.revision ?? 0))
    return 'the watermark goes back'
  if (dayOf(after.ticket) < dayOf(before.ticket)) return 'the date goes back'
  for (const [path, { revision, text }] of before.documents) {
    const now = after.documents.get(path)
    if (now && now.revision < revision && now.text !== text) return `${path} goes back`
  }
  return undefined
}

// ---- The walk over all states ----

interface Model extends Working {
  readonly workers: number
  /** Messages that are no change's: a reconcile's. */
  readonly extra?: readonly Hint[]
  readonly duplicates?: number
  readonly crashes?: number
  readonly isEmptyAtFirst?: boolean
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
    const { revision } = hint
    const known = this.#hints.findIndex(
      (one) => one === hint || (revision !== undefined && one.revision === revision),
    )
    return known >= 0 ? known : this.#hints.push(hint) - 1
  }

  async #node(hint: number, answers: readonly unknown[]): Promise<Node> {
    const step = await nextStep(this.#hints[hint] ?? {}, answers, this.#model)
    return { id: this.#nodes++, hint, answers, step, children: new Map(), commits: new Map() }
  }

  async #start(hint: number): Promise<Node> {
    const known = this.#roots.get(hint) ?? (await this.#node(hint, []))
    this.#roots.set(hint, known)
    return known
  }

  /** The states that may come next, with the name of the step; a string is a violation. */
  async #nexts(at: At, history: History, contents: Documents): Promise<Next[]> {
    const nexts: Next[] = []
    const { made, queue, mirror, workers, crashes, duplicates } = at
    if (made < history.length) {
      const revision = FIRST_REVISION + made + 1
      nexts.push([
        () => `change ${history[made]} → ${revision}`,
        { ...at, made: made + 1, queue: withHint(queue, this.#hintId({ revision })) },
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
      const answered = this.#answer(node, node.step, at, history)
      const child =
        node.children.get(answered.key) ??
        (await this.#node(node.hint, [...node.answers, answered.answer]))
      node.children.set(answered.key, child)
      if (answered.mirror !== mirror) {
        const wrong = this.#wrong(node, mirror, answered.mirror, contents)
        if (wrong !== undefined) nexts.push(wrong)
      }
      const label = () => `${node.id} ${node.step.kind} → ${child.id}`
      const { kind } = child.step
      if (kind === 'failed')
        nexts.push([
          label,
          {
            ...at,
            mirror: answered.mirror,
            workers: gone,
            queue: withHint(queue, node.hint),
          },
        ])
      else
        nexts.push([
          label,
          {
            ...at,
            mirror: answered.mirror,
            workers: kind === 'done' ? gone : workers.with(index, child),
          },
        ])
    }
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
    let answers: unknown[] = []
    for (;;) {
      const step = await nextStep({}, answers, {})
      if (isEnd(step)) return mirror
      const answered = answer(step, mirror, [], 0, this.#model.refuses)
      mirror = answered.mirror
      answers = [...answers, answered.answer]
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

function histories(kinds: readonly Change[], length: number): readonly History[] {
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

async function checkAll(model: Model, of: readonly History[]): Promise<Total> {
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

// ---- Weaker parts, each of which the checker must find out ----

/** Commits again and again until nobody was in between: as if there were no condition. */
async function commitAnyway(
  mirror: Mirror,
  toCommit: (ticket: Ticket | undefined) => Promise<Omit<Commit, 'ticket'>>,
): Promise<Ticket> {
  for (;;) {
    const ticket = await mirror.readTicket(ID)
    const { next, writes } = await toCommit(ticket)
    const written = await mirror.commit(ID, ticket, next, writes)
    if (written) return written
  }
}

const weakenings: Record<string, Weakening> = {
  'without a condition on the commit': (parts) => ({
    ...parts,
    mirror: {
      ...parts.mirror,
      commit: (_, _ticket, next, writes) =>
        commitAnyway(parts.mirror, () => Promise.resolve({ next, writes })),
    },
  }),
  'without writing the ticket where nothing differs': (parts) => ({
    ...parts,
    mirror: {
      ...parts.mirror,
      commit: (id, ticket, next, writes) =>
        ticket && writes.length === 0
          ? Promise.resolve(ticket)
          : parts.mirror.commit(id, ticket, next, writes),
    },
  }),
  'with days read before the ticket': (parts) => {
    let before: ReadonlyMap<string, object> = new Map()
    return {
      ...parts,
      mirror: {
        ...parts.mirror,
        readTicket: async (id) => {
          before = await parts.mirror.readDays(id, DATES)
          return parts.mirror.readTicket(id)
        },
        readDays: (_, dates) =>
          Promise.resolve(new Map([...before].filter(([date]) => dates.includes(date)))),
      },
    }
  },
  'with a comparison per document only': (parts) => ({
    ...parts,
    mirror: {
      ...parts.mirror,
      commit: (id, _, next, writes) =>
        commitAnyway(parts.mirror, async (ticket) => {
          const days = await parts.mirror.readDays(id, DATES)
          const isNewer = (path: string) => {
            const day = days.get(path.slice(DAYS.length)) as { revision: number } | undefined
            return path.startsWith(DAYS) ? (day?.revision ?? 0) > next.revision : isLate
          }
          const isLate = ticket !== undefined && ticket.revision > next.revision
          const kept = writes.filter(({ path }) => !isNewer(path))
          return { next: isLate ? ticket : next, writes: kept }
        }),
    },
  }),
  'with the days that the message names only': (parts, { revision }) => ({
    ...parts,
    load: async (id, since) => {
      const state = await parts.load(id, since)
      if (!state || since === undefined || revision === undefined) return state
      const named = await parts.load(id, revision - 1)
      return { ...state, dates: named?.dates ?? [] }
    },
  }),
}

const reconcilingByItself: Weakening = (parts, { extraDates }) => ({
  ...parts,
  mirror: {
    ...parts.mirror,
    commit: (id, ticket, next, writes) =>
      extraDates === undefined
        ? parts.mirror.commit(id, ticket, next, writes)
        : commitAnyway(parts.mirror, (held) =>
            Promise.resolve({
              next: held ?? next,
              writes: writes.filter(({ path }) => path.startsWith(DAYS)),
            }),
          ),
  },
})

const forgettingTheDate: Weakening = (parts) => ({
  ...parts,
  mirror: {
    ...parts.mirror,
    readTicket: async (id) => {
      const ticket = await parts.mirror.readTicket(id)
      // As if it had been written on the very day on which it is read.
      return ticket && { ...ticket, date: TUESDAY }
    },
  },
})

const forgettingTheUnwritten: Weakening = (parts) => ({
  ...parts,
  mirror: {
    ...parts.mirror,
    commit: (id, ticket, { revision, digests, date }, writes) =>
      parts.mirror.commit(
        id,
        ticket,
        { revision, digests, ...(date !== undefined && { date }) },
        writes,
      ),
  },
})

const RECONCILE: Hint = { extraDates: 'all' }

/** What a mirror may refuse of each kind of document: Monday once it is booked, Paula, and what is confirmed. */
const refusals = {
  'a day': (path, text) => path === `${DAYS}${MONDAY}` && !text.includes('T08:00:00'),
  'a professional': (path, text) => path === `professionals/${ID}` && text.includes('Paula'),
  'a schedule': (path, text) => path.includes('/schedules/') && text.includes('Paula'),
  'a booking': (path, text) => path.includes('/bookings/') && text.includes('confirmed'),
  'an agenda': (path, text) => path.includes('/agenda/') && text.includes('confirmed'),
} satisfies Record<string, Refuses>

const ONE_AND_ALL = ['M', 'H', 'P'] as const

/** Hundreds of thousands of states a test, on machines that others use as well. */
const TIMEOUT_MILLIS = isLong ? 900_000 : 120_000

describe('over all interleavings, the documents are as at the watermark, and at the newest at the end', () => {
  // So many interleavings or more, workers being alike: a checker that looks at fewer proves less.
  it.each([
    {
      name: 'two workers, a duplicate and a crash',
      model: { workers: 2, duplicates: 1, crashes: 1 },
      of: histories(['M', 'H', '-'], runs(2, 3)),
      interleavings: isLong ? 800_000_000_000n : 148_000_000n,
    },
    {
      name: 'two workers and a crash, from an empty mirror',
      model: { workers: 2, crashes: 1, isEmptyAtFirst: true },
      of: histories(['M', 'T', '-'], runs(2, 3)),
      interleavings: isLong ? 4_900_000_000n : 1_700_000n,
    },
    {
      name: 'three workers and a reconcile',
      model: { workers: 3, extra: [RECONCILE] },
      of: histories(isLong ? ['M', 'T', 'P'] : ['M', 'T'], 2),
      interleavings: isLong ? 10_000_000_000n : 730_000_000n,
    },
    {
      name: 'two workers and a reconcile of one day',
      model: { workers: 2, extra: [{ extraDates: [MONDAY] }] },
      of: histories(['M', 'H'], runs(2, 3)),
      interleavings: isLong ? 110_000_000_000n : 15_000_000n,
    },
    {
      name: 'a worker that needs a batch for every document, and two crashes',
      model: { workers: 1, crashes: 2, batchBytes: 1 },
      of: histories(['M', 'P'], runs(2, 3)),
      interleavings: isLong ? 1_300_000n : 11_000n,
    },
    {
      name: 'two workers and a crash, with an account that no document can be kept under',
      model: { workers: 2, crashes: 1 },
      of: histories(['M', 'U', 'P'], 2),
      interleavings: 1_000_000n,
    },
    ...Object.entries(refusals).map(([name, refuses]) => ({
      name: `a worker and two crashes, with ${name} that the mirror refuses`,
      model: { workers: 1, crashes: 2, refuses },
      of: histories(['M', 'P'], runs(2, 3)),
      interleavings: isLong ? 1_000_000n : 5_000n,
    })),
    {
      name: 'a worker, a reconcile and a crash, with documents of every kind that the mirror refuses',
      model: {
        workers: 1,
        crashes: 1,
        extra: [RECONCILE],
        refuses: (path: string, text: string) =>
          Object.values(refusals).some((refuses) => refuses(path, text)),
      },
      of: histories(['M', 'P', 'U'], 2),
      interleavings: 20_000n,
    },
    {
      name: 'a worker while the date passes, with a day that the mirror refuses, and a crash',
      model: { workers: 1, crashes: 1, isMidnightNear: true, refuses: refusals['a day'] },
      of: histories(['M', 'N'], 2),
      interleavings: 62_000n,
    },
    {
      name: 'two workers while the local date passes and the new day is awaited',
      model: { workers: 2, isMidnightNear: true },
      of: histories(isLong ? ['M', 'N', 'H'] : ['M', 'N'], 2),
      interleavings: isLong ? 1_000_000_000n : 100_000_000n,
    },
    {
      name: 'a worker that needs a batch for every document while the date passes, and a crash',
      model: { workers: 1, crashes: 1, batchBytes: 1, isMidnightNear: true },
      of: histories(['N', 'P'], runs(1, 2)),
      interleavings: isLong ? 89_000n : 900n,
    },
  ])(
    '$name',
    async ({ model, of, interleavings }) => {
      const total = await checkAll(model, of)
      expect(total.example).toBeUndefined()
      expect(total.interleavings).toBeGreaterThanOrEqual(interleavings)
    },
    TIMEOUT_MILLIS,
  )
})

describe('the checker finds fault', () => {
  // What the watermark says at the end is no fault here: what apps see is.
  const rules = { isWatermarkChecked: false }

  it.each(Object.entries(weakenings))(
    '%s',
    async (_, weaken) => {
      const total = await checkAll(
        { workers: 2, weaken, rules },
        histories(ONE_AND_ALL, runs(2, 3)),
      )
      expect(total.wrong).toBeGreaterThan(0)
    },
    TIMEOUT_MILLIS,
  )

  it.each(Object.entries(weakenings))(
    'only where two meet or messages overtake: %s',
    async (_, weaken) => {
      const model = { workers: 1, weaken, rules }
      expect(await checkAll(model, histories(ONE_AND_ALL, 1))).toMatchObject({ wrong: 0 })
    },
    TIMEOUT_MILLIS,
  )

  it(
    'with a fan-out that forgets as of which date the documents are',
    async () => {
      const model = { workers: 1, weaken: forgettingTheDate, rules }
      const total = await checkAll({ ...model, isMidnightNear: true }, histories(['M'], 1))
      expect(total).toMatchObject({ wrong: 1 })
      expect(total.example).toContain(`${DAYS}${THURSDAY} is not as at`)
      // Where no new day comes, nothing is forgotten.
      expect(await checkAll(model, histories(ONE_AND_ALL, 1))).toMatchObject({ wrong: 0 })
    },
    TIMEOUT_MILLIS,
  )

  it.each([
    ['that cannot be', { of: ['U'], refuses: undefined }],
    ['that the mirror refuses', { of: ['M'], refuses: refusals['a booking'] }],
  ] as const)('with a ticket that does not name a document %s', async (_, { of, refuses }) => {
    const model = { workers: 1, weaken: forgettingTheUnwritten, ...(refuses && { refuses }) }
    const total = await checkAll(model, histories(of, 1))
    expect(total).toMatchObject({ wrong: 1 })
    expect(total.example).toMatch(/bookings\/. is not as at revision 2/)
  })

  it(
    'with a reconcile that writes days by itself',
    async () => {
      // Its days may be ahead of the watermark: only those that go back are held against it.
      const ahead = { ...rules, isAheadAllowed: true }
      const model = { workers: 2, extra: [RECONCILE], weaken: reconcilingByItself, rules: ahead }
      const total = await checkAll(model, histories(ONE_AND_ALL, runs(2, 3)))
      expect(total.wrong).toBeGreaterThan(0)
      const alone = await checkAll({ ...model, workers: 1 }, histories(ONE_AND_ALL, runs(2, 3)))
      expect(alone).toMatchObject({ wrong: 0 })
    },
    TIMEOUT_MILLIS,
  )
})
