// Who a booking is for and how to reach them, and the note they left.
import type { AgendaDocument } from '../../../../client/index.ts'
import { Icon } from '../../parts/Icon.tsx'
import { t } from '../../words/words.ts'

export function BookingClient({ booking }: { readonly booking: AgendaDocument }) {
  const { client, note, seats, status } = booking
  if (!client)
    return (
      <p className="muted">
        {t(status === 'held' ? 'day.booking.heldBy' : 'day.booking.noClient')}
      </p>
    )
  return (
    <section className="stack-tight" aria-label={t('day.booking.client')}>
      <p>
        <strong className="booking-name">{client.name}</strong>
        {seats > 1 && <span className="muted"> · {t('day.booking.seats', { seats })}</span>}
        {client.uid === undefined && <span className="muted"> · {t('day.booking.guest')}</span>}
      </p>
      {(client.phone !== undefined || client.email !== undefined) && (
        <p className="booking-contact">
          {client.phone !== undefined && (
            <a href={`tel:${client.phone}`}>
              <Icon name="phone" size={20} /> {client.phone}
            </a>
          )}
          {client.email !== undefined && (
            <a href={`mailto:${client.email}`}>
              <Icon name="mail" size={20} /> {client.email}
            </a>
          )}
        </p>
      )}
      {note !== undefined && <blockquote className="booking-note">{note}</blockquote>}
    </section>
  )
}
