// Where Firebase Auth's accounts are asked for: Google's service, or the emulator, which takes everybody for the owner.
export interface AuthPlace {
  readonly projectId: string
  /** `https://identitytoolkit.googleapis.com`, or the emulator's `http://host:port/identitytoolkit.googleapis.com`. */
  readonly baseUrl: string
  readonly accessToken: () => Promise<string>
  /** Whether tokens are the emulator's: signed by nobody. */
  readonly isEmulator: boolean
}
