// One service, or a new one: every field with what it does.
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Service } from '../../../../../client/index.ts'
import { begin } from '../../../app/begin.ts'
import type { PageProps } from '../../../app/route.ts'
import { usePageTitle } from '../../../app/title.ts'
import { Button } from '../../../parts/Button.tsx'
import {
  AreaField,
  ChoiceField,
  NumberField,
  SwitchField,
  TextField,
} from '../../../parts/fields.tsx'
import { Mantine } from '../../../parts/Mantine.tsx'
import { toMinor } from '../../../parts/numbers.ts'
import { Message, PageState } from '../../../parts/PageState.tsx'
import { SaveBar } from '../../../parts/SaveBar.tsx'
import { SpanField } from '../../../parts/SpanField.tsx'
import { useForm } from '../../../parts/useForm.ts'
import { t } from '../../../words/words.ts'
import { duration, span } from '../../../words/when.ts'
import { useAnchor } from '../anchor.ts'
import { ConflictSheet, type Conflicts } from '../ConflictSheet.tsx'
import { currencyChoices, likelyCurrency } from '../currencies.ts'
import { WeekEditor } from '../hours/WeekEditor.tsx'
import { PerClientFields } from '../PerClientFields.tsx'
import { type Setup, useSetup } from '../setup.ts'
import { ActiveCard } from './ActiveCard.tsx'
import {
  newService,
  SERVICE_PLACES,
  serviceErrors,
  toServiceRequest,
  toServiceValues,
} from './service-form.ts'
import {
  capacityWords,
  priceWords,
  reachWords,
  stepChoice,
  stepWords,
  takenWords,
} from './service-words.ts'
import '../setup.css'

export function Page({ params }: PageProps) {
  const seen = useSetup()
  const [, go] = useLocation()
  return (
    <Mantine>
      <PageState of={seen}>
        {(setup) => {
          const service = setup.services.find(({ serviceId }) => serviceId === params['id'])
          if (!service && params['id'] !== 'new')
            return (
              <Message
                icon="search"
                title={t('services.gone')}
                action={{ label: t('services.all'), do: () => go('/pro/services') }}
              />
            )
          return (
            <>
              <ServiceForm
                key={params['id']}
                setup={setup}
                service={service}
                refresh={seen.refresh}
              />
              {service && <ActiveCard service={service} refresh={seen.refresh} />}
            </>
          )
        }}
      </PageState>
    </Mantine>
  )
}

