// What a professional offers: the active services, those that are not, and a new one.
import { Link, useLocation } from 'wouter'
import type { Service } from '../../../../../client/index.ts'
import { Icon } from '../../../parts/Icon.tsx'
import { Message, PageState } from '../../../parts/PageState.tsx'
import { t } from '../../../words/words.ts'
import { useSetup } from '../setup.ts'
import { serviceLine } from './service-words.ts'
import '../setup.css'

export function Page() {
  const seen = useSetup()
  const [, go] = useLocation()
  return (
    <PageState
      of={seen}
      isEmpty={({ services }) => services.length === 0}
      empty={
        <Message
          icon="plus"
          title={t('services.none')}
          action={{ label: t('services.add'), do: () => go('/pro/services/new') }}
        >
          {t('services.noneWhy')}
        </Message>
      }
    >
      {({ services }) => (
        <>
          <Rows title={t('services.active')} services={services.filter(({ active }) => active)} />
          <Rows title={t('services.inactive')} services={services.filter((one) => !one.active)} />
          <Link href="/pro/services/new" className="button setup-add">
            <Icon name="plus" size={20} />
            {t('services.add')}
          </Link>
        </>
      )}
    </PageState>
  )
}

function Rows({
  title,
  services,
}: {
  readonly title: string
  readonly services: readonly Service[]
}) {
  if (services.length === 0) return null
  return (
    <section className="stack-tight" aria-label={title}>
      <h2>{title}</h2>
      <ul className="card rows">
        {services.map((service) => (
          <li key={service.serviceId}>
            <Link href={`/pro/services/${service.serviceId}`} className="setup-row">
              <span>
                <strong>{service.name}</strong>
                <span className="muted small">{serviceLine(service)}</span>
              </span>
              <Icon name="next" size={20} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
