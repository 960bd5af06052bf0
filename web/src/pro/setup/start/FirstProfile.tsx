// The first step: a name that clients see, and the zone whose clock the times are by.
import { serverNow } from '../../../app/backend.ts'
import { begin } from '../../../app/begin.ts'
import { refreshAccount } from '../../../app/session.ts'
import { Button } from '../../../parts/Button.tsx'
import { TextField, ZoneField } from '../../../parts/fields.tsx'
import { SendFailure } from '../../../parts/PageState.tsx'
import { useForm } from '../../../parts/useForm.ts'
import { t } from '../../../words/words.ts'
import { cityOf } from '../../../words/cities.ts'
import { deviceZone, timeIn } from '../../../words/when.ts'

export function FirstProfile({ name }: { readonly name: string }) {
  const form = useForm({
    name: 'start profile',
    saved: { name, timeZone: deviceZone() },
    check: (values) => (values.name.trim() === '' ? { name: t('form.missing') } : {}),
    places: { name: 'name', timeZone: 'timeZone' },
  })
  const { of, values } = form
  const now = new Date(serverNow())
  const save = async () => {
    if (!form.isReady()) return
    const { name: typed, timeZone } = values
    const answer = await form.send(async ({ call }) => {
      const saved = await call.saveProfessional({ name: typed.trim(), timeZone })
      await refreshAccount()
      return saved
    })
    if (answer) form.discard()
  }
  return (
    <form
      className="card section"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        begin(save())
      }}
    >
      <h2>{t('start.who')}</h2>
      <p className="muted">{t('start.whoWhy')}</p>
      <TextField
        of={of('name')}
        label={t('profile.name')}
        effect={t('start.nameEffect')}
        maxLength={100}
        autoComplete="name"
      />
      <ZoneField
        of={of('timeZone')}
        now={now}
        label={t('profile.zone')}
        effect={t('profile.zoneNow', {
          city: cityOf(values.timeZone),
          time: timeIn(values.timeZone, now),
        })}
      />
      <SendFailure failure={form.failure} />
      <Button type="submit" isFull isBusy={form.sending.isSending}>
        {t('start.next1')}
      </Button>
    </form>
  )
}
