// What a booking, a passing start and a view cost in what is billed, as test/integration/bill.test.ts counts it on the real parts.

/** What is counted of something, with all that it sets off. */
export interface Bill {
  /** Calls of functions by people's apps. */
  readonly requests: number
  /** Messages published, and calls of subscribers that bring them. */
  readonly messages: number
  readonly pushes: number
  /** Statements in Postgres. */
  readonly statements: number
  /** Documents of Firestore. */
  readonly reads: number
  readonly writes: number
}

/** What a booking goes through that nobody moves or cancels. */
export type Step = 'made' | 'reminded a day before' | 'reminded an hour before' | 'begun' | 'ended'

const REMINDED: Bill = {
  requests: 0,
  messages: 1,
  pushes: 2,
  statements: 20,
  reads: 1,
  writes: 1,
}

/** A client's, of a service that needs no approval, told to both in the app; nobody has mail or a device set. */
export const BOOKING: Readonly<Record<Step, Bill>> = {
  made: { requests: 1, messages: 1, pushes: 2, statements: 32, reads: 2, writes: 7 },
  'reminded a day before': REMINDED,
  'reminded an hour before': REMINDED,
  begun: { requests: 0, messages: 1, pushes: 2, statements: 13, reads: 1, writes: 5 },
  ended: { requests: 0, messages: 1, pushes: 2, statements: 13, reads: 1, writes: 5 },
}

/** A next free start that goes by, which nobody has booked. */
export const PASSING: Bill = {
  requests: 0,
  messages: 0,
  pushes: 0,
  statements: 6,
  reads: 1,
  writes: 2,
}

/** The comparison of a calendar, once a day: the ticket and as many days as are mirrored, and the ticket written. */
export const COMPARISON = { reads: 122, writes: 1 } as const

/** One day of one calendar, open for eight hours, looked at. */
export const VIEW = {
  /** Of its document, as JSON, no more than. */
  documentBytes: 2_400,
  /** Of the answer of search-availability for it, no more than. */
  answerBytes: 1_500,
  /** In Postgres, of a day that was asked for before. */
  statementsASearch: 1,
} as const

/** Pub/Sub counts no request as less; no message of a booking is more. */
export const MESSAGE_BYTES = 1_000

/** Bills added up. */
export const sumOf = (bills: readonly Bill[]): Bill =>
  bills.reduce((total, one) => ({
    requests: total.requests + one.requests,
    messages: total.messages + one.messages,
    pushes: total.pushes + one.pushes,
    statements: total.statements + one.statements,
    reads: total.reads + one.reads,
    writes: total.writes + one.writes,
  }))
