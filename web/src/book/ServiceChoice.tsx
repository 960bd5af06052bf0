// What is booked: the services as cards, one of them chosen.
import type { Offer } from '../../../client/index.ts'
import { t } from '../words/words.ts'
import { duration, money } from '../words/when.ts'

/** Minutes, price, how many fit in, whether it is decided by hand. */
function factsOf({ durationMinutes, price, capacity, approval }: Offer): string {
  return [
    duration(durationMinutes),
    price && money(price),
    capacity > 1 && t('book.group', { count: capacity }),
    approval === 'manual' && t('book.approval'),
  ]
    .filter((fact) => typeof fact === 'string')
    .join(' · ')
}

export function ServiceChoice({
  services,
  chosen,
  choose,
}: {
  readonly services: readonly Offer[]
  readonly chosen: Offer
  readonly choose: (serviceId: string) => void
}) {
  return (
    <fieldset className="services">
      <legend className="sr-only">{t('book.services')}</legend>
      {services.map((service) => (
        <label key={service.serviceId} className="service">
          <input
            type="radio"
            name="service"
            value={service.serviceId}
            checked={service.serviceId === chosen.serviceId}
            onChange={() => choose(service.serviceId)}
          />
          <span className="service-name">{service.name}</span>
          <span className="small muted">{factsOf(service)}</span>
          {service.description !== undefined && (
            <span className="small muted service-about">{service.description}</span>
          )}
        </label>
      ))}
    </fieldset>
  )
}
