// Firestore as the app hands it in: the functions of `firebase/firestore`, or of another SDK with the same ones.

/** What a listener is shown, of a document or of a query. */
export interface Shot {
  readonly metadata: { readonly fromCache: boolean }
}

/** A database, and the functions of `firebase/firestore` by which it is listened to. */
export interface FirestoreSdk {
  readonly db: unknown
  readonly collection: (db: never, path: string) => unknown
  readonly doc: (db: never, path: string) => unknown
  readonly query: (collection: never, ...constraints: never[]) => unknown
  readonly where: (field: string, is: never, value: unknown) => unknown
  readonly orderBy: (field: string, direction?: 'asc' | 'desc') => unknown
  readonly limit: (count: number) => unknown
  readonly onSnapshot: (
    place: never,
    options: { readonly includeMetadataChanges: boolean },
    next: (shot: Shot) => void,
    fail: (error: Error) => void,
  ) => () => void
}

/** What to listen to, and how what it shows is read. */
export interface Place<T> {
  readonly open: (next: (shot: Shot) => void, fail: (error: Error) => void) => () => void
  /** Undefined where a cache holds nothing, which is not to say that there is nothing. */
  readonly read: (shot: Shot) => T | undefined
}

interface DocumentShot extends Shot {
  readonly id: string
  data(): unknown
}

interface QueryShot extends Shot {
  readonly docs: readonly DocumentShot[]
}

const hasToDate = (value: object): value is { toDate(): Date } =>
  'toDate' in value && typeof value.toDate === 'function'

/** A document's value with the SDK's Timestamps as Dates. */
function toPlain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (Array.isArray(value)) return value.map(toPlain)
  if (hasToDate(value)) return value.toDate()
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toPlain(inner)]))
}

/** One document; null where there is none. */
export function documentAt<T>(sdk: FirestoreSdk, path: string): Place<T | null> {
  return {
    // Whose functions these are, the app knows: they take what they made.
    open: (next, fail) =>
      sdk.onSnapshot(
        sdk.doc(sdk.db as never, path) as never,
        { includeMetadataChanges: true },
        next,
        fail,
      ),
    read: (shot) => {
      const data = (shot as DocumentShot).data()
      if (data === undefined) return shot.metadata.fromCache ? undefined : null
      return toPlain(data) as T
    },
  }
}

/** `field operator value`, as `where` takes them. */
export type Condition = readonly [
  field: string,
  is: '==' | '>=' | '<=' | '<' | 'in' | 'array-contains',
  value: unknown,
]

/** Which documents of a collection. */
export interface Wish {
  readonly conditions: readonly (Condition | false)[]
  readonly orderBy: readonly [field: string, direction: 'asc' | 'desc']
  readonly limit: number
}

/** Documents of a collection, each with its id under a name of its own if that is asked for. */
export function documentsIn<T>(
  sdk: FirestoreSdk,
  path: string,
  wish: Wish,
  idField?: string,
): Place<readonly T[]> {
  return {
    open: (next, fail) => {
      const constraints = [
        ...wish.conditions
          .filter((one) => one !== false)
          .map(([field, is, value]) => sdk.where(field, is as never, value)),
        sdk.orderBy(...wish.orderBy),
        sdk.limit(wish.limit),
      ]
      const place = sdk.query(
        sdk.collection(sdk.db as never, path) as never,
        ...(constraints as never[]),
      )
      return sdk.onSnapshot(place as never, { includeMetadataChanges: true }, next, fail)
    },
    read: (shot) => {
      const { docs } = shot as QueryShot
      if (docs.length === 0 && shot.metadata.fromCache) return undefined
      return docs.map((one) => ({
        ...(toPlain(one.data()) as T),
        ...(idField !== undefined && { [idField]: one.id }),
      }))
    },
  }
}
