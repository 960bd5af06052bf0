// Language, clock and colours. The language goes with the account, since mails are written in it; the rest is this device's.
import { useState } from 'react'
import { begin } from '../app/begin.ts'
import {
  chosenColors,
  chosenHours,
  type Colors,
  type Hours,
  keepHours,
  showColors,
} from '../app/preferences.ts'
import { showLanguage } from '../app/session.ts'
import { useStore } from '../app/store.ts'
import { shownLanguage, t } from '../words/words.ts'
import { useSaveAccount } from './save.ts'
import { Field } from '../parts/Field.tsx'
import { SendFailure } from '../parts/PageState.tsx'
import { toLanguage } from '../words/language.ts'

export function LookSection({ locale }: { readonly locale: string | undefined }) {
  const language = useStore(shownLanguage)
  const saving = useSaveAccount()
  const [colors, setColors] = useState(chosenColors)
  const [hours, setHours] = useState(chosenHours)
  const speak = async (next: string) => {
    await showLanguage(next)
    // A region that was chosen elsewhere (de-AT) is kept where the language stays.
    if (locale === undefined || toLanguage(locale) !== next) await saving.save({ locale: next })
  }
  return (
    <>
      <Field label={t('account.language')}>
        {(props) => (
          <select
            {...props}
            value={language}
            onChange={(event) => begin(speak(event.target.value))}
          >
            <option value="en">English</option>
            <option value="de">Deutsch</option>
          </select>
        )}
      </Field>
      <SendFailure failure={saving.failure} />
      <Field label={t('account.hours')}>
        {(props) => (
          <select
            {...props}
            value={hours}
            onChange={(event) => {
              const next = event.target.value as Hours // one of the options below
              keepHours(next)
              setHours(next)
            }}
          >
            <option value="auto">{t('account.hoursAuto')}</option>
            <option value="12">{t('account.hours12')}</option>
            <option value="24">{t('account.hours24')}</option>
          </select>
        )}
      </Field>
      <Field label={t('account.colors')}>
        {(props) => (
          <select
            {...props}
            value={colors}
            onChange={(event) => {
              const next = event.target.value as Colors // one of the options below
              showColors(next)
              setColors(next)
            }}
          >
            <option value="auto">{t('account.colorsAuto')}</option>
            <option value="light">{t('account.colorsLight')}</option>
            <option value="dark">{t('account.colorsDark')}</option>
          </select>
        )}
      </Field>
    </>
  )
}
