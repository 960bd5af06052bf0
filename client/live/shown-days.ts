// What a watch of days is asked, and what it shows.

/** Which days of whom. */
export interface DaysQuery {
  readonly professionalId: string
  readonly serviceId: string
  /** The first date, `YYYY-MM-DD`, by the viewer's calendar. */
  readonly from: string
  /** How many dates, 1 to 62. */
  readonly days: number
  /** The viewer's time zone: dates are theirs. */
  readonly timeZone: string
  /** Only starts with so many seats; 1 if unset. */
  readonly seats?: number | undefined
  /** The viewer's account: their own holds are shown as theirs. */
  readonly uid?: string | undefined
}

/** A start that the viewer may book. */
export interface WatchedSlot {
  readonly start: Date
  /** By the service's present duration. */
  readonly end: Date
  readonly seatsLeft: number
  /** Set where the viewer holds it; its seats are counted as left. */
  readonly mine?: { readonly bookingId: string; readonly holdExpiresAt: Date }
}

/** A date of the viewer's. */
export interface WatchedDay {
  readonly date: string
  readonly slots: readonly WatchedSlot[]
  /** Documents do not reach so far, in whole or in part: ask `call.searchAvailability`. */
  readonly beyond: boolean
}
