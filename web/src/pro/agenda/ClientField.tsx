// Who somebody is booked in as: a client who has been here, offered while the name is typed, or a guest.
import type { KnownClient, Wanted } from './clients.ts'
import { matching, NOBODY } from './clients.ts'
import { Button } from '../../parts/Button.tsx'
import { t } from '../../words/words.ts'

const OFFERED = 4

export function ClientField({
  value,
  change,
  clients,
}: {
  readonly value: Wanted
  readonly change: (value: Wanted) => void
  readonly clients: readonly KnownClient[]
}) {
  const { known, name, email, phone } = value
  if (known)
    return (
      <div className="field">
        <span>{t('day.booking.client')}</span>
        <div className="agenda-client">
          <span>
            <strong>{known.name}</strong>
            <span className="small muted"> {known.email ?? known.phone}</span>
          </span>
          <Button look="quiet" onClick={() => change(NOBODY)}>
            {t('action.change')}
          </Button>
        </div>
      </div>
    )
  const offered = matching(clients, name, OFFERED)
  return (
    <div className="stack-tight">
      <label className="field">
        <span>{t('agenda.clientName')}</span>
        <input
          aria-required="true"
          autoComplete="off"
          maxLength={100}
          value={name}
          onChange={(event) => change({ ...value, name: event.target.value })}
        />
      </label>
      {offered.length > 0 && (
        <ul className="agenda-offered" aria-label={t('agenda.known')}>
          {offered.map((one) => (
            <li key={one.uid}>
              <button type="button" onClick={() => change({ ...NOBODY, known: one })}>
                <strong>{one.name}</strong>
                <span className="small muted">{one.email ?? one.phone}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="agenda-contact">
        <label className="field">
          <span>{t('agenda.email')}</span>
          <input
            type="email"
            autoComplete="off"
            maxLength={254}
            value={email}
            onChange={(event) => change({ ...value, email: event.target.value })}
          />
        </label>
        <label className="field">
          <span>{t('agenda.phone')}</span>
          <input
            type="tel"
            autoComplete="off"
            maxLength={40}
            value={phone}
            onChange={(event) => change({ ...value, phone: event.target.value })}
          />
        </label>
      </div>
      <p className="field-hint">{t('agenda.guestHint')}</p>
    </div>
  )
}
