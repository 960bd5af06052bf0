// Who may what: every function × every role × own and foreign things, with what each is told. A function without its row does not
// compile. What the platform alone may call is kept by IAM (test/deployment), and has no roles.
import type { FunctionName } from '../../functions/manifest.ts'
import type { Reason } from '../../shared/contract/faults/reasons.ts'

/** Those who ask. The client has a booking with the owner's professional; whoever is disabled or revoked was a client, too. */
export const ROLES = [
  'nobody',
  'forged',
  'anonymous',
  'client',
  'other client',
  'owner',
  'other owner',
  'admin',
  'disabled',
  'revoked',
] as const
export type Role = (typeof ROLES)[number]

export type Verdict = 'ok' | Reason
export type Verdicts = Readonly<Record<Role, Verdict>>

/** What is there to ask about; used up by some. */
export interface Things {
  /** The owner's. */
  readonly professionalId: string
  readonly serviceId: string
  readonly timeOffId: string
  /** A start that is free. */
  readonly start: string
  /** The client's booking with the owner's professional. */
  readonly bookingId: string
  /** Ten minutes after its start. */
  readonly late: string
  /** A request of the client's that waits for the owner's answer. */
  readonly requestId: string
  readonly clientUid: string
  readonly otherUid: string
  /** Links of a guest's booking, and of the client's mails. */
  readonly guestToken: string
  readonly unsubscribeToken: string
}

export interface Row {
  /** What is asked for. */
  readonly asks: string
  /** Set where what is asked for is used up by it: each cell gets things of its own. */
  readonly uses?: true
  readonly input: (things: Things) => Readonly<Record<string, unknown>>
  readonly verdicts: Verdicts
}

type Inside = Readonly<
  Record<'client' | 'other client' | 'owner' | 'other owner' | 'admin', Verdict>
>

/**
 * Without an account there is nothing, nor with one that was shut out. Of the latter commands ask at each minute; queries believe a
 * token until it ends (shared/identity/verify-token.test.ts), but the Auth emulator's are looked up at each request.
 */
const signedIn = (inside: Inside): Verdicts => ({
  ...inside,
  nobody: 'unauthenticated',
  forged: 'unauthenticated',
  anonymous: 'forbidden',
  disabled: 'unauthenticated',
  revoked: 'unauthenticated',
})

const all = (verdict: Verdict): Inside => ({
  client: verdict,
  'other client': verdict,
  owner: verdict,
  'other owner': verdict,
  admin: verdict,
})
const EVERYBODY = all('ok')
/** The owner's calendar, named: others are not even told that it is there. */
const CALENDAR: Inside = { ...all('not-found'), owner: 'ok', admin: 'ok' }
/** What an owner alone does with a booking; its client knows that it is there. */
const OWNERS_BOOKING: Inside = { ...CALENDAR, client: 'forbidden' }
/** The caller's own calendar: clients and admins have none. */
const OWN_CALENDAR: Inside = { ...all('not-found'), owner: 'ok', 'other owner': 'ok' }
/** A booking is its client's, its owner's and an admin's. */
const BOOKING: Inside = { ...all('not-found'), client: 'ok', owner: 'ok', admin: 'ok' }
const ADMIN: Inside = { ...all('forbidden'), admin: 'ok' }
/** Anybody at all, with or without an account. */
const anybody = (verdict: Verdict): Verdicts => ({
  ...all(verdict),
  nobody: verdict,
  forged: verdict,
  anonymous: verdict,
  disabled: verdict,
  revoked: verdict,
})

/** The same on the calendar that is named and on the caller's own. */
const ofCalendar = (
  input: (things: Things) => Readonly<Record<string, unknown>>,
): readonly Row[] => [
  {
    asks: 'of the owner’s calendar',
    input: (things) => ({ professionalId: things.professionalId, ...input(things) }),
    verdicts: signedIn(CALENDAR),
  },
  { asks: 'of one’s own calendar', input, verdicts: signedIn(OWN_CALENDAR) },
]

