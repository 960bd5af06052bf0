// Who a professional is to clients, and the rules by which they book: every field with what it does.
import { useState } from 'react'
import { begin } from '../../../app/begin.ts'
import { serverNow } from '../../../app/backend.ts'
import {
  AreaField,
  ChoiceField,
  NumberField,
  SwitchField,
  TextField,
  ZoneField,
} from '../../../parts/fields.tsx'
import { Mantine } from '../../../parts/Mantine.tsx'
import { toMinutes, toWhole } from '../../../parts/numbers.ts'
import { PageState } from '../../../parts/PageState.tsx'
import { SaveBar } from '../../../parts/SaveBar.tsx'
import { SpanField } from '../../../parts/SpanField.tsx'
import { type Form, useForm } from '../../../parts/useForm.ts'
import { t } from '../../../words/words.ts'
import { cityOf } from '../../../words/cities.ts'
import { duration, timeIn, weekdayName } from '../../../words/when.ts'
import { useAnchor } from '../anchor.ts'
import { ConflictSheet, type Conflicts } from '../ConflictSheet.tsx'
import { type Setup, useSetup } from '../setup.ts'
import { limitWords, noticeWords, reachTyped } from './policy-words.ts'
import {
  PROFILE_PLACES,
  profileErrors,
  type ProfileValues,
  toProfileRequest,
  toProfileValues,
} from './profile-form.ts'
import '../setup.css'

export function Page() {
  const seen = useSetup()
  return (
    <Mantine>
      <PageState of={seen}>
        {(setup) => <ProfileForm setup={setup} refresh={seen.refresh} />}
      </PageState>
    </Mantine>
  )
}

function ProfileForm({
  setup: { professional },
  refresh,
}: {
  readonly setup: Setup
  readonly refresh: (revision: number) => void
}) {
  useAnchor()
  const [found, setFound] = useState<Conflicts>()
  const form = useForm({
    name: 'profile',
    saved: toProfileValues(professional),
    check: profileErrors,
    places: PROFILE_PLACES,
  })
  const request = toProfileRequest(form.values, form.changed)
  const save = async () => {
    const answer = await form.send(({ call }) => call.saveProfessional(request))
    if (!answer) return
    setFound(undefined)
    form.saved()
    refresh(answer.revision)
  }
  const ask = async () => {
    if (!form.isReady() || !form.isDirty) return
    const answer = await form.send(({ call }) =>
      call.saveProfessional({ ...request, validateOnly: true }),
    )
    if (!answer) return
    if (answer.conflictCount > 0) setFound(answer)
    else await save()
  }
  return (
    <form
      className="stack"
      aria-label={t('title.profile')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        begin(ask())
      }}
    >
      <ProfileFields form={form} savedZone={professional.timeZone} />
      <RuleFields form={form} />
      <SaveBar form={form} />
      <ConflictSheet
        found={found}
        sending={form.sending}
        save={() => begin(save())}
        close={() => setFound(undefined)}
      />
    </form>
  )
}

