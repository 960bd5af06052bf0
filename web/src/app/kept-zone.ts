// The zone of an account is known on its device before the account is: a page that opens in another zone would jump.
const KEPT = 'zone'

/** The zone that was kept for somebody on this device. */
export function keptZone(uid: string): string | undefined {
  try {
    const [whose, zone] = localStorage.getItem(KEPT)?.split(' ') ?? []
    return whose === uid ? zone : undefined
  } catch {
    return undefined
  }
}

/** Keeps somebody's zone for the next start. */
export function keepZone(uid: string, zone: string): void {
  try {
    localStorage.setItem(KEPT, `${uid} ${zone}`)
  } catch {
    // Storage that is switched off lets the first page jump, nothing else.
  }
}

/** Who signs out leaves none. */
export function forgetZone(): void {
  try {
    localStorage.removeItem(KEPT)
  } catch {
    // Nothing was kept then.
  }
}
