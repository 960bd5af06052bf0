// THE MAP, in the order in which data flows: every deployed function, what calls it, who may, and its limits.
// The build, the local gateway, the deployment's catalogue, the API description and the README's table are made from it.

export interface Entry {
  readonly room: 'commands' | 'queries' | 'subscribers' | 'jobs'
  /** Who may call: anybody signed in, nobody but Pub/Sub and Scheduler, anybody at all, or whoever has a link of ours. */
  readonly caller: 'account' | 'platform' | 'public' | 'link'
  readonly does: string
  readonly timeoutSeconds: number
  readonly memoryMiB: number
  /** Requests that one instance serves at once. */
  readonly concurrency: number
  /** How many instances it may have, as terraform/envs says for each size; unset means `few`. */
  readonly size?: 'many'
  /** Set where it never opens Postgres: it gets no way into the database's network, and no login. */
  readonly sql?: false
  /** What it reaches beyond its room's part (dev/catalogue/catalogue.ts): each becomes a right of its own account. */
  readonly reaches?: readonly Reach[]
  /**
   * Set where a subscriber gets the messages of one professional one after the other: workers of one calendar are kept
   * apart. A message that fails then holds up its professional's later ones, so no other subscriber asks for it.
   */
  readonly ordered?: true
  /** Which topics a subscriber listens to; unset: that of calendars' changes alone. */
  readonly topics?: readonly Topic[]
  /** Environment variables that Secret Manager fills. */
  readonly secrets?: readonly string[]
  /** When a job runs, as a cron expression in UTC; unset means every minute. */
  readonly schedule?: string
}

/** The topics of messages: what happened to calendars, and to accounts. */
export type Topic = 'changes' | 'account-changes'

/**
 * Something that a function's service account may be given: to publish changes of calendars or of accounts, to hand over dead letters, to write the
 * mirror, to read accounts (whether a token was revoked), to delete accounts, to push to devices.
 */
export type Reach = Topic | 'dead-letters' | 'mirror' | 'accounts' | 'account-deletion' | 'devices'

const command = {
  room: 'commands',
  caller: 'account',
  timeoutSeconds: 30,
  memoryMiB: 512,
  concurrency: 40,
} as const
const query = {
  room: 'queries',
  caller: 'account',
  timeoutSeconds: 30,
  memoryMiB: 512,
  concurrency: 40,
} as const

/** A list signs the tokens of its pages. */
const paged = { secrets: ['PAGE_TOKEN_KEYS'] } as const

/** Commands on the caller's account alone. */
const accountCommand = { ...command, reaches: ['account-changes'] } as const

