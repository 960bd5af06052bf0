// Somebody is blocked: a client who has booked, an address, a number; afterwards what they still have booked.
import { useState } from 'react'
import type { Booking } from '../../../../../client/index.ts'
import { begin } from '../../../app/begin.ts'
import { useAsked } from '../../../app/live.ts'
import { isEmailAddress } from '../../../parts/email-address.ts'
import { Button } from '../../../parts/Button.tsx'
import { AreaField, ChoiceField, TextField } from '../../../parts/fields.tsx'
import { SendFailure } from '../../../parts/PageState.tsx'
import { Segments } from '../../../parts/Segments.tsx'
import { useForm } from '../../../parts/useForm.ts'
import { t, tn } from '../../../words/words.ts'
import { knownClients } from './blocks.ts'
import { UpcomingBookings } from './UpcomingBookings.tsx'

interface Values {
  readonly kind: 'client' | 'email' | 'phone'
  readonly clientUid: string
  readonly email: string
  readonly phone: string
  readonly note: string
}

export function BlockForm({ done }: { readonly done: () => void }) {
  const [upcoming, setUpcoming] = useState<readonly Booking[]>()
  const bookings = useAsked('bookings', ({ call }, signal) =>
    call.listBookings({ as: 'professional', order: 'desc', pageSize: 100 }, { signal }),
  )
  const clients = knownClients(bookings.data?.bookings ?? [])
  const form = useForm<Values>({
    name: 'block',
    saved: { kind: 'client', clientUid: '', email: '', phone: '', note: '' },
    check: ({ kind, clientUid, email, phone }) => {
      if (kind === 'client') return clientUid === '' ? { clientUid: t('blocks.choose') } : {}
      if (kind === 'phone') return phone.trim() === '' ? { phone: t('form.missing') } : {}
      return isEmailAddress(email) ? {} : { email: t('form.badEmail') }
    },
    places: { clientUid: 'clientUid', email: 'email', phone: 'phone', note: 'note' },
  })
  const { kind, clientUid, email, phone, note } = form.values
  const block = async () => {
    if (!form.isReady()) return
    const target =
      kind === 'client'
        ? { clientUid }
        : kind === 'email'
          ? { email: email.trim() }
          : { phone: phone.trim() }
    const answer = await form.send(({ call }) =>
      call.setBlock({
        ...target,
        blocked: true,
        ...(note.trim() !== '' && { note: note.trim() }),
      }),
    )
    if (!answer) return
    form.discard()
    if (answer.upcoming.length === 0) done()
    else setUpcoming(answer.upcoming)
  }
  if (upcoming)
    return (
      <div className="stack">
        <p className="notice good" role="status">
          <span>{t('blocks.done')}</span>
        </p>
        <h3>{tn('blocks.upcoming', upcoming.length)}</h3>
        <p className="muted">{t('blocks.upcomingWhy')}</p>
        <UpcomingBookings bookings={upcoming} />
        <Button isFull onClick={done}>
          {t('action.done')}
        </Button>
      </div>
    )
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        begin(block())
      }}
    >
      <Segments
        name={t('blocks.by')}
        value={kind}
        change={(value) => form.set({ kind: value })}
        choices={[
          { value: 'client', label: t('blocks.byClient') },
          { value: 'email', label: t('blocks.byEmail') },
          { value: 'phone', label: t('blocks.byPhone') },
        ]}
      />
      {kind === 'client' && (
        <ChoiceField
          of={form.of('clientUid')}
          label={t('blocks.who')}
          effect={t(
            bookings.data && clients.length === 0 ? 'blocks.nobody' : 'blocks.byClientEffect',
          )}
          choices={[
            { value: '', label: t('blocks.choose') },
            ...clients.map(({ uid, name, email: address }) => ({
              value: uid,
              label: address === undefined ? name : `${name} · ${address}`,
            })),
          ]}
        />
      )}
      {kind === 'email' && (
        <TextField
          of={form.of('email')}
          type="email"
          label={t('profile.email')}
          effect={t('blocks.byAddressEffect')}
          maxLength={254}
        />
      )}
      {kind === 'phone' && (
        <TextField
          of={form.of('phone')}
          type="tel"
          label={t('profile.phone')}
          effect={t('blocks.byAddressEffect')}
          maxLength={40}
        />
      )}
      <AreaField
        of={form.of('note')}
        rows={2}
        label={t('blocks.note')}
        effect={t('blocks.noteEffect')}
        maxLength={1000}
      />
      <SendFailure failure={form.failure} />
      <Button type="submit" isFull isBusy={form.sending.isSending}>
        {t('blocks.block')}
      </Button>
    </form>
  )
}
