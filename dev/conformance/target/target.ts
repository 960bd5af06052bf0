// The deployment that is checked: where its functions, its Firestore and its Auth are, and what it was set to.

export interface Target {
  /** The base URL of the functions, without a slash at the end. */
  readonly functionsUrl: string
  /** The base URL of Firestore's REST API, such as `https://firestore.googleapis.com`. */
  readonly firestoreUrl: string
  /** The base URL of Firebase Auth's REST API, such as `https://identitytoolkit.googleapis.com`. */
  readonly authUrl: string
  /** The web API key of the project; the emulator takes any. */
  readonly apiKey: string
  readonly projectId: string
  /** On this machine: emulators, and nobody's real data. */
  readonly isLocal: boolean
  /** An origin that the deployment allows; unset, cross-origin calls are not checked. */
  readonly origin?: string
  /** Sent with every request where the deployment enforces App Check. */
  readonly appCheckToken?: string
  /** What the deployment lets one account send in a minute. */
  readonly perMinute: { readonly commands: number; readonly queries: number }
  /** How long a document may take to follow a command. */
  readonly patienceMillis: number
  /** The most requests that one run may send, its cleaning up aside. */
  readonly requestsMax: number
}

/** What a local stack writes down of itself, as far as it is needed here. */
export interface StackFile {
  readonly functions: string
  readonly firestoreHost: string
  readonly authHost: string
  readonly projectId: string
}

/** Google's own addresses. */
export const GOOGLE = {
  firestoreUrl: 'https://firestore.googleapis.com',
  authUrl: 'https://identitytoolkit.googleapis.com',
} as const

/** The addresses of a local stack. */
export function fromStack({ functions, firestoreHost, authHost, projectId }: StackFile) {
  return {
    functionsUrl: functions,
    firestoreUrl: `http://${firestoreHost}`,
    authUrl: `http://${authHost}/identitytoolkit.googleapis.com`,
    apiKey: 'any',
    projectId,
    isLocal: true,
  }
}
