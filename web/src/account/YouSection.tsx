// Name, phone, time zone. Only what was changed is sent.
import { type SubmitEvent, useState } from 'react'
import { type Account, Refusal } from '../../../client/index.ts'
import { begin } from '../app/begin.ts'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { SendFailure } from '../parts/PageState.tsx'
import { fieldWords } from '../words/field-words.ts'
import { cityOf } from '../words/cities.ts'
import { deviceZone } from '../words/when.ts'
import { t } from '../words/words.ts'
import { useSaveAccount } from './save.ts'
import { ZoneSelect } from '../parts/ZoneSelect.tsx'

const FIELDS = ['name', 'phone', 'timeZone'] as const

export function YouSection({ account }: { readonly account: Account }) {
  const known = {
    name: account.name ?? '',
    phone: account.phone ?? '',
    timeZone: account.timeZone ?? deviceZone(),
  }
  const [typed, setTyped] = useState<Partial<typeof known>>({})
  const values = { ...known, ...typed }
  const saving = useSaveAccount()
  const errors = saving.error instanceof Refusal ? (saving.error.errors ?? []) : []
  const errorOf = (field: string) => {
    const error = errors.find(({ path }) => path === field)
    return error && fieldWords(error.message)
  }
  const hasFieldError = errors.some(({ path }) => FIELDS.some((field) => field === path))
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const changed = FIELDS.filter((field) => values[field].trim() !== known[field])
    const part = Object.fromEntries(
      changed.map((field) => [field, values[field].trim() === '' ? null : values[field].trim()]),
    )
    if (await saving.save(part)) setTyped({})
  }
  return (
    <form className="stack" onSubmit={(event) => begin(submit(event))}>
      <Field label={t('account.name')} hint={t('account.nameHint')} error={errorOf('name')}>
        {(props) => (
          <input
            {...props}
            autoComplete="name"
            maxLength={100}
            value={values.name}
            onChange={(event) => setTyped({ ...typed, name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('account.phone')} error={errorOf('phone')}>
        {(props) => (
          <input
            {...props}
            type="tel"
            autoComplete="tel"
            maxLength={40}
            value={values.phone}
            onChange={(event) => setTyped({ ...typed, phone: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('account.zone')} hint={t('account.zoneHint')} error={errorOf('timeZone')}>
        {(props) => (
          <ZoneSelect
            {...props}
            value={values.timeZone}
            onChange={(timeZone) => setTyped({ ...typed, timeZone })}
          />
        )}
      </Field>
      {account.timeZone !== undefined && account.timeZone !== deviceZone() && (
        <OtherZone saved={account.timeZone} show={(timeZone) => begin(saving.save({ timeZone }))} />
      )}
      {!hasFieldError && <SendFailure failure={saving.failure} />}
      <div className="row">
        <Button type="submit" isBusy={saving.isSending}>
          {t('action.save')}
        </Button>
        <span role="status" className="muted small">
          {saving.isSaved && t('account.saved')}
        </span>
      </div>
    </form>
  )
}

/** The device is elsewhere than the account says: asked, never switched silently. */
function OtherZone({
  saved,
  show,
}: {
  readonly saved: string
  readonly show: (timeZone: string) => void
}) {
  const [isKept, setIsKept] = useState(false)
  const here = deviceZone()
  if (isKept) return null
  return (
    <div className="notice">
      <span>{t('account.zoneOther', { city: cityOf(here) })}</span>
      <Button look="quiet" onClick={() => show(here)}>
        {t('account.zoneShow', { city: cityOf(here) })}
      </Button>
      <Button look="quiet" onClick={() => setIsKept(true)}>
        {t('account.zoneKeep', { city: cityOf(saved) })}
      </Button>
    </div>
  )
}
