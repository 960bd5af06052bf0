// One professional in the list: who, what they do now, what they offer, and the next three starts; a tap on one holds it.
import { memo } from 'react'
import { Link } from 'wouter'
import { serverNow } from '../app/backend.ts'
import { useViewerZone } from '../app/session.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { Icon } from '../parts/Icon.tsx'
import { ActivityPill } from '../parts/StatusPill.tsx'
import { t } from '../words/words.ts'
import { duration, money, soonDayIn, soonIn, timeIn } from '../words/when.ts'
import { type Card, startsOf } from './card.ts'
import './find.css'

interface CardProps {
  readonly card: Card
  /** The viewer's date, by which "Today" is said. */
  readonly today: string
}

// Each change of one professional brings the documents of all: only what has changed is drawn again.
export const ProfessionalCard = memo(
  DrawnCard,
  (before, after) =>
    before.today === after.today && JSON.stringify(before.card) === JSON.stringify(after.card),
)

function DrawnCard({ card }: CardProps) {
  const zone = useViewerZone()
  const now = new Date(serverNow())
  const { professionalId, name, photoUrl, headline, services, activity, nextSlots } = card
  const nextService =
    services.find(({ serviceId }) => serviceId === nextSlots[0]?.serviceId) ?? services[0]
  const address = `/p/${professionalId}`
  return (
    <article className="card find-card">
      <Link href={address} className="find-head">
        <Avatar name={name} photoUrl={photoUrl} />
        <span className="find-who">
          <span className="spread">
            <strong>{name}</strong>
            <ActivityPill activity={activity} zone={zone} />
          </span>
          {headline !== undefined && <span className="muted small">{headline}</span>}
          {nextService && (
            <span className="small">
              {nextService.name} · {duration(nextService.durationMinutes)}
              {nextService.price && ` · ${money(nextService.price)}`}
            </span>
          )}
        </span>
      </Link>
      <div className="find-slots">
        {nextSlots.length === 0 && <span className="muted small find-full">{t('find.full')}</span>}
        {startsOf(card).map(({ serviceId, start }) => {
          const when = soonIn(zone, start, now)
          const service = services.find((one) => one.serviceId === serviceId)?.name ?? ''
          return (
            <Link
              key={`${serviceId} ${start.getTime()}`}
              href={`${address}?service=${serviceId}&start=${start.toISOString()}`}
              className="find-slot numbers"
              aria-label={t('find.start', { service, name, when })}
            >
              <span>{soonDayIn(zone, start, now)}</span> <span>{timeIn(zone, start)}</span>
            </Link>
          )
        })}
        <Link href={address} className="icon-button" aria-label={t('find.book', { name })}>
          <Icon name="next" />
        </Link>
      </div>
    </article>
  )
}
