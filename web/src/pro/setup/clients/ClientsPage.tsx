// Who may book: limits for one client, verified accounts alone, and people who are blocked.
import { begin } from '../../../app/begin.ts'
import { SwitchField } from '../../../parts/fields.tsx'
import { Mantine } from '../../../parts/Mantine.tsx'
import { PageState } from '../../../parts/PageState.tsx'
import { SaveBar } from '../../../parts/SaveBar.tsx'
import { useForm } from '../../../parts/useForm.ts'
import { toWhole } from '../../../parts/numbers.ts'
import { t } from '../../../words/words.ts'
import {
  perClientErrors,
  type PerClientValues,
  toPerClientPatch,
  toPerClientValues,
} from '../per-client.ts'
import { PerClientFields } from '../PerClientFields.tsx'
import { type Setup, useSetup } from '../setup.ts'
import { BlocksSection } from './BlocksSection.tsx'
import { perClientWords } from './client-words.ts'
import '../setup.css'

interface Values extends PerClientValues {
  readonly isVerified: boolean
}

export function Page() {
  const seen = useSetup()
  return (
    <Mantine>
      <PageState of={seen}>
        {(setup) => (
          <>
            <RulesForm setup={setup} refresh={seen.refresh} />
            <BlocksSection />
          </>
        )}
      </PageState>
    </Mantine>
  )
}

function RulesForm({
  setup: { professional },
  refresh,
}: {
  readonly setup: Setup
  readonly refresh: (revision: number) => void
}) {
  const { perClient, requireVerified } = professional.policy
  const form = useForm<Values>({
    name: 'clients',
    // A calendar's document from before this rule was there has none.
    saved: { ...toPerClientValues(perClient), isVerified: Boolean(requireVerified) },
    check: perClientErrors,
    places: {
      'policy.perClient.maxUpcoming': 'maxUpcoming',
      'policy.perClient.maxPerDay': 'maxPerDay',
      'policy.perClient.maxPerWeek': 'maxPerWeek',
      'policy.requireVerified': 'isVerified',
    },
  })
  const { values, changed, of } = form
  const save = async () => {
    if (!form.isReady() || !form.isDirty) return
    const limits = toPerClientPatch(changed)
    const answer = await form.send(({ call }) =>
      call.saveProfessional({
        policy: {
          ...(limits && { perClient: limits }),
          ...(changed.isVerified !== undefined && { requireVerified: changed.isVerified }),
        },
      }),
    )
    if (!answer) return
    form.saved()
    refresh(answer.revision)
  }
  const typed = {
    maxUpcoming: toWhole(values.maxUpcoming),
    maxPerDay: toWhole(values.maxPerDay),
    maxPerWeek: toWhole(values.maxPerWeek),
  }
  return (
    <form
      className="card section"
      aria-label={t('clients.rules')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        begin(save())
      }}
    >
      <h2>{t('clients.rules')}</h2>
      <PerClientFields of={of} />
      <p className="effect">
        {perClientWords({
          ...(typed.maxUpcoming !== undefined && { maxUpcoming: typed.maxUpcoming }),
          ...(typed.maxPerDay !== undefined && { maxPerDay: typed.maxPerDay }),
          ...(typed.maxPerWeek !== undefined && { maxPerWeek: typed.maxPerWeek }),
        })}
      </p>
      <SwitchField
        of={of('isVerified')}
        label={t('clients.verified')}
        effect={t(values.isVerified ? 'clients.verifiedOn' : 'clients.verifiedOff')}
      />
      <SaveBar form={form} />
    </form>
  )
}
