// Who hears what, and by which channels: the one table, exhaustive by what happened, who did it and who is told.
import type { CHANNELS } from '../contract/notification.ts'
import type { ActorKind } from '../contract/status.ts'
import type { Happening } from './happening.ts'

/** As what somebody hears: the account a booking is for, a guest who has none, the professional's account. */
export type Role = 'client' | 'guest' | 'owner'

/** Where one hears: a list in the app, a push to devices, an e-mail. */
export type Channel = (typeof CHANNELS)[number]

type Row = Readonly<Record<ActorKind, readonly Channel[]>>

const NOBODY: readonly Channel[] = []
const I = ['in-app'] as const
const IP = ['in-app', 'push'] as const
const IM = ['in-app', 'mail'] as const
const IPM = ['in-app', 'push', 'mail'] as const
const M = ['mail'] as const

const everybody = (channels: readonly Channel[]): Row => ({
  client: channels,
  professional: channels,
  admin: channels,
  system: channels,
})

const NONE = everybody(NOBODY)
/** What a client does tells the client in the app and by mail; what others do is worth a push. */
const CLIENT_BOOKS: Row = { ...everybody(IPM), client: IM }
/** Owners hear nothing of what they do themselves; what an admin or the clock does is told to them. */
const toOwner = (
  client: readonly Channel[],
  others: readonly Channel[],
  clock: readonly Channel[] = others,
): Row => ({ client, professional: NOBODY, admin: others, system: clock })
const ADMINS_IM = toOwner(NOBODY, IM)
const ADMINS_I = toOwner(NOBODY, I)

const TABLE: Readonly<Record<Happening, Readonly<Record<Role, Row>>>> = {
  held: { client: NONE, guest: NONE, owner: NONE },
  released: { client: NONE, guest: NONE, owner: NONE },
  requested: { client: CLIENT_BOOKS, guest: NONE, owner: toOwner(IPM, IM) },
  confirmed: {
    client: CLIENT_BOOKS,
    guest: { ...everybody(M), client: NOBODY },
    owner: toOwner(IPM, IM),
  },
  declined: { client: everybody(IPM), guest: NONE, owner: ADMINS_IM },
  'request-expired': { client: everybody(IPM), guest: NONE, owner: toOwner(NOBODY, IP) },
  cancelled: { client: CLIENT_BOOKS, guest: everybody(M), owner: toOwner(IPM, IM) },
  moved: {
    client: CLIENT_BOOKS,
    guest: { ...everybody(M), client: NOBODY },
    owner: toOwner(IPM, IM),
  },
  'move-requested': { client: CLIENT_BOOKS, guest: NONE, owner: toOwner(IPM, IM) },
  started: { client: NONE, guest: NONE, owner: NONE },
  completed: { client: NONE, guest: NONE, owner: NONE },
  // The mail only where there is time to read it: see `hears`.
  delayed: { client: everybody(IPM), guest: everybody(M), owner: NONE },
  'on-time': { client: everybody(IPM), guest: everybody(M), owner: NONE },
  'no-show': { client: everybody(I), guest: NONE, owner: ADMINS_I },
  'no-show-taken-back': { client: everybody(I), guest: NONE, owner: ADMINS_I },
  reminder: { client: everybody(IPM), guest: everybody(M), owner: NONE },
  'hours-changed': { client: NONE, guest: NONE, owner: ADMINS_IM },
  'service-changed': { client: NONE, guest: NONE, owner: ADMINS_IM },
  'professional-changed': { client: NONE, guest: NONE, owner: ADMINS_IM },
  'external-busy-changed': { client: NONE, guest: NONE, owner: ADMINS_I },
  'activity-changed': { client: NONE, guest: NONE, owner: ADMINS_I },
  'block-changed': { client: NONE, guest: NONE, owner: ADMINS_I },
  // The last mail goes out before the account is emptied, by the erasure itself.
  erased: { client: NONE, guest: NONE, owner: NONE },
}

/** How far ahead a delay is worth a mail, which nobody reads on the way. */
const DELAY_MAIL_MINUTES = 30

/** An account's switches; a guest has none. */
export interface Switches {
  readonly push: boolean
  readonly email: boolean
}

/**
 * The channels by which somebody hears of something; none where they do not.
 *
 * @param by who did it
 * @param aheadMinutes from now to the agreed start of the booking, in minutes; only a delay asks
 * @param switches unset for a guest
 */
export function hears(
  happening: Happening,
  role: Role,
  by: ActorKind,
  aheadMinutes: number,
  switches: Switches | undefined,
): readonly Channel[] {
  const isDelay = happening === 'delayed' || happening === 'on-time'
  return TABLE[happening][role][by].filter((channel) => {
    if (channel === 'push') return switches?.push ?? false
    if (channel !== 'mail') return true
    if (isDelay && aheadMinutes < DELAY_MAIL_MINUTES) return false
    return switches?.email ?? role === 'guest'
  })
}