export const manifest = {
  'save-professional': {
    ...command,
    does: 'makes a calendar, or changes its professional and rules',
  },
  'save-service': { ...command, does: 'adds a service, or changes one' },
  'set-working-hours': { ...command, does: 'sets the weekly hours from a date on' },
  'set-date-hours': { ...command, does: 'sets the hours of single dates' },
  'add-time-off': { ...command, does: 'takes time off' },
  'remove-time-off': { ...command, does: 'gives time off back' },
  'set-external-busy': { ...command, does: 'tells what another calendar has' },
  'set-activity': { ...command, does: 'says what the professional is doing now' },
  'report-progress': { ...command, does: 'tells how a session is going' },
  'decide-booking': { ...command, does: 'approves or declines a request' },
  'set-block': { ...command, does: 'takes no more bookings from somebody, or takes them again' },
  'list-blocks': { ...query, ...paged, does: 'lists whom a professional takes no bookings from' },
  'get-schedule': { ...query, does: 'answers a whole schedule to its owner' },
  'list-changes': { ...query, ...paged, does: 'lists what changed in a calendar since a revision' },
  'list-professionals': { ...query, ...paged, does: 'lists all professionals to an admin' },
  'search-professionals': {
    ...query,
    ...paged,
    size: 'many',
    does: 'finds professionals, the soonest free first',
  },
  'get-professional': { ...query, does: 'answers what clients may know of a professional' },
  'search-availability': {
    ...query,
    size: 'many',
    does: 'lists the free slots of a service',
  },
  'explain-availability': { ...query, does: 'tells why a start can or cannot be booked' },
  'hold-slot': {
    ...command,
    size: 'many',
    does: 'keeps a slot while a client checks out',
  },
  'create-booking': { ...command, size: 'many', does: 'books a slot' },
  'reschedule-booking': { ...command, does: 'moves a booking to another start' },
  'cancel-booking': { ...command, does: 'cancels a booking, or releases a hold' },
  'get-booking': { ...query, does: 'answers one booking with its history' },
  'list-bookings': { ...query, ...paged, does: 'lists bookings of a client or a professional' },
  'get-account': { ...query, does: "answers the caller's account" },
  'save-account': {
    ...accountCommand,
    does: 'says what the account is, and how it hears of things',
  },
  'register-device': { ...accountCommand, does: 'pushes to a device from now on' },
  'unregister-device': { ...accountCommand, does: 'pushes to a device no more' },
  'mark-notifications-read': { ...accountCommand, does: 'marks messages as read' },
  'export-account': {
    ...query,
    ...paged,
    does: 'tells the caller everything that is held about them',
  },
  'list-deliveries': {
    ...query,
    ...paged,
    does: 'tells an admin what became of messages to people',
  },
  'erase-account': {
    ...command,
    does: 'begins to erase an account',
    secrets: ['SMTP_URL'],
  },
  'guest-booking': {
    ...query,
    caller: 'link',
    does: "answers a guest's booking to whoever has its link",
    secrets: ['LINK_KEYS'],
  },
  'cancel-guest-booking': {
    ...command,
    caller: 'link',
    does: "cancels a guest's booking by its link",
    secrets: ['LINK_KEYS'],
  },
  unsubscribe: {
    ...accountCommand,
    caller: 'link',
    does: 'stops mail to an account or a guest, by the link in each',
    secrets: ['LINK_KEYS'],
  },
  'relay-changes': {
    room: 'jobs',
    caller: 'platform',
    reaches: ['account-changes'],
    does: 'publishes changes that were not published yet',
    timeoutSeconds: 60,
    memoryMiB: 512,
    concurrency: 1,
  },
  tick: {
    room: 'jobs',
    caller: 'platform',
    does: 'writes down and shows what time alone changes',
    timeoutSeconds: 120,
    memoryMiB: 512,
    concurrency: 1,
    reaches: ['mirror'],
  },
  'reconcile-availability': {
    room: 'jobs',
    caller: 'platform',
    does: 'compares documents with the truth, and repairs them',
    timeoutSeconds: 120,
    memoryMiB: 512,
    concurrency: 1,
    reaches: ['mirror'],
  },
  'delete-expired': {
    room: 'jobs',
    caller: 'platform',
    does: 'deletes what is kept no longer',
    timeoutSeconds: 120,
    memoryMiB: 256,
    concurrency: 1,
    schedule: '17 * * * *',
  },
  'erase-accounts': {
    room: 'jobs',
    caller: 'platform',
    does: 'ends the erasures that were begun',
    timeoutSeconds: 120,
    memoryMiB: 512,
    concurrency: 1,
    reaches: ['mirror', 'accounts', 'account-deletion'],
    secrets: ['SMTP_URL'],
  },
  'fan-out-availability': {
    room: 'subscribers',
    caller: 'platform',
    does: "brings a professional's documents to the present revision",
    timeoutSeconds: 60,
    memoryMiB: 512,
    concurrency: 20,
    size: 'many',
    ordered: true,
    reaches: ['mirror'],
  },
  'send-notifications': {
    room: 'subscribers',
    caller: 'platform',
    does: 'tells people what happened: in the app, on devices, by mail',
    timeoutSeconds: 120,
    memoryMiB: 512,
    concurrency: 20,
    topics: ['changes', 'account-changes'],
    reaches: ['mirror', 'accounts', 'devices'],
    secrets: ['LINK_KEYS', 'SMTP_URL'],
  },
  'retry-deliveries': {
    room: 'jobs',
    caller: 'platform',
    does: 'tries again what could not be delivered at once',
    timeoutSeconds: 120,
    memoryMiB: 512,
    concurrency: 1,
    reaches: ['mirror', 'accounts', 'devices'],
    secrets: ['LINK_KEYS', 'SMTP_URL'],
  },
  health: {
    room: 'queries',
    caller: 'public',
    does: 'answers whether the system can serve',
    timeoutSeconds: 10,
    memoryMiB: 256,
    concurrency: 40,
  },
} as const satisfies Record<string, Entry>

export type FunctionName = keyof typeof manifest
