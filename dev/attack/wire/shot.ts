// One thing that is sent to a function, and what came of it.
import type { Finding } from '../judge/finding.ts'

/** Whose token a request carries. */
export type Role =
  | 'nobody'
  | 'anonymous'
  | 'client'
  | 'other'
  | 'owner'
  | 'otto'
  | 'leaver'
  | 'admin'

/** A request that a client of HTTP can send. */
export interface Sent {
  readonly method: string
  /** Path and query. */
  readonly target: string
  /** In order; a name may come twice. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body?: Buffer
}

/** Bytes on a socket, each after a pause. */
export interface Piece {
  readonly bytes: Buffer
  readonly afterMillis?: number
}

export interface Answer {
  readonly status: number
  /** Names in lower case; what comes twice is joined. */
  readonly headers: ReadonlyMap<string, string>
  readonly text: string
}

/** What is sent of one input, told as it can be read again. */
export interface Exchanged {
  readonly role: Role
  readonly function: string
  /** Undefined where bytes were sent. */
  readonly sent?: Sent
  readonly bytes?: readonly Piece[]
  /** Of a request one; of bytes as many as came; none where the connection was closed. */
  readonly answers: readonly Answer[]
  /** Why there is no answer where there has to be one. */
  readonly silence?: string
}

/** Sends, and remembers what was sent. */
export interface Wire {
  readonly send: (role: Role, name: string, sent: Sent) => Promise<Answer | undefined>
  /** All the answers until the other side ends, or `waitMillis` after the last piece. */
  readonly sendBytes: (
    role: Role,
    name: string,
    pieces: readonly Piece[],
    waitMillis?: number,
  ) => Promise<readonly Answer[]>
}

/** One input: what is done, and what was wrong with what came of it by its own rule; every answer is judged beside. */
export interface Shot {
  readonly kind: string
  readonly what: string
  readonly fire: (wire: Wire) => Promise<readonly Finding[]>
}
