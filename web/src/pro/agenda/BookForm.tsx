// Books somebody in who called or is there: a service, a start, a client. Rules that refuse it are named and can be set aside.
import { useState } from 'react'
import { Link } from 'wouter'
import { begin } from '../../app/begin.ts'
import { useAsked } from '../../app/live.ts'
import { useIsOnline } from '../../app/online.ts'
import { isEmailAddress } from '../../parts/email-address.ts'
import { Button } from '../../parts/Button.tsx'
import { t } from '../../words/words.ts'
import { duration } from '../../words/when.ts'
import { InTheWay } from '../booking/InTheWay.tsx'
import { useOverriding } from '../day/overriding.ts'
import { rulesInTheWay } from '../day/rules.ts'
import { instantOf } from '../day/wall.ts'
import { toWhen, WhenFields } from '../booking/WhenFields.tsx'
import type { AddFormProps } from './add-form.ts'
import { ClientField } from './ClientField.tsx'
import { clientsOf, NOBODY, toRequest } from './clients.ts'
import { whenIn } from '../day/words.ts'

export function BookForm({ schedule, now, first, onDone }: AddFormProps) {
  const zone = schedule.professional.timeZone
  const services = schedule.services.filter(({ active }) => active)
  const [serviceId, setServiceId] = useState(services[0]?.serviceId ?? '')
  const [when, setWhen] = useState({ date: first.date, time: first.start })
  const [client, setClient] = useState(NOBODY)
  const [note, setNote] = useState('')
  const [wrong, setWrong] = useState<'agenda.clientMissing' | 'field.email'>()
  const overriding = useOverriding()
  const isOnline = useIsOnline()
  const known = useAsked('known clients', ({ call }, signal) =>
    call.listBookings({ as: 'professional', order: 'desc', pageSize: 100 }, { signal }),
  )
  const start = instantOf(zone, when.date, when.time)
  const changed = () => {
    overriding.clear()
    setWrong(undefined)
  }

  async function book(isSettingAside: boolean): Promise<void> {
    const who = toRequest(client)
    if (!who) return setWrong('agenda.clientMissing')
    if (client.email.trim() !== '' && !isEmailAddress(client.email)) return setWrong('field.email')
    if (!start) return undefined
    const told = note.trim()
    const answer = await overriding.send(
      ({ call }, override) =>
        call.createBooking({
          serviceId,
          start,
          ...who,
          ...(told !== '' && { note: told }),
          ...(override.length > 0 && { override }),
        }),
      {
        isSettingAside,
        explain: (asked) => rulesInTheWay(asked, { serviceId, start }),
      },
    )
    if (answer)
      onDone(
        t('agenda.booked', { name: answer.booking.client.name, when: whenIn(zone, start, now) }),
      )
  }

  if (services.length === 0)
    return (
      <p>
        {t('agenda.noService')} <Link href="/pro/services">{t('agenda.toServices')}</Link>
      </p>
    )
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        begin(book(false))
      }}
    >
      <label className="field">
        <span>{t('agenda.service')}</span>
        <select
          value={serviceId}
          onChange={(event) => {
            changed()
            setServiceId(event.target.value)
          }}
        >
          {services.map((one) => (
            <option key={one.serviceId} value={one.serviceId}>
              {one.name} · {duration(one.durationMinutes)}
            </option>
          ))}
        </select>
      </label>
      <WhenFields
        zone={zone}
        value={when}
        change={(value) => {
          changed()
          setWhen(value)
        }}
      />
      <ClientField
        value={client}
        change={(value) => {
          changed()
          setClient(value)
        }}
        clients={clientsOf(known.data?.bookings ?? [])}
      />
      <label className="field">
        <span>{t('agenda.bookNote')}</span>
        <input maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      {wrong && (
        <p className="field-error" role="alert">
          {t(wrong)}
        </p>
      )}
      <InTheWay
        overriding={overriding}
        zone={zone}
        now={now}
        label={t('agenda.bookAnyway')}
        setAside={() => begin(book(true))}
        choose={(other) => {
          changed()
          setWhen(toWhen(zone, other))
        }}
      />
      <Button
        type="submit"
        isFull
        isBusy={overriding.isSending}
        disabled={!start || serviceId === '' || !isOnline}
      >
        {start ? t('agenda.bookAt', { when: whenIn(zone, start, now) }) : t('agenda.book')}
      </Button>
      {start && serviceId !== '' && (
        <p className="field-hint">
          <Link href={`/pro/explain?service=${serviceId}&start=${start.toISOString()}`}>
            {t('agenda.explain')}
          </Link>
        </p>
      )}
    </form>
  )
}
