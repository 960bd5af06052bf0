// Weaker fan-outs, each of which the checker must find out.
import type { Mirror, Ticket } from '../../../shared/realtime/mirror.ts'
import { DAYS } from './step.ts'
import { DATES, ID, TUESDAY } from './truth.ts'
import type { Commit, Weakening } from './worker.ts'

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

export const weakenings: Record<string, Weakening> = {
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
  'with days read beside the ticket': (parts) => {
    let beside: Promise<ReadonlyMap<string, object>> = Promise.resolve(new Map())
    return {
      ...parts,
      mirror: {
        ...parts.mirror,
        readTicket: (id) => {
          const reading = parts.mirror.readTicket(id)
          beside = parts.mirror.readDays(id, DATES)
          return reading
        },
        readDays: async (_, dates) =>
          new Map([...(await beside)].filter(([date]) => dates.includes(date))),
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

export const reconcilingByItself: Weakening = (parts, { extraDates }) => ({
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

export const forgettingTheDate: Weakening = (parts) => ({
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

export const forgettingTheUnwritten: Weakening = (parts) => ({
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
