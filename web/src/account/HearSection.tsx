// How one hears of things besides the app: mail, push, and when one is reminded. Each tap is saved at once.
import { useId, useState } from 'react'
import type { Account } from '../../../client/index.ts'
import { begin } from '../app/begin.ts'
import { SendFailure } from '../parts/PageState.tsx'
import { span } from '../words/when.ts'
import { t } from '../words/words.ts'
import { useSaveAccount } from './save.ts'
import { REMINDERS_MAX, remindersWith, shownReminders } from './reminders.ts'

export function HearSection({ account }: { readonly account: Account }) {
  const saving = useSaveAccount()
  // What was tapped counts at once, and goes back where it could not be saved.
  const [tapped, setTapped] = useState<Partial<Account['notifications']>>({})
  const now = { ...account.notifications, ...tapped }
  const change = async (part: Partial<Account['notifications']>) => {
    setTapped((before) => ({ ...before, ...part }))
    await saving.save({ notifications: part })
    setTapped({})
  }
  return (
    <fieldset className="stack">
      <legend>
        <h2>{t('account.hear')}</h2>
        <p className="small muted">{t('account.hearHint')}</p>
      </legend>
      <SwitchRow
        label={t('account.mail')}
        hint={t('account.mailHint')}
        isOn={now.email}
        onChange={(email) => begin(change({ email }))}
      />
      <SwitchRow
        label={t('account.push')}
        hint={t('account.pushHint')}
        isOn={now.push}
        onChange={(push) => begin(change({ push }))}
      />
      <fieldset className="stack-tight">
        <legend className="account-legend">{t('account.reminders')}</legend>
        <div className="row">
          {shownReminders(now.reminderMinutes).map((minutes) => {
            const isOn = now.reminderMinutes.includes(minutes)
            return (
              <button
                key={minutes}
                type="button"
                className="chip"
                aria-pressed={isOn}
                disabled={!isOn && now.reminderMinutes.length >= REMINDERS_MAX}
                onClick={() =>
                  begin(change({ reminderMinutes: remindersWith(now.reminderMinutes, minutes) }))
                }
              >
                {t('account.remindBefore', { span: span(minutes) })}
              </button>
            )
          })}
        </div>
        {now.reminderMinutes.length >= REMINDERS_MAX && (
          <p className="small muted">{t('account.remindersMax')}</p>
        )}
      </fieldset>
      <SendFailure failure={saving.failure} />
    </fieldset>
  )
}

function SwitchRow({
  label,
  hint,
  isOn,
  onChange,
}: {
  readonly label: string
  readonly hint: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}) {
  const id = useId()
  return (
    // Who taps on the words means the switch.
    <label className="account-switch">
      <span>
        <span id={`${id}l`}>{label}</span>
        <small id={`${id}h`} className="muted">
          {hint}
        </small>
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-labelledby={`${id}l`}
        aria-checked={isOn}
        aria-describedby={`${id}h`}
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  )
}
