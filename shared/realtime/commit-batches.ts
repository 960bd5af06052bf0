// Commits batches one after the other, and takes out of them what the mirror refuses, so that all else is written.
import { type Mirror, type NextTicket, type Ticket, Unwritable, type Write } from './mirror.ts'
import { type Refused, UNWRITTEN } from './unwritten.ts'

/**
 * The ticket between two batches: it has not moved. What a batch before the last wrote is not known by the digests: after a
 * crash both documents are written again.
 */
function unmoved(ticket: Ticket | undefined): NextTicket {
  return {
    revision: ticket?.revision ?? -1,
    digests: { professional: '', schedule: '' },
    ...(ticket?.date !== undefined && { date: ticket.date }),
    ...(ticket?.unwritten && { unwritten: ticket.unwritten }),
  }
}

const halves = (batch: readonly Write[]): readonly (readonly Write[])[] => {
  const middle = Math.ceil(batch.length / 2)
  return [batch.slice(0, middle), batch.slice(middle)]
}

/**
 * Commits each batch on the condition that nobody else wrote meanwhile. Only the last moves the ticket, to what `toNext`
 * makes of what was refused, so that a crash between two is mended by whoever comes next. A batch that is refused is
 * halved until the document is alone that cannot be written.
 *
 * @returns what was refused; undefined where somebody else wrote
 * @throws Unwritable where the ticket itself is refused, or too many documents are
 */
export async function commitBatches(
  mirror: Pick<Mirror, 'commit'>,
  professionalId: string,
  ticket: Ticket | undefined,
  toNext: (refused: readonly Refused[]) => NextTicket,
  batches: readonly (readonly Write[])[],
): Promise<readonly Refused[] | undefined> {
  const refused: Refused[] = []
  const waiting = [...batches]
  let held = ticket
  for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
    const next = waiting.length === 0 ? toNext(refused) : unmoved(held)
    try {
      held = await mirror.commit(professionalId, held, next, batch)
      if (!held) return undefined
    } catch (error) {
      const [write] = batch
      if (!(error instanceof Unwritable) || !write || refused.length === UNWRITTEN) throw error
      if (batch.length > 1) waiting.unshift(...halves(batch))
      else refused.push({ write, why: error.message })
      // The ticket is yet to be moved.
      if (waiting.length === 0) waiting.push([])
    }
  }
  return refused
}