export const matrix: Readonly<Record<FunctionName, readonly Row[] | 'platform'>> = {
  'save-professional': [
    {
      asks: 'of the owner’s calendar',
      input: ({ professionalId }) => ({ professionalId, headline: 'Hello' }),
      verdicts: signedIn(CALENDAR),
    },
    {
      asks: 'to be made for somebody else',
      input: ({ otherUid }) => ({
        ownerUid: otherUid,
        name: 'Made',
        timeZone: 'UTC',
        validateOnly: true,
      }),
      verdicts: signedIn(ADMIN),
    },
    {
      asks: 'to be made for oneself',
      input: () => ({ name: 'Made', timeZone: 'UTC', validateOnly: true }),
      verdicts: signedIn(EVERYBODY),
    },
  ],
  'save-service': ofCalendar(() => ({
    name: 'Walk',
    durationMinutes: 30,
    validateOnly: true,
  })),
  'set-working-hours': ofCalendar(() => ({
    hours: [{ weekday: 1, start: '09:00', end: '10:00' }],
    validateOnly: true,
  })),
  'set-date-hours': ofCalendar(() => ({ date: '2031-05-05', intervals: [] })),
  'add-time-off': ofCalendar(() => ({ startDate: '2031-06-05', endDate: '2031-06-06' })),
  'remove-time-off': [
    {
      asks: 'of the owner’s calendar',
      input: ({ professionalId, timeOffId }) => ({ professionalId, timeOffId, validateOnly: true }),
      verdicts: signedIn(CALENDAR),
    },
    {
      asks: 'of the owner’s, in one’s own calendar',
      input: ({ timeOffId }) => ({ timeOffId, validateOnly: true }),
      verdicts: signedIn({ ...all('not-found'), owner: 'ok' }),
    },
  ],
  'set-external-busy': ofCalendar(({ start }) => ({
    source: 'google',
    from: start,
    to: new Date(Date.parse(start) + 3_600_000).toISOString(),
    intervals: [],
  })),
  'set-activity': ofCalendar(() => ({ state: 'available' })),
  'report-progress': [
    {
      asks: 'of a booking with the owner',
      input: ({ bookingId, late }) => ({
        bookingId,
        step: 'running-late',
        expectedStart: late,
        validateOnly: true,
      }),
      verdicts: signedIn(OWNERS_BOOKING),
    },
  ],
  'decide-booking': [
    {
      asks: 'of a request to the owner',
      input: ({ requestId }) => ({ bookingId: requestId, decision: 'approve', validateOnly: true }),
      verdicts: signedIn(OWNERS_BOOKING),
    },
  ],
  'set-block': ofCalendar(() => ({ email: 'pest@example.com', blocked: false })),
  'list-blocks': ofCalendar(() => ({})),
  'get-schedule': ofCalendar(() => ({})),
  'list-changes': ofCalendar(() => ({})),
  'list-professionals': [{ asks: 'of all', input: () => ({}), verdicts: signedIn(ADMIN) }],
  'search-professionals': [{ asks: 'of all', input: () => ({}), verdicts: signedIn(EVERYBODY) }],
  'get-professional': [
    {
      asks: 'of the owner’s calendar',
      input: ({ professionalId }) => ({ professionalId }),
      verdicts: signedIn(EVERYBODY),
    },
  ],
  'search-availability': [
    {
      asks: 'of the owner’s service',
      input: ({ professionalId, serviceId, start }) => ({
        professionalId,
        serviceId,
        from: start,
        to: new Date(Date.parse(start) + 3_600_000).toISOString(),
      }),
      verdicts: signedIn(EVERYBODY),
    },
    {
      asks: 'around a booking that is moved',
      input: ({ professionalId, serviceId, start, bookingId }) => ({
        professionalId,
        serviceId,
        from: start,
        to: new Date(Date.parse(start) + 3_600_000).toISOString(),
        reschedulingBookingId: bookingId,
      }),
      verdicts: signedIn(BOOKING),
    },
  ],
  'explain-availability': [
    {
      asks: 'of the owner’s service',
      input: ({ serviceId, start }) => ({ serviceId, start }),
      verdicts: signedIn(EVERYBODY),
    },
  ],
  'hold-slot': [
    {
      uses: true,
      asks: 'of the owner’s service',
      input: ({ serviceId, start }) => ({ serviceId, start }),
      verdicts: signedIn(EVERYBODY),
    },
  ],
  'create-booking': [
    {
      uses: true,
      asks: 'for oneself',
      input: ({ serviceId, start }) => ({ serviceId, start }),
      verdicts: signedIn(EVERYBODY),
    },
    {
      uses: true,
      asks: 'for a client of the professional',
      input: ({ serviceId, start, clientUid }) => ({ serviceId, start, clientUid }),
      verdicts: signedIn({ ...all('forbidden'), owner: 'ok', admin: 'ok' }),
    },
    {
      uses: true,
      asks: 'for somebody whom the professional does not know',
      input: ({ serviceId, start, otherUid }) => ({ serviceId, start, clientUid: otherUid }),
      verdicts: signedIn({ ...all('forbidden'), owner: 'not-found', admin: 'ok' }),
    },
    {
      uses: true,
      asks: 'with a rule set aside',
      input: ({ serviceId, start }) => ({
        serviceId,
        start,
        client: { name: 'Guest' },
        override: ['limit-reached'],
      }),
      verdicts: signedIn({ ...all('forbidden'), owner: 'ok', admin: 'ok' }),
    },
  ],
  'reschedule-booking': [
    {
      uses: true,
      asks: 'of a client’s booking',
      input: ({ bookingId, start }) => ({ bookingId, start }),
      verdicts: signedIn(BOOKING),
    },
  ],
  'cancel-booking': [
    {
      uses: true,
      asks: 'of a client’s booking',
      input: ({ bookingId }) => ({ bookingId }),
      verdicts: signedIn(BOOKING),
    },
  ],
  'get-booking': [
    {
      asks: 'of a client’s booking',
      input: ({ bookingId }) => ({ bookingId }),
      verdicts: signedIn(BOOKING),
    },
  ],
  'list-bookings': [
    { asks: 'as a client', input: () => ({ as: 'client' }), verdicts: signedIn(EVERYBODY) },
    ...ofCalendar(() => ({ as: 'professional' })),
  ],
  'get-account': [{ asks: 'of oneself', input: () => ({}), verdicts: signedIn(EVERYBODY) }],
  'save-account': [
    { asks: 'of oneself', input: () => ({ locale: 'en' }), verdicts: signedIn(EVERYBODY) },
  ],
  'register-device': [
    {
      asks: 'for oneself',
      input: () => ({ token: 'a-device', platform: 'web' }),
      verdicts: signedIn(EVERYBODY),
    },
  ],
  'unregister-device': [
    { asks: 'of any token', input: () => ({ token: 'a-device' }), verdicts: signedIn(EVERYBODY) },
  ],
  'mark-notifications-read': [
    { asks: 'of all one’s own', input: () => ({ all: true }), verdicts: signedIn(EVERYBODY) },
  ],
  'export-account': [{ asks: 'of oneself', input: () => ({}), verdicts: signedIn(EVERYBODY) }],
  'list-deliveries': [
    { asks: 'of all', input: () => ({}), verdicts: signedIn(ADMIN) },
    {
      asks: 'of a person',
      input: ({ clientUid }) => ({ uid: clientUid }),
      verdicts: signedIn(ADMIN),
    },
  ],
  'erase-account': [
    {
      uses: true,
      asks: 'of somebody else',
      input: ({ otherUid }) => ({ confirm: 'erase', uid: otherUid }),
      verdicts: signedIn(ADMIN),
    },
  ],
  'guest-booking': [
    {
      asks: 'by its link',
      input: ({ guestToken }) => ({ token: guestToken }),
      verdicts: anybody('ok'),
    },
    {
      asks: 'by a link for something else',
      input: ({ unsubscribeToken }) => ({ token: unsubscribeToken }),
      verdicts: anybody('not-found'),
    },
  ],
  'cancel-guest-booking': [
    {
      asks: 'by its link',
      input: ({ guestToken }) => ({ token: guestToken }),
      verdicts: anybody('ok'),
    },
  ],
  unsubscribe: [
    {
      asks: 'by its link',
      input: ({ unsubscribeToken }) => ({ token: unsubscribeToken }),
      verdicts: anybody('ok'),
    },
  ],
  'relay-changes': 'platform',
  tick: 'platform',
  'reconcile-availability': 'platform',
  'delete-expired': 'platform',
  'erase-accounts': 'platform',
  'fan-out-availability': 'platform',
  'send-notifications': 'platform',
  'retry-deliveries': 'platform',
  health: [{ asks: 'by anybody', input: () => ({}), verdicts: anybody('ok') }],
}
