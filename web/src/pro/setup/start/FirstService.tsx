// The second step: the first service, by name, minutes and, where it has one, its price.
import { begin } from '../../../app/begin.ts'
import { Button } from '../../../parts/Button.tsx'
import { ChoiceField, NumberField, TextField } from '../../../parts/fields.tsx'
import { SendFailure } from '../../../parts/PageState.tsx'
import { toMinor } from '../../../parts/numbers.ts'
import { useForm } from '../../../parts/useForm.ts'
import { t } from '../../../words/words.ts'
import { duration } from '../../../words/when.ts'
import { currencyChoices, likelyCurrency } from '../currencies.ts'
import {
  newService,
  SERVICE_PLACES,
  serviceErrors,
  toServiceRequest,
} from '../services/service-form.ts'
import { priceWords } from '../services/service-words.ts'

const MINUTES = [15, 30, 45, 60, 90]

export function FirstService({ refresh }: { readonly refresh: (revision: number) => void }) {
  const form = useForm({
    name: 'start service',
    saved: newService(likelyCurrency([])),
    check: serviceErrors,
    places: SERVICE_PLACES,
  })
  const { of, values } = form
  const save = async () => {
    if (!form.isReady()) return
    const answer = await form.send(({ call }) =>
      call.saveService(toServiceRequest(values, form.changed, true)),
    )
    if (!answer) return
    form.discard()
    refresh(answer.revision)
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
      <h2>{t('start.what')}</h2>
      <p className="muted">{t('start.whatWhy')}</p>
      <TextField
        of={of('name')}
        label={t('service.name')}
        placeholder={t('start.servicePlaceholder')}
        maxLength={100}
      />
      <div className="stack-tight">
        <NumberField of={of('duration')} label={t('service.duration')} unit={t('form.min')} />
        <div className="row" role="group" aria-label={t('service.duration')}>
          {MINUTES.map((minutes) => (
            <button
              key={minutes}
              type="button"
              className="chip"
              aria-pressed={values.duration === String(minutes)}
              onClick={() => form.set({ duration: String(minutes) })}
            >
              {duration(minutes)}
            </button>
          ))}
        </div>
      </div>
      <div className="pair">
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
      <SendFailure failure={form.failure} />
      <Button type="submit" isFull isBusy={form.sending.isSending}>
        {t('start.next2')}
      </Button>
    </form>
  )
}
