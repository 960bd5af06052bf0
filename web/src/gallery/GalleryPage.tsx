// Every part of the app in every state, beside each other: what a change of a colour or a space does is seen in one look.
import { type ReactNode, useState } from 'react'
import type { ActivityState, Status } from '../../../client/index.ts'
import type { Seen } from '../app/live.ts'
import type { Card } from '../find/card.ts'
import { ProfessionalCard } from '../find/ProfessionalCard.tsx'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { Message, PageState, SendFailure, Skeleton } from '../parts/PageState.tsx'
import { Sheet } from '../parts/Sheet.tsx'
import { ActivityPill, BookingPill, Pill } from '../parts/StatusPill.tsx'
import { ZoneSelect } from '../parts/ZoneSelect.tsx'

const NOON = new Date('2026-11-24T12:00:00Z')
const ACTIVITIES: readonly ActivityState[] = ['available', 'in-session', 'busy', 'away', 'off']
const STATUSES: readonly Status[] = [
  'held',
  'pending',
  'confirmed',
  'in-progress',
  'completed',
  'no-show',
  'cancelled',
  'declined',
  'expired',
]

const nothing = () => {}

const seen = (state: Seen<string>['state'], data?: string): Seen<string> => ({
  data,
  state,
  asOf: NOON,
  retry: nothing,
  ...(state === 'failed' && {
    failure: {
      kind: 'failed',
      sentence: 'The service cannot answer right now.',
      requestId: '0198',
    },
  }),
})

const PAGE_STATES: readonly (readonly [string, Seen<string>])[] = [
  ['live', seen('live', 'What is shown')],
  ['empty', seen('live', '')],
  ['offline, known', seen('offline', 'What was known last')],
  ['offline, nothing known', seen('offline')],
  ['failed', seen('failed')],
  ['failed, known', seen('failed', 'What was known last')],
  ['refused', seen('denied')],
]

const CARD: Card = {
  professionalId: '0198c0de-0000-7000-8000-0000000000aa',
  name: 'Dr Maximiliane Oberhuber-Wintergerst',
  headline: 'A headline that is long enough to need a second line on every phone',
  specialties: [],
  timeZone: 'Europe/Berlin',
  activity: { state: 'in-session', until: NOON },
  services: [
    {
      serviceId: '1',
      name: 'First assessment',
      durationMinutes: 90,
      price: { amountMinor: 12_550, currency: 'EUR' },
    },
  ],
  nextSlots: [0, 1, 2].map((day) => ({
    serviceId: '1',
    start: new Date(NOON.getTime() + day * 90_000_000),
    seatsLeft: 1,
  })),
}

export function Page() {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Shelf name="Buttons">
        {([undefined, 'secondary', 'quiet', 'danger'] as const).map((look) => (
          <div key={look ?? 'primary'} className="row">
            <Button {...(look && { look })}>Confirm booking</Button>
            <Button {...(look && { look })} isBusy>
              Confirm booking
            </Button>
            <Button {...(look && { look })} disabled>
              Confirm booking
            </Button>
          </div>
        ))}
        <div className="row">
          <button type="button" className="chip" aria-pressed="false">
            Any time
          </button>
          <button type="button" className="chip" aria-pressed="true">
            Available now
          </button>
        </div>
      </Shelf>
      <Shelf name="Statuses">
        <div className="row">
          {ACTIVITIES.map((state) => (
            <ActivityPill key={state} activity={{ state, until: NOON }} zone="Europe/Berlin" />
          ))}
        </div>
        <div className="row">
          {STATUSES.map((status) => (
            <BookingPill key={status} status={status} />
          ))}
          <Pill look="late" shape="▲" text="10 min late" />
        </div>
      </Shelf>
      <Shelf name="Fields">
        <Field label="Name" hint="As professionals see it.">
          {(props) => <input {...props} defaultValue="Pat" />}
        </Field>
        <Field label="E-mail" error="This is not an e-mail address: pat@">
          {(props) => <input {...props} type="email" defaultValue="pat@" />}
        </Field>
        <Field label="Time zone">
          {(props) => <ZoneSelect {...props} value="Asia/Tokyo" onChange={nothing} />}
        </Field>
      </Shelf>
      <Shelf name="Notices">
        {(['', 'good', 'warn', 'bad'] as const).map((look) => (
          <p key={look} className={`notice ${look}`}>
            <span>10:00 was just taken. Nearest free times:</span>
          </p>
        ))}
        <SendFailure
          failure={{ sentence: 'You are offline. Nothing was sent.', requestId: '0198' }}
        />
      </Shelf>
      <Shelf name="A professional">
        <ProfessionalCard card={CARD} today="2026-11-24" />
        <ProfessionalCard
          card={{ ...CARD, activity: { state: 'available' }, nextSlots: [] }}
          today="2026-11-24"
        />
      </Shelf>
      <Shelf name="Loading">
        <Skeleton />
      </Shelf>
      {PAGE_STATES.map(([name, state]) => (
        <Shelf key={name} name={`A page: ${name}`}>
          <PageState
            of={state}
            isEmpty={(data) => data === ''}
            empty={
              <Message icon="bell" title="Nothing new" action={{ label: 'Look', do: nothing }}>
                Confirmations, changes and reminders appear here.
              </Message>
            }
          >
            {(data) => <p className="card">{data}</p>}
          </PageState>
        </Shelf>
      ))}
      <Shelf name="A sheet">
        <Button onClick={() => setIsOpen(true)}>Open the sheet</Button>
        <Sheet
          isOpen={isOpen}
          title="Tuesday 24 November, 10:00–10:30"
          onClose={() => setIsOpen(false)}
        >
          <p>What the sheet holds.</p>
        </Sheet>
      </Shelf>
    </>
  )
}

function Shelf({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section className="stack" aria-label={name}>
      <h2>{name}</h2>
      {children}
    </section>
  )
}
