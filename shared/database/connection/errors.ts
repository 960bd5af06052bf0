// What the driver's errors mean: which are twins, which are the world's, which are ours.

/** A fault of Postgres, told apart by what can be done about it. */
export type DatabaseFault =
  /** A unique key was taken by a statement that came first. */
  | { readonly kind: 'duplicate'; readonly constraint: string }
  /** A row that was compared by its version is at another one: the statement is undone. */
  | { readonly kind: 'outdated' }
  /** An appointment would overlap another: the pure decision missed it, or somebody wrote from outside. */
  | { readonly kind: 'overlap' }
  /** A lock was not given in time: a row's, or that of an idempotency key which a twin is about to take. */
  | { readonly kind: 'busy'; readonly isKey: boolean }
  /** Postgres cannot be reached, is starting, stopping, replaced or overloaded: try again later. */
  | { readonly kind: 'unavailable' }

/** 25006: it reads alone, as a primary that was replaced or is being moved; whoever asks again finds the new one. */
const UNAVAILABLE = /^(08...|53...|57P0[1-5]|57014|25P03|25006)$/
const NETWORK = /^(ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN|ENETUNREACH)/
const POOL =
  /timeout exceeded when trying to connect|Connection terminated|not queryable|driver has already been destroyed/

/** A distributed Postgres names a shard's constraint after it: `accounts_pkey_102008`. None of ours ends in a number. */
const withoutShard = (constraint: string): string => constraint.replace(/_\d+$/, '')

/** Classifies an error of the driver; undefined for what is none, or is a bug. See Postgres' appendix A, "Error codes". */
export function toDatabaseFault(error: unknown): DatabaseFault | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, constraint, column, where } = error as Error & {
    code?: string
    constraint?: string
    column?: string
    where?: string
  }
  if (code === '23505') return { kind: 'duplicate', constraint: withoutShard(constraint ?? '') }
  // Only a comparison that fails makes a version null.
  if (code === '23502' && column === 'version') return { kind: 'outdated' }
  if (code === '23P01') return { kind: 'overlap' }
  if (code === '55P03' || code === '40P01' || code === '40001')
    return { kind: 'busy', isKey: where?.includes('idempotency_keys') === true }
  if (code !== undefined && (UNAVAILABLE.test(code) || NETWORK.test(code)))
    return { kind: 'unavailable' }
  if (POOL.test(error.message)) return { kind: 'unavailable' }
  if (error instanceof AggregateError && error.errors.length > 0)
    return toDatabaseFault(error.errors[0])
  return undefined
}
