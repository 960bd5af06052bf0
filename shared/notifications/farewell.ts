// The last mail to somebody whose account is being erased.
import type { Envelope } from './calendar-file.ts'
import { type Mail, toMail } from './compose.ts'

/** Who is told, in their own language. */
export interface Leaving {
  readonly name?: string
  readonly locale?: string
}

/** The mail: it names no booking, leads nowhere, and cannot be answered. */
export function toFarewell(leaving: Leaving, envelope: Omit<Envelope, 'url'>): Mail {
  const told = {
    recipient: { role: 'client', timeZone: 'UTC', ...leaving },
    offering: { professionalId: '', name: '', timeZone: 'UTC' },
    items: [{ happening: 'erased' }],
    links: {},
  } as const
  return toMail(told, envelope)
}