function ProfileFields({
  form,
  savedZone,
}: {
  readonly form: Form<ProfileValues>
  readonly savedZone: string
}) {
  const { of, values } = form
  const now = new Date(serverNow())
  const isMoving = values.timeZone !== savedZone
  return (
    <>
      <section className="card section" id="active">
        <SwitchField
          of={of('isActive')}
          label={t('profile.active')}
          effect={t(values.isActive ? 'profile.activeOn' : 'profile.activeOff')}
        />
      </section>
      <section className="card section" id="profile">
        <h2>{t('profile.title')}</h2>
        <TextField of={of('name')} label={t('profile.name')} maxLength={100} autoComplete="name" />
        <TextField
          of={of('headline')}
          label={t('profile.headline')}
          maxLength={140}
          effect={t('profile.headlineEffect')}
        />
        <AreaField of={of('about')} label={t('profile.about')} rows={4} maxLength={4000} />
        <TextField
          of={of('specialties')}
          label={t('profile.specialties')}
          effect={t('profile.specialtiesEffect')}
        />
        <div className="two">
          <TextField
            of={of('address')}
            label={t('profile.address')}
            maxLength={500}
            autoComplete="street-address"
          />
          <TextField
            of={of('photoUrl')}
            type="url"
            label={t('profile.photo')}
            placeholder="https://"
            effect={t('profile.photoEffect')}
          />
        </div>
        <SwitchField
          of={of('isOnline')}
          label={t('profile.online')}
          effect={t('profile.onlineEffect')}
        />
      </section>
      <section className="card section" id="contact">
        <h2>{t('profile.contact')}</h2>
        <p className="muted">{t('profile.contactWhy')}</p>
        <div className="two">
          <TextField of={of('phone')} type="tel" label={t('profile.phone')} maxLength={40} />
          <TextField of={of('email')} type="email" label={t('profile.email')} maxLength={254} />
        </div>
      </section>
      <section className="card section" id="zone">
        <h2>{t('profile.zoneTitle')}</h2>
        <ZoneField
          of={of('timeZone')}
          now={now}
          label={t('profile.zone')}
          effect={t('profile.zoneNow', {
            city: cityOf(values.timeZone),
            time: timeIn(values.timeZone, now),
          })}
        />
        {isMoving && (
          <p className="notice warn" role="status">
            <span>
              {t('profile.zoneMoves', { from: cityOf(savedZone), to: cityOf(values.timeZone) })}
            </span>
          </p>
        )}
      </section>
    </>
  )
}

function RuleFields({ form }: { readonly form: Form<ProfileValues> }) {
  const { of, values } = form
  const reach = reachTyped(values)
  return (
    <>
      <section className="card section" id="rules">
        <h2>{t('rules.when')}</h2>
        <div className="two">
          <SpanField of={of('notice')} label={t('rules.notice')} />
          <NumberField of={of('horizon')} label={t('rules.horizon')} unit={t('form.daysUnit')} />
        </div>
        {reach !== undefined && <p className="effect">{reach}</p>}
        <NumberField
          of={of('step')}
          label={t('rules.step')}
          unit={t('form.min')}
          placeholder={t('rules.stepNone')}
          effect={
            toWhole(values.step)
              ? t('rules.stepOwn', { step: duration(toWhole(values.step) ?? 0) })
              : t('rules.stepDuration')
          }
        />
      </section>
      <section className="card section" id="notices">
        <h2>{t('rules.changes')}</h2>
        <div className="two">
          <SpanField
            of={of('cancelNotice')}
            label={t('rules.cancel')}
            effect={noticeWords('cancel', toMinutes(values.cancelNotice))}
          />
          <SpanField
            of={of('rescheduleNotice')}
            label={t('rules.move')}
            effect={noticeWords('move', toMinutes(values.rescheduleNotice))}
          />
        </div>
      </section>
      <section className="card section" id="limits">
        <h2>{t('rules.limitsTitle')}</h2>
        <div className="two">
          <NumberField
            of={of('perDay')}
            label={t('rules.perDay')}
            placeholder={t('form.noLimit')}
          />
          <NumberField
            of={of('perWeek')}
            label={t('rules.perWeek')}
            placeholder={t('form.noLimit')}
          />
          <NumberField
            of={of('minutesPerDay')}
            label={t('rules.minutesPerDay')}
            unit={t('form.min')}
            placeholder={t('form.noLimit')}
          />
          <ChoiceField
            of={of('weekStartsOn')}
            label={t('rules.weekStartsOn')}
            effect={t('rules.weekStartsOnEffect')}
            choices={[1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
              value: String(weekday),
              label: weekdayName(weekday),
            }))}
          />
        </div>
        <p className="effect">{limitWords(values)}</p>
      </section>
    </>
  )
}
