// What somebody typed before they booked: kept in this window over reloads, "back" and other times, until it is booked.

export interface Typed {
  readonly note: string
  readonly seats: number
}

const NOTHING: Typed = { note: '', seats: 1 }
const NOTE_MOST = 1000
const placeOf = (serviceId: string) => `booking ${serviceId}`

/** What was typed for a service. */
export function typedFor(serviceId: string): Typed {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(placeOf(serviceId)) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return NOTHING
    const { note, seats } = { note: undefined, seats: undefined, ...kept } as {
      readonly note: unknown // anybody may have written there
      readonly seats: unknown
    }
    return {
      note: typeof note === 'string' ? note.slice(0, NOTE_MOST) : '',
      seats: typeof seats === 'number' && Number.isInteger(seats) && seats > 0 ? seats : 1,
    }
  } catch {
    return NOTHING
  }
}

/** Keeps some of it. */
export function keepTyped(serviceId: string, change: Partial<Typed>): void {
  try {
    const typed = JSON.stringify({ ...typedFor(serviceId), ...change })
    sessionStorage.setItem(placeOf(serviceId), typed)
  } catch {
    // Storage that is switched off loses it on reload, nothing else.
  }
}

/** Forgets it: it was booked. */
export function forgetTyped(serviceId: string): void {
  try {
    sessionStorage.removeItem(placeOf(serviceId))
  } catch {
    // As above.
  }
}
