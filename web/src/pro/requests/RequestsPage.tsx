// "What do I have to decide?" Each request as a card that stays in its place when it is decided, here or elsewhere.
import { useState } from 'react'
import type { AgendaDocument } from '../../../../client/index.ts'
import { useAsked, useLive } from '../../app/live.ts'
import { useAccount } from '../../app/session.ts'
import { Message, PageState, SendFailure } from '../../parts/PageState.tsx'
import { OwnersPill } from '../day/OwnersPill.tsx'
import { t } from '../../words/words.ts'
import { duration, rangeIn, relative, shortDayIn } from '../../words/when.ts'
import { BookingClient } from '../booking/BookingClient.tsx'
import { useSteps } from '../day/calendar.ts'
import { Decide } from '../booking/Decide.tsx'
import { useNow } from '../day/now.ts'
import { ZoneLine } from '../day/ZoneLine.tsx'
import { arranged } from './arranged.ts'
import '../day/day.css'
import './requests.css'

export function Page() {
  const uid = useAccount()?.uid
  const seen = useLive(
    'watchAgenda',
    uid === undefined ? undefined : { uid, status: ['pending'], limit: 300 },
  )
  return (
    <PageState of={seen} skeleton={<RequestsSkeleton />}>
      {(data) => <Requests requests={data} />}
    </PageState>
  )
}

function Requests({ requests }: { readonly requests: readonly AgendaDocument[] }) {
  const [kept, setKept] = useState<readonly AgendaDocument[]>([])
  const now = useNow()
  const shown = arranged(kept, requests, now)
  // What has come joins what keeps its place.
  if (shown.length > kept.length) setKept(shown.map(({ booking }) => booking))
  const [first] = shown
  if (!first)
    return (
      <Message icon="inbox" title={t('requests.empty')}>
        {t('requests.emptyWhy')}
      </Message>
    )
  return (
    <>
      <ZoneLine zone={first.booking.timeZone} now={now} />
      <ul className="requests" aria-label={t('title.requests')}>
        {shown.map(({ booking, isOpen }) => (
          <li key={booking.bookingId}>
            <RequestCard booking={booking} isOpen={isOpen} now={now} />
          </li>
        ))}
      </ul>
    </>
  )
}

function RequestCard({
  booking,
  isOpen,
  now,
}: {
  readonly booking: AgendaDocument
  /** Whether it waits still, as far as the documents say. */
  readonly isOpen: boolean
  readonly now: Date
}) {
  const steps = useSteps()
  const [decided, setDecided] = useState<AgendaDocument['status']>()
  const [shown] = steps.apply([booking])
  const mine = shown && shown.status !== 'pending' ? shown.status : undefined
  const { timeZone: zone, start, end, serviceName, createdAt, client } = booking
  const status = mine ?? decided ?? (isOpen ? 'pending' : undefined)
  const name = client?.name ?? t('day.booking.client')
  return (
    <article className="card stack-tight request" aria-label={t('requests.of', { name })}>
      <div className="spread">
        <h2 className="numbers">
          {shortDayIn(zone, start)}, {rangeIn(zone, start, end)}
        </h2>
        {status ? (
          <OwnersPill status={status} />
        ) : (
          <span className="small muted">{t('requests.gone')}</span>
        )}
      </div>
      <p className="muted">
        {serviceName} · {duration((end.getTime() - start.getTime()) / 60_000)} ·{' '}
        {t('requests.age', { ago: relative(createdAt, now) })}
      </p>
      <BookingClient booking={booking} />
      {status === 'pending' && <Conflict booking={booking} />}
      <SendFailure
        failure={
          steps.failure && {
            ...steps.failure,
            sentence: t('requests.notDecided', { why: steps.failure.sentence }),
          }
        }
      />
      <div className="request-decide">
        {status === 'pending' ? (
          <Decide booking={booking} steps={steps} onDecided={setDecided} />
        ) : (
          status && (
            <p className="small" role="status">
              {t(status === 'confirmed' ? 'requests.approved' : 'requests.declined', { name })}
            </p>
          )
        )}
      </div>
    </article>
  )
}

/** Whether its time still fits, by asking what approving it would come to. */
function Conflict({ booking: { bookingId, version } }: { readonly booking: AgendaDocument }) {
  const { data } = useAsked(`conflict ${bookingId} ${version}`, ({ call }) =>
    call.decideBooking({ bookingId, decision: 'approve', validateOnly: true }),
  )
  if (!data || data.conflictCount === 0) return null
  return (
    <p className="notice warn">
      <span>{t('requests.conflict')}</span>
    </p>
  )
}

function RequestsSkeleton() {
  return (
    <>
      {[0, 1, 2].map((i) => (
        <div key={i} className="block" style={{ height: 220 }} />
      ))}
    </>
  )
}
