// One step of the fan-out's model: what the world answers to what a worker asks.
import type { MirrorState } from '../../../shared/projection/mirror-state.ts'
import type { Ticket, Write } from '../../../shared/realtime/mirror.ts'
import { type MirrorAt, mirrorAt, storedKey, ticketKey, toStored } from './mirror.ts'
import { type History, ID, nowOn, toState } from './truth.ts'
import { type Answered, type Commit, type Op, REFUSED, type Refuses } from './worker.ts'

export const DAYS = `professionals/${ID}/days/`
const states = new Map<string, MirrorState>()

function load(history: History, since: number | undefined): MirrorState & { readonly key: string } {
  const key = `${history.join('')}/${since}`
  const state = states.get(key) ?? toState(history, since)
  states.set(key, state)
  return { ...state, key }
}

export function commit(
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

export function answer(
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