function ServiceForm({
  setup,
  service,
  refresh,
}: {
  readonly setup: Setup
  readonly service: Service | undefined
  readonly refresh: (revision: number) => void
}) {
  const { professional, services } = setup
  const { policy } = professional
  useAnchor()
  const [, go] = useLocation()
  const [found, setFound] = useState<Conflicts>()
  const isNew = service === undefined
  const currency = likelyCurrency(services)
  usePageTitle(service?.name ?? t('services.new'))
  const form = useForm({
    name: `service ${service?.serviceId ?? 'new'}`,
    saved: service ? toServiceValues(service, currency) : newService(currency),
    check: serviceErrors,
    places: SERVICE_PLACES,
  })
  const { values, of } = form
  const request = {
    ...(service && { serviceId: service.serviceId }),
    ...toServiceRequest(values, form.changed, isNew),
  }
  const save = async () => {
    const answer = await form.send(({ call }) => call.saveService(request))
    if (!answer) return
    setFound(undefined)
    refresh(answer.revision)
    if (isNew) {
      form.discard()
      go('/pro/services', { replace: true })
    } else form.saved()
  }
  const ask = async () => {
    if (!form.isReady() || (!form.isDirty && !isNew)) return
    const answer = await form.send(({ call }) =>
      call.saveService({ ...request, validateOnly: true }),
    )
    if (!answer) return
    if (answer.conflictCount > 0) setFound(answer)
    else await save()
  }
  const choice = stepChoice(values, policy)
  return (
    <form
      className="stack"
      aria-label={service?.name ?? t('services.new')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        begin(ask())
      }}
    >
      <section className="card section">
        <h2>{t('service.what')}</h2>
        <TextField of={of('name')} label={t('service.name')} maxLength={100} />
        <AreaField
          of={of('description')}
          label={t('service.description')}
          effect={t('service.descriptionEffect')}
          maxLength={4000}
        />
        <div className="two">
          <NumberField
            of={of('price')}
            label={t('service.price')}
            placeholder={t('service.pricePlaceholder')}
            effect={priceWords(values, toMinor(values.price, values.currency))}
          />
          <ChoiceField
            of={of('currency')}
            label={t('service.currency')}
            choices={currencyChoices(values.currency)}
          />
        </div>
      </section>
      <section className="card section">
        <h2>{t('service.time')}</h2>
        <div className="two">
          <NumberField of={of('duration')} label={t('service.duration')} unit={t('form.min')} />
          <NumberField
            of={of('capacity')}
            label={t('service.capacity')}
            effect={capacityWords(values)}
          />
          <NumberField
            of={of('bufferBefore')}
            label={t('service.bufferBefore')}
            unit={t('form.min')}
            effect={t('service.bufferBeforeEffect')}
          />
          <NumberField
            of={of('bufferAfter')}
            label={t('service.bufferAfter')}
            unit={t('form.min')}
            effect={t('service.bufferAfterEffect')}
          />
        </div>
        {takenWords(values) !== undefined && <p className="effect">{takenWords(values)}</p>}
        <NumberField
          of={of('step')}
          label={t('service.step')}
          unit={t('form.min')}
          placeholder={String(policy.slotStepMinutes ?? values.duration)}
          effect={stepWords(values, policy)}
        />
        {choice && (
          <div className="notice" role="status">
            <span>{choice.words}</span>
            <Button look="secondary" onClick={() => form.set({ step: String(choice.step) })}>
              {t('service.stepTake', { step: duration(choice.step) })}
            </Button>
          </div>
        )}
      </section>
      <section className="card section" id="hours">
        <h2>{t('service.when')}</h2>
        <SwitchField
          of={of('hasOwnHours')}
          label={t('service.ownHours')}
          effect={t(values.hasOwnHours ? 'service.ownHoursOn' : 'service.ownHoursOff')}
        />
        {values.hasOwnHours && (
          <>
            <WeekEditor
              week={values.week}
              weekStartsOn={policy.weekStartsOn}
              change={(week) => form.set({ week })}
            />
            {of('week').error !== undefined && (
              <p className="field-error" role="alert">
                {of('week').error}
              </p>
            )}
          </>
        )}
      </section>
      <section className="card section" id="rules">
        <h2>{t('service.rules')}</h2>
        <div className="two">
          <SpanField
            of={of('notice')}
            label={t('service.notice')}
            placeholder={t('service.likeProfile', { value: span(policy.minNoticeMinutes) })}
          />
          <NumberField
            of={of('horizon')}
            label={t('service.horizon')}
            unit={t('form.daysUnit')}
            placeholder={String(policy.horizonDays)}
          />
        </div>
        <p className="effect">{reachWords(values, policy)}</p>
        <SwitchField
          of={of('isManual')}
          label={t('service.approval')}
          effect={t(values.isManual ? 'service.approvalOn' : 'service.approvalOff')}
        />
      </section>
      <section className="card section" id="clients">
        <h2>{t('service.perClient')}</h2>
        <p className="muted">{t('service.perClientWhy')}</p>
        <PerClientFields of={of} />
      </section>
      <SaveBar form={form} isNew={isNew} label={isNew ? t('services.create') : t('action.save')} />
      <ConflictSheet
        found={found}
        sending={form.sending}
        save={() => begin(save())}
        close={() => setFound(undefined)}
      />
    </form>
  )
}
