// Every part of the app in every state, beside each other: what a change of a colour or a space does is seen in one look.
import { useState } from 'react'
import type { ActivityState, Status } from '../../../client/index.ts'
import type { Seen } from '../app/live.ts'
import type { Card } from '../find/card.ts'
import { ProfessionalCard } from '../find/ProfessionalCard.tsx'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { Message, PageState, SendFailure, Skeleton } from '../parts/PageState.tsx'
import { Sheet } from '../parts/Sheet.tsx'
import { ActivityPill, BookingPill, Pill } from '../parts/StatusPill.tsx'
import { Segments } from '../parts/Segments.tsx'
import { ZoneSelect } from '../parts/ZoneSelect.tsx'
import { t } from '../words/words.ts'
import { BookingShelves } from './booking-shelves.tsx'
import { Shelf } from './Shelf.tsx'

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

/** Nobody chose it to be pleasant on a phone. */
const LONG_EMAIL = 'maximiliane.oberhuber-wintergerst@physiotherapie-am-humboldthain.example'

const nothing = () => {}

const seen = (state: Seen<string>['state'], data?: string): Seen<string> => ({
  data,
  state,
  asOf: NOON,
  retry: nothing,
  ...(state === 'failed' && {
    failure: {
      kind: 'failed',
      sentence: t('failure.unavailable'),
      requestId: '0198',
    },
  }),
})

const pageStates = (): readonly (readonly [string, Seen<string>])[] => [
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
  const [segment, setSegment] = useState<'one' | 'other'>('one')
  return (
    <>
      <Shelf name="Buttons">
        {([undefined, 'secondary', 'quiet', 'danger'] as const).map((look) => (
          <div key={look ?? 'primary'} className="row">
            <Button {...(look && { look })}>{t('sheet.confirm')}</Button>
            <Button {...(look && { look })} isBusy>
              {t('sheet.confirm')}
            </Button>
            <Button {...(look && { look })} disabled>
              {t('sheet.confirm')}
            </Button>
          </div>
        ))}
        <div className="row">
          <button type="button" className="chip" aria-pressed="false">
            {t('find.today')}
          </button>
          <button type="button" className="chip" aria-pressed="true">
            {t('find.now')}
          </button>
          <button type="button" className="chip" disabled>
            {t('find.thisWeek')}
          </button>
        </div>
        <Segments
          name={t('status.confirmed')}
          value={segment}
          choices={[
            { value: 'one', label: t('status.confirmed') },
            { value: 'other', label: t('status.pending') },
          ]}
          change={setSegment}
        />
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
          <Pill look="late" shape="◷" text={t('status.late')} />
        </div>
      </Shelf>
      <Shelf name="Fields">
        <Field label={t('signIn.password')} hint={t('signIn.weak')}>
          {(props) => <input {...props} defaultValue="Pat" />}
        </Field>
        <Field label={t('signIn.email')} error={t('signIn.badEmail', { email: 'pat@' })}>
          {(props) => <input {...props} type="email" defaultValue="pat@" />}
        </Field>
        <Field label={t('field.zone')}>
          {(props) => <ZoneSelect {...props} value="Asia/Tokyo" onChange={nothing} />}
        </Field>
      </Shelf>
      <Shelf name="Notices">
        {(['', 'good', 'warn', 'bad'] as const).map((look) => (
          <p key={look} className={`notice ${look}`}>
            <span>{t('verify.sent', { email: LONG_EMAIL })}</span>
          </p>
        ))}
        <SendFailure failure={{ sentence: t('failure.offline'), requestId: '0198' }} />
      </Shelf>
      <Shelf name="A professional">
        <ProfessionalCard card={CARD} today="2026-11-24" />
        <ProfessionalCard
          card={{ ...CARD, activity: { state: 'available' }, nextSlots: [] }}
          today="2026-11-24"
        />
      </Shelf>
      <BookingShelves />
      <Shelf name="Loading">
        <Skeleton />
      </Shelf>
      {pageStates().map(([name, state]) => (
        <Shelf key={name} name={`A page: ${name}`}>
          <PageState
            of={state}
            isEmpty={(data) => data === ''}
            empty={
              <Message
                icon="calendar"
                title={t('bookings.nothing')}
                action={{ label: t('gate.toFind'), do: nothing }}
                other={{ label: t('gate.switch'), do: nothing }}
              >
                {t('booking.notYoursWhy', { email: LONG_EMAIL })}
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
