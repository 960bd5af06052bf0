// What the app has to know of the project that it runs in: `/config.json`, asked for at the start, so that one build serves
// every environment (docs/guides/hosting.md).

export interface WebConfig {
  readonly firebase: {
    readonly apiKey: string
    readonly authDomain: string
    readonly projectId: string
    readonly appId: string
    readonly messagingSenderId: string
  }
  readonly apiBaseUrl: string
  /** reCAPTCHA Enterprise's key; empty where App Check is off. */
  readonly appCheckSiteKey: string
  /** Whether visitors may look without an account. */
  readonly anonymousReads: boolean
  /** The domain that mails are from, which calendar events' ids end in; absent where nobody gets mail. */
  readonly mailDomain?: string
  /** The public key of web push; absent where push to browsers is not set up. */
  readonly vapidKey?: string
  /** Where the parts of a local stack are, and who may be signed in by one tap. */
  readonly local?: {
    readonly authUrl: string
    readonly firestorePort: number
    readonly people: readonly DemoPerson[]
    readonly mailUrl: string
  }
}

export interface DemoPerson {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly role: 'client' | 'professional'
}

/** Asks for the configuration. @throws where there is none */
export async function loadConfig(): Promise<WebConfig> {
  const response = await fetch('/config.json')
  if (!response.ok) throw new Error(`/config.json: ${response.status}`)
  return (await response.json()) as WebConfig // our own, written with the release
}
