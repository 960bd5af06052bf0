// Limits for one client: bookings to come, on one day, in one week.
import { NumberField } from '../../parts/fields.tsx'
import type { Bound } from '../../parts/useForm.ts'
import { t } from '../../words/words.ts'

export function PerClientFields({
  of,
}: {
  readonly of: (name: 'maxUpcoming' | 'maxPerDay' | 'maxPerWeek') => Bound<string>
}) {
  return (
    <div className="two">
      <NumberField
        of={of('maxUpcoming')}
        label={t('clients.maxUpcoming')}
        placeholder={t('form.noLimit')}
      />
      <NumberField
        of={of('maxPerDay')}
        label={t('clients.maxPerDay')}
        placeholder={t('form.noLimit')}
      />
      <NumberField
        of={of('maxPerWeek')}
        label={t('clients.maxPerWeek')}
        placeholder={t('form.noLimit')}
      />
    </div>
  )
}
