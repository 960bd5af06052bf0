// What a client sees: profile, services, free times, live. Nothing here can be tapped to book.
import { Link, useLocation, useSearch } from 'wouter'
import type { ProfessionalDocument } from '../../../../../client/index.ts'
import type { WatchedDay } from '../../../../../client/live.ts'
import { serverNow } from '../../../app/backend.ts'
import { useLive } from '../../../app/live.ts'
import { useAccount } from '../../../app/session.ts'
import { Avatar } from '../../../parts/Avatar.tsx'
import { Icon } from '../../../parts/Icon.tsx'
import { Message, PageState } from '../../../parts/PageState.tsx'
import { ActivityPill } from '../../../parts/StatusPill.tsx'
import { t, tn } from '../../../words/words.ts'
import { cityOf } from '../../../words/cities.ts'
import { dateIn, dayIn, duration, money, noon, timeIn, zoneShort } from '../../../words/when.ts'
import '../setup.css'
import './preview.css'

const DAYS = 14

export function Page() {
  const professionalId = useAccount()?.professionalId
  const [, go] = useLocation()
  const seen = useLive(
    'watchProfessional',
    professionalId === undefined ? undefined : { professionalId },
  )
  return (
    <>
      <p className="notice">
        <span>{t('preview.notice')}</span>
      </p>
      <PageState
        of={seen}
        isEmpty={(document) => document === null || document.services.length === 0}
        empty={
          <Message
            icon="eye"
            title={t('preview.nothing')}
            action={{ label: t('services.add'), do: () => go('/pro/services/new') }}
          >
            {t('preview.nothingWhy')}
          </Message>
        }
      >
        {(document) => document && <Preview professional={document} />}
      </PageState>
    </>
  )
}

function Preview({ professional }: { readonly professional: ProfessionalDocument }) {
  const { name, headline, about, location, specialties, activity, services, timeZone } =
    professional
  const params = new URLSearchParams(useSearch())
  const chosen = services.find((one) => one.serviceId === params.get('service')) ?? services[0]
  return (
    <>
      {!professional.active && (
        <p className="notice warn">
          <span>{t('preview.notActive')}</span>
        </p>
      )}
      <article className="card stack-tight">
        <div className="row">
          <Avatar name={name} photoUrl={professional.photoUrl} />
          <strong className="preview-name">{name}</strong>
          <ActivityPill activity={activity} zone={timeZone} />
        </div>
        {headline !== undefined && <p>{headline}</p>}
        {specialties.length > 0 && <p className="muted small">{specialties.join(' · ')}</p>}
        {location && (
          <p className="row muted small">
            <Icon name="pin" size={18} />
            <span>{location.address}</span>
          </p>
        )}
        {professional.online === true && (
          <p className="row muted small">
            <Icon name="globe" size={18} />
            {t('preview.online')}
          </p>
        )}
        {about !== undefined && <p className="preview-about">{about}</p>}
      </article>
      <nav className="stack-tight" aria-label={t('title.services')}>
        {services.map((service) => (
          <Link
            key={service.serviceId}
            href={`/pro/preview?service=${service.serviceId}`}
            replace
            className="card preview-service"
            {...(service.serviceId === chosen?.serviceId && { 'aria-current': 'true' as const })}
          >
            <strong>{service.name}</strong>
            <span className="muted small">
              {[
                duration(service.durationMinutes),
                service.price && money(service.price),
                service.capacity > 1 && tn('service.seats', service.capacity),
              ]
                .filter((one) => typeof one === 'string')
                .join(' · ')}
            </span>
          </Link>
        ))}
      </nav>
      {chosen && <Times professional={professional} serviceId={chosen.serviceId} />}
    </>
  )
}

function Times({
  professional: { professionalId, timeZone },
  serviceId,
}: {
  readonly professional: ProfessionalDocument
  readonly serviceId: string
}) {
  const now = new Date(serverNow())
  const from = dateIn(timeZone, now)
  const seen = useLive('watchDays', { professionalId, serviceId, from, days: DAYS, timeZone })
  return (
    <section className="stack-tight" aria-label={t('preview.times')}>
      <p className="muted small">
        {t('preview.zone', { city: cityOf(timeZone), short: zoneShort(timeZone, now) })}
      </p>
      <PageState
        of={seen}
        isEmpty={(days) => days.every(({ slots }) => slots.length === 0)}
        empty={
          <Message icon="calendar" title={tn('preview.full', DAYS)}>
            {t('preview.fullWhy')}
          </Message>
        }
      >
        {(days) => days.map((day) => <Day key={day.date} day={day} zone={timeZone} />)}
      </PageState>
      <p>
        <Link href={`/pro/explain?service=${serviceId}`} className="reason-link">
          {t('preview.explain')}
          <Icon name="next" size={18} />
        </Link>
      </p>
    </section>
  )
}

function Day({ day: { date, slots }, zone }: { readonly day: WatchedDay; readonly zone: string }) {
  if (slots.length === 0) return null
  return (
    <section className="card stack-tight" aria-label={dayIn('UTC', noon(date))}>
      <h2>{dayIn('UTC', noon(date))}</h2>
      <ul className="preview-slots numbers">
        {slots.map(({ start, seatsLeft }) => (
          <li key={start.getTime()}>
            {timeIn(zone, start)}
            {seatsLeft > 1 && (
              <span className="muted tiny">{tn('preview.seatsLeft', seatsLeft)}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
